// The room's HTTP API. The token comes with the address once, is kept for this tab only, and leaves the
// address bar, so that a picture of the page or a copied address does not give the room away.

const KEPT = "alongside-token";

export class Trouble extends Error {}

function takeToken() {
  const address = new URL(location.href);
  const given = address.searchParams.get("token");
  if (given) {
    sessionStorage.setItem(KEPT, given);
    address.searchParams.delete("token");
    history.replaceState(null, "", address);
  }
  return given ?? sessionStorage.getItem(KEPT) ?? "";
}

const token = takeToken();
export const hasToken = token !== "";

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { ...options.headers, "X-Room-Token": token } });
  } catch {
    throw new Trouble("The room is not answering. Is it still running in the terminal?");
  }
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  throw new Trouble(said.error ?? `The room could not do that (${answer.status}).`);
}

export const get = async (path) => (await ask(path)).json();

export const post = async (path, body = {}) =>
  (await ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })).json();

/** Fetch a file the bot sent and hand it to the browser's downloads. Only the room itself is ever asked. */
export async function download({ name, url }) {
  const address = new URL(url, location.origin);
  if (address.origin !== location.origin) throw new Trouble("That file is not from this room.");
  const blob = await (await ask(address)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A picture the bot sent, as an address that an <img> can show. */
export async function picture({ url }) {
  const address = new URL(url, location.origin);
  if (address.origin !== location.origin) throw new Trouble("That file is not from this room.");
  const blob = await (await ask(address)).blob();
  return new Promise((shown, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => shown(reader.result.replace("data:application/octet-stream", "data:image/png")));
    reader.addEventListener("error", failed);
    reader.readAsDataURL(blob);
  });
}

/** The room's stream of events. EventSource cannot send headers, so here the token goes in the address. */
export function listen(names, heard, opened, lost) {
  const stream = new EventSource(`/events?token=${encodeURIComponent(token)}`);
  for (const name of names) stream.addEventListener(name, (event) => heard(name, JSON.parse(event.data || "{}")));
  stream.addEventListener("open", opened);
  // A browser tries again by itself while nobody answers; an answer that is a refusal ends the stream for good.
  stream.addEventListener("error", () => lost(stream.readyState === EventSource.CLOSED));
}
