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
 * @template Row
 * @param {Column<Row>} column
 * @param {(name: string) => void} sort
 */
function headingOf({ name, heading, look }, sort) {
  const button = make("button", { type: "button", class: "sort" }, heading || ui(name));
  button.addEventListener("click", () => sort(name));
  return make("th", { scope: "col", class: look || "", "data-column": name }, button);
}

/**
 * @template Row
 * @param {Part} part
 * @param {Row[]} rows
 * @param {Column<Row>[]} columns
 */
function tableOf(part, rows, columns) {
  const caption = ui(`table_${part}`);
  const made = new Map(rows.map((row) => [row, make("tr", {}, ...columns.map((column) => cellOf(column, row)))]));
  const body = make("tbody", {});
  const headings = columns.map((column) => headingOf(column, sort));
  const put = () => {
    body.append(...sortedRows(part, rows, columns).map((row) => made.get(row) || ""));
    markOrder(headings, orderOf(part, columns));
  };
  /** @param {string} name */
  function sort(name) {
    const now = orderOf(part, columns);
    chosenOrder[part] = { name, down: now !== null && now.name === name && !now.down };
    put();
  }
  put();
  const table = make("table", {}, make("caption", {}, `${caption} (${rows.length})`), make("thead", {}, make("tr", {}, ...headings)), body);
  return make("div", { class: "table-box", role: "region", tabindex: "0", "aria-label": caption }, table);
}

/**
 * @param {HTMLElement[]} headings
 * @param {Order | null} order
 */
function markOrder(headings, order) {
  for (const heading of headings) {
    if (!order || heading.dataset.column !== order.name) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", order.down ? "descending" : "ascending");
  }
}

/**
 * @template Row
 * @param {Column<Row>} column
 * @param {Row} row
 */
function cellOf({ cell, text, look }, row) {
  if (cell) return cell(row);
  return look ? make("td", { class: look }, text(row)) : make("td", {}, quoted(text(row)));
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
  place.append(tableOf("nodes", map.nodes, nodeTable(map)), tableOf("lines", map.edges, lineTable(map)));
}

function startTables() {
  byId("as-table").addEventListener("click", () => update({ table: !state.table }));
}
