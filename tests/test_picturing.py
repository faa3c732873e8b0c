"""Pictures by name: what they are drawn from, what their files say, and that the same graph gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import pytest

import kgraph
from kgraph.errors import UnknownName, UsageError
from kgraph.excerpts import near_thing
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Text
from kgraph.parts.scope import of_plan
from kgraph.picturing import PICTURES, picture, picture_file, picture_key, picture_name
from kgraph.views.catalogue import DRAWINGS
from kgraph.views.explorer import published
from kgraph.wording import text

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "A</text><script>alert(1)</script> \"' & \u202e\u0007]]>"


@pytest.fixture(scope="module")
def plan() -> KnowledgeGraph:
    return of_plan(kgraph.load(), "plan-vasteras-2025")


OF_ONE_PLAN = sorted(set(DRAWINGS) - {"compare"})
"""The pictures that a single plan has."""


def asked(name: str) -> dict[str, Any]:
    """The areas that a picture wants; of the question of two where it may have one."""
    two = ("narkotika", "nyrekrytering")
    return {"area": "narkotika"} if DRAWINGS[name].of_area else {"area": two} if DRAWINGS[name].of_areas else {}


def test_every_drawing_has_its_names_and_every_name_its_drawing() -> None:
    assert set(PICTURES) == set(DRAWINGS)
    words = [picture_key(text(f"drawing.{name}").pick(lang)) for name in DRAWINGS for lang in ("sv", "en")]
    assert words == [name for name in DRAWINGS for _ in ("sv", "en")]


def test_a_picture_is_also_called_by_the_address_of_its_view() -> None:
    views = {
        "laget": "situation", "overlapp": "overlap", "orsaker": "tree", "matris": "matrix", "stjarnan": "star", "stjärnan": "star",
        "tid-niva": "grid", "pyramid": "pyramid", "natverk": "network", "aktorer": "actors", "malgrupper": "groups",
        "plats": "places", "uppfoljning": "status", "atgarder": "measures", "jamfor": "compare",
    }  # fmt: skip
    assert {view: picture_key(view) for view in views} == views


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", OF_ONE_PLAN)
def test_a_file_stands_by_itself(plan: KnowledgeGraph, name: str, lang: Any) -> None:
    made = picture(plan, name, lang=lang, **asked(name))
    root = ET.fromstring(picture_file(plan, made, lang=lang))
    assert root.tag == f"{SVG}svg"
    assert (root.get("lang"), root.get("role")) == (lang, "img")
    assert [root[0].tag, root[0].text, root[1].tag, root[1].text] == [
        f"{SVG}title",
        made.title,
        f"{SVG}desc",
        made.description,
    ]
    drawn = " ".join(root.itertext())
    assert "2025–2026" in drawn
    assert kgraph.__version__ in drawn
    assert {one.tag for one in root.iter()} <= {SVG + tag for tag in ("svg", "title", "desc", "style", "g", "rect", "text", "tspan", "path", "circle", "polygon", "line", "polyline", "ellipse", "defs", "pattern")}  # fmt: skip
    assert not [name for one in root.iter() for name in one.attrib if "href" in name or name.startswith("on")]


def test_without_interpreted_links_their_layer_is_hidden_and_the_rule_says_so(plan: KnowledgeGraph) -> None:
    made = picture(plan, "star")
    every, stated = (picture_file(plan, made, interpreted=layer).decode() for layer in (True, False))
    assert ".if-stated{display:none}" in every
    assert ".if-all{display:none}" in stated
    assert text("pictures.rule_stated").sv in " ".join(ET.fromstring(stated).itertext())
    assert text("pictures.rule_stated").sv not in every


@pytest.mark.parametrize("name", OF_ONE_PLAN)
def test_an_open_graph_gives_a_picture_without_interpreted_things(plan: KnowledgeGraph, name: str) -> None:
    """What is drawn of the published graph is the same whether interpreted links are asked for or not."""
    made, again = (picture(graph, name, level="open", **asked(name)) for graph in (plan, published(plan, "open")))
    content = picture_file(plan, made, level="open")
    assert content == picture_file(plan, again, level="open")
    assert text("pictures.rule_stated").sv in " ".join(ET.fromstring(content).itertext())
    drawn = ET.fromstring(f'<svg xmlns="{SVG[1:-1]}">{made.body}</svg>')
    assert not [one for one in drawn.iter() if "read" in one.get("class", "").split()]


def test_hostile_text_stays_text() -> None:
    area = CrimeArea(id="a", label=Text(sv=HOSTILE))
    nodes = [area, *(Measure(id=f"m{n}", label=Text(sv=f"{n} {HOSTILE}")) for n in range(3))]
    graph = KnowledgeGraph.of(nodes, [Link(source="m1", relation="alsoAffects", target="a")])
    for name in ("star", "grid", "pyramid", "status", "matrix", "situation", "overlap", "measures", "network"):
        root = ET.fromstring(picture_file(graph, picture(graph, name, area="a" if name == "overlap" else ())))
        assert not list(root.iter(f"{SVG}script"))
        assert "alert(1)" in " ".join(root.itertext()) or name in ("pyramid", "status", "matrix")


def test_where_there_is_nothing_to_draw_it_says_so() -> None:
    empty = KnowledgeGraph.of([], [])
    for name in (
        "situation",
        "overlap",
        "measures",
        "network",
        "actors",
        "collaboration",
        "groups",
        "places",
        "status",
        "year",
        "compare",
    ):
        with pytest.raises(UsageError) as caught:
            picture(empty, name)
        assert caught.value.sv.startswith("Här finns inget att rita")


def test_without_a_day_the_last_one_of_the_plan_is_meant(plan: KnowledgeGraph) -> None:
    """The plan ends with 2026."""
    assert picture(plan, "year").body == picture(plan, "year", on=date(2026, 12, 31)).body
    assert picture(plan, "year").body != picture(plan, "year", on=date(2025, 1, 1)).body


def test_names_that_are_none_and_areas_that_are_wrong_are_refused(plan: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="stjärna, rutnät"):
        picture(plan, "tavla")
    with pytest.raises(UsageError, match="--area"):
        picture(plan, "star", area="narkotika")
    with pytest.raises(UsageError, match="--area"):
        picture(plan, "tree", area=("narkotika", "internet"))
    with pytest.raises(UnknownName):
        picture(plan, "overlap", area="trams")
    for name in (one for one, drawing in DRAWINGS.items() if drawing.of_area):
        with pytest.raises(UsageError, match="--area"):
            picture(plan, name)
        with pytest.raises(UnknownName):
            picture(plan, name, area="trams")


def test_a_file_is_named_after_the_page_and_the_picture(plan: KnowledgeGraph) -> None:
    assert picture_name(plan, picture(plan, "star"), "png") == "vasteras-2025-2026-star.png"


def test_a_part_is_drawn_in_place_of_the_whole_and_named(plan: KnowledgeGraph) -> None:
    part = near_thing(plan, "narkotika", 1)
    made = picture(plan, "star", part=part)
    assert made.title == f"{picture(plan, 'star').title} – {part.name.sv}"
    assert made.body == picture(part.graph, "star").body
    assert picture_name(plan, made, "svg", part) == "vasteras-2025-2026-narkotika-1-star.svg"
    assert text("pictures.part", part=part.name).sv in picture_file(plan, made, part=part).decode()


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, kgraph\nfrom kgraph.picturing import *\nfrom kgraph.views.catalogue import DRAWINGS\nfrom kgraph.parts.scope import of_plan\n"
        "from kgraph.excerpts import of_actor\nfrom kgraph.views.pictures.star import star\nfrom kgraph.views.prints import pdf, png\n"
        "w = kgraph.load(); g = of_plan(w, 'plan-vasteras-2025'); p = of_actor(g, 'polisen')\n"
        "def told(n, g, **k): print(n, hashlib.sha256(picture_file(g, picture(g, n, **k), part=k.get('part'))).hexdigest())\n"
        "for n, d in DRAWINGS.items(): told(n, w if n == 'compare' else g, area=('narkotika', 'internet')[: 1 + d.of_areas] if d.of_area or d.of_areas else ())\n"
        "told('network', g, part=p); told('star', g, part=p); told('overlap', g)\n"
        "made = star(g)\nfor form in (pdf, png): print(hashlib.sha256(form(made.file(), made)).hexdigest())\n"
        "print(kgraph.check(w))"
    )
    told = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert all(name in told.pop() for name in [next(iter(DRAWINGS))])
