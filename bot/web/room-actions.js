// What concerns the whole room: how the bot shows its questions, more phones, what is stored, starting again.

import { nothing, openDialog } from "./dialog.js";
import { make } from "./dom.js";

const MODES = [["buttons", "Buttons"], ["text", "Numbers"]];

export class RoomActions extends HTMLElement {
  /** `page` has shown() and absent() people ids, addPhone(person), and showStored(open). */
  open(room, page) {
    this.room = room;
    this.page = page;
    const list = make("div", { class: "actions-list", id: "actions-list" });
    this.more = make("button", { type: "button", class: "button more", "aria-expanded": "false",
      "aria-controls": "actions-list", click: () => this.#toggle() }, "Room settings");
    this.stored = make("button", { type: "button", class: "button stored-switch", "aria-expanded": "true",
      "aria-controls": "stored", click: () => this.#toggleStored() }, "What is stored");
    list.append(this.#modes(), this.stored, make("a", { class: "button", href: "/training" }, "Courses"),
      make("button", { type: "button", class: "button", click: () => this.#addPhone() }, "Add a phone"),
      make("button", { type: "button", class: "button", click: () => this.#reset() }, "Reset"));
    this.append(this.more, list);
    room.addEventListener("mode", () => this.#showMode());
    this.#showMode();
  }

  #modes() {
    this.modes = MODES.map(([mode, words]) => {
      const radio = make("input", { type: "radio", name: "show-as", value: mode, change: () => this.#choose(mode) });
      return make("label", {}, radio, make("span", {}, words));
    });
    return make("div", { class: "switch", role: "radiogroup", "aria-labelledby": "show-as" },
      make("span", { id: "show-as" }, "Show as"), this.modes);
  }

  async #choose(mode) {
    await this.room.attempt(() => this.room.showAs(mode));
    this.#showMode();
  }

  #showMode() {
    for (const choice of this.modes) choice.control.checked = choice.control.value === this.room.mode;
  }

  #toggle() {
    const open = this.toggleAttribute("data-open");
    this.more.setAttribute("aria-expanded", String(open));
  }

  #toggleStored() {
    const open = this.stored.getAttribute("aria-expanded") !== "true";
    this.stored.setAttribute("aria-expanded", String(open));
    this.page.showStored(open);
  }

  #addPhone() {
    const others = this.page.absent();
    const chooser = make("select", { class: "field" }, make("option", { value: "" }, "Choose a person"),
      others.map(({ id, name, role }) => make("option", { value: id }, `${name} (${role})`)));
    const name = make("input", { class: "field", autocomplete: "off", maxlength: "40" });
    const add = () => {
      if (!chooser.value && !name.value.trim()) return name.focus() ?? false;
      return () => this.#bring(name.value.trim(), chooser.value);
    };
    name.addEventListener("keydown", (event) => event.key === "Enter" && dialog.querySelector(".choices button").click());
    const dialog = openDialog("Add a phone", [
      others.length > 0 && make("label", {}, "Somebody who is here already", chooser),
      make("label", {}, "Or somebody new: what are they called?", name),
    ].filter(Boolean), [["Add", add], ["Cancel", nothing]]);
  }

  async #bring(name, here) {
    const id = name ? await this.room.attempt(() => this.room.add(name)) : here;
    if (id !== undefined) this.page.addPhone(id);
  }

  #reset() {
    const words = "Every chat and everything stored here goes back to how it was at the start. The clock stays where it is.";
    openDialog("Start the room again?", [make("p", {}, words)],
      [["Start again", () => () => this.room.attempt(() => this.room.reset())], ["Keep it", nothing]]);
  }
}

customElements.define("room-actions", RoomActions);
