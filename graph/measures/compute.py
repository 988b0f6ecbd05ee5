"""Who depends on whose chips, servers, clouds and fabs, each dependence with the claims that say so.

A user needs each of its *roles* (training **and** inference **and** a cloud), and within one role any of its known
suppliers will do (one chip **or** another): an and-or graph, as fault trees have it (W. E. Vesely et al., *Fault Tree
Handbook*, NUREG-0492, 1981). Chips and servers are users too: of who designs them, who makes them, what is inside.

Plans and rumours take no part, nor does what is over. That no supplier is known says nothing of there being none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sinograph.graph.measures.developers import developers
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sinograph.graph.measures.developers import Developers
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: The roles in which something is needed, in the order of tables. ``platform`` is a thing run on or used that no claim
#: shows to be hardware: software, or a server whose chips nobody names. ``operation`` is a chip of unstated use.
NEEDED = ("cloud", "training", "inference", "operation", "purchase", "platform")
#: The roles in which hardware itself needs something.
MAKING = ("component", "fabrication", "design")
ROLES = (*NEEDED, *MAKING)
#: What only hardware has.
_OF_HARDWARE = ("memory", "bandwidth", "performance", "power", "chips_used")


@dataclass(frozen=True, slots=True)
class Dependence:
    """*user* needs *supplier* in *role*; *through* are its models for which that is said, empty where it is said of it.

    *periods* are the dates of the claims as stated, none where they give none; *terms* what narrows them: a scope ("in
    part", "validated") as stated, or a region by its id.
    """

    user: str
    role: str
    supplier: str
    through: tuple[str, ...]
    periods: tuple[str, ...]
    terms: tuple[str, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


class _Said(NamedTuple):
    user: str
    role: str
    supplier: str


def dependences(view: View) -> list[Dependence]:
    """Return what is said of users themselves, and of developers through their models, in order of user and role.

    A model's developer is whoever ``develops`` it, else whoever develops its family. One row for each user, role and
    supplier. Empty where no claim speaks of compute.
    """
    return _merged(accounts(view))


def accounts(view: View) -> list[Dependence]:
    """Return the same one by one: each rests on one claim and those that agree, and on who develops the model."""
    direct = list(Reader(view).read())
    makers = developers(view)
    return [*direct, *(up for each in direct for up in _lifted(view, each, makers))]


class Reader:
    """Reads claims as dependences; knows which things are hardware."""

    def __init__(self, view: View) -> None:
        """Keep the view."""
        self._view = view
        self._readers: Mapping[str, Callable[[Receipt], _Said | None]] = {
            "supplies_compute_to": self._cloud,
            "runs_on": self._run,
            "trained_on": lambda receipt: _Said(receipt.subject, "training", receipt.object),
            "uses": self._use,
            "buys": lambda receipt: self._of_hardware(receipt.subject, "purchase", receipt.object, receipt.object),
            "supplies": self._supply,
            "manufactures": lambda receipt: self._made(receipt, "fabrication"),
            "develops": lambda receipt: self._made(receipt, "design"),
        }

    @cached_property
    def hardware(self) -> frozenset[str]:
        """Chips, and things that a claim gives memory or power, puts a chip in, or has a model trained on."""
        chips = {entity for entity in self._view.entities if self._view.is_a(entity, "chip")}
        measured = {r.subject for r in self._view.accepted(*_OF_HARDWARE)}
        holding = {r.subject for r in self._view.accepted("uses") if r.object in chips}
        trained_on = {r.object for r in self._view.accepted("trained_on")}
        things = measured | holding | trained_on
        return frozenset(chips | {thing for thing in things if self._view.is_a(thing, "product")})

    def read(self) -> Iterator[Dependence]:
        """Yield one dependence for each claim that says one, by property and claim."""
        for name, reader in self._readers.items():
            for receipt in self._view.current(name):
                said = reader(receipt)
                if said:
                    yield self._dependence(said, receipt)

    def _dependence(self, said: _Said, receipt: Receipt) -> Dependence:
        when = qualifier(receipt, "since") or receipt.period
        periods = (when,) if when else ()
        terms = tuple(filter(None, (qualifier(receipt, name) for name in ("scope", "region"))))
        return Dependence(*said, (), periods, terms, self._view.cited(receipt), self._view.rivals(receipt))

    def _cloud(self, receipt: Receipt) -> _Said:
        return _Said(receipt.object, _use_of(receipt, "cloud"), receipt.subject)

    def _run(self, receipt: Receipt) -> _Said:
        role = _use_of(receipt, "operation") if receipt.object in self.hardware else "platform"
        return _Said(receipt.subject, role, receipt.object)

    def _use(self, receipt: Receipt) -> _Said | None:
        """Read what is used: a chip, a cloud, or software for training or inference; the rest is no compute."""
        if receipt.object in self.hardware:
            role = "component" if receipt.subject in self.hardware else _use_of(receipt, "operation")
            return _Said(receipt.subject, role, receipt.object)
        if receipt.object in self._clouds:
            return _Said(receipt.subject, "cloud", receipt.object)
        for_compute = qualifier(receipt, "use") in {"training", "inference"}
        return _Said(receipt.subject, "platform", receipt.object) if for_compute else None

    def _supply(self, receipt: Receipt) -> _Said | None:
        """Read a delivery of chips: what a foundry makes for another, or a chip maker sells."""
        product = qualifier(receipt, "product")
        if product in self.hardware and receipt.subject in self._makers("manufactures"):
            return _Said(product, "fabrication", receipt.subject)
        sells = receipt.subject in self._makers("develops")
        return _Said(receipt.object, "purchase", receipt.subject) if sells else None

    def _made(self, receipt: Receipt, role: str) -> _Said | None:
        return self._of_hardware(receipt.object, role, receipt.subject, receipt.object)

    def _of_hardware(self, user: str, role: str, supplier: str, thing: str) -> _Said | None:
        return _Said(user, role, supplier) if thing in self.hardware else None

    @cached_property
    def _clouds(self) -> frozenset[str]:
        return frozenset(receipt.subject for receipt in self._view.accepted("supplies_compute_to"))

    def _makers(self, relation: str) -> frozenset[str]:
        return frozenset(r.subject for r in self._view.accepted(relation) if r.object in self.hardware)


def _use_of(receipt: Receipt, otherwise: str) -> str:
    use = qualifier(receipt, "use")
    return use if use in {"training", "inference"} else otherwise


def _lifted(view: View, each: Dependence, makers: Mapping[str, Developers]) -> Iterator[Dependence]:
    """Yield the same for who developed the model."""
    if not (view.is_a(each.user, "model") or view.is_a(each.user, "model_family")):
        return
    for developer, claims in makers.get(each.user, {}).items():
        cited = (*each.claims, *claims)
        yield Dependence(
            developer, each.role, each.supplier, (each.user,), each.periods, each.terms, cited, each.rivals
        )


def _merged(found: Iterable[Dependence]) -> list[Dependence]:
    groups: dict[_Said, list[Dependence]] = {}
    for each in found:
        groups.setdefault(_Said(each.user, each.role, each.supplier), []).append(each)
    order = sorted(groups, key=lambda said: (said.user, ROLES.index(said.role), said.supplier))
    return [_one(said, groups[said]) for said in order]


def _one(said: _Said, parts: list[Dependence]) -> Dependence:
    through, periods, terms, rivals = ({text for part in parts for text in getattr(part, name)} for name in _SETS)
    claims = tuple(dict.fromkeys(claim for part in parts for claim in part.claims))
    models, dates, limits = tuple(sorted(through)), tuple(sorted(periods)), tuple(sorted(terms))
    return Dependence(*said, models, dates, limits, claims, tuple(sorted(rivals)))


_SETS = ("through", "periods", "terms", "rivals")
