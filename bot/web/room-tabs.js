// On a narrow screen the phones, and what is stored, are tabs: one at a time. On a wide one the same elements lie
// side by side and the tab list is gone, with its roles.

import { make, unseen } from "./dom.js";

const NARROW = "(max-width: 47.5em)"; // the same width as in page.css

let count = 0;

export class RoomTabs extends HTMLElement {
  #chosen = null;
  #panels = [];

  /** `page` has panels(): elements with a `name`, in the order in which they lie on the table. */
  open(page) {
    this.page = page;
    this.setAttribute("role", "tablist");
    this.setAttribute("aria-label", "Phones");
    this.width = matchMedia(NARROW);
    this.width.addEventListener("change", () => this.show());
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Show the tabs that there are now; `choose` an element to turn to it. */
  show(choose = null) {
    const narrow = this.width.matches;
    this.hidden = !narrow;
    this.#panels = this.page.panels();
    if (choose) this.#chosen = choose;
    if (!this.#panels.includes(this.#chosen)) this.#chosen = this.#panels[0] ?? null;
    const held = this.contains(document.activeElement);
    this.replaceChildren(...(narrow ? this.#panels.map((panel, index) => this.#tab(panel, index)) : []));
    this.#panels.forEach((panel, index) => dress(panel, narrow, index, panel === this.#chosen));
    if (held) this.querySelector("[aria-selected=true]")?.focus();
    this.#chosen?.dispatchEvent(new CustomEvent("shown"));
    if (choose && narrow) this.scrollIntoView(); // then the whole phone is in sight below
  }

  /** A phone that is out of sight has something new. */
  news(panel) {
    if (this.hidden || panel === this.#chosen) return;
    const tab = this.children[this.#panels.indexOf(panel)];
    if (tab && !tab.dataset.news) tab.append(unseen(", new message"));
    if (tab) tab.dataset.news = "yes";
  }

  #tab(panel, index) {
    const chosen = panel === this.#chosen;
    return make("button", { type: "button", role: "tab", id: `tab-${index}`, "aria-controls": panel.id,
      "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", click: () => this.show(panel) }, panel.name);
  }

  #key({ key }) {
    const last = this.#panels.length - 1;
    const here = this.#panels.indexOf(this.#chosen);
    const there = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[key];
    if (there !== undefined) this.show(this.#panels[there]);
  }
}

function dress(panel, narrow, index, chosen) {
  panel.id ||= `panel-${(count += 1)}`;
  panel.classList.toggle("away", narrow && !chosen);
  if (narrow) {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${index}`);
  } else {
    panel.removeAttribute("role");
    panel.removeAttribute("aria-labelledby");
  }
}

customElements.define("room-tabs", RoomTabs);
