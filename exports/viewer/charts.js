// Draws one small chart: marks by length of period, whiskers to the ends of what was said, strokes between like and like.

const CHART_WIDTH = 340;
const CHART_HEIGHT = 150;
const SMALL = 11;

/** Marks of the length of a period, by their outline in palette.js. @type {Record<string, string>} */
const SPAN_MARKS = {
  "12M": "dot", "6M": "square", "3M": "triangle", "1M": "hexagon", "1D": "diamond",
  [MOMENT]: "diamond", [IN_FORCE]: "dot", [RELEASED]: "dot", [OTHER_YEAR]: "star",
};

/** @param {string} span */
function spanMark(span) {
  return own(SPAN_MARKS, span.split(" ")[0] || "") || "triangleDown";
}

/** @typedef {{left: number, right: number, top: number, bottom: number}} Edges */
/** @typedef {{series: Series, points: ChartPoint[], wording: Wording, plot: Edges, y: Scale,
 *   from: number, to: number, x: (day: number) => number}} ChartLayout */

/**
 * @param {Series} series
 * @returns {ChartLayout}
 */
function layOut(series) {
  const points = series.lines.flatMap((line) => line.points).sort((a, b) => whenOf(a) - whenOf(b));
  const values = points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const { ticks } = valueScale(series.unit, values, () => Number);
  const wording = wordingOf(series, Math.max(...ticks.map(Math.abs)));
  const wide = Math.max(...ticks.map((tick) => textWidth(tickText(tick, wording), fontOf(SMALL))));
  const names = series.lines.length > 1 ? series.lines.map(lineName) : [];
  const after = Math.max(...names.map((name) => textWidth(name, fontOf(SMALL)) + 8), 10);
  const plot = { left: wide + 10, right: CHART_WIDTH - after, top: 12, bottom: CHART_HEIGHT - 22 };
  const [near, far] = series.unit === "rank" ? [plot.top, plot.bottom] : [plot.bottom, plot.top];
  const y = valueScale(series.unit, values, (low, high) => (value) => near + ((value - low) / (high - low)) * (far - near));
  const { from, to } = reachInTime(points);
  const x = (/** @type {number} */ day) => plot.left + ((day - from) / (to - from)) * (plot.right - plot.left);
  return { series, points, wording, plot, y, from, to, x };
}

/**
 * @param {ChartPoint[]} points
 * @returns {{from: number, to: number}} with room at an end that is a mark, or open
 */
function reachInTime(points) {
  const days = points.flatMap((point) => [point.from ?? whenOf(point), point.to ?? whenOf(point)]);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const open = points.some(({ span }) => span === IN_FORCE);
  const room = open ? Math.max(0.15 * (last - first), 15) : 0.04 * (last - first);
  return { from: first - room, to: last + room };
}

/** @param {Line} line */
function lineName({ parts }) {
  return parts.map(term).join(" · ");
}

/**
 * @param {ChartLayout} layout
 * @param {string} title what the drawing says, for those who do not see it
 */
