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
  const name = ofModels(layout) ? `${term(series.property)}${ui("chart_of_models")}` : term(series.property);
  const title = make("figcaption", {}, make("b", {}, name), " ", make("span", {}, unitText(series, layout.wording)));
  if (series.about.length) title.append(make("span", { class: "chart-about" }, quoted(aboutText(series))));
  const face = make("div", { class: "chart-face" }, drawChart(layout, chartText(layout, title.textContent || "")));
  face.append(pointButtons(layout, says));
  return make("figure", { class: "chart" }, title, face, make("div", {}, says, ...beyondText(series), ...chartKey(layout)));
}

/** @param {ChartLayout} layout */
function ofModels({ points }) {
  return points.some(({ span }) => span === RELEASED);
}

/**
 * @param {Series} series
 * @returns {HTMLElement[]}
 */
function beyondText({ beyond }) {
  if (!beyond.length) return [];
  const plans = beyond.map((point) => make("li", {}, link(pointText(point), () => openClaim(point.id))));
  return [make("p", { class: "chart-beyond" }, ui("chart_beyond")), make("ul", { class: "chart-beyond" }, ...plans)];
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

/**
 * @param {Claim} claim
 * @returns {string} its period, or since and until when it holds
 */
function whenSaid(claim) {
  const [since, until] = ["since", "until"].map((name) => qualifier(claim, name));
  const valid = [since && `${term("since")} ${since}`, until && `${term("until")} ${until}`];
  return claim.period || valid.filter(Boolean).join(" ");
}

/** @param {ChartPoint} point */
function pointText({ claim, rival, plan, span, from }) {
  const when = span === RELEASED ? `${nameOf(claim.subject)} (${isoDay(Number(from))})` : whenSaid(claim);
  const which = claim.qualifiers.filter(([name]) => MAKE_LINES.has(name) || name === "round").map(([, text]) => valueName(text));
  const outlook = plan ? [term(qualifier(claim, "outlook")), valueName(qualifier(claim, "stated_by"))] : [];
  const how = [rival ? term("rival") : "", ...outlook].filter(Boolean);
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
  /** @type {Map<string, {names: string[], look: {span: string, rival: boolean, plan: string}}>} */
  const items = new Map();
  for (const span of new Set(points.map((point) => point.span))) {
    const sort = spanMark(span);
    items.set(sort, { names: [...new Set([...(items.get(sort)?.names || []), spanName(span)])], look: { span, rival: false, plan: "" } });
  }
  const [first] = points;
  const look = { span: first ? first.span : "", rival: false, plan: "" };
  if (points.some(({ plan }) => plan)) items.set("plan", { names: [ui("chart_plan")], look: { ...look, plan: "plan" } });
  if (points.some(({ rival }) => rival)) items.set("rival", { names: [ui("rivals")], look: { ...look, rival: true } });
  if (items.size < 2) return [];
  const marks = [...items.values()].map((item) => {
    const box = { viewBox: "0 0 12 12", class: "mark line-0", "aria-hidden": "true" };
    return make("li", {}, svg("svg", box, drawPoint(item.look, 6, 6)), item.names.join(" / "));
  });
  return [make("ul", { class: "chart-key" }, ...marks)];
}

/**
 * @param {string} span
 * @returns {string}
 */
function spanName(span) {
  const known = own(page.strings, `span_${span.split(" ")[0]}`);
  const [, count, unit] = /^(\d+)([MD])$/.exec(span) || [];
  return say(known) || `${count} ${ui(unit === "M" ? "span_months" : "span_days")}`;
}

/**
 * Bring the card of a claim into view, with all that it stands in opened; another's claim stands among
 * its own facts.
 * @param {string} id
 */
function openClaim(id) {
  const claim = own(page.claims, id);
  if (claim && !cardOf(id)) pickNode(claim.subject);
  const card = cardOf(id);
  if (!card) return;
  for (let up = card.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.setAttribute("open", "");
  card.tabIndex = -1;
  card.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
}

/**
 * @param {string} id
 * @returns {HTMLElement | undefined}
 */
function cardOf(id) {
  const cards = /** @type {NodeListOf<HTMLElement>} */ (byId("panel-body").querySelectorAll("[data-claim]"));
  return [...cards].find((card) => card.dataset.claim === id);
}
