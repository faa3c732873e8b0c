"""How graphs and tables look in a notebook: both counts, the rules, and no markup but their own."""

from __future__ import annotations

from html.parser import HTMLParser

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure, Plan, Text
from kgraph.model.display import MOST_ROWS
from tests.several import several


class Shown(HTMLParser):
    """The elements and the words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(thing: KnowledgeGraph | kgraph.KnowledgeGraph) -> Shown:
    return Shown(thing._repr_html_())


def test_a_graph_tells_what_it_holds_in_both_ways_of_counting() -> None:
    graph = kgraph.example()
    count = kgraph.stats(graph).counts[0]
    said = "".join(shown(graph).words)
    assert f"{count.stated} enligt källorna · {count.with_interpreted} med tolkade" in said
    assert f"{len(graph)} saker" in said
    cells = shown(graph).words
    assert cells[cells.index("Åtgärder") + 1] == "4"


def test_a_graph_names_its_plans() -> None:
    graph = several()
    words = shown(graph).words
    assert all(any(plan.label.sv in word for word in words) for plan in graph.of_kind("Plan"))


def test_an_empty_graph_shows_as_well() -> None:
    assert "0 saker" in "".join(shown(KnowledgeGraph.of([], [])).words)


def test_a_table_shows_counts_with_rules_rows_notes_and_what_belongs_to_it() -> None:
    table = kgraph.coverage(kgraph.load())
    found = Shown(table._repr_html_())
    said = "".join(found.words)
    count = table.counts[0]
    assert (
        f"{count.stated} av {count.total} enligt planen · {count.with_interpreted} av {count.total} med tolkade" in said
    )
    assert all(one.rule.sv in said for one in table.counts)
    assert all(note.sv in said for note in table.notes)
    assert len(table.rows) > MOST_ROWS
    assert f"Visar {MOST_ROWS} av {len(table.rows)} rader" in said
    assert found.tags.count("tr") == MOST_ROWS + 1
    assert table.also[0].title.sv in said


def test_nothing_in_a_name_becomes_markup() -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="x">'
    nodes = [Measure(id="m", label=Text(sv=hostile)), Plan(id="p", label=Text(sv=hostile), starts="2025", ends="2026")]
    graph = KnowledgeGraph.of(nodes, [])
    for html in (graph._repr_html_(), kgraph.listing(graph, "measures")._repr_html_()):
        found = Shown(html)
        assert set(found.tags) <= {
            "div",
            "style",
            "p",
            "b",
            "br",
            "ul",
            "li",
            "small",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
        assert set(found.attributes) <= {"class"}
    assert hostile in "".join(shown(graph).words)


def test_a_picture_shows_as_svg_without_a_declaration() -> None:
    drawn = kgraph.picture(kgraph.example(), "star")._repr_svg_()
    assert drawn.startswith("<svg ")
    assert "<script" not in drawn
