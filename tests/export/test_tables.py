"""CSV: what a spreadsheet gets, and what it never gets."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import kgraph
from kgraph import KnowledgeGraph
from kgraph.export import export, table_csv
from kgraph.model import Column, Link, Measure, Table, Text


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def unzipped(graph: KnowledgeGraph) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export(graph, "csv"))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_nodes_and_links() -> None:
    graph = kgraph.example()
    tables = unzipped(graph)
    assert list(tables) == ["nodes.csv", "links.csv"]
    nodes, links = rows(tables["nodes.csv"]), rows(tables["links.csv"])
    assert list(nodes[0])[:4] == ["id", "kind", "label_sv", "label_en"]
    assert [(row["id"], row["kind"], row["label_sv"]) for row in nodes] == [(n.id, n.kind, n.label.sv) for n in graph]
    assert list(links[0])[:7] == ["source", "relation", "target", "status", "document", "locator", "rationale_sv"]
    assert [(row["source"], row["relation"], row["target"], row["status"]) for row in links] == [
        (link.source, link.relation, link.target, link.status) for link in graph.links
    ]


def test_files_begin_with_a_byte_order_mark_and_lines_end_as_in_windows() -> None:
    content = unzipped(kgraph.example())["nodes.csv"]
    assert content.startswith(b"\xef\xbb\xbfid;kind;label_sv;label_en;")
    assert content.endswith(b"\r\n")


def test_no_cell_is_a_formula_and_the_words_can_be_had_back() -> None:
    words = ["=1+1", "+46", "-5 grader", "@SUM(A1)", "'=1", "＝1", 'vanligt; med "citat"\noch rad', "'vanlig"]
    graph = KnowledgeGraph.of([Measure(id=f"m{n}", label=Text(sv=word)) for n, word in enumerate(words)], [])
    labels = [row["label_sv"] for row in rows(unzipped(graph)["nodes.csv"])]
    assert not [label for label in labels if label[0] in "=+-@＝＋－＠\t\r\n"]
    assert [re.sub(r"\A'(?='*[=+\-@＝＋－＠\t\r\n])", "", label) for label in labels] == words


def test_numbers_stay_numbers() -> None:
    nodes = [Measure(id="m", label=Text(sv="M"), row=-3), Measure(id="n", label=Text(sv="N"))]
    link = Link(source="m", relation="closeMatch", target="n", strength=0.25)
    tables = unzipped(KnowledgeGraph.of(nodes, [link]))
    assert rows(tables["nodes.csv"])[0]["row"] == "-3"
    assert rows(tables["links.csv"])[0]["strength"] == "0.25"


def test_any_table_is_written_in_either_language() -> None:
    column = Column(key="label", label=Text(sv="Åtgärd", en="Measure"))
    table = Table(name="t", title=Text(sv="T"), columns=(column,), rows=({"label": Text(sv="=ett", en="one")},))
    assert table_csv(table) == "\ufeffÅtgärd\r\n'=ett\r\n".encode()
    assert table_csv(table, "en") == "\ufeffMeasure\r\none\r\n".encode()
