// The menu by which the current view is taken out of the page: picture, tables, link, paper.

/**
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  // The browser has taken hold of the file when the click returns, but may say so later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  sayOfExport("exported");
}

/**
 * @param {string} ending with its point
 * @param {string} [part] of the map
 */
function fileName(ending, part) {
  const words = ["sinograph", state.map, part || "", page.as_of].filter(Boolean).join("-");
  return `${words.replace(/[^\w-]+/g, "-").slice(0, 100)}.${state.lang}${ending}`;
}

/** @param {string} key what came of it */
function sayOfExport(key) {
  byId("exported").setAttribute("data-say", key);
  byId("exported").textContent = ui(key);
}

function savePng() {
  const picture = currentPicture();
  if (picture) pictureAsCanvas(picture).toBlob((blob) => blob && save(blob, fileName(".png")));
}

function saveSvg() {
  const picture = currentPicture();
  if (!picture) return;
  const text = new XMLSerializer().serializeToString(pictureAsSvg(picture));
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  save(new Blob([head, text, "\n"], { type: "image/svg+xml" }), fileName(".svg"));
}

/** @param {"nodes" | "lines"} part */
function saveCsv(part) {
  const map = currentMap();
  if (!map) return;
  const rows = listedOf(map);
  const text =
    part === "nodes"
      ? csvOf(sortedRows(part, rows.nodes, nodeTable(rows)), nodeColumns(rows))
      : csvOf(sortedRows(part, rows.edges, lineTable(rows)), edgeColumns(rows));
  save(new Blob([text], { type: "text/csv;charset=utf-8" }), fileName(".csv", part));
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    sayOfExport("link_copied");
  } catch {
    sayOfExport("link_not_copied");
  }
}

/** @type {Record<string, () => void>} */
const WAYS_OUT = {
  png: savePng,
  svg: saveSvg,
  nodes: () => saveCsv("nodes"),
  lines: () => saveCsv("lines"),
  link: () => void copyLink(),
  print: () => window.print(),
};

function startTakeOut() {
  for (const [way, take] of Object.entries(WAYS_OUT)) byId(`export-${way}`).addEventListener("click", () => whenWhole(take));
  byId("export").addEventListener("toggle", () => (byId("exported").textContent = ""));
}
