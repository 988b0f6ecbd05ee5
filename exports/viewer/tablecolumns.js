// What the tables of a map say, column by column: names, figures and days, in words and as sorted.

/** name: key of strings.json; heading: what it is called, where that differs; rank: what it sorts by, where
 * that is not its text, null where it has none; cell: how it is shown, where that is not as text; look: of its cells.
 * @template Row
 * @typedef {{name: string, heading?: string, text: (row: Row) => string, look?: "number" | "dated",
 *   rank?: (row: Row) => number | null, cell?: (row: Row) => HTMLElement}} Column */

/**
 * @param {GraphMap} map
 * @returns {Column<MapNode>[]} those in which a row says something; the name comes first
 */
function nodeTable(map) {
  const of = (/** @type {MapNode} */ node) => own(page.entities, node.entity || node.id);
  const facts = (/** @type {MapNode} */ node) => claimsOf(claimsOfNode(node)).length;
  const links = (/** @type {MapNode} */ { id }) => linksOf(map, id).length;
  /** @type {Column<MapNode>[]} */
  const columns = [
    { name: "name", text: nodeName, cell: nodeCell },
    ...axisColumns(map),
    { name: "other_name", text: otherName, cell: (node) => make("td", { lang: otherLangTag() }, quoted(otherName(node))) },
    { name: "kind", text: (node) => term(of(node)?.kind || ""), cell: (node) => make("td", { class: "kind-name" }, term(of(node)?.kind || "")) },
    { name: "facts", text: (node) => String(facts(node)), rank: facts, look: "number" },
    { name: "links", text: (node) => (map.edges.length ? String(links(node)) : ""), rank: links, look: "number" },
  ];
  return columns.filter(({ text }) => !map.nodes.length || map.nodes.some(text));
}

/** @param {MapNode} node */
function otherName({ id, entity, label }) {
  return label ? "" : otherNameOf(entity || id);
}

/** @param {MapNode} node */
function nodeCell(node) {
  const button = link(nodeName(node), () => pickNode(node.id));
  button.dataset.node = node.id;
  return make("th", { scope: "row" }, groupMark(node.group), button);
}

/**
 * @param {GraphMap} map
 * @returns {Column<MapEdge>[]} those in which a row says something, and always the first five
 */
function lineTable(map) {
  const receipts = (/** @type {MapEdge} */ { claims }) => claimsOf(claims).length;
  /** @type {Column<MapEdge>[]} */
  const told = [
    { name: "amount", text: ({ amount }) => (amount === undefined ? "" : dollars(amount)), rank: ({ amount }) => amount ?? null, look: "number" },
    { name: "value", text: valueOfLine, rank: middleOfLine },
    { name: "when", text: whenOfLine, look: "dated", rank: (edge) => dayIn(whenOfLine(edge)) },
    { name: "published", text: publishedOf, look: "dated", rank: (edge) => dayIn(publishedOf(edge)) },
  ];
  return [
    { name: "from", text: ({ from }) => endName(map, from) },
    { name: "relation", text: ({ relation }) => term(relation), cell: (edge) => relationCell(map, edge) },
    { name: "to", text: ({ to }) => endName(map, to) },
    { name: "standing", text: doubtsText, cell: (edge) => make("td", {}, ...edgeMarks(edge)) },
    { name: "receipts", text: (edge) => String(receipts(edge)), rank: receipts, look: "number" },
    ...told.filter(({ text }) => map.edges.some(text)),
  ];
}

/** @param {MapEdge} edge */
function doubtsText(edge) {
  return doubtsOf(edge).map(ui).join(" · ");
}

/**
 * @param {GraphMap} map
 * @param {MapEdge} edge
 */
function relationCell(map, edge) {
  const button = link(term(edge.relation), () => pickEdge(edge.id));
  button.dataset.edge = edge.id;
  button.setAttribute("aria-label", sentenceOf(map, edge));
  return make("th", { scope: "row" }, button);
}

/** @param {number} amount */
function dollars(amount) {
  /** @type {Intl.NumberFormatOptions} */
  const style = { style: "currency", currency: "USD", notation: "compact", maximumSignificantDigits: 3 };
  return new Intl.NumberFormat(langTag(), style).format(amount);
}

/**
 * The figure of one step of a chain is not one of the line: its first link may be another company's stake.
 * @param {MapEdge} edge
 * @returns {Claim | undefined} the first claim that stands and states what the line says
 */
