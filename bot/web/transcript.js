// A phone's thread as plain text, for a message to a colleague or a note of a meeting.

import { make } from "./dom.js";
import { openDialog } from "./dialog.js";

export function transcript(person, messages, calendar) {
  const lines = [`Alongside, on the phone of ${person.name}`];
  let day = null;
  for (const message of messages) {
    if (message.deleted) continue;
    const today = calendar.date(message.at);
    if (today !== day) lines.push("", today, "");
    day = today;
    const who = message.from === "bot" ? "Alongside" : person.name;
    lines.push(`${calendar.time(message.at)}  ${who}: ${message.text.replaceAll("\n", "\n       ")}`);
    if (message.options.length) lines.push(`       ${message.options.map(({ label }) => `[${label}]`).join(" ")}`);
    if (message.file) lines.push(`       [file: ${message.file.name}]`);
  }
  return `${lines.join("\n")}\n`;
}

/** Put words on the clipboard; where the browser refuses, show them ready to copy by hand. True if copied. */
export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const box = make("textarea", { class: "field tall", readonly: true, "aria-label": "Transcript" }, words);
    openDialog("Copy the transcript", [make("p", {}, "This browser will not copy by itself. Select the text and copy it."), box]);
    box.select();
    return false;
  }
}