function drawChart(layout, title) {
  const box = { viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`, role: "img", "aria-label": title };
  const lines = layout.series.lines.map((line, index) => {
    const { points } = line;
    const strokes = [...points.flatMap((point) => drawReach(layout, point, points)), ...drawJoins(layout, points)];
    const marks = points.map((point) => drawPoint(point, layout.x(whenOf(point)), layout.y.at(point.value)));
    return svg("g", { class: `line-${index % 6}` }, ...strokes, ...marks);
  });
  return svg("svg", box, ...drawGrid(layout), ...lines, ...drawNames(layout));
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} where
 */
function svgText(text, where) {
  const all = Object.entries(where).map(([name, value]) => [name, String(value)]);
  const element = svg("text", Object.fromEntries(all));
  element.textContent = text;
  return element;
}

/**
 * @param {string} d
 * @param {string} look
 */
function stroke(d, look) {
  return svg("path", { d, class: look });
}

/** @param {ChartLayout} layout */
function drawGrid({ wording, plot, y, from, to, x }) {
  const across = y.ticks.flatMap((tick) => {
    const at = y.at(tick);
    const look = tick === 0 ? "zero" : "grid";
    const text = svgText(tickText(tick, wording), { x: plot.left - 6, y: at + 4, "text-anchor": "end" });
    return [stroke(`M${plot.left} ${at}H${plot.right}`, look), text];
  });
  const along = timeTicks(from, to, plot.right - plot.left).flatMap(({ day, text, middle }) => {
    const at = Math.min(Math.max(x(middle), 28), CHART_WIDTH - 26);
    const words = svgText(text, { x: at, y: CHART_HEIGHT - 6, "text-anchor": "middle" });
    return day === null ? [words] : [stroke(`M${x(day)} ${plot.bottom}v4`, "tick"), words];
  });
  return [...across, ...along];
}

/**
 * How far a figure reaches: in time over its period, and in value with a bar where it ends and an arrow
 * where it is open.
 * @param {ChartLayout} layout
 * @param {ChartPoint} point
 * @param {ChartPoint[]} line
 */
function drawReach({ x, y, from, to }, point, line) {
  const look = lookOf(point);
  const at = y.at(point.value);
  const reach = [x(point.from ?? from), x(lastDay(point, line) ?? to)];
  const level = stroke(`M${reach[0]} ${at}H${reach[1]}`, `${point.span === IN_FORCE ? "in-force" : "span"} ${look}`);
  const levels = point.span === MOMENT || point.span === RELEASED ? [] : [level];
  if (point.low === point.high) return levels;
  const ends = [point.low, point.high].map((value) => (value === null ? null : y.at(value)));
  const below = Math.sign(y.at(y.from) - y.at(y.to));
  return [...levels, stroke(whisker(x(whenOf(point)), at, ends, below), `whisker ${look}`)];
}

/**
 * A figure of which nobody says how long it holds is taken to hold until the next one.
 * @param {ChartPoint} point
 * @param {ChartPoint[]} line
 */
function lastDay({ from, to, span }, line) {
  if (to !== null || span !== IN_FORCE) return to;
  const next = line.filter((other) => !other.rival && other.from !== null && other.from > Number(from));
  return next.length ? Math.min(...next.map((other) => Number(other.from))) : null;
}

/**
 * @param {number} x
 * @param {number} at
 * @param {(number | null)[]} ends in pixels, null where open: the lower first, then the upper
 * @param {number} below the way to lower values
 */
function whisker(x, at, ends, below) {
  return ends
    .map((end, index) => {
      const way = index ? -below : below;
      const tip = at + 16 * way;
      if (end === null) return `M${x} ${at}V${tip}M${x - 3} ${tip - 5 * way}L${x} ${tip}L${x + 3} ${tip - 5 * way}`;
      return `M${x} ${at}V${end}M${x - 3} ${end}h6`;
    })
    .join("");
}

/** @param {{rival: boolean, plan: string}} point */
function lookOf(point) {
  return point.rival ? "is-rival" : point.plan ? "is-plan" : "is-fact";
}

/**
 * @param {ChartLayout} layout
 * @param {ChartPoint[]} points
 */
function drawJoins({ x, y }, points) {
  const inForce = points.filter(({ span }) => span === IN_FORCE);
  const others = points.filter(({ span }) => span !== IN_FORCE && span !== RELEASED);
  /** @param {ChartPoint} point */
  const place = (point) => `${x(whenOf(point))} ${y.at(point.value)}`;
  const steps = joinsOf(inForce, true).flatMap((join) =>
    join.slice(1).map((point, index) => {
      const before = join[index] || point;
      return stroke(`M${x(whenOf(point))} ${y.at(before.value)}V${y.at(point.value)}`, `step ${lookOf(point)}`);
    }),
  );
  const lines = joinsOf(others, false)
    .filter((join) => join.length > 1)
    .map((join) => stroke(`M${join.map(place).join("L")}`, `join ${join[0] ? lookOf(join[0]) : ""}`));
  return [...steps, ...lines];
}

/**
 * @param {{span: string, rival: boolean, plan: string}} point
 * @param {number} x
 * @param {number} y
 */
function drawPoint(point, x, y) {
  const outline = outlineOf(spanMark(point.span));
  const half = point.rival ? 6 : 4.5;
  const transform = `translate(${x - half} ${y - half}) scale(${half / 8})`;
  outline.setAttribute("class", `point ${lookOf(point)}`);
  outline.setAttribute("transform", transform);
  return outline;
}

/**
 * The name of each line beside its end, one above the other where the ends meet.
 * @param {ChartLayout} layout
 */
function drawNames({ series, plot, y }) {
  if (series.lines.length < 2) return [];
  const ends = series.lines.map((line, index) => {
    const last = line.points[line.points.length - 1];
    return { name: lineName(line), index, at: last ? y.at(last.value) : 0 };
  });
  let free = plot.bottom + 6;
  return ends.sort((a, b) => b.at - a.at).map(({ name, index, at }) => {
    const place = Math.min(at + 4, free);
    free = place - SMALL - 2;
    return svgText(name, { x: plot.right + 5, y: place, class: `name line-${index % 6}` });
  });
}
