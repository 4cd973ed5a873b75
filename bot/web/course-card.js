// One course as something to look at: when and where, its places as seats, and where it stands in time.

import { download } from "./api.js";
import { drawSeats } from "./course-seats.js";
import { drawStages, standing } from "./course-stages.js";
import { make, unseen } from "./dom.js";
import { fits } from "./draw-check.js";

export class CourseCard extends HTMLElement {
  #said = "";

  /** Show a course; whether anything about it is different from what was shown before. Told in `room` is what goes wrong. */
  show(course, { now, person, calendar, room }) {
    const said = JSON.stringify([course, person, calendar.dayNumber(now)]);
    if (said === this.#said) return false;
    const fresh = this.#said !== "";
    this.#said = said;
    const held = this.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    const open = new Set([...this.querySelectorAll("details[open]")].map(({ dataset }) => dataset.name));
    this.replaceChildren(draw(course, { now, person, calendar, room }));
    for (const details of this.querySelectorAll("details")) details.open = open.has(details.dataset.name);
    if (held) this.querySelector(`[data-part="${CSS.escape(held)}"]`)?.focus();
    return fresh;
  }
}

function draw(course, { now, person, calendar, room }) {
  const id = `course-${course.id}`;
  return make("article", { class: course.cancelled ? "course cancelled" : "course", "aria-labelledby": id },
    make("header", { class: "head" },
      make("p", { class: "standing" }, standing(course, calendar)),
      make("h3", { id }, course.title),
      make("p", { class: "about" }, course.about),
      course.mine && make("p", { class: "mine-is" }, course.mine)),
    make("div", { class: "look" }, drawSeats(course.places), drawStages(course, calendar)),
    make("div", { class: "facts" }, drawSessions(course, now, calendar), drawFacts(course)),
    course.people && drawPeople(course),
    course.draw && drawDraw(course, { person, calendar, room }));
}

function drawSessions({ sessions }, now, calendar) {
  const leaf = (at) => {
    const [weekday, day, month] = calendar.day(at).split(" ");
    return make("span", { class: "leaf", "aria-hidden": "true" }, make("span", {}, weekday), make("b", {}, day), make("span", {}, month));
  };
  const items = sessions.map(({ starts_at: start, ends_at: end, place, link, cancelled }) =>
    make("li", { class: cancelled ? "off" : end <= now ? "been" : null }, leaf(start),
      make("span", { class: "at" }, unseen(`${calendar.date(start)}, `),
        make("b", {}, `${calendar.time(start)} to ${calendar.time(end)}`), " ",
        make("span", {}, [place, link].filter(Boolean).join(", "), cancelled ? " (cancelled)" : end <= now ? " (has been)" : ""))));
  return make("ol", { class: "sessions", "aria-label": items.length === 1 ? "When" : `When: ${items.length} sessions` }, items);
}

function drawFacts({ leader, group, money, costs, help }) {
  const facts = [["Led by", leader], ["For", group ? `people in ${group}` : "everyone, staff too"], ["Money", money], ["Costs", costs], ["Help there", help]];
  return make("dl", {}, facts.filter(([, words]) => words).map(([name, words]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, words))));
}

/** Only whoever leads the course is sent this. */
function drawPeople({ people, begun, over, title }) {
  const came = (person) => person.came && make("span", { class: "came" }, "came");
  const heading = over ? "Who came" : "Who has a place";
  const none = over ? "Nobody was ticked." : "Nobody has a place yet.";
  const words = people.length === 0 ? none : begun && !over ? "Ticked: who came. There is no mark for anybody who didn't." : "";
  return make("section", { class: "people", "aria-label": `${heading}: ${title}` }, make("h4", {}, heading),
    make("p", { class: "small" }, "Only whoever leads it sees this. ", words),
    people.length > 0 && make("ul", {}, people.map((person) => make("li", { class: person.came ? "ticked" : null }, person.name, " ", came(person)))));
}

function drawDraw({ id, draw: { commitment, seed, drawn_at: drawn }, title, places }, { person, calendar, room }) {
  const file = { name: `draw-${id}.json`, url: `/api/draw?course=${id}&person=${encodeURIComponent(person)}` };
  const kept = () => room.attempt(() => download(file));
  const proof = make("p", { class: "small" });
  if (seed) fits(seed, commitment).then((good) => { proof.textContent = good ? "This page has worked it out: the seed is the one that was promised." : "The seed is not the one that was promised. Please ask why."; });
  const before = `The ${places.every} places are drawn by lot. The seed of the draw is fixed already; this is its fingerprint. The seed itself is shown after the draw, and anybody can check that it fits.`;
  return make("details", { class: "draw", "data-name": "draw" },
    make("summary", { "data-part": "draw" }, seed ? "How it was drawn" : "How it is drawn", unseen(`: ${title}`)),
    make("p", {}, seed ? `Drawn on ${calendar.day(drawn)}. Anybody can repeat it from the seed and the record, which names nobody.` : before),
    make("dl", { class: "codes" },
      make("div", {}, make("dt", {}, seed ? "Promised before" : "Fingerprint (SHA-256)"), make("dd", {}, commitment)),
      seed && make("div", {}, make("dt", {}, "Seed"), make("dd", {}, seed))),
    seed && proof,
    seed && make("button", { type: "button", class: "button", "data-part": "record", click: kept }, "Record of the draw (JSON)", unseen(`: ${title}`)));
}

customElements.define("course-card", CourseCard);
