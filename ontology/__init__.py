"""What may be said: the vocabulary, its IRIs, the inference rules and the named questions."""

from sinograph.ontology.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Vocabulary", "load_vocabulary"]