function statingClaim({ from, to, claims, ways }) {
  const ends = [from, to].sort().join(" ");
  const states = (/** @type {Claim} */ { subject, object }) => !ways || [subject, object].sort().join(" ") === ends;
  return claimsOf(claims).map(([, claim]) => claim).find((claim) => stands(claim) && states(claim));
}

/** @param {MapEdge} edge */
function valueOfLine(edge) {
  return say(statingClaim(edge)?.value);
}

/** @param {MapEdge} edge */
function middleOfLine(edge) {
  const claim = statingClaim(edge);
  const ends = claim ? [claim.lower, claim.upper].filter((end) => end !== null) : [];
  return ends.length ? ends.reduce((sum, end) => sum + end, 0) / ends.length : null;
}

/** @param {MapEdge} edge */
function whenOfLine(edge) {
  const claim = statingClaim(edge);
  return claim ? claim.period || qualifier(claim, "since") : "";
}

/**
 * @param {MapEdge} edge
 * @returns {string} when the latest of its sources came out
 */
function publishedOf({ claims }) {
  return sourcesOf(claims).map(({ published }) => published).sort().pop() || "";
}

/**
 * @param {string} text a period
 * @returns {number | null} its first day
 */
function dayIn(text) {
  const period = readPeriod(text);
  return period && period.start;
}

/**
 * @param {GraphMap} map
 * @returns {Column<MapNode>[]} where its nodes stand on the axes, in words
 */
function axisColumns({ axes }) {
  if (!axes) return [];
  /** @type {Column<MapNode>[]} */
  const columns = [];
  if (isTime(axes.x)) columns.push({ name: "date", text: dateOf, look: "dated", rank: (node) => dayIn(dateOf(node)) });
  for (const axis of [axes.x, axes.y]) {
    if (axis.of) columns.push(figureColumn(axis, axis === axes.x ? "x" : "y"));
  }
  if (axes.y.lanes) columns.push({ name: "lane", text: (node) => laneOf(axes.y, node.y) });
  return columns;
}

/** @param {Axis} axis */
function isTime({ ticks }) {
  return ticks.length > 0 && ticks.every(({ text }) => typeof text === "string" && readPeriod(text));
}

/**
 * It sorts by where the node stands, since the figures themselves may be of a quarter or of a year.
 * @param {Axis} axis
 * @param {"x" | "y"} way
 * @returns {Column<MapNode>}
 */
function figureColumn(axis, way) {
  const property = axis.of || "";
  const sign = axis.to < axis.from ? -1 : 1;
  return {
    name: property,
    heading: term(property),
    text: (node) => figuresOf(node, property),
    rank: (node) => (placeOf(node) ? sign * node[way] : null),
  };
}

/**
 * @param {MapNode} node
 * @param {string} property
 * @returns {string} the figures by which it stands where it does: without one of the property, all of them
 */
function figuresOf(node, property) {
  const all = claimsOf((placeOf(node) || { claims: [] }).claims).map(([, claim]) => claim);
  const same = all.filter((claim) => claim.property === property);
  const latest = same.filter(({ period }) => same[0] && period === same[0].period);
  const told = latest.length ? latest : all;
  return told.map((claim) => [say(claim.value), claim.period && `(${claim.period})`].filter(Boolean).join(" ")).join(listMark());
}

/** What stands between the items of a list. */
function listMark() {
  return state.lang === "zh" ? "；" : "; ";
}

/**
 * @param {Axis} axis
 * @param {number} at
 * @returns {string} the lane there, "" beyond them all
 */
function laneOf({ ticks, to }, at) {
  const lane = ticks.find((tick, index) => {
    const next = ticks[index + 1];
    return at <= (tick.until ?? (next ? (tick.at + next.at) / 2 : to));
  });
  return lane ? (typeof lane.text === "string" ? lane.text : say(lane.text)) : "";
}

/**
 * What happened has its date at the end of its name; what stands for an entity, in the claim that places it.
 * @param {MapNode} node
 */
function dateOf(node) {
  const [, named = ""] = /\(([^()]+)\)$/.exec(node.label ? node.label.en : "") || [];
  if (readPeriod(named)) return named;
  const claims = claimsOf((placeOf(node) || { claims: node.claims || [] }).claims);
  return claims.map(([, { value }]) => (value ? value.en : "")).find(readPeriod) || "";
}
