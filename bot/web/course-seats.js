// The places of a course as a row of chairs. Each kind has a shape of its own, so that nothing is carried by colour alone,
// and the sentence below says the same in words.

import { make } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const MANY = 40; // from so many on the chairs are smaller

const BACK = "M8 4h12a4 4 0 0 1 4 4v11H4V8a4 4 0 0 1 4-4z";
const SEAT = "M3 19h22v5H3z";
const LEGS = "M6 24v5M22 24v5";

/** What is drawn on the back of a chair: somebody sitting, a letter on its way, a plus, a sprout, nothing. */
const SIGNS = {
  booked: "M14 7.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM8.5 19c.3-3.4 2.6-5 5.5-5s5.2 1.6 5.5 5",
  offered: "M8.5 8.5h11v7h-11zM8.5 9l5.5 4 5.5-4",
  free: "M14 7.5v8M10 11.5h8",
  kept: "M14 16.5v-5M14 12.5c0-2.6-1.6-4.2-4.6-4.2 0 2.8 1.7 4.2 4.6 4.2zM14 11.3c0-2.1 1.4-3.5 4-3.5 0 2.3-1.5 3.5-4 3.5z",
  empty: "",
  off: "M10.5 8l7 7M17.5 8l-7 7",
};

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function chair(kind) {
  return draw("svg", { class: `chair ${kind}`, viewBox: "0 0 28 31", "aria-hidden": "true" },
    draw("path", { class: "back", d: BACK }), draw("path", { class: "seat", d: SEAT }), draw("path", { class: "legs", d: LEGS }),
    draw("path", { class: "sign", d: SIGNS[kind] }));
}

export function drawSeats({ every, parts, whole, more }) {
  const chairs = parts.flatMap(({ kind, count }) => Array.from({ length: count }, () => chair(kind)));
  const named = parts.flatMap(({ kind, count, words }, place) =>
    [place ? ", " : "", make("span", { class: "part-of" }, chair(kind), make("b", {}, `${count}`)), ` ${words}`]);
  return make("figure", { class: "places" },
    make("div", { class: every > MANY ? "chairs many" : "chairs", "aria-hidden": "true" }, chairs),
    make("figcaption", {}, make("b", {}, `${whole}: `), named, ". ", more.map((words) => make("span", { class: "more-of" }, `${words} `))));
}
