// Periods as stated, as days on a line of time. The grammar is that of loaders/periods.py.

/** start belongs to it, end does not, in days since 1970; span: how long it is, "12M", "1D".
 * @typedef {{start: number, end: number, span: string}} Period */

const PART = /^([12]\d{3})(?:-(?:H([12])|Q([1-4])|([1-9]|1[01])M|(0[1-9]|1[0-2])(?:-(\d\d))?))?$/;

/**
 * @param {number} year
 * @param {number} month from 1; beyond 12 it counts on into the next year
 * @param {number} [day]
 */
function dayOf(year, month, day = 1) {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/**
 * @param {number} day
 * @returns {string} as 2026-01-08
 */
function isoDay(day) {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/**
 * @param {string} text
 * @returns {{start: number, end: number} | null}
 */
function readPart(text) {
  const [, year, half, quarter, months, month, day] = (PART.exec(text) || []).map(Number);
  if (year === undefined) return null;
  if (month && day) return { start: dayOf(year, month, day), end: dayOf(year, month, day) + 1 };
  const [first, count] = monthsOf(half, quarter, months, month);
  return { start: dayOf(year, first), end: dayOf(year, first + count) };
}

/**
 * @param {number | undefined} half
 * @param {number | undefined} quarter
 * @param {number | undefined} months from the first on
 * @param {number | undefined} month
 * @returns {[number, number]} the first month and how many there are; none of them is the whole year
 */
function monthsOf(half, quarter, months, month) {
  if (half) return [6 * half - 5, 6];
  if (quarter) return [3 * quarter - 2, 3];
  if (month) return [month, 1];
  return [1, months || 12];
}

/**
 * @param {string} text one part, or two joined by a slash, both of which belong to the period
 * @returns {Period | null} null for what is no period
 */
function readPeriod(text) {
  const [first = "", last = first] = text.split("/");
  const from = readPart(first);
  const to = readPart(last);
  return from && to && { start: from.start, end: to.end, span: spanOf(from.start, to.end) };
}

/**
 * @param {number} first
 * @param {number} end
 */
function spanOf(first, end) {
  const [from, to] = [new Date(first * 86_400_000), new Date(end * 86_400_000)];
  if (from.getUTCDate() !== 1 || to.getUTCDate() !== 1) return `${end - first}D`;
  return `${12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth()}M`;
}
