from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgraph.model import Text
from kgraph.wording import catalogue, joined, text

PACKAGE = Path(__file__).parents[1] / "kgraph"
_HOLES = re.compile(r"{(\w+)}")


@pytest.mark.parametrize(("key", "entry"), sorted(catalogue().items()))
def test_every_entry_has_both_languages_with_the_same_placeholders(key: str, entry: Text) -> None:
    assert entry.en, key
    assert set(_HOLES.findall(entry.sv)) == set(_HOLES.findall(entry.en)), key


def test_every_literal_key_that_the_code_asks_for_exists() -> None:
    asked = {
        (file.name, key)
        for file in PACKAGE.rglob("*.py")
        for key in re.findall(r'\btext\(\s*"([a-z_]+\.[a-z_0-9]+)"', file.read_text(encoding="utf-8"))
    }
    assert asked
    assert {pair for pair in asked if pair[1] not in catalogue()} == set()


def test_every_field_of_a_model_has_a_name_in_both_languages() -> None:
    from kgraph.model import KINDS

    fields = {field for model in KINDS.values() for field in model.model_fields}
    assert {field for field in fields if f"field.{field}" not in catalogue()} == set()


def test_a_text_in_a_placeholder_is_filled_in_per_language() -> None:
    filled = text("path.step", reading=Text(sv="driver", en="drives"), other="X")
    assert filled == Text(sv="driver X", en="drives X")


def test_an_unknown_key_or_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("no.such")
    with pytest.raises(KeyError):
        text("path.step", reading="x")


def test_texts_are_joined_in_each_language_with_a_mark_or_a_word_between() -> None:
    one, other = Text(sv="våld", en="violence"), Text(sv="skola")  # without English the Swedish stands
    assert joined([one, other]) == Text(sv="våld, skola", en="violence, skola")
    assert joined((each for each in (one, other)), "; ") == Text(sv="våld; skola", en="violence; skola")
    assert joined([one, other], Text(sv="och", en="and")) == Text(sv="våld och skola", en="violence and skola")
    assert joined([other]) == Text(sv="skola", en="skola")
