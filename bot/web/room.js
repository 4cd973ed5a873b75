// What the page knows of the room. The server holds the truth; this asks again whenever it hears of a change.
//
// Events it sends out: "people", "clock", "mode", "stored", "reset", "act" (somebody here is about to do something),
// "thread" (detail.person; without one, every thread may have changed), "trouble" (detail.words), "touch" (detail.lost).

import { get, listen, post, Trouble } from "./api.js";
import { Calendar } from "./calendar.js";

const HEARD = ["thread", "clock", "people", "stored", "reset"];

export class Room extends EventTarget {
  people = [];
  now = 0;
  next = null;
  mode = "buttons";
  calendar = new Calendar("UTC");
  #lost = false;

  async open() {
    await this.#askAll();
    listen(HEARD, (name, detail) => this.#hear(name, detail), () => this.#touched(), (forGood) => this.#untouched(forGood));
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Do something that may go wrong; what went wrong is told to everybody on the page, and undefined comes back. */
  async attempt(work) {
    try {
      return await work();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      this.tell("trouble", { words: trouble.message });
      return undefined;
    }
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  thread(id) {
    return get(`/api/thread?person=${encodeURIComponent(id)}`);
  }

  stored() {
    return get("/api/stored");
  }

  say(person, text) {
    return this.#act("/api/say", { person, text });
  }

  pick(person, message, option) {
    return this.#act("/api/pick", { person, message, option });
  }

  async move(step) {
    this.#setClock(await this.#act("/api/clock", step));
  }

  async showAs(mode) {
    await this.#act("/api/show-as", { mode });
    this.mode = mode;
    this.tell("mode");
    this.tell("thread");
  }

  async add(name) {
    const { id } = await this.#act("/api/person", { name });
    await this.#askPeople();
    return id;
  }

  async reset() {
    await this.#act("/api/reset", {});
  }

  #act(path, body) {
    this.tell("act");
    return post(path, body);
  }

  async #askAll() {
    const [clock, shown] = await Promise.all([get("/api/clock"), get("/api/show-as"), this.#askPeople()]);
    this.calendar = new Calendar(clock.zone ?? "UTC");
    this.mode = shown.mode;
    this.#setClock(clock);
    this.tell("mode");
  }

  async #askPeople() {
    this.people = await get("/api/people");
    this.tell("people");
  }

  #setClock({ now, next }) {
    this.now = now;
    if (next !== undefined) this.next = next;
    this.tell("clock");
  }

  #hear(name, detail) {
    if (name === "clock") this.#setClock(detail);
    else if (name === "people") this.attempt(() => this.#askPeople());
    else if (name === "reset") this.attempt(() => this.#startAgain());
    else this.tell(name, detail);
  }

  async #startAgain() {
    await this.#askAll();
    this.tell("reset");
  }

  #untouched(forGood) {
    if (forGood) this.tell("trouble", { words: "This room has closed. Please open the address that the terminal printed last." });
    if (this.#lost || forGood) return;
    this.#lost = true;
    this.tell("touch", { lost: true });
  }

  #touched() {
    if (!this.#lost) return;
    this.#lost = false;
    this.tell("touch", { lost: false });
    this.attempt(async () => {
      await this.#askAll();
      this.tell("thread");
      this.tell("stored");
    });
  }
}
