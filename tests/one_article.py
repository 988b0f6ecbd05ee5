"""The facts of one article: a corner of the bundled facts that stays as it is while the rest grows."""

from dataclasses import replace
from functools import cache

from sinograph.loaders import Facts, bundled_facts, load_facts

ARTICLE = "saile-zhipu-ipo"


@cache
def article_facts() -> Facts:
    """Return what the article says, and no more."""
    return said_by(load_facts([bundled_facts()]), ARTICLE)


def said_by(facts: Facts, *sources: str) -> Facts:
    """Return the claims of *sources* alone, with the entities that they touch."""
    claims = tuple(claim for claim in facts.claims if claim.source in sources)
    touched = {name for claim in claims for name in (claim.subject, claim.object)}
    touched |= {text for claim in claims for _, text in claim.qualifiers}
    return replace(
        facts,
        claims=claims,
        sources={source: facts.sources[source] for source in sorted(sources)},
        entities={name: entity for name, entity in facts.entities.items() if name in touched},
    )
