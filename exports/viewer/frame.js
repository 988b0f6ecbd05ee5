// What stands around the map: title, tabs, question, legend, language and the closing line.

function renderFrame() {
  const map = currentMap();
  const subject = state.page && state.pick ? nameOf(state.pick.id) : map && say(map.title);
  document.title = subject ? `${subject} · ${say(page.title)}` : say(page.title);
  byId("title").textContent = say(page.title);
  byId("question").textContent = map ? say(map.question) : "";
  for (const lang of ["zh", "en"]) {
    byId(`lang-${lang}`).setAttribute("aria-pressed", String(state.lang === lang));
  }
  const parts = [`${ui("as_of")} ${page.as_of}`, say(page.licence), ui("hint")];
  byId("footer").replaceChildren(...parts.map((part) => make("span", {}, part)));
  byId("maps").setAttribute("role", "group");
  byId("maps").setAttribute("aria-label", ui("map_hint"));
}

function startFrame() {
  byId("lang-zh").addEventListener("click", () => update({ lang: "zh" }));
  byId("lang-en").addEventListener("click", () => update({ lang: "en" }));
  const legend = /** @type {HTMLDetailsElement} */ (byId("legend"));
  const wide = matchMedia("(min-width: 700px)");
  legend.open = wide.matches;
  wide.addEventListener("change", () => (legend.open = wide.matches));
  startSheet("legend", () => !wide.matches);
}

function renderLegend() {
  const map = currentMap();
  const list = byId("legend-list");
  const key = JSON.stringify([state.map, state.lang, isLensSet(), ...SORTS.map((sort) => [...state.without[sort]])]);
  if (list.dataset.shown === key) return;
  list.dataset.shown = key;
  const focused = [...list.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
  const items = map ? map.legend.map((item) => make("li", {}, legendSwitch(map, item))) : [];
  if (isLensSet()) items.push(make("li", { class: "as-built" }, `${ui("sizes_as_of")} ${page.as_of}`));
  byId("legend").hidden = !items.length;
  list.replaceChildren(...items);
  const again = list.querySelectorAll("button")[focused];
  if (again) again.focus();
}

/**
 * What a legend explains it also switches off and on.
 * @param {GraphMap} map
 * @param {LegendItem} item
 */
function legendSwitch(map, item) {
  const [sort, name] = item.mark === "node" ? ["group", item.group] : ["style", item.style];
  const face = [legendMark(map, item), quoted(say(item.label))];
  if (!name) return make("span", { class: "legend-item" }, ...face);
  const kind = /** @type {Sort} */ (sort);
  const shown = !state.without[kind].has(name);
  const button = make("button", { type: "button", class: "legend-item", "aria-pressed": String(shown) }, ...face);
  button.addEventListener("click", () => toggleWithout(kind, name));
  return button;
}

/**
 * @param {GraphMap} map
 * @param {LegendItem} item
 */
function legendMark(map, item) {
  const group = item.group || "";
  if (item.mark === "range") return rangeMark();
  if (item.mark === "size") return sizedMark(group, item.size || 0);
  if (item.mark !== "node") return edgeMark(item.style || "solid", item.width);
  if (!comesInSizes(map, group)) return groupMark(group);
  return make("span", { class: "sizes" }, groupMark(group), groupMark(group));
}

/**
 * On a chart where a kind comes in several sizes, its mark says that size counts.
 * @param {GraphMap} map
 * @param {string} group
 */
function comesInSizes(map, group) {
  const sizes = new Set(map.nodes.filter((node) => node.group === group).map(({ size }) => size));
  return Boolean(map.axes) && sizes.size > 1;
}

function makeTabs() {
  const tabs = page.maps.map((map, index) => {
    const tab = make("button", { type: "button", role: "tab", id: `tab-${index}` });
    tab.setAttribute("aria-controls", "stage");
    tab.addEventListener("click", () => chooseTab(index));
    return tab;
  });
  byId("tabs").append(...tabs);
  byId("tabs").addEventListener("keydown", onTabKey);
}

/**
 * A picked entity stays picked; a picked line belongs to its own map.
 * @param {number} index
 */
function chooseTab(index) {
  const map = page.maps[index];
  if (!map || (map.id === state.map && !state.page)) return;
  const stays = state.pick && state.pick.what === "node" && nodeById(map, state.pick.id);
  const from = nodeById(map, state.from) ? state.from : "";
  update({ map: map.id, pick: stays ? state.pick : null, from, page: false, at: null });
}

/** @param {KeyboardEvent} event */
function onTabKey(event) {
  const last = page.maps.length - 1;
  const here = page.maps.findIndex((map) => map.id === state.map);
  /** @type {Record<string, number>} */
  const steps = {
    ArrowRight: here === last ? 0 : here + 1,
    ArrowLeft: here === 0 ? last : here - 1,
    Home: 0,
    End: last,
  };
  const next = own(steps, event.key);
  if (next === undefined) return;
  event.preventDefault();
  chooseTab(next);
  byId(`tab-${next}`).focus();
}

function renderTabs() {
  page.maps.forEach((map, index) => {
    const tab = byId(`tab-${index}`);
    const chosen = map.id === state.map;
    tab.textContent = say(map.title);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (!chosen) return;
    byId("stage").setAttribute("aria-labelledby", tab.id);
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
