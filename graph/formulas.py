"""Evaluates an identity's formula for one stated figure: finds the inputs, converts money, computes with intervals."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NoReturn

from sinograph.errors import Text
from sinograph.graph.figures import reading, spans
from sinograph.graph.intervals import Interval, NegativeRootError
from sinograph.graph.periods_near import first_and_last, shifted, tilings, years_between
from sinograph.graph.rates import Rate, find_rate
from sinograph.ontology.identities import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from sinograph.graph.figures import Figure, Figures
    from sinograph.loaders import Facts
    from sinograph.loaders.periods import Period
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.identities import Identity

#: More parts than this are not searched for the set that makes the whole.
_MOST_PARTS = 8


class NotCheckableError(Exception):
    """The formula cannot be evaluated; *silent* where there is nothing to tell, as with a figure in one currency."""

    def __init__(self, reason: Text, *, silent: bool = False) -> None:
        """Keep why."""
        super().__init__(reason.en)
        self.reason = reason
        self.silent = silent


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an input must be: one metric of any of these subjects, with these dimensions; period None where *any*."""

    metric: str
    subjects: tuple[str, ...]
    dimensions: dict[str, str]
    period: Period | None
    any_period: bool


class Evaluation:
    """One identity applied to one stated figure."""

    def __init__(
        self, stated: Figure, identity: Identity, figures: Figures, facts: Facts, vocabulary: Vocabulary
    ) -> None:
        """Keep what the formula is evaluated against."""
        self._stated = stated
        self._identity = identity
        self._figures = figures
        self._facts = facts
        self._vocabulary = vocabulary
        self._uses: dict[str, None] = {}
        self._rates: dict[Rate, None] = {}
        #: The currency that money is counted in: the stated figure's, else that of the first money met.
        self._currency = stated.value.unit if stated.is_money else ""

    def uses(self) -> tuple[str, ...]:
        """Return the ids of the claims used so far, in the order of the formula."""
        return tuple(self._uses)

    def rates(self) -> tuple[Rate, ...]:
        """Return the exchange rates used so far."""
        return tuple(self._rates)

    def result(self) -> Interval:
        """Return what the inputs allow, in the stated figure's unit.

        Raises:
            NotCheckableError: an input is missing or ambiguous, or the formula has no value for it.
        """
        try:
            return self._value(self._identity.formula)
        except ZeroDivisionError:
            _give_up("what it is divided by may be nought", "除数可能为零")
        except NegativeRootError:
            _give_up("there is no such root of a number that may be below nought", "可能为负，无法开方")

    def _value(self, node: ast.expr) -> Interval:
        if isinstance(node, ast.BinOp):
            return _OPERATIONS[type(node.op)](self._value(node.left), self._value(node.right))
        if isinstance(node, ast.Constant):
            return Interval.exactly(int(str(node.value)))
        if isinstance(node, ast.Name):
            return self._input(node.id, {})
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = getattr(self, f"_{node.func.id}", None) if node.func.id in FUNCTIONS else None
            if function is not None:
                found: Interval = function(*node.args)
                return found
            return self._input(node.func.id, {k.arg or "": _text(k.value) for k in node.keywords})
        raise AssertionError(ast.dump(node))

    # ------------------------------------------------------------------------------------------------- functions

    def _first(self, *choices: ast.expr) -> Interval:
        kept = dict(self._uses)
        for choice in choices[:-1]:
            try:
                return self._value(choice)
            except NotCheckableError:
                self._uses = dict(kept)
        return self._value(choices[-1])

    def _known(self, term: ast.expr) -> Interval:
        try:
            return self._value(term)
        except NotCheckableError as error:
            raise NotCheckableError(error.reason, silent=True) from error

    def _years(self) -> Interval:
        return Interval.exactly(years_between(*self._ends()))

    def _nth_root(self, number: ast.expr, degree: ast.expr) -> Interval:
        return self._value(number).root(int(self._value(degree).lower))

    def _twin(self) -> Interval:
        """Return the same figure in another currency, converted to the stated one's."""
        wanted = self._wanted(self._stated.metric, {})
        others = [f for f in self._matching(wanted) if f.value.unit != self._stated.value.unit]
        others = [f for f in others if f.outlook == self._stated.outlook and self._of_one_day(f)]
        if not others:
            raise NotCheckableError(Text("no other currency", "无其他币种"), silent=True)
        return self._use(min(others, key=self._preference))

    def _of_one_day(self, other: Figure) -> bool:
        """Say whether the two speak of the same time.

        Of one source they do. Of two sources they do where both name a period, and a day where the figure changes
        from day to day.
        """
        stated, period = self._stated, self._stated.claim.period
        if other.claim.source == stated.claim.source:
            return True
        return period is not None and (not stated.claim.property.of_a_day or (period.end - period.start).days == 1)

    def _tiled(self, _metric: ast.expr) -> Interval:
        """Return the sum of shorter periods that fill the stated one."""
        whole = self._stated.claim.period
        dimensions = frozenset(self._wanted(self._stated.metric, {}).dimensions.items())
        kin = self._figures.about(self._stated.claim.subject, self._stated.metric, self._stated.relation)
        same = [f for f in kin if f.value.unit == self._stated.value.unit and self._fits(f, dimensions)]
        found = [f for f in same if whole and f.claim.period and spans(f.claim.period) != spans(whole)]
        tiles = tilings(whole, [f.claim.period for f in found if f.claim.period]) if whole else None
        if not tiles:
            raise NotCheckableError(Text("no shorter periods fill it", "无可相加的较短期间"), silent=True)
        chosen = [self._choose([f for f in found if spans(f.claim.period) == tile]) for tile in tiles]
        return self._sum(self._use(figure) for figure in chosen)

    def _parts(self, term: ast.expr, dimension: ast.expr) -> Interval:
        """Return the sum over the parts of one source that make the whole; silent where no set of parts does."""
        name = _text(dimension)
        whole, parts = self._whole_and_parts(name)
        if not isinstance(term, ast.BinOp):
            return self._sum(self._use(part) for part in parts)
        for used in (whole, *parts):
            self._uses[used.claim.id] = None
        weight = term.right
        assert isinstance(weight, ast.Name)  # noqa: S101 - the one form that identities.ttl uses
        products = []
        for part in parts:
            share = self._input(weight.id, {name: part.qualifiers[name]})
            products.append(self._use(part) * share)
        return self._sum(products)

    def _whole_and_parts(self, dimension: str) -> tuple[Figure, list[Figure]]:
        """Return revenue as a whole, and the smallest set of one source's parts of it that adds up to it."""
        whole = self._stated
        if whole.metric != "revenue":
            whole = self._whole_revenue()
        others = [f for f in self._figures.about(whole.claim.subject, "revenue") if _is_part(f, whole, dimension)]
        own = [f for f in others if f.claim.source == self._stated.claim.source]
        accepted = [f for f in others if f.settled.status == "accepted"]
        for pool in (own, accepted):
            for found in _sets(pool, dimension):
                if self._sum(reading(f.value) for f in found).overlaps(reading(whole.value)):
                    return whole, found
        raise NotCheckableError(Text("no parts that make the whole", "无可合成整体的部分"), silent=True)

    def _whole_revenue(self) -> Figure:
        found = self._matching(self._wanted("revenue", {}))
        if not found:
            raise NotCheckableError(Text("no revenue", "无收入"), silent=True)
        return self._choose(found)

    @staticmethod
    def _sum(intervals: Iterable[Interval]) -> Interval:
        total = Interval.exactly(0)
        for interval in intervals:
            total += interval
        return total

    # ---------------------------------------------------------------------------------------------------- inputs

    def _input(self, metric: str, options: dict[str, str]) -> Interval:
        if metric == "of_metric":
            metric = self._stated.qualifiers["of_metric"]
        wanted = self._wanted(metric, options)
        found = self._matching(wanted)
        if not found:
            self._miss(wanted)
        return self._use(self._choose(found))

    def _wanted(self, metric: str, options: dict[str, str]) -> _Wanted:
        dimensions = {n: text for n, text in self._stated.dimensions if n not in self._identity.sets_aside}
        for name, text in options.items():
            if name in {"who", "period"}:
                continue
            dimensions.pop(name, None)
            if text != "None":
                dimensions[name] = self._stated.qualifiers[text[1:]] if text.startswith("$") else text
        moment = options.get("period", "")
        period = None if moment in {"any", "none"} else self._period(moment)
        return _Wanted(metric, self._subjects(options.get("who", "self")), dimensions, period, moment == "any")

    def _period(self, moment: str) -> Period | None:
        own = self._stated.claim.period
        if not moment:
            return own
        if own is None:
            _give_up("the figure names no period", "该数未说明期间")
        if moment in {"first", "last"}:
            return self._ends()[moment == "last"]
        return shifted(own, moment) or _give_up(f"its period has no {moment.replace('_', ' ')}", "该期间无对应的上一期")

    def _ends(self) -> tuple[Period, Period]:
        own = self._stated.claim.period
        ends = first_and_last(own) if own else None
        return ends or _give_up("its period does not run from one year to another", "其期间不是由一年至另一年")

    def _subjects(self, ways: str) -> tuple[str, ...]:
        found: list[str] = []
        for way in ways.split("|"):
            reached = {self._stated.claim.subject}
            for step in way.split("/"):
                reached = {end for start in reached for end in self._step(start, step)}
            found += sorted(reached)
        return tuple(dict.fromkeys(found))

    def _step(self, start: str, step: str) -> set[str]:
        if step == "self":
            return {start}
        if step == "object":
            return {self._stated.claim.object}
        named = self._stated.qualifiers.get(step)
        return {named} if named else self._figures.follow(start, step)

    def _matching(self, wanted: _Wanted) -> list[Figure]:
        """Return the figures that can serve, of the first subject and the first period for which there are any."""
        dimensions = frozenset(wanted.dimensions.items())
        for subject in wanted.subjects:
            relation = self._stated.relation if wanted.metric in self._own_quantities() else ("", "")
            of_subject = self._figures.about(subject, wanted.metric, relation)
            fitting = [f for f in of_subject if self._fits(f, dimensions)]
            same = [f for f in fitting if spans(f.claim.period) == spans(wanted.period)]
            if wanted.any_period:
                own = [f for f in fitting if spans(f.claim.period) == spans(self._stated.claim.period)]
                same = own or fitting
            if same:
                return same
        return []

    def _own_quantities(self) -> tuple[str, ...]:
        return self._stated.claim.property.quantities if self._stated.claim.object else ()

    def _fits(self, figure: Figure, dimensions: frozenset[tuple[str, str]]) -> bool:
        """Say whether *figure* has just these dimensions and is no more of a guess than the stated one.

        A source's own plans may stand behind its own figures; and what was expected of the shares in issue on the
        first day of trading is what holders' stakes are counted in.
        """
        if figure is self._stated or figure.dimensions != dimensions or figure.valid != self._stated.valid:
            return False
        if not figure.outlook or self._stated.outlook or figure.metric == "shares_issued":
            return True
        return figure.claim.source == self._stated.claim.source

    def _choose(self, found: list[Figure]) -> Figure:
        """Return the input to use among *found*.

        The same source's own figure comes first. Of other sources' figures the accepted one is taken; two accepted
        ones that cannot both be meant, of different periods, leave nothing to compute with.
        """
        best = min(found, key=self._preference)
        if best.claim.source == self._stated.claim.source:
            return best
        facts = {f.settled.fact for f in found if f.settled.status == "accepted" and f.outlook == best.outlook}
        if len(facts) > 1 and len({f.value.unit for f in found}) == 1:
            label = self._vocabulary.properties[best.metric].label
            _give_up(
                f"{label.en} of {best.claim.subject} is known for several periods, and the figure names none of them",
                f"{best.claim.subject} 的{label.zh}有多个期间的数，而该数未指明其中之一",
            )
        return best

    def _preference(self, figure: Figure) -> tuple[bool, bool, bool, bool, bool, bool, Decimal, str]:
        """Return the sort key of an input; the first serves."""
        stated = self._stated
        return (
            figure.value.lower is None or figure.value.upper is None,
            figure.claim.source != stated.claim.source,
            figure.outlook != stated.outlook,
            bool(self._currency and figure.is_money and figure.value.unit != self._currency),
            bool(figure.outlook),
            figure.settled.status != "accepted",
            figure.value.width(),
            figure.claim.id,
        )

    def _use(self, figure: Figure) -> Interval:
        self._uses[figure.claim.id] = None
        interval = reading(figure.value)
        if not figure.is_money:
            return interval
        self._currency = self._currency or figure.value.unit
        if figure.value.unit == self._currency:
            return interval
        return interval * self._convert(figure)

    def _convert(self, figure: Figure) -> Interval:
        published = self._facts.sources[self._stated.claim.source].published
        period = figure.claim.period or self._stated.claim.period
        rate = find_rate(figure.value.unit, self._currency, period, published)
        if rate is None:
            pair = f"{figure.value.unit}/{self._currency}"
            _give_up(f"the European Central Bank gives no {pair} rate for it", f"欧洲央行无相应的 {pair} 汇率")
        self._rates[rate] = None
        return rate.interval

    def _miss(self, wanted: _Wanted) -> NoReturn:
        label = self._vocabulary.properties[wanted.metric].label
        who = ", ".join(wanted.subjects) or "?"
        dimensions = "; ".join(f"{name}={text}" for name, text in sorted(wanted.dimensions.items()))
        when = f" {wanted.period}" if wanted.period else ""
        bracket = f" [{dimensions}]" if dimensions else ""
        _give_up(f"no {label.en} of {who}{when}{bracket}", f"缺 {who}{when} 的{label.zh}{bracket}")


