// Which figures of an entity make a chart: those of one metric, in one unit, that differ in time alone.

/** A claim with a number and a date. from, to: null where nobody says since or until when. low, high:
 * null where open. span: how long its period is; only figures of one span are comparable. plan: not a
 * fact but what somebody plans, expects or talks of.
 * @typedef {{id: string, claim: Claim, from: number | null, to: number | null, span: string,
 *   value: number, low: number | null, high: number | null, rival: boolean, plan: string}} ChartPoint */
/** Drawn in one colour: the price of one kind of token. @typedef {{parts: string[], points: ChartPoint[]}} Line */
/** beyond: plans so far off that the facts could not be told apart beside them; they are said in words.
 * @typedef {{property: string, unit: string, about: [string, string][], lines: Line[],
 *   beyond: ChartPoint[]}} Series */

/** Qualifiers that make lines of one chart rather than charts. */
const MAKE_LINES = new Set(["token_kind", "band"]);

/** Qualifiers that tell figures apart which one chart shall show: a round is a date by another name. */
const STAND_TOGETHER = new Set([...MAKE_LINES, "outlook", "round"]);

/** A figure that holds from one day to another. */
const IN_FORCE = "in_force";
/** A figure of a model, placed where the model was released. */
const RELEASED = "released";
/** A figure as at a moment, be it stated to the day or to the month. */
const MOMENT = "moment";

/** Twelve months that are not the entity's own year, with the month in which they begin. */
const OTHER_YEAR = "other_year";

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
 * @param {Claim} claim
 * @returns {number | null} the middle of what was said, or the end that is not open
 */
function valueOf({ lower, upper }) {
  return lower === null || upper === null ? (lower ?? upper) : (lower + upper) / 2;
}

/**
 * @param {string} id
 * @param {Claim} claim
 * @returns {ChartPoint | null} null without a number or a date, or where the claim shows beneath another
 */
function figureOf(id, claim) {
  const rival = claim.status === "rival";
  const [time, value] = [timeOf(claim), valueOf(claim)];
  if (!time || value === null || !(rival || claim.status === "accepted")) return null;
  const who = qualifier(claim, "outlook") && qualifier(claim, "stated_by");
  const plan = [qualifier(claim, "outlook"), who].filter(Boolean).join(" ");
  return { id, claim, ...time, value, low: claim.lower, high: claim.upper, rival, plan };
}

/**
 * @param {string} entity
 * @returns {Series[]} those with something to compare, what a reader looks for first before the others
 */
function seriesOf(entity) {
  const claims = claimsOf(claimsAbout(entity));
  const measured = claims.filter(([, claim]) => claim.subject === entity && !claim.object && claim.unit);
  const points = withOwnYears(measured.flatMap(([id, claim]) => figureOf(id, claim) || []));
  const figures = grouped(points).filter(compares).map(withoutFarPlans);
  const models = grouped(claims.flatMap(([, claim]) => figuresOfModel(entity, claim)));
  return lookedForFirst([...figures, ...models.filter(compares)]);
}

/**
 * An entity's year begins in January where any does, else in the month in which most do. Other twelve
 * months are another span, which is compared with those that begin in the same month.
 * @param {ChartPoint[]} points
 * @returns {ChartPoint[]}
 */
function withOwnYears(points) {
  /** @param {ChartPoint} point */
  const month = ({ from }) => new Date(Number(from) * 86_400_000).getUTCMonth();
  const begins = points.filter(({ span }) => span === "12M").map(month);
  /** @param {number} each */
  const count = (each) => begins.filter((other) => other === each).length;
  const first = begins.includes(0) ? 0 : [...begins].sort((a, b) => count(b) - count(a) || a - b)[0];
  return points.map((point) =>
    point.span === "12M" && month(point) !== first ? { ...point, span: `${OTHER_YEAR} ${month(point)}` } : point,
  );
}

/** What is compared between the models of one developer. */
const OF_MODELS = new Set(["token_price", "score"]);

/**
 * @param {string} entity
 * @param {Claim} develops
 * @returns {ChartPoint[]} what is accepted of the model now, where the day of its release is known
 */
function figuresOfModel(entity, develops) {
  if (develops.property !== "develops" || develops.subject !== entity || !stands(develops)) return [];
  const claims = claimsOf(claimsAbout(develops.object)).filter(([, { subject, status }]) => subject === develops.object && status === "accepted");
  const [, release] = claims.find(([, { property }]) => property === "released") || [];
  const day = release && readPeriod(say(release.value));
  if (!day) return [];
  const figures = claims.filter(([, claim]) => OF_MODELS.has(claim.property) && !qualifier(claim, "outlook") && !qualifier(claim, "until"));
  return figures.flatMap(([id, claim]) => {
    const value = valueOf(claim);
    const place = { from: day.start, to: day.end, span: RELEASED };
    return value === null ? [] : { id, claim, ...place, value, low: claim.lower, high: claim.upper, rival: false, plan: "" };
  });
}

/**
 * @param {ChartPoint[]} points
 * @returns {Series[]}
 */
function grouped(points) {
  /** @type {Map<string, Series>} */
  const found = new Map();
  for (const point of points) {
    const { property, unit, qualifiers } = point.claim;
    const about = qualifiers.filter(([name]) => tellsApart(name, point.span));
    const parts = qualifiers.filter(([name]) => MAKE_LINES.has(name)).map(([, text]) => text);
    const key = JSON.stringify([property, unit, about]);
    const series = found.get(key) || { property, unit, about, lines: [], beyond: [] };
    found.set(key, series);
    const line = series.lines.find((each) => each.parts.join() === parts.join()) || { parts, points: [] };
    if (!line.points.length) series.lines.push(line);
    line.points.push(point);
  }
  for (const { lines } of found.values()) lines.sort((a, b) => (a.parts.join() < b.parts.join() ? -1 : 1));
  return [...found.values()];
}

/**
 * Models are compared by what one and the same sort of judge says of them.
 * @param {string} name of a qualifier
 * @param {string} span
 */
function tellsApart(name, span) {
  return (page.dimensions.includes(name) && !STAND_TOGETHER.has(name)) || (span === RELEASED && name === "reported_by");
}

/**
 * The first chart of every property comes before the second of any: the one that says least about
 * which part it is, and of these the one with the most figures.
 * @param {Series[]} all
 * @returns {Series[]}
 */
function lookedForFirst(all) {
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
 * A plan may stretch a chart of facts to twice its length and its height, no further.
 * @param {Series} series
 * @returns {Series}
 */
function withoutFarPlans(series) {
  const facts = { ...series, lines: series.lines.map((line) => ({ ...line, points: line.points.filter(({ plan }) => !plan) })) };
  if (!compares(facts)) return series;
  const points = facts.lines.flatMap((line) => line.points);
  const days = points.map(whenOf);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const most = Math.max(...points.map(({ value }) => Math.abs(value)));
  /** @param {ChartPoint} point */
  const far = (point) => point.plan !== "" && (whenOf(point) > 2 * last - first || Math.abs(point.value) > 2 * most);
  const lines = series.lines.map((line) => ({ ...line, points: line.points.filter((point) => !far(point)) }));
  const beyond = series.lines.flatMap((line) => line.points.filter(far));
  return { ...series, lines: lines.filter((line) => line.points.length), beyond };
}

/**
 * Two dates are the least that makes a chart, both with figures that may be held against each other;
 * of models, three.
 * @param {Series} series
 */
function compares({ lines }) {
  return lines.some(({ points }) =>
    joinsOf(points, true).some((join) => join.length > (join[0] && join[0].span === RELEASED ? 2 : 1)),
  );
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
