// One line at the foot of the page for what went wrong and what was done. Trouble stays until it is read.

import { icon, make } from "./dom.js";

const LINGER = 6000; // milliseconds that good news stays

export class RoomNotice extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.words = make("p", { role: "status" });
    this.closer = make("button", { type: "button", class: "quiet-button", "aria-label": "Dismiss",
      click: () => this.#say("") }, icon("close"));
    this.append(this.words, this.closer);
    this.#say("");
  }

  open(room) {
    room.addEventListener("trouble", ({ detail }) => this.#say(detail.words));
    room.addEventListener("news", ({ detail }) => this.#say(detail.words, LINGER));
    room.addEventListener("touch", ({ detail }) =>
      detail.lost ? this.#say("Lost touch with the room. Trying again.") : this.#say("Back in touch.", LINGER));
  }

  /** Say something that is true before there is a room to speak of. */
  trouble(words) {
    this.#say(words);
  }

  #say(words, linger = 0) {
    clearTimeout(this.#timer);
    this.words.textContent = words;
    this.toggleAttribute("data-empty", words === "");
    if (linger) this.#timer = setTimeout(() => this.#say(""), linger);
  }
}

customElements.define("room-notice", RoomNotice);
