"""The index A–Z: the order and the headings that a reader of each language expects."""

from itertools import groupby
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.enrich.collation import initial, key

INDEXES = yaml.safe_load((Path(__file__).parent / "cases" / "collation" / "indexes.yml").read_text("utf-8"))


@pytest.mark.parametrize("locale", INDEXES)
def test_indexes(locale: str) -> None:
    """Entries in any order come out in that of the case, each heading once and in its place."""
    entries = [entry for entries in INDEXES[locale].values() for entry in entries]
    ordered = sorted(sorted(entries, reverse=True), key=lambda entry: key(entry, locale))
    headed = {heading: list(found) for heading, found in groupby(ordered, key=lambda entry: initial(entry, locale))}
    assert headed == INDEXES[locale]
    assert list(headed) == list(INDEXES[locale])


def test_nothing_to_order_by() -> None:
    """What has no letter stands under the sign for that."""
    assert {initial(text, "en") for text in ("", "—", "№ 5", "!")} == {"#"}


@settings(deadline=None)
@given(
    st.text(max_size=12), st.text(max_size=12), st.sampled_from(["en", "zh-Hans", "ar", "tr", "ja", "ko", "hu", "xx"])
)
def test_any_two_texts_can_be_compared(one: str, other: str, locale: str) -> None:
    """Keys of any texts compare, and only the same text has the same key."""
    assert (key(one, locale) < key(other, locale)) + (key(other, locale) < key(one, locale)) == (one != other)
    assert len(initial(one, locale)) >= 1
