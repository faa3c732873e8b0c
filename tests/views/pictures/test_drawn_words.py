"""The words around pictures: headings in a line, legends that speak only of what is drawn."""

from __future__ import annotations

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Measure, Place, Text
from kgraph.picturing import picture_file
from kgraph.views.pictures.places import places
from kgraph.views.pictures.situation import situation
from kgraph.views.pictures.tree.layout import left
from kgraph.views.svg import _MARGIN
from kgraph.wording import text
from tests.views.pictures.frames import lines


def at(place_in: str | None = None, status: str = "stated") -> KnowledgeGraph:
    """A measure at a place, that lies in another one on demand."""
    nodes = [Place(id=one, label=Text(sv=one)) for one in ("torget", "staden")]
    nodes += [Measure(id="m", label=Text(sv="Ljus"))]  # type: ignore[list-item]
    said = [Link(source="m", relation="takesPlaceAt", target="torget", status=status)]
    inside = [Link(source="torget", relation="broader", target=place_in)] if place_in else []
    return KnowledgeGraph.of(nodes, [*said, *inside])


def test_a_legend_of_places_speaks_of_indentation_and_dashes_only_where_they_are_drawn() -> None:
    def told(graph: KnowledgeGraph) -> tuple[bool, bool]:
        picture = places(graph)
        drawn = picture_file(graph, picture).decode()
        return any("indragen" in key.words for key in picture.legend), "streckat" in drawn

    assert told(at()) == (False, False)
    assert told(at("staden")) == (True, False)
    assert told(at(status="interpreted")) == (False, True)


def test_places_without_readings_do_not_speak_of_them() -> None:
    assert "tolkade" in places(at(status="interpreted")).description
    for lang, word in (("sv", "tolka"), ("en", "interpreted")):
        assert word not in places(at(), lang).description


def test_the_headings_of_the_cards_stand_at_one_height() -> None:
    graph = kgraph.load()
    touching = analysis.matrix(graph, "åtgärder", "områden", sort="name")
    for lang in ("sv", "en"):
        drawn = lines(situation(graph, analysis.coverage(graph), touching, lang), "if-all")
        first = min(one.top for one in drawn)
        assert len([one for one in drawn if round(one.top - first) == 0]) == 5, lang
        assert not [
            one for one in drawn if 0.5 < one.top - first < 12 and one.text != text("situation.ways").pick(lang)
        ]


def test_a_tree_begins_where_its_title_does() -> None:
    assert left(0) == _MARGIN
