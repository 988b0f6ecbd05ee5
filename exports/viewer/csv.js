// The tables of the map in view as CSV: what the page's tables say, in the language of the page, and
// beside it the ids, claims and addresses that each row rests on.

/** What a spreadsheet would take for a formula; a number is none, even a negative one. */
const FORMULA = /^(?:[=@＝＠＋－\t\r]|[+-](?!\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?$))/;

/**
 * @param {GraphMap} map
 * @returns {[string, (node: MapNode) => string][]}
 */
function nodeColumns(map) {
  /** @param {MapNode} node */
  const claims = (node) => claimsOf(claimsOfNode(node)).map(([claim]) => claim);
  /** @param {MapNode} node */
  const kind = ({ id, entity }) => (own(page.entities, entity || id) || { kind: "" }).kind;
  return [
    ["name", nodeName],
    ["other_name", otherName],
    ["kind", (node) => term(kind(node))],
    ["facts", (node) => String(claims(node).length)],
    ["links", ({ id }) => String(linksOf(map, id).length)],
    ["id", ({ id }) => id],
    ["kind_id", kind],
    ["claim_ids", (node) => claims(node).join(" ")],
    ["source_urls", (node) => addresses(claims(node))],
    ...axisColumns(map).map(({ name, text }) => /** @type {[string, (node: MapNode) => string]} */ ([name, text])),
  ];
}

/**
 * @param {GraphMap} map
 * @returns {[string, (edge: MapEdge) => string][]}
 */
function edgeColumns(map) {
  return [
    ["from", ({ from }) => endName(map, from)],
    ["relation", ({ relation }) => term(relation)],
    ["to", ({ to }) => endName(map, to)],
    ["standing", doubtsText],
    ["receipts", ({ claims }) => String(claimsOf(claims).length)],
    ["amount_usd", ({ amount }) => (amount === undefined ? "" : String(amount))],
    ["from_id", ({ from }) => from],
    ["relation_id", ({ relation }) => relation],
    ["to_id", ({ to }) => to],
    ["rule", ({ rule }) => rule || ""],
    ["claim_ids", ({ claims }) => claimsOf(claims).map(([claim]) => claim).join(" ")],
    ["source_urls", ({ claims }) => addresses(claims)],
    ["period", (edge) => statingClaim(edge)?.period || ""],
    ["since", (edge) => qualifierOf(edge, "since")],
    ["until", (edge) => qualifierOf(edge, "until")],
    ["value", valueOfLine],
    ["value_as_stated", (edge) => statingClaim(edge)?.stated || ""],
    ["unit", (edge) => statingClaim(edge)?.unit || ""],
    ["published", publishedOf],
    ["status", (edge) => statingClaim(edge)?.status || ""],
  ];
}

/**
 * @param {MapEdge} edge
 * @param {string} name
 */
function qualifierOf(edge, name) {
  const claim = statingClaim(edge);
  return claim ? qualifier(claim, name) : "";
}

/** @param {string[]} claims */
function addresses(claims) {
  return sourcesOf(claims).map(({ url }) => url).filter(Boolean).join(" ");
}

/**
 * As RFC 4180 has it, after a mark by which Excel sees that it is UTF-8.
 * @template T
 * @param {T[]} rows
 * @param {[string, (row: T) => string][]} columns
 */
function csvOf(rows, columns) {
  const head = columns.map(([name]) => name);
  const lines = [head, ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  return `\ufeff${lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")}`;
}

/** @param {string} text */
function csvCell(text) {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
