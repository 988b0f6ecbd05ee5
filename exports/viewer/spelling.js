// How names are spelled: what two spellings of one name share, and how Chinese names are read.
// The same rules as graph/spelling.py; what it knows of single characters comes with the page.

/** text: what is compared. at: which character of the name each of its letters stands for.
 * starts: where in it words begin.
 * @typedef {{text: string, at: number[], starts: Set<number>}} Spelling */

/** @type {Map<string, string>} */
const foldedLetters = new Map();

/**
 * @param {string} letter
 * @returns {string} small, narrow, bare of accents, simplified; "" for a sign or a space
 */
function foldedLetter(letter) {
  let found = foldedLetters.get(letter);
  if (found === undefined) {
    const plain = Array.from(letter.normalize("NFKD").toLowerCase());
    const kept = plain.filter((part) => /[\p{L}\p{N}]/u.test(part));
    found = kept.map((part) => own(page.variants, part) || part).join("");
    foldedLetters.set(letter, found);
  }
  return found;
}

/** @param {string} letter */
function scriptOf(letter) {
  if (/\p{Script=Han}/u.test(letter)) return "han";
  return /\p{N}/u.test(letter) ? "digit" : "letter";
}

/**
 * @param {string} name
 * @param {(letter: string, index: number) => string} [partOf] what stands for each character
 * @returns {Spelling} a word begins after a sign, where the script changes, and with a syllable
 */
function spelled(name, partOf) {
  /** @type {Spelling} */
  const spelling = { text: "", at: [], starts: new Set() };
  let before = "";
  Array.from(name).forEach((letter, index) => {
    if (/\p{M}/u.test(letter)) return;
    const plain = foldedLetter(letter);
    const part = (partOf && partOf(letter, index)) || plain;
    const script = part && scriptOf(letter);
    if (part && (script !== before || part !== plain)) spelling.starts.add(spelling.text.length);
    spelling.text += part;
    for (let count = part.length; count > 0; count--) spelling.at.push(index);
    before = script;
  });
  return spelling;
}

/**
 * @param {string} name
 * @returns {string[]} for each character its syllable, "" where it has none
 */
function syllablesOf(name) {
  const whole = (Array.from(name).length > 1 && own(page.readings, name)) || "";
  const said = whole.split(" ");
  return Array.from(name).map((letter) => {
    const alone = own(page.readings, letter) || "";
    return alone && whole ? said.shift() || "" : alone;
  });
}
