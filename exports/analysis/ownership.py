"""Who owns whom, as a table: the stake stated, what comes through chains, both together, and control as sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import bounds, percent
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import quantity_text
from sinograph.graph.measures.ownership import of_entity, ownership

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.errors import Language
    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.ownership import Holding, Path
    from sinograph.graph.measures.view import View

COLUMNS = {
    "owner": Text("owner", "持有方"),
    "company": Text("company", "公司"),
    "kind": Text("kind of company", "公司类型"),
    "direct": Text("stated stake", "所述持股"),
    "through": Text("through chains", "经由链条"),
    "integrated": Text("in all", "合计持股"),
    "chain": Text("chain", "持股链"),
    "standing": Text("standing", "性质"),
}
_KINDS: Mapping[str, Text] = {
    "listed": Text("listed", "上市公司"),
    "vie": Text("VIE", "VIE(协议控制)"),
    "subsidiary": Text("subsidiary", "子公司"),
    "vehicle": Text("holding vehicle", "持股平台"),
    "operating": Text("operating company", "运营公司"),
}
_STANDINGS: Mapping[str, Text] = {
    "majority": Text("majority (over 50 %)", "多数(超过 50%)"),
    "control": Text("control, as the source says", "控制(来源所称)"),
    "minority": Text("minority", "少数"),
    "unclear": Text("half lies within the interval", "区间跨越半数"),
    "unknown": Text("size not stated", "未述比例"),
    "together": Text("several holders as one", "多名股东合计"),
    "platform": Text("the company's own platform", "公司自身的持股平台"),
    "holds_for": Text("holds shares for the owner", "代持有方持股"),
}
#: Scopes that the facts use; another is shown as it is written.
_SCOPES = {
    "through vehicles": Text("through vehicles", "经由平台"),
    "with affiliates": Text("with affiliates", "含关联方"),
    "indirect": Text("indirect", "间接"),
    "holders counted together": Text("holders counted together", "多名股东合计"),
    "at founding": Text("at founding", "创立时"),
    "before the offering": Text("before the offering", "发售前"),
    "initial shares": Text("initial shares", "初始股份"),
    "secondary purchase": Text("secondary purchase", "受让老股"),
}
_CONTRACT = Text("control by contract (VIE)", "协议控制(VIE)")
_HOLDS_FOR = Text("⟵holds for—", "⟵代持—")
_NARROW = 0.0002


def ownership_table(view: View, lang: Language, entity: str = "") -> Table:
    """Return who owns *entity* and what it owns, or all holdings where none is named.

    Of one entity its owners come first, then what it owns; of all, by company id; the largest first. Keys for programs:
    ``owner_id``, ``company_id``, ``kinds``, ``standing_code``, ``contract``, ``period``, ``scope``, ``path_ids`` (the
    chain that carries most, ids joined by spaces), ``paths`` (how many chains), and for each of ``direct``,
    ``through``, ``integrated`` its ``_lower`` and ``_upper``, shares of one, "" where unknown.

    Raises:
        EmptyAnswerError: no claim speaks of a stake, a vehicle or control.
    """
    found = ownership(view)
    holdings = of_entity(found.holdings, entity) if entity else list(found.holdings)
    if not holdings:
        raise _nothing(view, entity)
    rows = [_row(view, holding, lang) for holding in holdings]
    return table_of(rows, COLUMNS, [*_notes(view, holdings, found.overfull, entity)])


def _nothing(view: View, entity: str) -> EmptyAnswerError:
    if not entity:
        return EmptyAnswerError(
            "no claim speaks of a stake, a holding vehicle or control; add rows with holds_stake_in",
            "没有主张涉及持股、持股平台或控制；请添加 holds_stake_in 行",
        )
    name = view.name(entity)
    return EmptyAnswerError(
        f"no claim says who owns {name.en} or what it owns; `sinograph analyze backers` tells who invested, "
        "without a stake",
        f"没有主张说明谁持有{name.zh}或其持有什么；`sinograph analyze backers` 列出投资方(不含持股比例)",
    )


def _row(view: View, holding: Holding, lang: Language) -> dict[str, str]:
    direct, through, integrated = (bounds(x) for x in (holding.direct, holding.through, holding.integrated))
    return {
        "owner": view.name(holding.owner).say(lang),
        "company": view.name(holding.company).say(lang),
        "kind": ", ".join(_KINDS[kind].say(lang) for kind in holding.kinds),
        "direct": _stated(view, holding, lang),
        "through": share_text(holding.through),
        "integrated": share_text(holding.integrated) if holding.through else _size(view, holding, lang),
        "chain": _chain(view, holding.paths, lang),
        "standing": (_CONTRACT if holding.contract else _STANDINGS[holding.standing]).say(lang),
        "owner_id": holding.owner,
        "company_id": holding.company,
        "kinds": " ".join(holding.kinds),
        "standing_code": holding.standing,
        "contract": str(holding.contract).lower(),
        "period": holding.period,
        "scope": holding.scope,
        "path_ids": " ".join(holding.paths[0].nodes) if holding.paths else "",
        "paths": str(len(holding.paths)),
        "direct_lower": direct[0],
        "direct_upper": direct[1],
        "through_lower": through[0],
        "through_upper": through[1],
        "integrated_lower": integrated[0],
        "integrated_upper": integrated[1],
        **receipts(holding.claims, holding.rivals),
    }


def share_text(share: Interval | None) -> str:
    """Return a computed share in percent with two places, both ends where they differ by more; "" for none."""
    if share is None:
        return ""
    if float(share.upper - share.lower) <= _NARROW:
        return percent((share.lower + share.upper) / 2, 2)
    return f"{percent(share.lower, 2)}–{percent(share.upper, 2)}"


def _size(view: View, holding: Holding, lang: Language) -> str:
    """Return a stake in the words of its source; of one that was divided, the quotient."""
    if holding.direct is None or holding.divided:
        return share_text(holding.direct)
    receipt = view.receipts[holding.claims[0]]
    precision = "exact" if receipt.precision == "about" else receipt.precision
    return quantity_text(receipt.value, receipt.unit, precision).say(lang)


def _stated(view: View, holding: Holding, lang: Language) -> str:
    size = _size(view, holding, lang)
    scope = _SCOPES.get(holding.scope, Text(holding.scope, holding.scope)).say(lang)
    details = ", ".join(filter(None, (holding.period, scope)))
    return f"{size} ({details})" if size and details else size


def _chain(view: View, paths: Sequence[Path], lang: Language) -> str:
    """Return the chain that carries most, between owner and company, and how many more there are.

    Example: ``⟵holds for— Junlian Xiangdao —4.24%→ (+2)``.
    """
    if not paths:
        return ""
    steps = [_HOLDS_FOR.say(lang) if share is None else f"—{share_text(share)}→" for share in paths[0].stakes]
    names = [view.name(node).say(lang) for node in paths[0].nodes[1:-1]]
    between = [word for name, step in zip(names, steps[1:], strict=True) for word in (name, step)]
    more = [f"(+{len(paths) - 1})"] if len(paths) > 1 else []
    return " ".join([steps[0], *between, *more])


def _notes(view: View, holdings: Sequence[Holding], overfull: Mapping[str, Interval], entity: str) -> Iterator[Text]:
    yield Text(
        "Each stake is the latest that counts all the holder has, of its own day; stakes of different days are "
        "combined in chains as if of one.",
        "每项持股取计入该持有方全部股份的最新说法，日期各异；链条中将不同日期的持股视为同一时点。",
    )
    if any(None in path.stakes for holding in holdings for path in holding.paths):
        yield Text(
            "A vehicle that holds shares for another is looked through in full. Where no account says whether the "
            "owner's stated stake contains its vehicles' shares, the stake in all runs from the larger to the sum.",
            "代他方持股的平台全额穿透。若无说法表明所述持股是否已含平台所持，合计取二者较大者至二者之和。",
        )
    if any(holding.divided for holding in holdings):
        yield Text(
            "Some stakes are a number of shares over the shares in issue of that day, which may be those that a filing "
            "expected; both claims are cited.",
            "部分持股由股数除以当日已发行股数(或为文件所预计者)得出；两项主张均已引用。",
        )
    shown = {holding.company for holding in holdings}
    for company in sorted(shown & set(overfull)):
        yield _overfull(view, company, overfull[company])
    yield from _left_out(view, holdings, entity)


def _overfull(view: View, company: str, share: Interval) -> Text:
    name = view.name(company)
    size = percent(share.lower, 0)
    return Text(
        f"The stakes stated in {name.en} add up to {size} or more: accounts of different days or of overlapping "
        "holders. They are not scaled down.",
        f"关于{name.zh}的各项持股相加达 {size} 以上：说法日期不同或持有方相互重叠。未作缩减。",
    )


def _left_out(view: View, holdings: Sequence[Holding], entity: str) -> Iterator[Text]:
    unknown = sum(holding.standing == "unknown" for holding in holdings)
    if unknown:
        yield Text(
            f"{unknown} holding(s) without a stated size are listed and count nowhere else.",
            f"{unknown} 项持股未述比例，仅列出，不参与计算。",
        )
    ends = {name for holding in holdings for name in (holding.owner, holding.company)} if entity else set(view.entities)
    named = [r for r in view.accepted("associate_of") if {r.subject, r.object} <= ends or not entity]
    if named:
        yield Text(
            f"{len(named)} claim(s) name one as an associate of the other; that is neither a stake nor "
            "control and is left out.",
            f"有 {len(named)} 项主张称一方为另一方的关联方；既非持股亦非控制，未计入。",
        )
    yield Text(
        "Parts of a holding, votes, offers and plans are left out. Control is said only where a source says so or the "
        "stake is certainly over 50 %; control by contract carries no shares.",
        "持股的一部分、表决权、要约与计划均未计入。仅当来源明言或持股确定超过 50% 时才称控制；协议控制不含股份。",
    )
