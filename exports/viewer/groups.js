// The claims of a panel, by what they are about: a heading for each property, with its cards beneath.

const STATUS_ORDER = ["accepted", "agreeing", "rival", "deprecated"];

/** With more claims than this, only the first heading starts open. */
const FEW = 12;

/** whose: 0 the entity's own, 1 others' of it, 2 what only mentions it.
 * @typedef {{heading: string, property: string, whose: number, claims: [string, Claim][]}} Group */

/**
 * Another's claim about the entity that the panel is about.
 * @param {Claim} claim
 * @param {string} viewpoint
 */
function isIncoming(claim, viewpoint) {
  return viewpoint !== "" && claim.object === viewpoint && claim.subject !== viewpoint;
}

/**
 * @param {string[]} ids
 * @param {string} viewpoint the entity the panel is about, or ""
 * @returns {HTMLDetailsElement[]} in order of topics
 */
function claimGroups(ids, viewpoint) {
  const claims = leading(headlineFirst(claimsOf(ids)));
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const [id, claim] of claims) {
    const heading = groupHeading(claim, viewpoint);
    const whose = claim.subject === viewpoint ? 0 : isIncoming(claim, viewpoint) ? 1 : 2;
    const group = groups.get(heading) || { heading, property: claim.property, whose, claims: [] };
    group.claims.push([id, claim]);
    groups.set(heading, group);
  }
  const sorted = inOrderOfTopics([...groups.values()]);
  return sorted.map((group, index) => groupOf(group, viewpoint, index === 0 || claims.length <= FEW));
}

/**
 * Topics on which nothing is said but of others, who mention the entity, come after all the rest.
 * @param {Group[]} groups
 */
function inOrderOfTopics(groups) {
  /** @param {Group} group */
  const topicOf = (group) => propertyOf(group.property).topic;
  const near = new Set(groups.filter(({ whose }) => whose < 2).map(topicOf));
  /** @param {Group} group */
  const place = (group) => page.topics.indexOf(topicOf(group)) + (near.has(topicOf(group)) ? 0 : page.topics.length);
  return groups.sort((a, b) => {
    const sooner = place(a) - place(b) || a.whose - b.whose || weightOf(a.property) - weightOf(b.property);
    return sooner || a.heading.localeCompare(b.heading, langTag());
  });
}

/**
 * The claim that a reader means by the name of the property comes first.
 * @param {[string, Claim][]} claims
 * @returns {[string, Claim][]}
 */
function headlineFirst(claims) {
  const today = state.trueOn || page.as_of;
  const ranked = claims.map((pair) => ({ pair, rank: headlineRank(pair[1], today) }));
  return ranked.sort((a, b) => firstDifference(a.rank, b.rank)).map(({ pair }) => pair);
}

/**
 * @param {number[]} a
 * @param {number[]} b of the same length
 */
function firstDifference(a, b) {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : Number(a[at]) - Number(b[at]);
}

/**
 * The accepted, then facts before plans, what holds before what is over, the whole before its parts,
 * the latest first; of two that end on one day, one with a name before a span, the longer before the shorter.
 * @param {Claim} claim
 * @param {string} today
 * @returns {number[]} the smaller, number by number, the sooner
 */
function headlineRank(claim, today) {
  const time = readPeriod(claim.period || qualifier(claim, "since") || qualifier(claim, "until"));
  const rank = [
    STATUS_ORDER.indexOf(claim.status),
    Number(qualifier(claim, "outlook") !== ""),
    Number(claim.over !== "" && claim.over <= today),
    Number(dimensionsOf(claim).some(([name]) => !STAND_TOGETHER.has(name))),
  ];
  if (!time) return [...rank, 2, 0, 0, 0];
  const begun = propertyOf(claim.property).of_a_period ? time.end - 1 : time.start;
  return [...rank, Number(isoDay(begun) > today), -time.end, Number(claim.period.includes("/")), time.start];
}

/**
 * @param {Claim} claim
 * @returns {[string, string][]} the qualifiers that say which part, which sort or what chance is meant
 */
function dimensionsOf({ qualifiers }) {
  return qualifiers.filter(([name]) => page.dimensions.includes(name));
}

/**
 * Without those that are shown beneath a claim that comes before them.
 * @param {[string, Claim][]} claims
 */
function leading(claims) {
  /** @type {Set<string>} */
  const beneath = new Set();
  return claims.filter(([id, claim]) => {
    if (beneath.has(id)) return false;
    for (const other of claim.others) beneath.add(other);
    return true;
  });
}

/**
 * @param {Claim} claim
 * @param {string} viewpoint
 */
function groupHeading(claim, viewpoint) {
  const property = term(claim.property);
  if (claim.subject === viewpoint) return property;
  if (isIncoming(claim, viewpoint)) return `→ ${property} ${nameOf(viewpoint)}`;
  return `${nameOf(claim.subject)} → ${property}`;
}

/**
 * @param {Group} group
 * @param {string} viewpoint
 * @param {boolean} open
 */
function groupOf({ heading, property, claims }, viewpoint, open) {
  const [, first] = claims[0] || [];
  const preview = first ? previewOf(first, viewpoint) : null;
  const summary = make("summary", {}, make("h4", {}, quoted(heading)), ` (${claims.length}) `, preview);
  const cards = claims.map(([id, claim]) => claimCard(id, claim, viewpoint, false));
  const group = make("details", { class: "group", "data-topic": propertyOf(property).topic }, summary, ...cards);
  group.open = open;
  return group;
}

/**
 * The claim in one line, never without when it held and of what.
 * @param {Claim} claim
 * @param {string} viewpoint
 */
function previewOf(claim, viewpoint) {
  const preview = make("span", { class: "preview" }, ...claimValue(claim, viewpoint).childNodes);
  for (const button of preview.querySelectorAll("button")) button.replaceWith(...button.childNodes);
  const which = dimensionsOf(claim).map(([, text]) => valueName(text));
  const doubt = stands(claim) ? "" : term(claim.status);
  for (const text of [whenSaid(claim), ...which, doubt].filter(Boolean)) {
    preview.append(preview.firstChild ? " · " : "", quoted(text));
  }
  return preview;
}
