// The side panel (a bottom sheet on a narrow screen): one entity or one line, with its receipts.

/** What the panel shows now, whose facts they are, and what had the focus before it opened. */
const shownInPanel = { key: "", pick: "", opener: /** @type {Element | null} */ (null) };

/**
 * @param {string} id
 * @param {string} [mark] the id of the mark that was picked, where the entity has several
 */
function entityPanel(id, mark = id) {
  const entity = own(page.entities, id);
  const map = currentMap();
  const node = map && nodeById(map, mark);
  const body = document.createDocumentFragment();
  body.append(make("h2", { class: "name" }, quoted(nameOf(id))));
  if (otherNameOf(id)) {
    body.append(make("p", { class: "other-name", lang: otherLangTag() }, quoted(otherNameOf(id))));
  }
  if (!entity) return body;
  body.append(make("p", { class: "kind" }, node ? groupMark(node.group) : null, term(entity.kind)));
  body.append(...otherNames(entity));
  if (map) body.append(...nodeActions(map, mark), ...connections(shownOf(map), mark));
  body.append(...chartsOf(id, state.page ? MOST_CHARTS : FIRST_CHARTS));
  const groups = claimGroups(claimsAbout(id), id);
  body.append(groups.length ? inTopics(groups) : make("p", { class: "empty" }, ui("no_claims")));
  body.append(make("p", { class: "iri" }, quoted(page.base + id)));
  return body;
}

/**
 * @param {Entity} entity
 * @returns {HTMLElement[]}
 */
function otherNames({ aliases, identifiers }) {
  if (!aliases.length && !identifiers.length) return [];
  const separator = state.lang === "zh" ? "、" : ", ";
  /** @param {string[]} texts */
  const listed = (texts) => {
    const names = texts.length ? make("span", { class: "aliases" }) : null;
    texts.forEach((text, index) => names && names.append(index ? separator : "", quoted(text)));
    return names;
  };
  const codes = identifiers.map((code) => code.replace(/^[^:]*:/, (scheme) => `${scheme.slice(0, -1).toUpperCase()} `));
  return [make("dl", {}, ...detail(ui("aliases"), listed(aliases)), ...detail(ui("identifiers"), listed(codes)))];
}

/**
 * @param {GraphMap} map
 * @param {string} id
 * @returns {HTMLElement[]}
 */
function connections(map, id) {
  const marks = marksOf(map, id);
  const edges = map.edges.filter(({ from, to }) => marks.has(from) || marks.has(to));
  if (!edges.length) return [];
  const items = edges.map((edge) => lineItem(map, edge));
  const summary = make("summary", {}, `${ui("connections")} (${edges.length})`);
  return [make("details", { class: "connections" }, summary, make("ul", {}, ...items))];
}

/** @param {MapEdge} edge */
function arrow(edge) {
  return edge.arrows ? `→ ${term(edge.relation)} →` : `↔ ${term(edge.relation)} ↔`;
}

/**
 * A line in a list: what it says, which leads to its receipts, and what its look says.
 * @param {GraphMap} map
 * @param {MapEdge} edge
 */
function lineItem(map, edge) {
  return make("li", {}, link(sentenceOf(map, edge), () => pickEdge(edge.id)), ...edgeMarks(edge));
}

/**
 * @param {GraphMap} map
 * @param {MapEdge} edge
 */
function sentenceOf(map, edge) {
  return `${endName(map, edge.from)} ${arrow(edge)} ${endName(map, edge.to)}`;
}

/**
 * @param {MapEdge} edge
 * @returns {string[]} what the line's look says: keys of strings.json
 */
function doubtsOf(edge) {
  const marks = [];
  if (edge.disputed) marks.push("disputed");
  if (edge.style === "dashed") marks.push("planned");
  if (edge.rule !== null) marks.push("inferred");
  return marks;
}

/** @param {MapEdge} edge */
function edgeMarks(edge) {
  return doubtsOf(edge).map((mark) => make("span", { class: `tag tag-${mark}` }, ui(mark)));
}

/**
 * @param {GraphMap} map
 * @param {MapEdge} edge
 */
