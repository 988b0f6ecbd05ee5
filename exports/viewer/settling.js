// Settles the claims that the clocks and filters leave, by the order that graph/settling.py writes
// into each: which is accepted, which agree with it, which cannot be true beside it, and why.

/** Claims by the fact that they share. @type {Map<number, [string, Claim][]>} */
const shared = new Map();

/** Before they are, nothing need be settled. */
let areClaimsRead = false;

/** Once the claims are there. */
function startSettling() {
  for (const [id, claim] of Object.entries(page.claims)) {
    if (claim.fact) shared.set(claim.fact, [...(shared.get(claim.fact) || []), [id, claim]]);
  }
  for (const claims of shared.values()) claims.sort(byKey);
  areClaimsRead = true;
  settle(lensOf(state));
}

/**
 * @param {[string, Claim]} one
 * @param {[string, Claim]} other
 */
function byKey([id, one], [otherId, other]) {
  const place = deciding(one, other);
  if (place < one.key.length) return (one.key[place] || 0) - (other.key[place] || 0);
  return id < otherId ? -1 : 1;
}

/**
 * @param {Claim} one
 * @param {Claim} other
 * @returns {number} the place of the first criterion that tells them apart; after the last: their ids
 */
function deciding(one, other) {
  const place = one.key.findIndex((part, index) => part !== other.key[index]);
  return place < 0 ? one.key.length : place;
}

/**
 * @param {State} of
 * @returns {Lens}
 */
function lensOf({ trueOn, knownOn, without }) {
  return { trueOn, knownOn, without: without.source };
}

/** @param {Lens} lens */
function settle(lens) {
  const all = Object.values(page.claims);
  for (const claim of all) claim.kept = false;
  for (const claim of seenThrough(all, lens)) {
    claim.kept = true;
    claim.others = [];
    claim.status = claim.rank === "deprecated" ? "deprecated" : "accepted";
  }
  for (const claims of shared.values()) settleFact(claims.filter(([, claim]) => claim.kept));
}

/** @param {[string, Claim][]} claims on one fact, in order */
function settleFact(claims) {
  const winner = claims.find(([, claim]) => claim.rank !== "deprecated");
  for (const [id, claim] of claims) {
    claim.others = claims.map(([other]) => other).filter((other) => other !== id).sort();
    if (claim.rank === "deprecated" || !winner || winner[0] === id) continue;
    claim.status = claim.clashes.includes(winner[0]) ? "rival" : "agreeing";
  }
}

/** @param {Claim} claim */
function stands(claim) {
  return claim.kept && (claim.status === "accepted" || claim.status === "agreeing");
}

/**
 * @param {string} id
 * @returns {boolean} whether the claim is one that a map may rest on
 */
function holds(id) {
  const claim = own(page.claims, id);
  return claim !== undefined && stands(claim);
}

/**
 * @param {string} id
 * @param {Claim} claim
 * @returns {string} why it stands or falls
 */
function reasonOf(id, claim) {
  if (claim.status === "deprecated") return claim.note;
  const live = claimsOf(claim.others).filter(([, other]) => other.status !== "deprecated");
  if (claim.status !== "accepted") {
    const winner = live.find(([, other]) => other.status === "accepted");
    return winner ? filled(claim.status, 1, deciding(winner[1], claim)) : "";
  }
  const rivals = live.filter(([, other]) => other.clashes.includes(id)).sort(byKey);
  if (!live.length) return filled("only", 0, 0);
  const [first] = rivals;
  return first ? filled("disputed", rivals.length, deciding(claim, first[1])) : filled("agree", live.length, 0);
}

/**
 * @param {string} reason
 * @param {number} n
 * @param {number} criterion
 */
function filled(reason, n, criterion) {
  const by = say(page.settling.criteria[criterion]);
  return say(own(page.settling.reasons, reason)).replace("{n}", String(n)).replace("{criterion}", () => by);
}
