// Colour and shape of each group. The colours live in style.css, once for light, once for dark.

/** @type {Record<string, string>} */
const SHAPES = {
  company: "dot",
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
};

const DOT = "M8 2a6 6 0 1 0 .01 0z";

/** The same shapes in a box of 16 by 16, for the legend and the panel. @type {Record<string, string>} */
const OUTLINES = {
  dot: DOT,
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  square: "M2.5 2.5h11v11h-11z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 1.5l7 12.5H1z",
  star: "M8 1l2.1 4.7 5 .5-3.8 3.4 1.1 5L8 12l-4.4 2.6 1.1-5L.9 6.2l5-.5z",
  triangleDown: "M8 14.5l7-12.5H1z",
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

/** @param {string} group */
function groupMark(group) {
  const shape = own(SHAPES, group);
  const path = svg("path", { d: OUTLINES[shape || "dot"] || DOT });
  path.style.fill = `var(--group-${shape ? group : "other"})`;
  return svg("svg", { viewBox: "0 0 16 16", class: "mark", "aria-hidden": "true" }, path);
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
