// One phone's conversation. Each look at the thread is laid over the last: what is still there keeps its element, so
// focus and reading position stay, and screen readers hear only what is new.

import { picture } from "./api.js";
import { calm, icon, make, unseen } from "./dom.js";
import { layOut, openMessage } from "./layout.js";

const NEAR = 80; // pixels from the end within which somebody is taken to be reading along

export class ChatLog extends HTMLElement {
  #shown = new Map(); // key -> {element, said}
  #first = true;
  #behind = false;

  connectedCallback() {
    this.setAttribute("role", "log");
    this.setAttribute("aria-live", "off");
    this.tabIndex = 0;
  }

  /** Forget everything shown: another person takes the phone, or the room starts again. */
  clear() {
    this.replaceChildren();
    this.#shown.clear();
    this.#first = true;
    this.setAttribute("aria-live", "off");
  }

  /** Whether somebody is reading along at the end. */
  get reading() {
    return this.scrollHeight - this.scrollTop - this.clientHeight < NEAR;
  }

  /** Show a thread. `name` is whose phone it is; `answered` are ids of messages whose buttons were used here. */
  show(messages, { name, calendar, answered, reading }) {
    const held = this.contains(document.activeElement) && document.activeElement !== this;
    const grown = this.#lay(layOut(messages, calendar), name, calendar);
    const open = openMessage(messages, answered);
    for (const element of this.querySelectorAll(".message")) {
      element.classList.toggle("past", element.dataset.id !== String(open));
    }
    if (held && !this.contains(document.activeElement)) this.focus();
    if (grown && (reading || this.#first)) this.#toEnd();
    this.#first = false;
    // Announcing starts only once the past is on the screen, and after this turn of the browser's own loop.
    requestAnimationFrame(() => this.setAttribute("aria-live", "polite"));
  }

  #lay(items, name, calendar) {
    const wanted = new Set(items.map((item) => item.key));
    for (const [key, { element }] of this.#shown) {
      if (wanted.has(key)) continue;
      element.remove();
      this.#shown.delete(key);
    }
    let place = this.firstElementChild;
    let grown = false;
    for (const item of items) {
      const said = JSON.stringify([item, name]);
      const old = this.#shown.get(item.key);
      if (old?.said === said) {
        place = old.element.nextElementSibling;
        continue;
      }
      const element = draw(item, name, calendar);
      if (!this.#first) element.classList.add("arriving");
      if (old) old.element.replaceWith(element);
      else this.insertBefore(element, place);
      this.#shown.set(item.key, { element, said });
      place = element.nextElementSibling;
      grown = true;
    }
    return grown;
  }

  /** Something came while the phone was out of sight, where nothing can be scrolled. */
  catchUp() {
    if (this.#behind) this.#toEnd("instant");
  }

  #toEnd(behavior = this.#first || calm() ? "instant" : "smooth") {
    this.#behind = !this.checkVisibility();
    this.scrollTo({ top: this.scrollHeight, behavior });
  }
}

function draw(item, name, calendar) {
  if (item.kind === "message") return drawMessage(item.message, name, calendar);
  return make("p", { class: item.kind }, make("span", {}, item.words));
}

function drawMessage(message, name, calendar) {
  const mine = message.from === "person";
  return make("div", { class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.id },
    unseen(mine ? `${name}: ` : `Alongside to ${name}: `),
    make("div", { class: "bubble" },
      make("p", { class: "words", dir: "auto" }, message.text),
      message.file?.name.endsWith(".png") && drawPicture(message.file),
      message.file && drawFile(message.file),
      make("time", { datetime: new Date(message.at * 1000).toISOString() }, calendar.time(message.at)),
      message.options.length > 0 && drawOptions(message)));
}

/** Every option looks the same, whatever it says: No and Skip are as easy to press as Yes. */
function drawOptions({ id, options }) {
  const roomy = options.some(({ label }) => label.length > 14);
  return make("div", { class: roomy ? "options roomy" : "options", role: "group", "aria-label": "Answers" },
    options.map((option) => make("button", { type: "button", class: "option", dir: "auto",
      "data-message": id, "data-option": option.id }, option.label)));
}

/** The words beside it say the same as the picture. */
function drawPicture(file) {
  const shown = make("img", { class: "picture", alt: "The same as a picture" });
  picture(file).then((source) => { shown.src = source; }, () => shown.remove());
  return shown;
}

function drawFile(file) {
  const button = make("button", { type: "button", class: "file" }, icon("file"), unseen("Download "), file.name);
  button.addEventListener("click", () => button.dispatchEvent(new CustomEvent("download", { bubbles: true, detail: file })));
  return button;
}

customElements.define("chat-log", ChatLog);
