// One phone on the table: above it who holds it, inside it their conversation with the bot and a box to type in.
//
// It asks its page for two things by event: "put-away", and "swap" (detail.person) when somebody else takes the phone.

import { download } from "./api.js";
import "./chat-log.js";
import { icon, make, unseen } from "./dom.js";
import { numberedAnswers } from "./layout.js";
import { copy, transcript } from "./transcript.js";

const ROLES = { stranger: "not joined yet" };
let count = 0;

export class RoomPhone extends HTMLElement {
  #messages = [];
  #answered = new Set();
  #sending = Promise.resolve();
  #asking = false;
  #askAgain = false;
  #leaving = null;

  constructor(room, person) {
    super();
    this.room = room;
    this.person = person;
  }

  connectedCallback() {
    this.#leaving = new AbortController();
    this.#build(`phone-${(count += 1)}`);
    this.#listen(this.#leaving.signal);
    this.#showPerson();
    this.#showTime();
    this.refresh();
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  /** Hand the phone to somebody else. */
  give(person) {
    if (this.person === person) return;
    this.person = person;
    this.forget();
  }

  /** Start afresh: another holder, or a room that started again. */
  forget() {
    this.#answered.clear();
    this.#messages = [];
    this.log.clear();
    this.#showPerson();
    this.refresh();
  }

  /** Ask for the thread. Changes heard while an answer is on its way lead to one more question, never to many. */
  async refresh() {
    this.#askAgain = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#askAgain) {
      this.#askAgain = false;
      const asked = this.person;
      const messages = await this.room.attempt(() => this.room.thread(asked));
      if (messages && asked === this.person) this.#showThread(messages);
      else if (messages) this.#askAgain = true;
    }
    this.#asking = false;
  }

  get name() {
    return this.room.person(this.person)?.name ?? "Somebody";
  }

  #build(id) {
    this.heading = make("h2", { class: "unseen", id });
    this.face = make("span", { class: "face", "aria-hidden": "true" });
    this.chooser = make("select", { "aria-label": "Who is on this phone", change: () => this.#swap() });
    this.about = make("p", { class: "about" });
    this.copier = make("button", { type: "button", class: "quiet-button", click: () => this.#copy() }, icon("copy"));
    this.closer = make("button", { type: "button", class: "quiet-button", click: () => this.#ask("put-away") }, icon("close"));
    this.time = make("span");
    this.log = make("chat-log", { click: (event) => this.#pick(event), download: (event) => this.#download(event) });
    this.empty = make("div", { class: "empty", hidden: true }, make("p", {}, "Say hello to begin."),
      make("button", { type: "button", class: "option", click: () => this.#hello() }, "Hello"));
    this.numbers = make("div", { class: "numbers", role: "group", "aria-label": "Answer by number", hidden: true });
    this.box = make("textarea", { rows: "1", placeholder: "Message", autocomplete: "off", dir: "auto",
      keydown: (event) => this.#typed(event) });
    this.append(make("section", { class: "place", "aria-labelledby": id },
      this.heading,
      make("div", { class: "holder" }, this.face, make("div", { class: "who" }, this.chooser, this.about),
        this.copier, this.closer),
      make("div", { class: "phone" }, make("div", { class: "screen" },
        make("div", { class: "status", "aria-hidden": "true" }, this.time, make("i", { class: "eye" }),
          make("span", { class: "signs" }, icon("signal"), make("i", { class: "battery" }))),
        make("div", { class: "chat-head" }, make("img", { src: "/static/mark.svg", alt: "", width: 34, height: 34 }),
          make("p", {}, make("b", {}, "Alongside"), make("span", {}, "A computer helper"))),
        make("div", { class: "talk" }, this.log, this.empty),
        this.numbers,
        make("form", { class: "compose", submit: (event) => this.#submit(event) }, this.box,
          make("button", { class: "send" }, icon("send"), unseen("Send")))))));
  }

  #listen(signal) {
    const on = (name, heard) => this.room.addEventListener(name, heard, { signal });
    on("thread", ({ detail }) => (detail.person === undefined || detail.person === this.person) && this.refresh());
    on("people", () => this.#showPerson());
    on("clock", () => this.#showTime());
    this.addEventListener("shown", () => this.log.catchUp(), { signal });
  }

  #showPerson() {
    const person = this.room.person(this.person);
    const { name } = this;
    this.heading.textContent = `The phone of ${name}`;
    this.face.textContent = [...name][0];
    this.face.dataset.hue = this.room.people.indexOf(person) % 6;
    this.about.textContent = [ROLES[person?.role] ?? person?.role, ...(person?.groups ?? [])].filter(Boolean).join(" · ");
    this.chooser.replaceChildren(...this.room.people.map(({ id, name: label }) =>
      make("option", { value: id, selected: id === this.person }, label)));
    this.log.setAttribute("aria-label", `Messages with ${name}`);
    this.box.setAttribute("aria-label", `Write as ${name}`);
    label(this.copier, `Copy the transcript of ${name}`);
    label(this.closer, `Put away the phone of ${name}`);
  }

  #showTime() {
    this.time.textContent = this.room.calendar.time(this.room.now);
  }

  #showThread(messages) {
    const newest = messages.at(-1)?.id;
    if (newest !== undefined && newest !== this.#messages.at(-1)?.id && this.#messages.length) this.#ask("news");
    this.#messages = messages;
    const { reading } = this.log;
    this.#showNumbers(numberedAnswers(messages)); // before the log, whose end moves up as they take their place
    this.log.show(messages, { name: this.name, calendar: this.room.calendar, answered: this.#answered, reading });
    this.empty.hidden = messages.some((message) => !message.deleted);
  }

  #showNumbers(answers) {
    const held = this.numbers.contains(document.activeElement);
    this.numbers.hidden = answers.length === 0;
    this.numbers.replaceChildren(...answers.map((answer) =>
      make("button", { type: "button", class: "option", click: () => this.#say(answer.number) },
        answer.number, unseen(`, ${answer.label}`))));
    if (held) (this.numbers.firstElementChild ?? this.box).focus();
  }

  /** What somebody does on one phone goes out in the order they did it. */
  #send(work) {
    this.#sending = this.#sending.then(() => this.room.attempt(work)).then((answer) => {
      this.refresh();
      return answer !== undefined;
    });
    return this.#sending;
  }

  async #say(text) {
    const { person } = this;
    const went = await this.#send(() => this.room.say(person, text));
    if (!went && this.box.value === "") this.box.value = text;
  }

  #submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.#say(text);
  }

  #typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.#submit(event);
  }

  #hello() {
    this.box.focus();
    this.#say("Hello");
  }

  #pick(event) {
    const { message, option } = event.target.closest(".option")?.dataset ?? {};
    if (message === undefined) return;
    const found = this.#messages.find(({ id }) => String(id) === message);
    const chosen = found?.options.find(({ id }) => String(id) === option);
    if (!chosen) return;
    const { person } = this;
    this.#answered.add(found.id);
    this.#send(() => this.room.pick(person, found.id, chosen.id));
  }

  #download(event) {
    this.room.attempt(() => download(event.detail));
  }

  #swap() {
    this.#ask("swap", { person: this.chooser.value });
  }

  async #copy() {
    const words = transcript({ name: this.name }, this.#messages, this.room.calendar);
    if (await copy(words)) this.room.tell("news", { words: `Copied the transcript of ${this.name}.` });
  }

  #ask(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

function label(button, words) {
  button.setAttribute("aria-label", words);
  button.title = words;
}

customElements.define("room-phone", RoomPhone);
