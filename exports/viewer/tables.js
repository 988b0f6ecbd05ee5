// The same map as text: its nodes and lines as two tables, for keyboards and screen readers.

/** Columns of figures. */
const COUNTED = new Set(["facts", "links", "receipts"]);

/**
 * @param {string} caption
 * @param {string[]} headings keys of strings.json
 * @param {HTMLElement[]} rows
 */
function tableOf(caption, headings, rows) {
  const cells = headings.map((heading) => {
    const kind = COUNTED.has(heading) ? "number" : "";
    return make("th", { scope: "col", class: kind }, ui(heading));
  });
  return make(
    "table",
    {},
    make("caption", {}, `${caption} (${rows.length})`),
    make("thead", {}, make("tr", {}, ...cells)),
    make("tbody", {}, ...rows),
  );
}

/**
 * @param {GraphMap} map
 * @param {MapNode} node
 */
function nodeRow(map, node) {
  const entity = own(page.entities, node.entity || node.id);
  const button = link(nodeName(node), () => pickNode(node.id));
  button.dataset.node = node.id;
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, groupMark(node.group), button),
    make("td", { lang: otherLangTag() }, quoted(node.label ? "" : otherNameOf(node.entity || node.id))),
    make("td", { class: "kind-name" }, entity ? term(entity.kind) : ""),
    make("td", { class: "number" }, String(claimsOf(claimsOfNode(node)).length)),
    make("td", { class: "number" }, String(linksOf(map, node.id).length)),
  );
}

/**
 * @param {GraphMap} map
 * @param {MapEdge} edge
 */
function edgeRow(map, edge) {
  const button = link(term(edge.relation), () => pickEdge(edge.id));
  button.dataset.edge = edge.id;
  button.setAttribute("aria-label", sentenceOf(map, edge));
  return make(
    "tr",
    {},
    make("td", {}, quoted(endName(map, edge.from))),
    make("th", { scope: "row" }, button),
    make("td", {}, quoted(endName(map, edge.to))),
    make("td", {}, ...edgeMarks(edge)),
    make("td", { class: "number" }, String(claimsOf(edge.claims).length)),
  );
}

/** @param {GraphMap | undefined} base undefined hides the tables */
function renderTables(base) {
  const place = byId("table");
  const map = base && listedOf(base);
  const key = map ? JSON.stringify([listedKey(), state.lang]) : "";
  place.hidden = !map;
  if (place.dataset.shown === key) return;
  place.dataset.shown = key;
  place.replaceChildren();
  if (!map) return;
  place.setAttribute("aria-label", say(map.title));
  const nodes = ["name", "other_name", "kind", "facts", "links"];
  const edges = ["from", "relation", "to", "standing", "receipts"];
  place.append(
    tableOf(ui("table_nodes"), nodes, map.nodes.map((node) => nodeRow(map, node))),
    tableOf(ui("table_lines"), edges, map.edges.map((edge) => edgeRow(map, edge))),
  );
}

function startTables() {
  byId("as-table").addEventListener("click", () => update({ table: !state.table }));
}
