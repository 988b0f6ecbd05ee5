"""Rows of the tables of compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.analysis.cells import listed, names, term_words
from sinograph.exports.analysis.compute_words import ROLE_WORDS
from sinograph.exports.analysis.tables import receipts
from sinograph.graph.measures.compute import MAKING
from sinograph.graph.measures.removals import countries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.compute import Dependence
    from sinograph.graph.measures.falling_away import Loss, WeakPoint, Web
    from sinograph.graph.measures.view import View


_UNDESIGNED = Text("designer not stated", "设计方未述")


def compute_row(view: View, web: Web, each: Dependence, lang: Language) -> dict[str, str]:
    """Return one dependence; the claims on who designs a chip are among its claims."""
    designers = sorted(web.by_need.get((each.supplier, "design"), {}))
    places = sorted(countries(view, web, each.supplier))
    return {
        "user": view.name(each.user).say(lang),
        "role": ROLE_WORDS[each.role].say(lang),
        "supplier": view.name(each.supplier).say(lang),
        "country": listed([*(view.name(designer).say(lang) for designer in designers), *places], lang),
        "through": names(view, each.through, lang),
        "period": listed(each.periods, lang),
        "terms": listed([term_words(term, view.entities, lang) for term in each.terms], lang),
        "user_id": each.user,
        "role_id": each.role,
        "supplier_id": each.supplier,
        "designer_ids": " ".join(designers),
        "country_ids": " ".join(places),
        "through_ids": " ".join(each.through),
        **receipts((*each.claims, *_design_claims(each, web)), each.rivals),
    }


def _design_claims(each: Dependence, web: Web) -> tuple[str, ...]:
    designs = web.by_need.get((each.supplier, "design"), {}).values()
    return tuple(claim for design in designs for claim in design.claims)


def weak_row(view: View, web: Web, weak: WeakPoint, lang: Language) -> dict[str, str]:
    """Return one weak point; ``losses`` are pairs of user and role."""
    claims = tuple(dict.fromkeys(claim for loss in weak.losses for claim in loss.claims))
    rivals = sorted({rival for loss in weak.losses for rival in loss.rivals})
    falls = [loss for loss in weak.losses if loss.role not in MAKING]
    return {
        "node": view.name(weak.node).say(lang),
        "country": listed(sorted(countries(view, web, weak.node)), lang),
        "users": str(len(weak.users)),
        "falls": listed(_users_and_roles(view, falls, lang), lang),
        "hardware": str(len(weak.hardware)),
        "node_id": weak.node,
        "user_ids": " ".join(weak.users),
        "losses": " ".join(f"{loss.user}:{loss.role}" for loss in weak.losses),
        "hardware_ids": " ".join(weak.hardware),
        **receipts(claims, rivals),
    }


def _users_and_roles(view: View, losses: Sequence[Loss], lang: Language) -> list[str]:
    """Return each user with the roles that it loses: companies first, then models and products."""
    roles: dict[str, list[str]] = {}
    for loss in sorted(losses, key=lambda loss: view.is_a(loss.user, "artifact")):
        roles.setdefault(view.name(loss.user).say(lang), []).append(ROLE_WORDS[loss.role].say(lang))
    opening, closing = ("（", "）") if lang == "zh" else (" (", ")")
    return [f"{user}{opening}{listed(found, lang)}{closing}" for user, found in roles.items()]


def without_row(view: View, web: Web, loss: Loss, lang: Language) -> dict[str, str]:
    """Return what one user loses in one role."""
    return {
        "user": view.name(loss.user).say(lang),
        "role": ROLE_WORDS[loss.role].say(lang),
        "verdict": _verdict(loss).say(lang),
        "lost": listed([_supplier(view, web, loss, name, lang) for name in loss.lost], lang),
        "left": listed([_supplier(view, web, loss, name, lang) for name in loss.left], lang),
        "user_id": loss.user,
        "role_id": loss.role,
        "lost_ids": " ".join(loss.lost),
        "left_ids": " ".join(loss.left),
        "left_count": str(len(loss.left)),
        **receipts(loss.claims, loss.rivals),
    }


def _supplier(view: View, web: Web, loss: Loss, supplier: str, lang: Language) -> str:
    """Return the name of a supplier, with what narrows the dependence, and whether a chip's designer is unknown."""
    terms = [term_words(term, view.entities, lang) for term in web.by_need[loss.user, loss.role][supplier].terms]
    if view.is_a(supplier, "chip") and (supplier, "design") not in web.by_need:
        terms.append(_UNDESIGNED.say(lang))
    opening, closing = ("（", "）") if lang == "zh" else (" (", ")")
    name = view.name(supplier).say(lang)
    return f"{name}{opening}{listed(terms, lang)}{closing}" if terms else name


def _verdict(loss: Loss) -> Text:
    count = len(loss.left)
    if count:
        return Text(f"keeps {count} known", f"尚余 {count} 个已知供应方")
    if len(loss.lost) == 1:
        return Text("loses its only known supplier", "失去唯一已知供应方")
    return Text(f"loses all {len(loss.lost)} known suppliers", f"失去全部 {len(loss.lost)} 个已知供应方")
