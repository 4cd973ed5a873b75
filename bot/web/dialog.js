// A dialog on the browser's own <dialog>: it keeps the focus inside, closes on Escape, and gives the focus back.

import { make } from "./dom.js";

export const nothing = () => {};
let count = 0;

/** Open a dialog. Choices are [label, action]; they look alike, and closing without choosing changes nothing. */
export function openDialog(title, body, choices = [["Close", nothing]]) {
  const heading = `dialog-${(count += 1)}`;
  const dialog = make("dialog", { "aria-labelledby": heading, close: () => dialog.remove() });
  const buttons = choices.map(([label, action]) =>
    make("button", { type: "button", class: "button", click: () => choose(dialog, action) }, label));
  dialog.append(make("h2", { id: heading }, title), ...body, make("div", { class: "choices" }, buttons));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * An action answers false to keep the dialog open, when something in it is missing, or a function for what is to
 * happen afterwards: only once the dialog is closed can something on the page be given the focus.
 */
function choose(dialog, action) {
  const afterwards = action();
  if (afterwards === false) return;
  dialog.close();
  afterwards?.();
}
