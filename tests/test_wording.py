"""Numbers and claims as a reader of each language writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinograph.exports.wording import number_text
from sinograph.loaders.quantities import Quantity, plain


@pytest.mark.parametrize(
    ("stated", "en", "zh"),
    [
        ("3.12亿", "312 million", "3.12亿"),
        ("1.95 billion", "1.95 billion", "19.5亿"),
        ("4.2万亿", "4.2 trillion", "4.2万亿"),
        ("37419500", "37.4195 million", "3741.95万"),
        ("8440万", "84.4 million", "8440万"),
        ("1.2万", "12,000", "1.2万"),
        ("84.8%", "84.8%", "84.8%"),
        ("116.20", "116.20", "116.20"),
        ("657", "657", "657"),
        ("9999", "9,999", "9,999"),
        ("-0.4%", "-0.4%", "-0.4%"),
        ("4亿..5亿", "400 million–500 million", "4亿至5亿"),
    ],
)
def test_a_number_is_written_as_its_reader_writes_it(stated: str, en: str, zh: str) -> None:
    assert (en, zh) == (number_text(stated, "en"), number_text(stated, "zh"))


@given(st.decimals(min_value=0, max_value=10**15, places=3), st.sampled_from(["en", "zh"]))
def test_no_digit_is_lost(number: Decimal, lang: str) -> None:
    written = number_text(plain(number), lang).replace(",", "")  # type: ignore[arg-type]

    assert number == Quantity.parse(written, "", "exact").value
