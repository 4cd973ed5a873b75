// Where a course stands in time: a line with its stages, the current one marked, and one sentence that says the same.

import { make, unseen } from "./dom.js";

const NAMES = { asking: "Ask until", first: "Ask until", draw: "Draw", told: "Told by", begins: "Begins" };
const STATES = { done: "done", now: "now", later: "later", off: "not any more" };

/** One sentence for the top of the card. */
export function standing({ stages, sessions, cancelled, begun, over }, calendar) {
  const on = (key) => calendar.day(stages.find((stage) => stage.key === key).at);
  const last = Math.max(...sessions.map(({ ends_at: end }) => end));
  if (cancelled) return "Cancelled. It does not take place.";
  if (over) return `Over since ${calendar.day(last)}.`;
  if (begun) return "It has begun.";
  switch (stages.find(({ state }) => state === "now").key) {
    case "asking": return `Asking is open until the end of ${on("asking")}.`;
    case "first": return "Places go to whoever asks first.";
    case "draw": return "Asking has closed. The draw comes next.";
    case "told": return `Drawn. Everybody hears yes or no by ${on("told")}.`;
    default: return `Drawn, and everybody has heard. It begins on ${on("begins")}.`;
  }
}

export function drawStages({ stages }, calendar) {
  return make("ol", { class: "stages", "aria-label": "Where it stands" }, stages.map(({ key, at, state }) =>
    make("li", { class: state, "aria-current": state === "now" ? "step" : null },
      make("span", { class: "stage" }, NAMES[key]), " ",
      make("time", { datetime: new Date(at * 1000).toISOString().slice(0, 10) }, calendar.day(at)), " ",
      state === "now" ? make("span", { class: "now-is" }, "now") : unseen(`(${STATES[state]})`))));
}
