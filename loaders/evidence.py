"""Claims against the documents that they cite: is the number there, at its place, with its unit, period and entity?

A document is a plain text on the curator's machine; nothing of it is stored but its SHA-256. A number that stands
there once verifies one claim: where two claims that say different things rest on one printed number, neither does.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sinograph.errors import FactError, Problem, Text
from sinograph.loaders.printed_numbers import narrow, read_numbers, read_periods
from sinograph.loaders.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sinograph.loaders.facts import Facts
    from sinograph.loaders.printed_numbers import PrintedNumber, PrintedPeriod
    from sinograph.loaders.records import Claim, Source

Verdict = Literal["verified", "elsewhere", "contended", "not_found"]

#: The place of what comes before the first heading.
LEAD = "导语"
_JOINT = re.compile(r"\s*(?:与|和|及|、|,|and|&)\s*", re.IGNORECASE)
#: Units that documents seldom print beside the number, so that a missing or other word beside it says nothing.
_LOOSE = frozenset({"count", "rank", "token", "token/day", "ratio"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says of one claim: the *places* that have it, and those of its locator that are *missing* it."""

    claim: Claim
    verdict: Verdict
    places: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a source is checked against; *is_recorded* says whether it is the very one that was read."""

    name: str
    sha256: str
    source: str
    is_recorded: bool
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    numbers: tuple[PrintedNumber, ...]
    periods: tuple[PrintedPeriod, ...]


def read_documents(folder: Path, sources: Mapping[str, Source]) -> tuple[list[Document], list[str]]:
    """Return the documents of *folder* that belong to a source, and the names of files that belong to none.

    A file belongs to the source that records its SHA-256, else to the one whose id is its name without the ending.

    Raises:
        FactError: the folder has no file, or some cannot be read as UTF-8; each is named.
    """
    by_digest = {source.sha256: source.id for source in sources.values() if source.sha256}
    documents, strangers, problems = list[Document](), list[str](), list[Problem]()
    for path in sorted(entry for entry in folder.iterdir() if entry.is_file()):
        try:
            data = path.read_bytes()
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(_unreadable(path, error))
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        source = by_digest.get(sha256, path.stem if path.stem in sources else "")
        if source:
            documents.append(Document(path.name, sha256, source, sha256 in by_digest, text))
        else:
            strangers.append(f"{path.name} (sha256 {sha256})")
    if problems or not (documents or strangers):
        raise FactError(problems or [_empty(folder)])
    return documents, strangers


def _unreadable(path: Path, error: OSError | UnicodeDecodeError) -> Problem:
    if isinstance(error, UnicodeDecodeError):
        what = Text(f"is not UTF-8 at byte {error.start}", f"第 {error.start} 字节起不是 UTF-8")
        return Problem(str(path), 0, "", what, Text("save it as plain text in UTF-8", "请存为 UTF-8 纯文本"))
    what = Text("cannot be read", "无法读取")
    return Problem(str(path), 0, "", what, Text("check its permissions", "请检查其权限"))


def _empty(folder: Path) -> Problem:
    what = Text("holds no file", "没有文件")
    remedy = Text("put the texts of sources there, named SOURCE.txt", "请将来源文本放入，并命名为 来源id.txt")
    return Problem(str(folder), 0, "", what, remedy)


def check_evidence(document: Document, facts: Facts) -> list[Evidence]:
    """Return what *document* says of each claim of its source that has a number, in order of the tables."""
    claims = [c for c in facts.claims if c.source == document.source and isinstance(c.value, Quantity)]
    checker = _Checker(_passages(document.text), claims, facts)
    return [checker.verdict(claim) for claim in sorted(claims, key=lambda c: (c.place.file, c.place.line))]


def _passages(text: str) -> dict[str, _Passage]:
    """Return the paragraphs by place, ``heading ¶n``, counted under the heading.

    A line without a full stop, in either language, is a heading.
    """
    found: dict[str, _Passage] = {}
    section, count = LEAD, 0
    for line in map(str.strip, narrow(text).splitlines()):
        if "。" in line or ". " in line or line.endswith("."):
            count += 1
            found[f"{section} ¶{count}"] = _Passage(line, tuple(read_numbers(line)), tuple(read_periods(line)))
        elif line:
            section, count = line, 0
    return found


class _Checker:
    """The claims of one source against the passages of its document."""

    def __init__(self, passages: Mapping[str, _Passage], claims: Iterable[Claim], facts: Facts) -> None:
        self._passages = passages
        self._facts = facts
        self._bound = _bound(facts, claims)
        self._everyone = _names(facts, {claim.subject for claim in claims})
        self._whole = "\n".join(passage.text for passage in passages.values())
        self._topic = max(self._everyone, key=lambda name: (self._whole.count(name), name), default="")
        #: For each printed number the questions that claims answer with it, at the places that they name.
        self._askers: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
        self._found = {claim.id: self._at(claim, self._places(claim)) for claim in claims}
        for claim in claims:
            for place, starts in self._found[claim.id].items():
                for start in starts:
                    self._askers[place, start].add(_question(claim))

    def verdict(self, claim: Claim) -> Evidence:
        named = self._places(claim)
        found = self._found[claim.id]
        sure = {place for place, starts in found.items() if not self._is_contended(place, starts)}
        missing = tuple(place for place in named if place not in sure) if self._is_located(claim) else ()
        if sure and not missing:
            return Evidence(claim, "verified", tuple(sorted(sure)), ())
        if found and any(self._is_contended(place, starts) for place, starts in found.items()):
            return Evidence(claim, "contended", tuple(found), missing)
        elsewhere = self._at(claim, [place for place in self._passages if place not in named])
        places = tuple(sure) + tuple(elsewhere)
        return Evidence(claim, "elsewhere" if places else "not_found", places, missing or tuple(named))

    def _is_contended(self, place: str, starts: frozenset[int]) -> bool:
        """Say whether more questions are answered with these printed numbers than there are numbers."""
        questions = set[tuple[str, ...]]().union(*(self._askers[place, start] for start in starts))
        return len(questions) > len(starts)

    def _is_located(self, claim: Claim) -> bool:
        return all(place in self._passages for place in claim.locator.split("; "))

    def _places(self, claim: Claim) -> list[str]:
        """Return the places that the locator names; all of them where it names none that the document has."""
        return claim.locator.split("; ") if self._is_located(claim) else list(self._passages)

    def _at(self, claim: Claim, places: Iterable[str]) -> dict[str, frozenset[int]]:
        """Return where in *places* the claim's number stands, with its unit, in its period, and its entity named."""
        found = {place: frozenset(self._starts(claim, self._passages[place])) for place in places}
        return {place: starts for place, starts in found.items() if starts}

    def _starts(self, claim: Claim, passage: _Passage) -> Iterator[int]:
        other = dict(claim.qualifiers).get("compared_with", "")
        ours = _names(self._facts, {claim.subject, claim.object, other, *self._bound[claim.subject]})
        if not any(name in self._whole for name in ours):
            return
        for number in passage.numbers:
            if _fits(claim, number) and _in_period(claim, number, passage) and self._is_of(ours, number, passage):
                yield number.start

    def _is_of(self, ours: frozenset[str], number: PrintedNumber, passage: _Passage) -> bool:
        """Say whether the number is of one of *ours*.

        Whoever is named last before it in its clause has it; where nobody is, those named earlier in the passage may,
        and where nobody is named there either, the one whom the document names most.
        """
        before = passage.text[: number.start]
        clause = re.split("[。；;]", before)[-1]
        others = self._everyone - ours
        if named := _mentions(clause, ours | others):
            return named[-1][1] in ours or _joined(clause, named, ours)
        if named := _mentions(before, ours | others):
            return any(name in ours for _, name in named)
        return self._topic in ours


