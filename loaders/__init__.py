"""Tables to frozen facts: text becomes a value at the door, or the door stays shut."""

from sinograph.loaders.facts import Facts, bundled_facts, load_facts

__all__ = ["Facts", "bundled_facts", "load_facts"]
