// The two clocks: what had been published by one day, and what held on the other. graph/clocks.py
// says the rules; the days that they ask for stand in every claim.

/** A day as 2026-01-08 compares as text; "" is no limit.
 * @typedef {{trueOn: string, knownOn: string, without: Set<string>}} Lens
 * without: the kinds of source that are left out */

/**
 * @param {Claim[]} claims
 * @param {Lens} lens
 * @returns {Claim[]} those that pass it
 */
function seenThrough(claims, { trueOn, knownOn, without }) {
  const known = claims.filter((claim) => {
    const source = without.size ? own(page.sources, claim.source) : undefined;
    return (!knownOn || claim.known <= knownOn) && !(source && without.has(source.kind));
  });
  if (!trueOn) return known;
  const begins = firstDays(known);
  /** @param {string} key */
  const isLater = (key) => (begins.get(key) || "") > trueOn;
  return known.filter((claim) => {
    if (claim.last > trueOn || (claim.over && claim.over <= trueOn)) return false;
    return !(claim.bound && [claim.subject, claim.object, relationKey(claim)].some(isLater));
  });
}

/** @param {Claim} claim */
function relationKey({ subject, property, object }) {
  return `${subject} ${property} ${object}`;
}

/**
 * @param {Claim[]} claims
 * @returns {Map<string, string>} the earliest day that any of them gives of a thing or relation
 */
function firstDays(claims) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const claim of claims) {
    if (!claim.dates) continue;
    const key = claim.dates === "subject" ? claim.subject : relationKey(claim);
    const known = found.get(key);
    if (known === undefined || claim.first < known) found.set(key, claim.first);
  }
  return found;
}
