// Colour and shape of each group. The colours live in style.css, once for light, once for dark.

/** @type {Record<string, string>} */
const SHAPES = {
  company: "dot",
  company_unvalued: "dot",
  research_organization: "hexagon",
  investor: "square",
  state_investor: "diamond",
  venture_capital: "square",
  corporate_investor: "square",
  sovereign_fund: "diamond",
  insurer: "triangle",
  asset_manager: "hexagon",
  bank: "triangleDown",
  holding_vehicle: "dot",
  university: "hexagon",
  funding_round: "star",
  government_body: "diamond",
  person: "triangle",
  offering: "star",
  model: "triangleDown",
  product: "square",
  chip: "square",
  model_family: "triangleDown",
  model_open: "dot",
  model_closed: "square",
  model_unknown: "triangleDown",
  sanction_list: "hexagon",
  regulation: "star",
  list_action: "triangle",
  idle_rule: "star",
  benchmark: "diamond",
  exchange: "diamond",
  cloud: "hexagon",
  cluster: "dot",
  theme_capital: "square",
  theme_listing: "star",
  theme_model: "dot",
  theme_control: "diamond",
  theme_people: "triangle",
  theme_business: "hexagon",
  theme_planned: "dot",
};

/** The same shapes by their corners in a box of 16 by 16, for legend, panel and picture.
 * @type {Record<string, [number, number][]>} */
const CORNERS = {
  hexagon: [[4.5, 2], [11.5, 2], [15, 8], [11.5, 14], [4.5, 14], [1, 8]],
  square: [[2.5, 2.5], [13.5, 2.5], [13.5, 13.5], [2.5, 13.5]],
  diamond: [[8, 1], [15, 8], [8, 15], [1, 8]],
  triangle: [[8, 1.5], [15, 14], [1, 14]],
  star: [
    [8, 1], [10.1, 5.7], [15.1, 6.2], [11.3, 9.6], [12.4, 14.6],
    [8, 12], [3.6, 14.6], [4.7, 9.6], [0.9, 6.2], [5.9, 5.7],
  ],
  triangleDown: [[8, 14.5], [15, 2], [1, 2]],
};

/** @type {Map<string, string>} */
const colours = new Map();

/**
 * A custom property of style.css, read once per theme.
 * @param {string} name
 * @returns {string}
 */
function colour(name) {
  const known = colours.get(name);
  if (known !== undefined) return known;
  const found = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  colours.set(name, found);
  return found;
}

/**
 * @param {string} group
 * @returns {{shape: string, fill: string, known: boolean}}
 */
function groupLook(group) {
  const shape = own(SHAPES, group);
  const fill = colour(`group-${shape ? group : "other"}`);
  return { shape: shape || "dot", fill, known: Boolean(shape) };
}

/**
 * @param {string} shape
 * @returns {SVGElement} in a box of 16 by 16
 */
function outlineOf(shape) {
  const corners = own(CORNERS, shape);
  return corners ? svg("polygon", { points: corners.join(" ") }) : svg("circle", { cx: "8", cy: "8", r: "6" });
}

/**
 * A mark among others of its group, as large beside them as on the map.
 * @param {string} group
 * @param {number} size
 */
function sizedMark(group, size) {
  const mark = groupMark(group);
  mark.style.width = mark.style.height = `${keySize(size)}px`;
  return mark;
}

/** @param {number} size */
function keySize(size) {
  return size * 0.75;
}

/** @param {string} group */
function groupMark(group) {
  const shape = own(SHAPES, group);
  const outline = outlineOf(shape || "dot");
  outline.style.fill = `var(--group-${shape ? group : "other"})`;
  return svg("svg", { viewBox: "0 0 16 16", class: "mark", "aria-hidden": "true" }, outline);
}

/**
 * @param {string} style solid, dashed, disputed or inferred
 * @param {number} [width] as wide as on a map, where width counts
 */
function edgeMark(style, width) {
  const line = svg("line", { x1: "1", y1: "8", x2: "31", y2: "8" });
  if (width) line.style.strokeWidth = String(width);
  const box = { viewBox: "0 0 32 16", class: `mark edge edge-${style}`, "aria-hidden": "true" };
  if (style !== "disputed") return svg("svg", box, line);
  const sign = svg("text", { x: "16", y: "12", "text-anchor": "middle" });
  sign.textContent = "≠";
  return svg("svg", box, line, sign);
}

/** A mark with the reach of its figures. */
function rangeMark() {
  const dot = svg("circle", { cx: "16", cy: "8", r: "4" });
  dot.style.fill = "var(--muted)";
  const line = svg("line", { x1: "1", y1: "8", x2: "31", y2: "8" });
  line.style.strokeWidth = "1.5";
  return svg("svg", { viewBox: "0 0 32 16", class: "mark edge", "aria-hidden": "true" }, line, dot);
}

/** @param {"light" | "dark"} theme */
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  colours.clear();
  for (const scene of scenes.values()) paintScene(scene);
}

function startTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
  byId("theme").addEventListener("click", () => {
    setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  });
}
