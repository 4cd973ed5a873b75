// Times as people read them, in the room's own time zone. Everything outside this file is UTC seconds.

const DAY = 86_400;

export class Calendar {
  constructor(timeZone) {
    const parts = (options) => new Intl.DateTimeFormat("en-GB", { timeZone, ...options });
    this.zone = timeZone;
    this.parts = parts({
      weekday: "short", day: "numeric", month: "short", year: "numeric",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    this.numbers = parts({ year: "numeric", month: "numeric", day: "numeric" });
  }

  #of(format, at) {
    return Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
  }

  /** "18:05" */
  time(at) {
    const { hour, minute } = this.#of(this.parts, at);
    return `${hour}:${minute}`;
  }

  /** "Tue 24 Nov" */
  day(at) {
    const { weekday, day, month } = this.#of(this.parts, at);
    return `${weekday} ${day} ${month}`;
  }

  /** "Tue 24 Nov 2026" */
  date(at) {
    return `${this.day(at)} ${this.#of(this.parts, at).year}`;
  }

  hour(at) {
    return Number(this.#of(this.parts, at).hour);
  }

  minute(at) {
    return Number(this.#of(this.parts, at).minute);
  }

  /** A count of local days, so that two times can be told a day apart whatever the clocks did. */
  dayNumber(at) {
    const { year, month, day } = this.#of(this.numbers, at);
    return Date.UTC(year, month - 1, day) / (DAY * 1000);
  }
}
