// How a thread lies on the screen: the messages, and between them the days, the silences, and the places where
// something was cleared. Pure, and every item has a key that stays the same from one look to the next.

const LONG_SILENCE = 3 * 3600;

/** Messages, oldest first, as items: {key, kind: "day" | "quiet" | "cleared" | "message", words?, message?}. */
export function layOut(messages, calendar) {
  const items = [];
  let before = null;
  for (const message of messages) {
    if (message.deleted) {
      // Neighbours that were cleared leave one trace together: not even how many there were is kept.
      if (items.at(-1)?.kind !== "cleared") items.push({ key: `cleared ${message.id}`, kind: "cleared", words: "cleared" });
      continue;
    }
    items.push(...between(before, message, calendar));
    items.push({ key: `message ${message.id}`, kind: "message", message });
    before = message;
  }
  return items;
}

function between(before, message, calendar) {
  const day = { key: `day ${calendar.dayNumber(message.at)}`, kind: "day", words: calendar.day(message.at) };
  if (before === null) return [day];
  const quiet = (words) => ({ key: `quiet ${message.id}`, kind: "quiet", words });
  const days = calendar.dayNumber(message.at) - calendar.dayNumber(before.at);
  if (days > 2) return [quiet(`${days - 1} quiet days`), day];
  if (days > 0) return [day];
  const hours = Math.round((message.at - before.at) / 3600);
  return message.at - before.at >= LONG_SILENCE ? [quiet(`${hours} hours later`)] : [];
}

/** The message whose buttons are the ones being asked about now: the last with options that nobody has answered. */
export function openMessage(messages, answered) {
  for (const message of messages.toReversed()) {
    if (message.deleted) continue;
    if (message.from === "person") return null;
    if (message.options.length) return answered.has(message.id) ? null : message.id;
  }
  return null;
}

/** The numbered answers ("1. Yes") in what the bot said last, as [{number, label}]; none once they are answered. */
export function numberedAnswers(messages) {
  const last = messages.findLast((message) => !message.deleted);
  if (!last || last.from !== "bot" || last.options.length) return [];
  return last.text.split("\n").flatMap((line) => {
    const found = /^\s*(\d{1,2})[.)]\s+(.+)$/.exec(line);
    return found ? [{ number: found[1], label: found[2].trim() }] : [];
  });
}
