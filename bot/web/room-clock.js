// The room's clock: it stands still until somebody moves it, and moving it lets everything due happen on the way.

import { make } from "./dom.js";

const HOUR = 3600;
const STEPS = [["+1 hour", HOUR], ["+1 day", 24 * HOUR], ["+1 week", 7 * 24 * HOUR]];
const SVG = "http://www.w3.org/2000/svg";

export class RoomClock extends HTMLElement {
  #moving = false;

  open(room) {
    this.room = room;
    this.face = drawFace();
    this.time = make("time");
    this.coming = make("p", { class: "coming" });
    this.said = make("p", { class: "unseen", role: "status" });
    this.nextButton = make("button", { type: "button", class: "button", click: () => this.#move({ to: "next" }) },
      "Next thing that is due");
    const steps = STEPS.map(([label, seconds]) =>
      make("button", { type: "button", class: "button", click: () => this.#move({ advance: seconds }) }, label));
    this.append(make("section", { class: "clock", "aria-label": "The room's clock" }, this.face,
      make("div", { class: "reading" }, this.time, this.coming), this.said,
      make("div", { class: "moves", role: "group", "aria-label": "Move the clock" }, steps, this.nextButton)));
    room.addEventListener("clock", () => this.#show());
    this.#show();
  }

  #show() {
    const { calendar, now, next } = this.room;
    this.time.dateTime = new Date(now * 1000).toISOString();
    this.time.textContent = `${calendar.date(now)}, ${calendar.time(now)}`;
    this.coming.textContent = next === null ? "Nothing is due." : `Next: ${calendar.day(next)}, ${calendar.time(next)}`;
    this.nextButton.setAttribute("aria-disabled", String(next === null));
    turn(this.face, calendar.hour(now), calendar.minute(now));
    document.documentElement.dataset.light = lightAt(calendar.hour(now));
  }

  async #move(step) {
    if (this.#moving || (step.to === "next" && this.room.next === null)) return;
    this.#moving = true;
    this.toggleAttribute("data-moving", true);
    await this.room.attempt(() => this.room.move(step));
    this.said.textContent = `It is now ${this.time.textContent}.`;
    this.toggleAttribute("data-moving", false);
    this.#moving = false;
  }
}

/** The light in the page follows the hour, a little. */
function lightAt(hour) {
  if (hour < 6 || hour >= 21) return "night";
  if (hour < 11) return "morning";
  return hour < 17 ? "day" : "evening";
}

function drawFace() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-20 -20 40 40");
  svg.setAttribute("class", "clock-face");
  svg.setAttribute("aria-hidden", "true");
  const part = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    svg.append(element);
  };
  part("circle", { r: 18 });
  for (let hour = 0; hour < 12; hour += 3) part("path", { d: "M0-15.5V-13.5", transform: `rotate(${hour * 30})` });
  part("path", { d: "M0 1V-8", class: "hour-hand" });
  part("path", { d: "M0 1V-12", class: "minute-hand" });
  return svg;
}

function turn(face, hour, minute) {
  face.querySelector(".hour-hand").setAttribute("transform", `rotate(${(hour % 12) * 30 + minute / 2})`);
  face.querySelector(".minute-hand").setAttribute("transform", `rotate(${minute * 6})`);
}

customElements.define("room-clock", RoomClock);