_OPERATIONS: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: Interval.__add__,
    ast.Sub: Interval.__sub__,
    ast.Mult: Interval.__mul__,
    ast.Div: Interval.__truediv__,
}


def _give_up(en: str, zh: str) -> NoReturn:
    raise NotCheckableError(Text(en, zh))


def _text(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else str(getattr(node, "value", ""))


def _is_part(figure: Figure, whole: Figure, dimension: str) -> bool:
    """Say whether *figure* is a part of *whole*: the same but for one more dimension, in the same money."""
    extra = figure.dimensions - whole.dimensions
    return (
        len(extra) == 1
        and next(iter(extra))[0] == dimension
        and whole.dimensions <= figure.dimensions
        and spans(figure.claim.period) == spans(whole.claim.period)
        and figure.value.unit == whole.value.unit
        and figure.outlook == whole.outlook
    )


def _sets(pool: list[Figure], dimension: str) -> Iterable[list[Figure]]:
    """Yield the sets of two parts and more, the smallest first; one figure for each part, the narrowest."""
    best: dict[str, Figure] = {}
    for figure in sorted(pool, key=lambda f: (f.value.width(), f.claim.id), reverse=True):
        best[figure.qualifiers[dimension]] = figure
    parts = [best[name] for name in sorted(best)]
    if len(parts) <= _MOST_PARTS:
        for size in range(2, len(parts) + 1):
            yield from map(list, combinations(parts, size))
