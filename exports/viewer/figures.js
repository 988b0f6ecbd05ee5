// The charts of an entity as figures: title, drawing, a button on every point, the point in words, and a key.

/** How many charts stand open: in the panel, and on an entity's page. */
const FIRST_CHARTS = 3;
const MOST_CHARTS = 6;

/**
 * @param {string} entity
 * @param {number} open how many are shown before the reader asks for more
 * @returns {HTMLElement[]} nothing where nothing can be compared
 */
function chartsOf(entity, open) {
  const all = seriesOf(entity);
  if (!all.length) return [];
  const first = make("div", { class: "charts-grid" }, ...all.slice(0, open).map(chartFigure));
  const section = make("section", { class: "charts" }, make("h3", { class: "unseen" }, ui("charts")), first);
  if (all.length > open) section.append(moreCharts(all.slice(open)));
  return [section];
}

/**
 * Drawn when the reader asks for them, since there may be dozens.
 * @param {Series[]} series
 */
function moreCharts(series) {
  const more = make("details", { class: "charts-more" }, make("summary", {}, `${ui("more_charts")} (${series.length})`));
  more.addEventListener("toggle", () => {
    if (more.open && !more.querySelector("figure")) more.append(make("div", { class: "charts-grid" }, ...series.map(chartFigure)));
  });
  return more;
}

/** @param {Series} series */
function chartFigure(series) {
  const layout = layOut(series);
  const says = make("p", { class: "chart-says" });
  const title = make("figcaption", {}, make("b", {}, term(series.property)), " ", make("span", {}, unitText(series, layout.wording)));
  if (series.about.length) title.append(make("span", { class: "chart-about" }, quoted(aboutText(series))));
  const face = make("div", { class: "chart-face" }, drawChart(layout, chartText(layout, title.textContent || "")));
  face.append(pointButtons(layout, says));
  return make("figure", { class: "chart" }, title, face, says, ...chartKey(layout));
}

/** @param {Series} series */
function aboutText({ about }) {
  return about.map(([name, text]) => `${term(name)}${state.lang === "zh" ? "：" : ": "}${valueName(text)}`).join(state.lang === "zh" ? "；" : "; ");
}

/** @param {string} text the value of a qualifier: an entity, a code or words */
function valueName(text) {
  return own(page.entities, text) ? nameOf(text) : term(text);
}

/**
 * @param {ChartLayout} layout
 * @param {string} title
 */
function chartText({ points }, title) {
  return `${title}${state.lang === "zh" ? "：" : ": "}${points.map(pointText).join(state.lang === "zh" ? "；" : "; ")}`;
}

/** @param {ChartPoint} point */
function pointText({ claim, rival, plan }) {
  const [since, until] = ["since", "until"].map((name) => qualifier(claim, name));
  const when = claim.period || [since && `${term("since")} ${since}`, until && `${term("until")} ${until}`].filter(Boolean).join(" ");
  const which = claim.qualifiers.filter(([name]) => MAKE_LINES.has(name) || name === "round").map(([, text]) => valueName(text));
  const outlook = plan && [term(qualifier(claim, "outlook")), valueName(qualifier(claim, "stated_by"))];
  const how = [rival && term("rival"), ...(outlook || [])].filter(Boolean);
  const words = [when, ...which, say(claim.value)].join(" · ");
  return how.length ? `${words} (${how.join(", ")})` : words;
}

/**
 * One stop of the Tab key for all points; arrows go from one to the next.
 * @param {ChartLayout} layout
 * @param {HTMLElement} says
 */
function pointButtons({ points, x, y }, says) {
  const group = make("div", { role: "group", "aria-label": ui("chart_points"), class: "chart-points" });
  const buttons = points.map((point) => {
    const button = make("button", { type: "button", "aria-label": pointText(point), tabindex: "-1" });
    button.style.left = `${(100 * x(whenOf(point))) / CHART_WIDTH}%`;
    button.style.top = `${(100 * y.at(point.value)) / CHART_HEIGHT}%`;
    for (const event of ["focus", "mouseenter"]) button.addEventListener(event, () => tell(says, point));
    button.addEventListener("click", () => openClaim(point.id));
    return button;
  });
  const [last, newest] = [buttons[buttons.length - 1], points.filter(({ rival, plan }) => !rival && !plan).pop()];
  if (last) last.tabIndex = 0;
  group.append(...buttons);
  group.addEventListener("keydown", (event) => onPointKey(event, buttons));
  const shown = newest || points[points.length - 1];
  if (shown) tell(says, shown);
  return group;
}

/**
 * @param {HTMLElement} says
 * @param {ChartPoint} point
 */
function tell(says, point) {
  says.replaceChildren(quoted(pointText(point)));
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} buttons
 */
function onPointKey(event, buttons) {
  const here = buttons.findIndex((button) => button === document.activeElement);
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 };
  const next = buttons[own(steps, event.key) ?? -1];
  if (!next) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

/**
 * What the marks mean, where a chart has more than one sort of them.
 * @param {ChartLayout} layout
 * @returns {HTMLElement[]}
 */
function chartKey({ points }) {
  const spans = new Set(points.map(({ span }) => span));
  /** @type {[string, {span: string, rival: boolean, plan: string}][]} */
  const items = [...spans].map((span) => [spanName(span), { span, rival: false, plan: "" }]);
  const [first = ""] = spans;
  if (points.some(({ plan }) => plan)) items.push([ui("chart_plan"), { span: first, rival: false, plan: "plan" }]);
  if (points.some(({ rival }) => rival)) items.push([ui("rivals"), { span: first, rival: true, plan: "" }]);
  if (items.length < 2) return [];
  const marks = items.map(([name, look]) => {
    const mark = svg("svg", { viewBox: "0 0 12 12", class: "mark line-0", "aria-hidden": "true" }, drawMark(look, 6, 6));
    return make("li", {}, mark, name);
  });
  return [make("ul", { class: "chart-key" }, ...marks)];
}

/** @param {string} span */
function spanName(span) {
  const known = own(page.strings, `span_${span}`);
  const [, count, unit] = /^(\d+)([MD])$/.exec(span) || [];
  return say(known) || `${count} ${ui(unit === "M" ? "span_months" : "span_days")}`;
}

/**
 * Bring the card of a claim into view, with all that it stands in opened.
 * @param {string} id
 */
function openClaim(id) {
  const cards = [...byId("panel-body").querySelectorAll("[data-claim]")];
  const card = cards.find((each) => each.getAttribute("data-claim") === id);
  if (!(card instanceof HTMLElement)) return;
  for (let up = card.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.setAttribute("open", "");
  card.tabIndex = -1;
  card.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
}
