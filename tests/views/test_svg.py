"""Still pictures: whatever the words are, a drawing is well-formed and stands by itself."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kgraph.views.svg import Key, Picture, el, fitted, label, text_width, wrap

HOSTILE = (
    "</text><script>alert(1)</script>",
    "a & b < c",
    "\x00\x1b\ufffe",
    "\u202evänd",
    '" onload="x',
    "]]>",
    "👩‍👩‍👧",
    "=1+1",
)
SVG = "{http://www.w3.org/2000/svg}"


def picture(words: str) -> Picture:
    body = Markup("").join(
        [
            el("rect", x=1, y=2.0, width=10, height=10, class_="measure read if-all", data_thing=words),
            label(5, 40, words, width=80, most=2),
        ]
    )
    return Picture(
        "prov",
        words,
        words,
        300,
        120,
        body,
        (Key("box", "measure", words), Key("line", "line read", words), Key("dot", "gap", words)),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    root = ET.fromstring(picture(words).file([words]).decode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "g", "title", "desc", "style", "rect", "text", "tspan", "path", "circle",
    }  # fmt: skip
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    ET.fromstring(str(picture(words).inline("bild")))


@given(st.text(min_size=1))
def test_a_file_of_any_words_is_xml_that_says_its_title(words: str) -> None:
    root = ET.fromstring(picture(words).file().decode())
    assert root[0].tag == f"{SVG}title"
    assert root[1].tag == f"{SVG}desc"


def test_a_file_needs_nothing_from_elsewhere() -> None:
    content = picture("Åtgärd").file(["Källa"]).decode()
    assert "var(" not in content
    assert "http" not in content.replace("http://www.w3.org/2000/svg", "")
    assert ".measure{" in content.replace(" ", "")


def test_a_file_without_readings_hides_them() -> None:
    assert b".if-all{display:none}" in picture("x").file(interpreted=False)
    assert b".if-stated{display:none}" in picture("x").file()


@given(st.text(), st.floats(min_value=20, max_value=400), st.integers(1, 4))
def test_lines_keep_to_their_width_and_number(words: str, width: float, most: int) -> None:
    lines = wrap(words, width, most=most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line) <= max(width, text_width("…")) for line in lines)


@given(st.text(min_size=1), st.floats(min_value=20, max_value=400))
def test_what_is_cut_says_so(words: str, width: float) -> None:
    cut = fitted(words, width)
    assert cut == words or cut.endswith("…")


def test_a_long_word_in_the_middle_is_told_as_cut() -> None:
    assert wrap("en två tre fyra fem", 52, most=2) == ["en två", "tre fy…"]