function edgePanel(map, edge) {
  const body = document.createDocumentFragment();
  body.append(
    make(
      "h2",
      { class: "sentence" },
      endLink(map, edge.from),
      make("span", { class: "relation" }, ` ${arrow(edge)} `),
      endLink(map, edge.to),
    ),
  );
  const marks = edgeMarks(edge);
  if (marks.length) body.append(make("p", { class: "kind" }, ...marks));
  if (edge.rule !== null) {
    const rule = say(own(page.rules, edge.rule)) || edge.rule;
    body.append(make("p", { class: "reason" }, `${ui("inferred_by")}: `, quoted(rule)));
  }
  body.append(restsOn(edge.claims));
  const groups = claimGroups(edge.claims, "");
  body.append(...(groups.length ? groups : [make("p", { class: "empty" }, ui("no_claims"))]));
  return body;
}

/**
 * @param {string[]} claims of a line or mark
 * @returns {HTMLElement} how many they are, and how many of them are not listed
 */
function restsOn(claims) {
  const kept = claimsOf(claims).length;
  const hidden = ui("receipts_hidden").replace("{k}", String(kept)).replace("{n}", String(claims.length));
  return make("h3", { class: "rests" }, `${ui("receipts")} (${kept < claims.length ? hidden : kept})`);
}

/** @returns {DocumentFragment | null} */
function panelContent() {
  const { pick } = state;
  const map = currentMap();
  if (!pick) return null;
  if (pick.what === "node") return nodePanel(map && shownOf(map), pick.id);
  const shown = map && shownOf(map);
  const edge = shown && (edgeById(shown, pick.id) || edgeById(map, pick.id));
  if (!shown || !edge) return null;
  return isGathered(edge.id) ? gatheredPanel(map, /** @type {Gathered} */ (edge)) : edgePanel(shown, edge);
}

/**
 * @param {string} pick
 * @returns {string} all that the panel's content goes by; "" where nothing is picked
 */
function panelKey(pick) {
  const map = currentMap();
  if (map) shownOf(map);
  return pick && JSON.stringify([pick, state.lang, state.page, shownKey(), pinsOf(map)]);
}

function renderPanel() {
  const pick = state.pick ? JSON.stringify(state.pick) : "";
  const key = panelKey(pick);
  if (key === shownInPanel.key) return;
  const content = panelContent();
  const body = byId("panel-body");
  const isNew = pick !== shownInPanel.pick;
  const wasOpen = !byId("panel").hidden;
  shownInPanel.key = key;
  shownInPanel.pick = pick;
  byId("panel").hidden = content === null;
  renderEntityPage();
  document.body.classList.toggle("has-panel", content !== null && !state.page);
  const restore = readingPlace(body);
  body.replaceChildren(...(content ? [content] : []));
  if (!content) giveFocusBack();
  else if (isNew) takeFocus(body, wasOpen);
  else restore();
}

/**
 * The same thing is shown anew, since a day, a filter or a pin has changed: what the reader has opened
 * stays open, and the focus and the place where they read stay.
 * @param {HTMLElement} body before it changes
 * @returns {() => void} to be called after
 */
function readingPlace(body) {
  const { scrollTop } = body;
  const focused = document.activeElement;
  const had = focused && body.contains(focused) ? focused.id : null;
  const heading = (/** @type {Element} */ group) => group.querySelector("summary")?.firstChild?.textContent || "";
  const wasOpen = new Map([...body.querySelectorAll("details")].map((group) => [heading(group), group.open]));
  return () => {
    for (const group of body.querySelectorAll("details")) group.open = wasOpen.get(heading(group)) ?? group.open;
    body.scrollTop = scrollTop;
    if (had !== null) ((had && document.getElementById(had)) || body).focus({ preventScroll: true });
  };
}

/**
 * @param {HTMLElement} body
 * @param {boolean} wasOpen
 */
function takeFocus(body, wasOpen) {
  if (!wasOpen) shownInPanel.opener = document.activeElement;
  body.scrollTop = 0;
  body.focus({ preventScroll: true });
}

function giveFocusBack() {
  const { opener } = shownInPanel;
  shownInPanel.opener = null;
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
}

function startPanel() {
  byId("close").addEventListener("click", () => update({ pick: null }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !state.pick || event.defaultPrevented) return;
    update(state.page ? { page: false } : { pick: null });
  });
}