def _mentions(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Return where each of *names* ends last in *text*, in order; a name within a longer one is not named."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.append((text.rfind(name) + len(name), name))
            text = text.replace(name, "\0" * len(name))
    return sorted(found)


def _joined(text: str, named: list[tuple[int, str]], ours: frozenset[str]) -> bool:
    """Say whether one of *ours* is joined to the last named, as in "A and B"."""
    end, last = named[-1]
    start = end - len(last)
    return any(_JOINT.fullmatch(text[stop:start]) for stop, name in named if name in ours and stop <= start)


#: Relations through which a document speaks of one thing by naming the other: a deal by its issuer, and the like.
_BINDING = frozenset({"issued_by", "develops", "subsidiary_of", "in_family"})


def _bound(facts: Facts, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return for each entity those whose names stand for it too, by what the same sources say."""
    bound: dict[str, set[str]] = defaultdict(set)
    sources = {claim.source for claim in claims}
    for claim in facts.claims:
        if claim.source in sources and claim.property.name in _BINDING:
            bound[claim.subject].add(claim.object)
            bound[claim.object].add(claim.subject)
    return bound


def _names(facts: Facts, ends: Iterable[str]) -> frozenset[str]:
    """Return the names of the entities among *ends*, as a document may print them."""
    found = (facts.entities[end] for end in ends if end in facts.entities)
    return frozenset(narrow(name) for e in found for name in (e.name.en, e.name.zh, *e.aliases) if name)


def _question(claim: Claim) -> tuple[str, ...]:
    """Return what the claim's number answers, whoever is asked about: rivals of wording share an answer."""
    dimensions = (f"{name}={text}" for name, text in claim.qualifiers if name not in {"within", "stated_by", "outlook"})
    return claim.property.name, str(claim.period or ""), *dimensions


def _fits(claim: Claim, number: PrintedNumber) -> bool:
    quantity = claim.value
    assert isinstance(quantity, Quantity)  # noqa: S101 - only claims with a number are checked
    if number.unit and number.unit != quantity.unit and not _loosely(quantity.unit, number.unit):
        return False
    if quantity.unit == "rank":
        return number.unit == "rank" and number.value == quantity.value
    if quantity.precision == "range":
        return number.low == quantity.lower and number.value == quantity.upper
    if number.is_fraction:
        return (
            quantity.lower is not None
            and quantity.upper is not None
            and quantity.lower <= number.value <= quantity.upper
        )
    return quantity.value in {number.value, number.low}


def _loosely(wanted: str, printed: str) -> bool:
    """Say whether a printed unit can stand beside a number that is counted in *wanted*."""
    money = {"CNY", "HKD", "USD", "EUR", "KRW"}
    return wanted in _LOOSE and printed not in money | {"rank"} and (wanted == "ratio" or printed != "ratio")


def _in_period(claim: Claim, number: PrintedNumber, passage: _Passage) -> bool:
    """Say whether the number stands in the claim's period.

    That is the one named last before it, or one that follows at once in brackets. Where the passage names none
    before it, nothing speaks against it.
    """
    if claim.period is None:
        return True
    before = [p.period for p in passage.periods if p.start < number.start]
    after = [p.period for p in passage.periods if passage.text[number.end : p.start] == "("]
    return not before or any(period.overlaps(claim.period) for period in (before[-1], *after))
