// The same map as text: its nodes and lines as two tables, for keyboards and screen readers, sorted as
// the reader likes.

/** @typedef {"nodes" | "lines"} Part */
/** @typedef {{name: string, down: boolean}} Order */

/** By which column the reader sorts; kept while the view changes. @type {Record<Part, Order | null>} */
const chosenOrder = { nodes: null, lines: null };

/**
 * @template Row
 * @param {Part} part
 * @param {Column<Row>[]} columns
 * @returns {Order | null} what is chosen, if this map has it; what is dated goes by its date
 */
function orderOf(part, columns) {
  const chosen = chosenOrder[part];
  if (chosen && columns.some(({ name }) => name === chosen.name)) return chosen;
  return columns.some(({ name }) => name === "date") ? { name: "date", down: false } : null;
}

/**
 * @template Row
 * @param {Part} part
 * @param {Row[]} rows
 * @param {Column<Row>[]} columns
 * @returns {Row[]} in the order that is shown; those that say nothing come last
 */
function sortedRows(part, rows, columns) {
  const order = orderOf(part, columns);
  const column = order && columns.find(({ name }) => name === order.name);
  if (!column) return rows;
  const sign = order.down ? -1 : 1;
  const collator = new Intl.Collator(langTag(), { numeric: true });
  const ranked = rows.map((row) => ({ row, rank: column.rank ? column.rank(row) : column.text(row) || null }));
  ranked.sort(({ rank: one }, { rank: other }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (typeof one === "number" ? one - Number(other) : collator.compare(one, String(other)));
  });
  return ranked.map(({ row }) => row);
}

/**
 * @param {Part} part
 * @param {string} name
 */
function sortBy(part, name) {
  const [heading] = headingsOf(part).filter((each) => each.dataset.column === name);
  const up = heading?.closest("th")?.getAttribute("aria-sort") === "ascending";
  chosenOrder[part] = { name, down: up };
  update({});
  headingsOf(part).find((each) => each.dataset.column === name)?.focus({ preventScroll: true });
}

/**
 * @param {Part} part
 * @returns {HTMLElement[]}
 */
function headingsOf(part) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (byId("table").querySelectorAll(`.sort-${part}`))];
}

/**
 * @template Row
 * @param {Part} part
 * @param {Column<Row>} column
 * @param {Order | null} order
 */
function headingOf(part, { name, heading, counts }, order) {
  const button = make("button", { type: "button", class: `sort sort-${part}`, "data-column": name }, heading || ui(name));
  button.addEventListener("click", () => sortBy(part, name));
  const cell = make("th", { scope: "col", class: counts ? "number" : "" }, button);
  if (order && order.name === name) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
  return cell;
}

/**
 * @template Row
 * @param {Part} part
 * @param {Row[]} rows
 * @param {Column<Row>[]} columns
 */
function tableOf(part, rows, columns) {
  const order = orderOf(part, columns);
  const caption = ui(`table_${part}`);
  const table = make(
    "table",
    {},
    make("caption", {}, `${caption} (${rows.length})`),
    make("thead", {}, make("tr", {}, ...columns.map((column) => headingOf(part, column, order)))),
    make("tbody", {}, ...sortedRows(part, rows, columns).map((row) => make("tr", {}, ...columns.map((column) => cellOf(column, row))))),
  );
  return make("div", { class: "table-box", role: "region", tabindex: "0", "aria-label": caption }, table);
}

/**
 * @template Row
 * @param {Column<Row>} column
 * @param {Row} row
 */
function cellOf({ cell, text, counts }, row) {
  if (cell) return cell(row);
  return counts ? make("td", { class: "number" }, text(row)) : make("td", {}, quoted(text(row)));
}

/** @param {GraphMap | undefined} base undefined hides the tables */
function renderTables(base) {
  const place = byId("table");
  const map = base && listedOf(base);
  const key = map ? JSON.stringify([listedKey(), state.lang, chosenOrder]) : "";
  place.hidden = !map;
  if (place.dataset.shown === key) return;
  place.dataset.shown = key;
  place.replaceChildren();
  if (!map) return;
  place.setAttribute("aria-label", say(map.title));
  place.append(tableOf("nodes", map.nodes, nodeTable(map)), tableOf("lines", map.edges, lineTable(map)));
}

function startTables() {
  byId("as-table").addEventListener("click", () => update({ table: !state.table }));
}
