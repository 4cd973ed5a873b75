// What is stored: the database as anybody who can read the file would see it, table by table, and on top what the
// last thing somebody did changed in it.

import { differences, inWords } from "./difference.js";
import { make } from "./dom.js";

const ROWS = 40; // the newest rows of a table that are drawn
const RECORDS = 6; // changed rows that are spelt out on top
const LETTERS = 160; // of one value
const SETTLE = 150; // milliseconds of quiet before asking again

export class StoredPanel extends HTMLElement {
  name = "Stored";
  #tables = [];
  #before = null;
  #opened = new Set();
  #stale = true;
  #timer = 0;

  open(room) {
    this.room = room;
    this.size = make("p", { class: "size" });
    this.changes = make("div", { class: "changes" });
    this.list = make("div", { class: "tables" });
    this.append(make("section", { class: "stored", "aria-label": "What is stored" },
      make("h2", {}, "What is stored"), this.size, this.changes, this.list));
    room.addEventListener("act", () => (this.#before = this.#stale ? this.#before : this.#tables));
    for (const name of ["stored", "thread", "clock"]) room.addEventListener(name, () => this.refresh());
    room.addEventListener("reset", () => this.#startAgain());
    this.addEventListener("shown", () => this.#stale && this.refresh());
    this.refresh();
  }

  /** Ask again soon, once however often it is asked for; and only while somebody can see the answer. */
  refresh() {
    this.#stale = true;
    clearTimeout(this.#timer);
    if (this.checkVisibility()) this.#timer = setTimeout(() => this.room.attempt(() => this.#ask()), SETTLE);
  }

  #startAgain() {
    this.#before = null;
    this.refresh();
  }

  async #ask() {
    const { tables, bytes, note } = await this.room.stored();
    this.#stale = false;
    this.#tables = tables;
    this.#before ??= tables;
    const changes = differences(this.#before, tables);
    this.size.textContent = note ?? `${tables.length} tables, ${Math.round(bytes / 1024)} KB. This is all of it, as anybody with the file would read it.`;
    this.#showChanges(changes);
    this.#showTables(new Map(changes.map((change) => [change.name, change])));
  }

  #showChanges(changes) {
    const records = changes.flatMap(({ name, columns, added, changed }) => [
      ...changed.map(({ row, columns: moved }) => ({ name, columns, row, moved, word: "changed" })),
      ...added.map((row) => ({ name, columns, row, moved: new Set(), word: "new" })),
    ]);
    const sum = changes.map((change) => make("li", {}, make("b", {}, change.name), ` ${inWords(change)}`));
    this.changes.replaceChildren(make("h3", {}, "Changed last"),
      sum.length ? make("ul", { class: "sum" }, sum) : make("p", {}, "Nothing yet. Say something, or move the clock."),
      ...records.slice(0, RECORDS).map(drawRecord),
      records.length > RECORDS ? make("p", {}, `And ${records.length - RECORDS} more rows, marked below.`) : "");
  }

  #showTables(changes) {
    const held = this.list.contains(document.activeElement) ? document.activeElement.closest("details")?.dataset.name : null;
    const full = this.#tables.filter(({ rows }) => rows.length);
    const empty = this.#tables.filter(({ rows }) => !rows.length).map(({ name }) => name);
    this.list.replaceChildren(make("h3", {}, "Every table"),
      ...full.map((table) => this.#drawTable(table, changes.get(table.name))),
      empty.length ? make("p", { class: "bare" }, make("b", {}, "Empty now: "), `${empty.join(", ")}.`) : "");
    if (held) this.list.querySelector(`details[data-name="${CSS.escape(held)}"] summary`)?.focus();
  }

  #drawTable(table, change) {
    const details = make("details", { open: this.#opened.has(table.name), "data-name": table.name },
      make("summary", {}, make("span", { class: "table-name" }, table.name), " ",
        change ? make("mark", {}, inWords(change)) : "", make("span", { class: "count" }, `${table.rows.length}`)));
    const fill = () => details.querySelector(".scroller") ?? details.append(drawRows(table, change));
    if (details.open) fill();
    details.addEventListener("toggle", () => {
      this.#opened[details.open ? "add" : "delete"](table.name);
      if (details.open) fill();
    });
    return details;
  }
}

function drawRecord({ name, columns, row, moved, word }) {
  const filled = columns.map((column, index) => [column, row[index], moved.has(index)]).filter(([, value]) => value !== null);
  return make("div", { class: "record" }, make("p", {}, make("b", {}, name), make("span", { class: "tag" }, word)),
    make("dl", {}, filled.map(([column, value, fresh]) =>
      make("div", {}, make("dt", {}, column), make("dd", {}, fresh ? make("mark", {}, spell(value)) : spell(value))))));
}

function drawRows({ name, columns, rows }, change) {
  const added = new Set(change?.added.map((row) => JSON.stringify(row)));
  const moved = new Map(change?.changed.map((one) => [JSON.stringify(one.row), one.columns]));
  const drawRow = (row) => {
    const key = JSON.stringify(row);
    const fresh = added.has(key);
    const cell = (value, index) => make("td", {},
      fresh || moved.get(key)?.has(index) ? make("mark", {}, spell(value)) : spell(value));
    return make("tr", { class: fresh ? "fresh" : null }, row.map(cell));
  };
  const left = rows.length - ROWS;
  return make("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": `Rows of ${name}` },
    left > 0 && make("p", {}, `The last ${ROWS} of ${rows.length} rows.`),
    make("table", {}, make("thead", {}, make("tr", {}, columns.map((column) => make("th", { scope: "col" }, column)))),
      make("tbody", {}, rows.slice(-ROWS).map(drawRow))));
}

/** A value as it stands in the file; nothing is turned into something nicer, only long ones are cut. */
function spell(value) {
  if (value === null) return "–";
  const words = typeof value === "object" ? JSON.stringify(value) : String(value);
  return words.length > LETTERS ? `${words.slice(0, LETTERS)}… (${words.length} letters)` : words;
}

customElements.define("stored-panel", StoredPanel);
