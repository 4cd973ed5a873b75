// The page of courses and places: what one person of the room may see of them, always as it is now.

import { get, hasToken } from "./api.js";
import { CourseCard } from "./course-card.js";
import { make } from "./dom.js";
import { Room } from "./room.js";
import "./room-clock.js";
import "./room-notice.js";

const KEPT = "alongside-training-as";
const SETTLE = 150; // milliseconds of quiet before asking again
const EMPTY = "No course yet. A coordinator makes one in their chat: they write MENU, then choose Training.";

const one = (selector) => document.querySelector(selector);

class Page {
  #cards = new Map();
  #timer = 0;
  #looked = 0;

  constructor(room) {
    this.room = room;
    this.list = one("#courses");
    this.chooser = one("#as");
    this.who = one(".who");
    this.news = one("#news");
  }

  listen() {
    this.chooser.addEventListener("change", () => {
      this.chosen = this.chooser.value;
      sessionStorage.setItem(KEPT, this.chosen);
      this.refresh();
    });
    this.room.addEventListener("people", () => this.#choices());
    for (const name of ["stored", "clock", "reset"]) this.room.addEventListener(name, () => this.#soon());
  }

  /** Who can be chosen; at first a coordinator, as courses begin with one. */
  begin() {
    const kept = this.room.person(sessionStorage.getItem(KEPT));
    this.chosen = (kept ?? this.room.people.find(({ role }) => role === "coordinator") ?? this.room.people[0])?.id;
    this.#choices();
    return this.refresh();
  }

  /** While the room starts again people come back one by one: whoever was chosen is chosen again once they are here. */
  #choices() {
    this.chooser.replaceChildren(...this.room.people.map(({ id, name, role }) =>
      make("option", { value: id, selected: id === this.chosen }, `${name} (${role === "stranger" ? "not joined yet" : role})`)));
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), SETTLE);
  }

  /** Ask again and lay the answer over what is there. Of two answers on their way at once the later question's counts. */
  refresh() {
    const person = this.chooser.value;
    const look = (this.#looked += 1);
    return this.room.attempt(async () => {
      const seen = await get(`/api/training?person=${encodeURIComponent(person)}`);
      if (look === this.#looked) this.#show(person, seen);
    });
  }

  #show(person, { now, joined, courses }) {
    const name = this.room.person(person)?.name ?? "";
    const same = this.list.dataset.as === person;
    this.list.dataset.as = person;
    this.who.textContent = joined ? "" : `${name} has not joined yet, so there is nothing to see as them.`;
    const changed = [];
    const lay = (course) => {
      const old = this.#cards.get(course.id);
      const card = old ?? new CourseCard();
      this.#cards.set(course.id, card);
      if (card.show(course, { now, person, calendar: this.room.calendar, room: this.room }) && old) changed.push(course);
      return card;
    };
    const groups = [["To come", courses.filter(({ over }) => !over)], ["Over", courses.filter(({ over }) => over)]];
    const sections = groups.filter(([, some]) => some.length).map(([title, some]) =>
      section(title, some.map(lay), this.list.querySelector(`[data-title="${title}"]`)));
    for (const id of this.#cards.keys()) if (!courses.some((course) => course.id === id)) this.#cards.delete(id);
    if (joined && !courses.length) sections.push(make("p", { class: "nothing" }, EMPTY));
    layOver(this.list, sections);
    if (same && changed.length) this.news.textContent = changed.map(({ title, places }) => `${title}. ${places.words}`).join(" ");
  }
}

function section(title, cards, old) {
  const id = `part-${title.replace(" ", "-").toLowerCase()}`;
  const whole = old ?? make("section", { "aria-labelledby": id, "data-title": title }, make("h2", { id, class: "part" }, title));
  layOver(whole, [whole.firstElementChild, ...cards]);
  return whole;
}

/** These children and no others, moving none that is in its place already: the focus stays where it is. */
function layOver(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

async function begin() {
  const notice = one("room-notice");
  if (!hasToken) return notice.trouble("Please open the whole address that the terminal printed, with its token.");
  const room = new Room();
  notice.open(room);
  await room.attempt(() => room.open());
  if (room.now === 0) return undefined;
  one("room-clock").open(room);
  const page = new Page(room);
  await page.begin();
  page.listen();
  return document.body.toggleAttribute("data-ready", true);
}

begin();
