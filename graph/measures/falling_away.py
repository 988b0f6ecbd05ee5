"""What if a supplier fell away: who loses an alternative, who loses the only one that is known.

In the and-or graph of :mod:`sinograph.graph.measures.compute` a chip or server is lost once all the known suppliers of
one of its roles are lost; an organisation only if it is removed itself. What is lost is the least set closed under that
rule (fab, chip, server, user), found in time linear in the dependences reached (W. F. Dowling and J. H. Gallier,
*Journal of Logic Programming*, 1984). A node whose removal alone takes a user's last known supplier of a role is a
minimal cut of size one, a single point of failure; with one role each it is a dominator of the user.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.graph.measures.compute import MAKING, ROLES, dependences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sinograph.graph.measures.compute import Dependence
    from sinograph.graph.measures.view import View

#: A user and a role in which it needs something.
Need = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Loss:
    """What *user* loses in *role*, and which known suppliers are left; none left means the only known are lost.

    *claims* say of the lost ones that the user depends on them, and why these were lost.
    """

    user: str
    role: str
    lost: tuple[str, ...]
    left: tuple[str, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A supplier that is the only known one, itself or through what is made of it, in each of *losses*."""

    node: str
    losses: tuple[Loss, ...]

    @property
    def users(self) -> tuple[str, ...]:
        """The companies, models and products that lose their only known supplier of some role, in order of id."""
        return tuple(sorted({loss.user for loss in self.losses if loss.role not in MAKING}))

    @property
    def hardware(self) -> tuple[str, ...]:
        """The chips and servers that lose all their known makers, designers or chips inside, in order of id."""
        return tuple(sorted({loss.user for loss in self.losses if loss.role in MAKING}))


class Web:
    """Dependences by need and by supplier; *things* can be lost by what they are made of, organisations cannot."""

    def __init__(self, found: Iterable[Dependence], things: Collection[str]) -> None:
        """Index *found*; a user in *things* falls with its suppliers."""
        self.by_need: dict[Need, dict[str, Dependence]] = {}
        self.needs_of: dict[str, list[Need]] = {}
        self._things = things
        for each in found:
            need = each.user, each.role
            self.by_need.setdefault(need, {})[each.supplier] = each
            self.needs_of.setdefault(each.supplier, []).append(need)

    @classmethod
    def read(cls, view: View) -> Web:
        """Return the web of all dependences of *view*."""
        found = dependences(view)
        return cls(found, {each.user for each in found if view.is_a(each.user, "artifact")})

    @property
    def suppliers(self) -> list[str]:
        """All that is needed by somebody, in order of id."""
        return sorted(self.needs_of)

    def losses(self, removed: Iterable[str]) -> list[Loss]:
        """Return every need that loses a supplier when *removed* fall away, by user and role."""
        gone = frozenset(removed)
        lost, reasons = self._fall(gone)
        needs = {need for node in lost for need in self.needs_of.get(node, ()) if need[0] not in gone}
        return [self._loss(need, lost, reasons) for need in sorted(needs, key=_order)]

    def weak_points(self) -> list[WeakPoint]:
        """Return the suppliers without which a company, model or product has no known alternative in some role.

        Those that most users need come first, ties by id. Empty where everybody has two ways, or nobody needs anything.
        The role ``platform`` is left out: mostly software, of which the facts name one framework of many.
        """
        found = [WeakPoint(node, tuple(self._last(node))) for node in self.suppliers]
        return sorted(filter(lambda weak: weak.users, found), key=lambda weak: (-len(weak.users), weak.node))

    def _last(self, node: str) -> Sequence[Loss]:
        return [loss for loss in self.losses([node]) if not loss.left and loss.role != "platform"]

    def _fall(self, removed: frozenset[str]) -> tuple[frozenset[str], Mapping[str, Need]]:
        """Return all that is lost, and of each thing that fell the need that it lost first."""
        lost, queue = set(removed), deque(sorted(removed))
        gone: Counter[Need] = Counter()
        reasons: dict[str, Need] = {}
        while queue:
            for need in self.needs_of.get(queue.popleft(), ()):
                gone[need] += 1
                user = need[0]
                if gone[need] == len(self.by_need[need]) and user in self._things and user not in lost:
                    lost.add(user)
                    reasons[user] = need
                    queue.append(user)
        return frozenset(lost), reasons

    def _loss(self, need: Need, lost: frozenset[str], reasons: Mapping[str, Need]) -> Loss:
        known = self.by_need[need]
        fallen = [each for supplier, each in known.items() if supplier in lost]
        behind = [*fallen, *(each for one in fallen for each in self._behind(one.supplier, reasons))]
        claims = tuple(dict.fromkeys(claim for each in behind for claim in each.claims))
        rivals = tuple(sorted({rival for each in behind for rival in each.rivals}))
        left = tuple(supplier for supplier in known if supplier not in lost)
        return Loss(*need, tuple(each.supplier for each in fallen), left, claims, rivals)

    def _behind(self, thing: str, reasons: Mapping[str, Need]) -> list[Dependence]:
        """Return the dependences by which *thing* fell, down to what was removed."""
        if thing not in reasons:
            return []
        parts = list(self.by_need[reasons[thing]].values())
        return [*parts, *(each for part in parts for each in self._behind(part.supplier, reasons))]


def _order(need: Need) -> tuple[str, int]:
    return need[0], ROLES.index(need[1])
