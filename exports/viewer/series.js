// Which figures of an entity make a chart: those of one metric, in one unit, that differ in time alone.

/** A claim with a number and a date. from, to: null where nobody says since or until when. low, high:
 * null where open. span: how long its period is; only figures of one span are comparable. plan: not a
 * fact but what somebody plans, expects or talks of.
 * @typedef {{id: string, claim: Claim, from: number | null, to: number | null, span: string,
 *   value: number, low: number | null, high: number | null, rival: boolean, plan: string}} ChartPoint */
/** Drawn in one colour: the price of one kind of token. @typedef {{parts: string[], points: ChartPoint[]}} Line */
/** @typedef {{property: string, unit: string, about: [string, string][], lines: Line[]}} Series */

/** Qualifiers that make lines of one chart rather than charts. */
const MAKE_LINES = new Set(["token_kind", "band"]);

/** Qualifiers that tell figures apart which one chart shall show: a round is a date by another name. */
const STAND_TOGETHER = new Set([...MAKE_LINES, "outlook", "round"]);

/** A figure that holds from one day to another. */
const IN_FORCE = "in_force";
/** A figure as at a moment, be it stated to the day or to the month. */
const MOMENT = "moment";

/**
 * @param {Claim} claim
 * @param {string} name
 */
function qualifier(claim, name) {
  const found = claim.qualifiers.find(([each]) => each === name);
  return found ? found[1] : "";
}

/**
 * @param {Claim} claim
 * @returns {{from: number | null, to: number | null, span: string} | null}
 */
function timeOf(claim) {
  const ofAPeriod = propertyOf(claim.property).of_a_period;
  const period = readPeriod(claim.period);
  if (period) {
    const brief = period.span === "1M" || period.span === "1D";
    return { from: period.start, to: period.end, span: brief && !ofAPeriod ? MOMENT : period.span };
  }
  const since = readPeriod(qualifier(claim, "since"));
  const until = readPeriod(qualifier(claim, "until"));
  if (ofAPeriod || (!since && !until)) return null;
  return { from: since && since.start, to: until && until.end, span: IN_FORCE };
}

/**
 * @param {string} id
 * @param {Claim} claim
 * @returns {ChartPoint | null} null without a number or a date, or where the claim shows beneath another
 */
function figureOf(id, claim) {
  const { lower, upper } = claim;
  const rival = claim.status === "rival";
  const time = timeOf(claim);
  if (!time || !(rival || claim.status === "accepted")) return null;
  if (lower === null && upper === null) return null;
  const value = lower === null ? upper : upper === null ? lower : (lower + upper) / 2;
  const who = qualifier(claim, "outlook") && qualifier(claim, "stated_by");
  const plan = [qualifier(claim, "outlook"), who].filter(Boolean).join(" ");
  return { id, claim, ...time, value: Number(value), low: lower, high: upper, rival, plan };
}

/**
 * @param {string} entity
 * @returns {Series[]} those with something to compare, what a reader looks for first before the others
 */
function seriesOf(entity) {
  const { claims = [] } = own(page.entities, entity) || {};
  const measured = claimsOf(claims).filter(([, claim]) => claim.subject === entity && !claim.object && claim.unit);
  /** @type {Map<string, Series>} */
  const found = new Map();
  for (const [id, claim] of measured) {
    const point = figureOf(id, claim);
    if (point) addPoint(found, point);
  }
  return inOrder([...found.values()].filter(compares));
}

/**
 * @param {Map<string, Series>} found
 * @param {ChartPoint} point
 */
function addPoint(found, point) {
  const { property, unit, qualifiers } = point.claim;
  const about = qualifiers.filter(([name]) => page.dimensions.includes(name) && !STAND_TOGETHER.has(name));
  const parts = qualifiers.filter(([name]) => MAKE_LINES.has(name)).map(([, text]) => text);
  const key = JSON.stringify([property, unit, about]);
  const series = found.get(key) || { property, unit, about, lines: [] };
  found.set(key, series);
  const line = series.lines.find((each) => each.parts.join() === parts.join()) || { parts, points: [] };
  if (!line.points.length) series.lines.push(line);
  line.points.push(point);
}

/**
 * The first chart of every property comes before the second of any: the one that says least about
 * which part it is, and of these the one with the most figures.
 * @param {Series[]} all
 * @returns {Series[]}
 */
function inOrder(all) {
  /** @param {Series} series */
  const count = ({ lines }) => lines.reduce((sum, { points }) => sum + points.length, 0);
  const fullest = [...all].sort((a, b) => a.about.length - b.about.length || count(b) - count(a));
  /** @type {Map<string, number>} */
  const seen = new Map();
  const ranked = fullest.map((series) => {
    const turn = seen.get(series.property) || 0;
    seen.set(series.property, turn + 1);
    return { series, turn, weight: weightOf(series.property) };
  });
  return ranked.sort((a, b) => a.turn - b.turn || a.weight - b.weight).map(({ series }) => series);
}

/**
 * Two dates are the least that makes a chart, both with figures that may be held against each other.
 * @param {Series} series
 */
function compares({ lines }) {
  return lines.some(({ points }) => joinsOf(points, true).some((join) => join.length > 1));
}

/**
 * Points that one stroke may join: accepted, of one span, and all facts or all of one plan.
 * @param {ChartPoint[]} points
 * @param {boolean} mixed plans count as one with facts
 * @returns {ChartPoint[][]} each in order of time, one point a date
 */
function joinsOf(points, mixed) {
  /** @type {Map<string, Map<number, ChartPoint>>} */
  const joins = new Map();
  for (const point of points) {
    if (point.rival) continue;
    const key = `${point.span} ${mixed ? "" : point.plan}`;
    const join = joins.get(key) || new Map();
    joins.set(key, join);
    if (!join.has(whenOf(point))) join.set(whenOf(point), point);
  }
  return [...joins.values()].map((join) => [...join.values()].sort((a, b) => whenOf(a) - whenOf(b)));
}

/**
 * The day on which the mark of a point stands: the middle of its period, or the day since when it holds,
 * or where nobody says that, the last on which it does.
 * @param {ChartPoint} point
 */
function whenOf({ from, to, span }) {
  if (span === IN_FORCE) return from ?? Number(to) - 1;
  return (Number(from) + Number(to)) / 2;
}
