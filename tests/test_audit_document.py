"""docs/audit.md says what the audit finds today. ``python tests/test_audit_document.py`` writes it anew."""

from pathlib import Path

import sinograph
from sinograph.exports.audit_page import to_markdown
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts

PAGE = Path(sinograph.__file__).parent / "docs" / "audit.md"


def written() -> str:
    return to_markdown(build_store(load_facts([bundled_facts()])))


def test_the_page_is_what_the_audit_finds_today() -> None:
    assert PAGE.read_text("utf-8") == written(), "run: python tests/test_audit_document.py, and read the difference"


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
