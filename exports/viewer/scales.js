// Scales of the small charts: round ticks, words for large numbers, and names for stretches of time.

/** from, to: the ends of the axis; at: the place of a value, in the chart's own units.
 * @typedef {{from: number, to: number, ticks: number[], at: (value: number) => number}} Scale */
/** Numbers are written without their power, which stands in the title.
 * @typedef {{power: number, word: string, percent: boolean}} Wording */

/** @type {Record<Lang, [number, string][]>} */
const POWER_WORDS = {
  en: [[12, "trillion"], [9, "billion"], [6, "million"]],
  zh: [[12, "万亿"], [8, "亿"], [4, "万"]],
};

/**
 * @param {number} low
 * @param {number} high
 * @param {number} most how many steps there may be
 * @returns {number[]} round numbers that reach over both ends
 */
function roundTicks(low, high, most) {
  const rough = (high - low || Math.abs(high) || 1) / most;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5].find((each) => each * magnitude >= rough) || 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Scores of which nothing is no natural beginning. */
const WITHOUT_NOUGHT = new Set(["elo", "point"]);

/**
 * An axis starts from nothing where that means something, else near its figures; a ranking from the
 * first place.
 * @param {string} unit
 * @param {number[]} values
 * @param {(from: number, to: number) => (value: number) => number} place
 * @returns {Scale}
 */
function valueScale(unit, values, place) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const apart = WITHOUT_NOUGHT.has(unit) && least > most / 2 && least < most;
  const round = roundTicks(apart ? least : Math.min(0, least), Math.max(0, most), 4);
  const ticks = unit === "rank" ? [1, ...round.filter((tick) => tick > 1)] : round;
  const [from = 0, to = 1] = [ticks[0], ticks[ticks.length - 1]];
  return { from, to, ticks, at: place(from, to) };
}

/**
 * @param {Series} series
 * @param {number} most the largest number to be written
 * @returns {Wording}
 */
function wordingOf({ unit, lines }, most) {
  if (unit === "ratio") {
    const percent = lines.some(({ points }) => points.some(({ claim }) => claim.stated.endsWith("%")));
    return { power: percent ? -2 : 0, word: percent ? "%" : "", percent };
  }
  const [power, word] = POWER_WORDS[state.lang].find(([each]) => most >= 10 ** each) || [0, ""];
  return { power, word, percent: false };
}

/**
 * @param {number} value
 * @param {Wording} wording
 */
function tickText(value, { power }) {
  return (value / 10 ** power).toLocaleString("en", { maximumSignificantDigits: 6 });
}

/**
 * The unit as it stands in a title: "million CNY", "亿元", "%".
 * @param {Series} series
 * @param {Wording} wording
 */
function unitText({ unit }, { word }) {
  const name = unit === "ratio" || unit === "count" ? "" : term(unit);
  if (word === "%") return word;
  return state.lang === "zh" ? word + name : [word, name].filter(Boolean).join(" ");
}

/** A tick of a time axis: a stroke at its day, and a text. @typedef {{day: number | null, text: string, middle: number}} TimeTick */

/**
 * @param {number} from in days
 * @param {number} to
 * @param {number} room in pixels
 * @returns {TimeTick[]}
 */
function timeTicks(from, to, room) {
  const months = (to - from) / 30.44;
  if (months < 3) return dayTicks(from, to, room);
  const step = [1, 2, 3, 6].find((each) => months / each <= room / 56);
  if (step) return monthTicks(from, to, step);
  const years = [1, 2, 5, 10, 20].find((each) => months / 12 / each <= room / 36) || 50;
  return years === 1 ? yearTicks(from, to) : monthTicks(from, to, 12 * years);
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} room in pixels
 * @returns {TimeTick[]}
 */
function dayTicks(from, to, room) {
  const step = [1, 2, 5, 10, 20].find((each) => (to - from) / each <= room / 76) || 40;
  const count = Math.floor((to - Math.ceil(from)) / step) + 1;
  const days = Array.from({ length: count }, (_, index) => Math.ceil(from) + index * step);
  return days.map((day) => ({ day, text: isoDay(day), middle: day }));
}

/** @param {number} day */
function yearOf(day) {
  return new Date(day * 86_400_000).getUTCFullYear();
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} step in months
 * @returns {TimeTick[]}
 */
function monthTicks(from, to, step) {
  const first = step > 12 ? yearOf(from) - (yearOf(from) % (step / 12)) : yearOf(from);
  const found = [];
  for (let month = 1; dayOf(first, month) <= to; month += step) {
    const day = dayOf(first, month);
    if (day >= from) found.push({ day, text: isoDay(day).slice(0, step < 12 ? 7 : 4), middle: day });
  }
  return found;
}

/**
 * A year's name stands in its middle, as the figures of the year do; a stroke parts it from the one before.
 * @param {number} from
 * @param {number} to
 * @returns {TimeTick[]}
 */
function yearTicks(from, to) {
  const found = [];
  for (let year = yearOf(from); dayOf(year, 1) < to; year++) {
    const [first, end] = [Math.max(dayOf(year, 1), from), Math.min(dayOf(year + 1, 1), to)];
    const text = end - first > 120 ? String(year) : "";
    found.push({ day: dayOf(year, 1) >= from ? first : null, text, middle: (first + end) / 2 });
  }
  return found;
}
