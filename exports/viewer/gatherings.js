// The panel of what stands for several: a closed cluster, the lines gathered to it, and a mark of a
// map that is no entity, such as an event.

/**
 * @param {GraphMap | undefined} map as it is shown
 * @param {string} id
 * @returns {DocumentFragment}
 */
function nodePanel(map, id) {
  const base = currentMap();
  const cluster = base && clusterById(base, id);
  if (base && cluster) return clusterPanel(base, cluster);
  const node = (map && nodeById(map, id)) || (base && nodeById(base, id));
  const whom = node ? whomOf(node) : id;
  return node && !own(page.entities, whom) ? markPanel(node) : entityPanel(whom, id);
}

/**
 * @param {GraphMap} base
 * @param {Cluster} cluster
 */
function clusterPanel(base, cluster) {
  const members = listedOf(base).nodes.filter((node) => node.cluster === cluster.id);
  const body = document.createDocumentFragment();
  const isOpen = state.open.has(cluster.id);
  const toggle = actionButton(isOpen ? "gather" : "spread", () => toggleCluster(cluster.id));
  const items = byAmount(base, members).map(({ node, words }) =>
    make("li", {}, groupMark(node.group), link(nodeName(node), () => pickNode(node.id)), quoted(words, { class: "amount" })),
  );
  body.append(
    make("h2", { class: "name" }, groupMark(cluster.group), " ", quoted(say(counted(cluster.title || cluster.label, members.length)))),
    make("div", { class: "actions" }, toggle),
    ...nodeActions(base, cluster.id),
    make("h3", { class: "members-title" }, `${ui("members")} (${members.length})`),
    make("ul", { class: "members" }, ...items),
  );
  return body;
}

/**
 * @param {GraphMap} base
 * @param {MapNode[]} members
 * @returns {{node: MapNode, words: string}[]} those of most money first, with what their lines say
 */
function byAmount(base, members) {
  const lines = linesOfMap(listedOf(base));
  const told = members.map((node) => {
    const edges = lines.get(node.id) || [];
    const claims = claimsOf(edges.flatMap((edge) => edge.claims)).filter(([, claim]) => stands(claim));
    const values = claims.map(([, claim]) => say(claim.value)).filter(Boolean);
    const amount = Math.max(-1, ...edges.map((edge) => edge.amount ?? -1));
    return { node, amount, words: [...new Set(values)].slice(0, 2).join(" · ") };
  });
  return told.sort((a, b) => b.amount - a.amount);
}

/** @param {MapNode} node */
function markPanel(node) {
  const body = document.createDocumentFragment();
  body.append(make("h2", { class: "name" }, quoted(nodeName(node))));
  if (node.entity) body.append(make("p", { class: "kind" }, groupMark(node.group), entityLink(node.entity)));
  const map = currentMap();
  if (map) body.append(...nodeActions(map, node.id));
  const claims = node.claims || [];
  body.append(restsOn(claims));
  body.append(...claimGroups(claims, ""));
  return body;
}

/**
 * @param {GraphMap} base
 * @param {Gathered} edge
 */
function gatheredPanel(base, edge) {
  const body = document.createDocumentFragment();
  const items = edge.members.flatMap((id) => {
    const member = edgeById(base, id);
    return member ? [lineItem(base, member)] : [];
  });
  const ends = [edge.from, edge.to].map((id) => endLink(shownOf(base), id));
  body.append(
    make("h2", { class: "sentence" }, ends[0] || "", make("span", { class: "relation" }, ` ${arrow(edge)} `), ends[1] || ""),
    make("h3", { class: "members-title" }, `${ui("gathered_lines")} (${items.length})`),
    make("ul", { class: "members" }, ...items),
  );
  return body;
}

/**
 * @param {GraphMap} map
 * @param {string} id
 */
function endLink(map, id) {
  const node = nodeById(map, id);
  if (!node || (!node.label && !node.entity)) return entityLink(id);
  return link(nodeName(node), () => pickNode(id));
}
