// The page: puts the phones on the table and lets its parts know of each other. Everything else is theirs.

import { hasToken } from "./api.js";
import { Room } from "./room.js";
import "./room-actions.js";
import "./room-clock.js";
import "./room-notice.js";
import { RoomPhone } from "./room-phone.js";
import "./room-tabs.js";
import "./stored-panel.js";

const KEPT = "alongside-phones";

const one = (selector) => document.querySelector(selector);

class Page {
  constructor(room) {
    this.room = room;
    this.table = one("#phones");
    this.tabs = one("room-tabs");
    this.stored = one("stored-panel");
  }

  phones() {
    return [...this.table.querySelectorAll("room-phone")];
  }

  panels() {
    return [...this.phones(), this.stored];
  }

  absent() {
    const here = new Set(this.phones().map((phone) => phone.person));
    return this.room.people.filter(({ id }) => !here.has(id));
  }

  addPhone(person) {
    const phone = this.phones().find((held) => held.person === person) ?? this.#put(person);
    this.#arranged(phone);
    phone.scrollIntoView({ block: "nearest" });
    phone.box.focus();
  }

  showStored(open) {
    this.stored.hidden = !open;
    if (open) this.stored.refresh();
  }

  /** Who holds the phones at the start: whoever did before a reload, otherwise somebody new (if there is one) and a
   * member, or two members, and a coordinator. */
  lay() {
    const people = this.room.people;
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]").filter((id) => this.room.person(id));
    const some = (wanted, most) => people.filter(({ role }) => role === wanted).slice(0, most);
    const first = [...[...some("stranger", 1), ...some("member", 2)].slice(0, 2), ...some("coordinator", 1)];
    const chosen = kept.length ? kept : (first.length ? first : people.slice(0, 3)).map(({ id }) => id);
    this.table.replaceChildren();
    chosen.forEach((id) => this.#put(id));
    this.#arranged();
  }

  listen() {
    this.table.addEventListener("swap", ({ target, detail }) => this.#swap(target, detail.person));
    this.table.addEventListener("put-away", ({ target }) => this.#putAway(target));
    this.table.addEventListener("news", ({ target }) => this.tabs.news(target));
    this.room.addEventListener("reset", () => this.lay());
    this.room.addEventListener("people", () => this.tabs.show());
  }

  #put(person) {
    const phone = new RoomPhone(this.room, person);
    this.table.append(phone);
    return phone;
  }

  /** Two people who each hold a phone change places; nobody holds two. */
  #swap(phone, person) {
    this.phones().find((held) => held.person === person)?.give(phone.person);
    phone.give(person);
    this.#arranged();
  }

  #putAway(phone) {
    const place = this.phones().indexOf(phone);
    phone.remove();
    this.#arranged();
    this.phones()[Math.max(0, place - 1)]?.chooser.focus();
  }

  #arranged(choose = null) {
    const phones = this.phones();
    sessionStorage.setItem(KEPT, JSON.stringify(phones.map(({ person }) => person)));
    for (const phone of phones) phone.closer.hidden = phones.length === 1;
    this.tabs.show(choose);
  }
}

async function begin() {
  const notice = one("room-notice");
  if (!hasToken) return notice.trouble("Please open the whole address that the terminal printed, with its token.");
  const room = new Room();
  notice.open(room);
  await room.attempt(() => room.open());
  if (room.now === 0) return undefined;
  const page = new Page(room);
  page.tabs.open(page);
  page.listen();
  page.lay();
  one("room-clock").open(room);
  one("room-actions").open(room, page);
  page.stored.open(room);
  return document.body.toggleAttribute("data-ready", true);
}

begin();
