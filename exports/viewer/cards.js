// A claim as a card: what is said, how it was stated, who said it, and why it stands or falls.

/** @type {Record<string, string>} */
const STATUS_SIGNS = { accepted: "✓", agreeing: "=", rival: "≠", deprecated: "×" };

/** @param {Claim} claim */
function badge(claim) {
  const sign = make("span", { "aria-hidden": "true" }, STATUS_SIGNS[claim.status] || "·");
  return make("span", { class: "badge" }, sign, ` ${term(claim.status)}`);
}

/**
 * What the claim says of the entity that the panel is about: the other end, the value, or both.
 * @param {Claim} claim
 * @param {string} viewpoint
 */
function claimValue(claim, viewpoint) {
  const value = make("p", { class: "value" });
  const end = isIncoming(claim, viewpoint) ? claim.subject : claim.object;
  if (end) value.append(entityLink(end));
  if (end && say(claim.value)) value.append(" · ");
  if (say(claim.value)) value.append(quoted(say(claim.value)));
  return value;
}

/**
 * @param {string} label
 * @param {Child} content
 * @returns {HTMLElement[]} nothing where there is nothing to say
 */
function detail(label, content) {
  if (!content) return [];
  const text = typeof content === "string" ? quoted(content) : content;
  return [make("dt", {}, label), make("dd", {}, text)];
}

/** @param {Claim} claim */
function claimDetails(claim) {
  const stated = claim.stated === say(claim.value) ? "" : claim.stated;
  const list = make("dl", {}, ...detail(ui("stated"), stated), ...detail(ui("period"), claim.period));
  for (const [name, text] of claim.qualifiers) {
    const content = own(page.entities, text) ? entityLink(text) : term(text);
    list.append(...detail(term(name), content));
  }
  list.append(...detail(ui("source"), sourceLine(claim)));
  list.append(...detail(ui("locator"), claim.locator));
  list.append(...detail(ui("check"), claim.note));
  list.append(...detail(ui("recorded"), claim.recorded));
  return list;
}

/** @param {Claim} claim */
function sourceLine(claim) {
  const source = own(page.sources, claim.source);
  if (!source) return quoted(`${ui("no_source")}: ${claim.source}`);
  const facts = [source.publisher, source.published, source.kind && term(source.kind)];
  const about = make("span", { class: "about" });
  for (const fact of facts.filter(Boolean)) {
    about.append(about.firstChild ? " · " : "", quoted(fact));
  }
  const title = outsideLink(source.title || claim.source, source.url);
  return make("span", {}, title, make("br", {}), about);
}

/**
 * @param {string} id
 * @param {Claim} claim
 * @param {string} viewpoint the entity the panel is about, or ""
 * @param {boolean} compact another claim beneath the first: its own others are not repeated
 * @returns {HTMLElement}
 */
function claimCard(id, claim, viewpoint, compact) {
  const status = STATUS_SIGNS[claim.status] ? claim.status : "other";
  const card = make("article", { class: `card is-${status}`, "data-claim": id });
  card.append(make("div", { class: "card-top" }, claimValue(claim, viewpoint), badge(claim)));
  card.append(claimDetails(claim));
  const reason = reasonOf(id, claim);
  if (reason) card.append(make("p", { class: "reason" }, quoted(reason)));
  if (!compact) card.append(...otherClaims(claim, viewpoint));
  return card;
}

/**
 * The other claims on the same fact: first those that say otherwise, then those that agree.
 * @param {Claim} claim
 * @param {string} viewpoint
 * @returns {HTMLElement[]}
 */
function otherClaims(claim, viewpoint) {
  const others = headlineFirst(claimsOf(claim.others));
  const agree = others.filter(([, other]) => stands(claim) && stands(other));
  const rivals = others.filter((other) => !agree.includes(other));
  return [...othersUnder("rivals", rivals, viewpoint), ...othersUnder("agreeing", agree, viewpoint)];
}

/**
 * @param {string} heading
 * @param {[string, Claim][]} claims
 * @param {string} viewpoint
 * @returns {HTMLElement[]}
 */
function othersUnder(heading, claims, viewpoint) {
  if (!claims.length) return [];
  const cards = claims.map(([id, claim]) => claimCard(id, claim, viewpoint, true));
  return [make("h5", {}, `${ui(heading)} (${claims.length})`), ...cards];
}
