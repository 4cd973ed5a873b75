// Making elements. Text is only ever set as text, so nothing a person writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  copy: "M8 8V5.5A1.5 1.5 0 0 1 9.5 4h9A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H16M5.5 8h9A1.5 1.5 0 0 1 16 9.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 18.5v-9A1.5 1.5 0 0 1 5.5 8z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M5 12h13M12.5 6l6 6-6 6",
  file: "M12 4v11m0 0l-4.5-4.5M12 15l4.5-4.5M5 19.5h14",
  signal: "M4 18v-3M9 18v-6M14 18V9M19 18V5",
};

/** Make an element. Attributes that are functions become listeners; null, undefined and false are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Words for screen readers only. */
export const unseen = (words) => make("span", { class: "unseen" }, words);

/** A line drawing in the colour of the text around it, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
