"""Foreign tables: what they hold is read as it is, what is left out is told, and what is wrong is told all at once."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import KnowledgeGraph, sources
from kgraph.checks import check
from kgraph.export.tables import LINK_COLUMNS, csv_files, node_columns
from kgraph.model import KINDS, Cause, Text
from kgraph.sources.foreign import Ids
from tests.sources.loading import places, problems
from tests.strategies import graphs

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))

NODES = """\
id,kind,label_sv,label_en
C1,cause,Ströfrånvaro,Truancy
C2,Riskfaktor,Svag skolanknytning,
M-1,Control,,Homework club
A 1,brottsområde,Narkotika,Drugs
"""
LINKS = """\
source,relation,target,status,document,locator,rationale
M-1,mitigates,C1,,Katalogen 2024,rad 3,
C2,contributesTo,A 1,interpreted,,,Läsning av kapitlet
C1,caused by,C2,,,,
"""
MAPPING = """\
kinds: {Control: Measure, Riskfaktor: Cause}
relations:
  mitigates: addresses
  caused by: {relation: contributesTo, inverse: true}
"""


def folder(tmp_path: Path, nodes: str | bytes = NODES, links: str = LINKS, mapping: str | None = MAPPING) -> Path:
    (tmp_path / "nodes.csv").write_bytes(nodes if isinstance(nodes, bytes) else nodes.encode())
    (tmp_path / "links.csv").write_text(links, encoding="utf-8")
    if mapping is not None:
        (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    return tmp_path


def test_a_catalogue_with_words_of_its_own_is_read(tmp_path: Path) -> None:
    graph = kgraph.load(folder(tmp_path))
    assert {(node.id, node.kind) for node in graph} == {
        ("c1", "Cause"), ("c2", "Cause"), ("m-1", "Measure"), ("a-1", "CrimeArea"), ("katalogen-2024", "Source"),
    }  # fmt: skip
    assert [(link.source, link.relation, link.target, link.status) for link in graph.links] == [
        ("c2", "contributesTo", "a-1", "interpreted"),
        ("c2", "contributesTo", "c1", "stated"),
        ("m-1", "addresses", "c1", "stated"),
    ]
    assert graph.remarks == ()


def test_a_foreign_id_is_a_name_that_the_thing_goes_by(tmp_path: Path) -> None:
    graph = kgraph.load(folder(tmp_path))
    assert graph.resolve("A 1").id == "a-1"
    assert graph.resolve("C2").id == "c2"


def test_a_document_that_is_only_named_becomes_a_source(tmp_path: Path) -> None:
    graph = kgraph.load(folder(tmp_path))
    link = next(link for link in graph.links if link.relation == "addresses")
    assert link.document == "katalogen-2024"
    assert graph["katalogen-2024"].label.sv == "Katalogen 2024"
    assert link.locator == "rad 3"


def test_a_label_in_english_alone_is_shown_as_it_is(tmp_path: Path) -> None:
    label = kgraph.load(folder(tmp_path))["m-1"].label
    assert (label.sv, label.en) == ("Homework club", "Homework club")


def test_semicolons_tabs_decimal_commas_and_swedish_words(tmp_path: Path) -> None:
    nodes = "id;kind;label_sv;prevention_level;aliases\nm;åtgärd;Fältarbete;universell;fält | ute\nc;orsak;Skolk;;\n"
    links = "source\trelation\ttarget\tstrength\nm\taddresses\tc\t0,5\n"
    graph = kgraph.load(folder(tmp_path, nodes, links, None))
    assert getattr(graph["m"], "prevention_level", None) == "universal"
    assert graph["m"].aliases == ("fält", "ute")
    assert graph.links[0].strength == 0.5


FILTERED = """\
kinds: {Riskfaktor: Cause, Control: null}
relations: {mitigates: addresses, caused by: null}
filters:
  - {table: nodes, column: lifecycle, drop: [retired]}
  - {table: links, column: domain, keep: [crime]}
drop: [duplicates, wrong_ends, dangling]
"""
MANY_NODES = """\
id,kind,label_sv,lifecycle,severity
c1,cause,Ett,active,high
c2,cause,Två,Retired,low
c1,cause,Ett igen,active,
k,Control,Kontroll,active,
m,measure,Åtgärd,active,
"""
MANY_LINKS = """\
source,relation,target,domain
m,mitigates,c1,crime
m,mitigates,c1,crime
m,mitigates,c1,fire
m,mitigates,c2,crime
m,mitigates,m,crime
m,mitigates,c9,crime
c1,caused by,c1,crime
"""


def test_rows_that_are_left_out_are_told_with_their_number_and_reason(tmp_path: Path) -> None:
    graph = kgraph.load(folder(tmp_path, MANY_NODES, MANY_LINKS, FILTERED))
    assert [node.id for node in graph] == ["c1", "m"]
    assert len(graph.links) == 1
    told = [(Path(one.position.file).name, one.position.line, one.en.partition(" ")[0]) for one in graph.remarks]
    assert sorted(told) == [
        ("links.csv", 3, "1"),  # twice
        ("links.csv", 4, "1"),  # of another domain
        ("links.csv", 5, "1"),  # to a retired thing
        ("links.csv", 6, "1"),  # a measure addresses no measure
        ("links.csv", 7, "1"),  # to nothing
        ("links.csv", 8, "1"),  # a relation that is not wanted
        ("nodes.csv", 2, "2"),  # severity has no field
        ("nodes.csv", 3, "1"),  # retired
        ("nodes.csv", 4, "1"),  # twice
        ("nodes.csv", 5, "1"),  # a kind that is not wanted
    ]
    assert all(one.sv != one.en for one in graph.remarks)


def test_check_tells_what_was_left_out(tmp_path: Path) -> None:
    graph = kgraph.load(folder(tmp_path, MANY_NODES, MANY_LINKS, FILTERED))
    assert len([found for found in check(graph) if found.code == "F9"]) == len(graph.remarks) == 10


@given(left=st.lists(st.sampled_from(["retired", "active", "draft"]), min_size=1, max_size=12))
@settings(deadline=None)
def test_every_row_is_either_in_the_graph_or_told(left: list[str]) -> None:
    nodes = "id,kind,label_sv,lifecycle\n" + "".join(f"c{n},cause,C {n},{one}\n" for n, one in enumerate(left))
    mapping = "filters: [{table: nodes, column: lifecycle, keep: [active]}]\n"
    with tempfile.TemporaryDirectory() as scratch:
        graph = kgraph.load(folder(Path(scratch), nodes, "source,relation,target\n", mapping))
    assert len(graph) + sum(int(one.en.partition(" ")[0]) for one in graph.remarks) == len(left)


WRONG: dict[str, tuple[str | bytes, str | None, str | None, list[tuple[str, int | None, str]]]] = {
    "no links.csv": (NODES, None, MAPPING, [("links.csv", None, "F1")]),
    "no heading": ("kind,label_sv\n", LINKS, MAPPING, [("nodes.csv", 1, "F8")]),
    "unknown kind and relation": (NODES, LINKS, None, [("links.csv", 2, "S4"), ("links.csv", 4, "S4"), ("nodes.csv", 3, "S4"), ("nodes.csv", 4, "S4")]),
    "no id, no end": ("id,kind,label_sv\n,cause,X\n", "source,relation,target\na,addresses,\n", None, [("links.csv", 2, "F8"), ("nodes.csv", 2, "F8")]),
    "too many cells": ("id,kind,label_sv\nc,cause,Ett, två\n", "source,relation,target\n", None, [("nodes.csv", 2, "F5")]),
    "quotes that do not end": ('id,kind,label_sv\nc,cause,"Ett\n', "source,relation,target\n", None, [("nodes.csv", 2, "F5")]),
    "a column twice": ("id,kind,kind\n", "source,relation,target\n", None, [("nodes.csv", 1, "F5")]),
    "an id twice": ("id,kind\nc,cause\nc,cause\n", "source,relation,target\n", None, [("nodes.csv", 3, "S1")]),
    "a dangling end": ("id,kind\nc,cause\n", "source,relation,target\nc,contributesTo,d\n", None, [("links.csv", 2, "S2")]),
    "a wrong end": ("id,kind\nc,cause\n", "source,relation,target\nc,addresses,c\n", None, [("links.csv", 2, "S3")]),
    "a wrong value": ("id,kind,nature\nc,cause,elak\n", "source,relation,target,strength\nc,contributesTo,c,7\n", None, [("links.csv", 2, "F7"), ("nodes.csv", 2, "F7")]),
    "a mapping that is none": (NODES, LINKS, "kindz: {}\nfilters: [{table: rows, column: x}]\n", [("mapping.yaml", 1, "F6"), ("mapping.yaml", 2, "F7")]),
    "a filter that says nothing": (NODES, LINKS, "filters:\n  - {table: nodes, column: x}\n", [("mapping.yaml", 2, "F7")]),
}  # fmt: skip


WRONG |= {
    "a kind that the mapping makes up": (NODES, LINKS, MAPPING.replace("Control: Measure", "Control: Mesure"), [("mapping.yaml", 1, "S4")]),
    "a relation that the mapping makes up": (NODES, LINKS, MAPPING.replace("addresses", "adresses"), [("mapping.yaml", 3, "S4")]),
    "a field that the mapping makes up": (NODES, LINKS, MAPPING + "columns: {namn: lable_sv}\n", [("mapping.yaml", 5, "F6")]),
    "a filter of no column": (NODES, LINKS, MAPPING + "filters:\n  - {table: nodes, column: lifecycle, keep: [active]}\n", [("mapping.yaml", 6, "F6")]),
    "a mapping that is a list": (NODES, LINKS, "- kinds\n", [("mapping.yaml", 1, "F7")]),
    "another encoding": (NODES.encode("cp1252"), LINKS, MAPPING, [("nodes.csv", 2, "F3")]),
    "Excel's other encoding": (NODES.encode("utf-16"), LINKS, MAPPING, [("nodes.csv", 1, "F3")]),
    "a sign that cannot be seen": (NODES.replace("Svag", "Sv\0ag"), LINKS, MAPPING, [("nodes.csv", 3, "F5")]),
    "a cell without end": ("id,kind,label_sv\nc,cause," + "x" * 200_000 + "\n", LINKS, None, [("nodes.csv", 2, "F5")]),
    "no kind, no relation": ("id,kind\nc,\n", "source,relation,target\nc,,c\n", None, [("links.csv", 2, "F8"), ("nodes.csv", 2, "F8")]),
    "a status of its own": ("id,kind\nc,cause\nd,cause\n", "source,relation,target,status\nc,contributesTo,d,verified\nd,contributesTo,c,verified\n", None, [("links.csv", 2, "S4")]),
    "an id in other letters": ("id,kind\nC1,cause\nM1,measure\n", "source,relation,target\nm1,addresses,C1\n", None, [("links.csv", 2, "S2")]),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_file_and_row(case: str, tmp_path: Path) -> None:
    nodes, links, mapping, expected = WRONG[case]
    where = folder(tmp_path, nodes, links or "", mapping)
    if links is None:
        (where / "links.csv").unlink()
    assert places(where) == expected


TOLD: dict[str, tuple[str | bytes, str | None, str, str]] = {
    "a near relation": (NODES, LINKS, MAPPING.replace("addresses", "adresses"), "Menas «addresses»?"),
    "a near kind": (NODES, LINKS, MAPPING.replace("Control: Measure", "Control: Mesure"), "Menas «Measure»?"),
    "a near field": (NODES, LINKS, MAPPING + "columns: {namn: lable_sv}\n", "Menas «label_sv»?"),
    "a near column": (NODES, LINKS, MAPPING + "filters:\n  - {table: nodes, column: lable_en, keep: [x]}\n", "Menas «label_en»?"),
    "a near id": (NODES, LINKS + "M_1,mitigates,C1,,,,\n", MAPPING, "Menas «M-1»?"),
    "what to save a file as": (NODES.encode("cp1252"), LINKS, MAPPING, "CSV UTF-8"),
    "the headings there are": (NODES.replace("kind", "slag"), LINKS, MAPPING, "Filen har: id, slag, label_sv, label_en."),
    "what a folder of tables holds": (NODES, None, MAPPING, "source,relation,target"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_to_do_is_told_with_the_likest_name(case: str, tmp_path: Path) -> None:
    nodes, links, mapping, expected = TOLD[case]
    where = folder(tmp_path, nodes, links or "", mapping)
    if links is None:
        (where / "links.csv").unlink()
    (told,) = problems(where)
    assert expected in told.fix_sv


def test_tables_as_a_swedish_spreadsheet_saves_them_are_read(tmp_path: Path) -> None:
    nodes = '\ufeffsep=;\r\nID; Kind ;Label SV;description_sv\r\n\r\nOrsak å;cause;Skolk;"rad ett\r\nrad två"\r\n;;;\r\nM 1;measure;Läxhjälp;\r\n'
    links = "\r\n\r\nSource;Relation;Target;Strength\r\nM 1;addresses;Orsak å;0,5\r\n"
    graph = kgraph.load(folder(tmp_path, nodes.encode(), links, None))
    assert {(node.id, node.label.sv) for node in graph} == {("orsak-a", "Skolk"), ("m-1", "Läxhjälp")}
    assert [(link.source, link.target, link.strength) for link in graph.links] == [("m-1", "orsak-a", 0.5)]


def test_a_column_that_the_kind_of_a_row_has_no_field_for_is_told(tmp_path: Path) -> None:
    nodes = "id,kind,nature,label\nc,cause,social,\nm,measure,social,Namn\n"
    graph = kgraph.load(folder(tmp_path, nodes, "source,relation,target\n", None))
    assert sorted((one.position.line, one.sv.partition(": ")[2]) for one in graph.remarks) == [
        (3, "kolumnen «label» har inget fält i kgraph och läses inte. Menas «label_sv»?"),
        (3, "«nature» läses inte, för slaget åtgärd har inget sådant fält."),
    ]


def test_a_filter_finds_its_column_in_other_letters(tmp_path: Path) -> None:
    mapping = "filters: [{table: nodes, column: Life Cycle, keep: [active]}]\n"
    nodes = "id,kind,life_cycle\na,cause,active\nb,cause,retired\n"
    assert [node.id for node in kgraph.load(folder(tmp_path, nodes, "source,relation,target\n", mapping))] == ["a"]


def test_sixty_thousand_links_are_read_and_their_lost_ends_told(tmp_path: Path) -> None:
    nodes = "id,kind\n" + "".join(f"N {n},{'cause' if n % 2 else 'measure'}\n" for n in range(5_000))
    good = [(f"N {n % 2_500 * 2}", f"N {(n * 7 + n // 2_500) % 2_500 * 2 + 1}") for n in range(60_000)]
    links = "source,relation,target\n" + "".join(f"{one},addresses,{other}\n" for one, other in good)
    graph = kgraph.load(folder(tmp_path, nodes, links, None))
    assert (len(graph), len(graph.links)) == (5_000, len(set(good)))
    lost = [found.position.line for found in problems(folder(tmp_path, nodes, links.replace(",N 1\n", ",X 1\n"), None))]
    assert lost == [place for place, (_, end) in enumerate(good, start=2) if end == "N 1"]


def test_yaml_beside_the_tables_is_refused(tmp_path: Path) -> None:
    where = folder(tmp_path)
    (where / "plan.yaml").write_text("measures: []\n", encoding="utf-8")
    assert [one.code for one in problems(where)] == ["F2"]


def test_unknown_words_are_told_once_each(tmp_path: Path) -> None:
    nodes = "id,kind\n" + "".join(f"x{n},Gizmo\n" for n in range(50))
    assert places(folder(tmp_path, nodes, "source,relation,target\n", None)) == [("nodes.csv", 2, "S4")]


@given(graph=graphs())
@UNHURRIED
def test_what_export_writes_as_csv_comes_back(graph: KnowledgeGraph) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for name, content in csv_files(graph).items():
            (Path(scratch) / name).write_bytes(content)
        assert KnowledgeGraph(sources.read(scratch)) == graph


def test_the_shipped_data_comes_back_from_csv(tmp_path: Path) -> None:
    graph = kgraph.load()
    for name, content in csv_files(graph).items():
        (tmp_path / name).write_bytes(content)
    assert kgraph.load(tmp_path) == graph


_NODES = """id,kind,label_sv,label_en,interpreted,nature
area,CrimeArea,Narkotika,Drugs,,
area-2,CrimeArea,Stöld,Theft,,
cause,Cause,Skulder,,nature,social
m,Measure,Rådgivning,Advice,,
m-2,Measure,Nattvandring,Night walks,,
police,Actor,Polisen,Police,,
young,TargetGroup,Unga,The young,,
days,Indicator,Antal dagar,Days,,
goal,Goal,Fler klarar skolan,More pass,,
plan,Plan,Planen,The plan,,
"""
_LINKS = """source,relation,target,status
m,homeArea,area,interpreted
police,takesPartIn,m,stated
m-2,pursues,goal,stated
m-2,isMeasuredBy,days,stated
cause,contributesTo,area,stated
plan,prioritises,area-2,stated
m,partOf,plan,stated
"""


def _folder(folder: Path, nodes: str, links: str) -> KnowledgeGraph:
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "links.csv").write_text(links, encoding="utf-8")
    return kgraph.load(folder)


def test_remedies_for_two_tables_name_their_files_columns_and_relations(tmp_path: Path) -> None:
    graph = _folder(tmp_path, _NODES, _LINKS)
    in_yaml = ("L4", "L7", "L8", "L9")  # statements
    found = [one for one in check(graph) if one.file and one.code not in in_yaml]
    assert {"L1", "L5", "G1", "G2", "G3", "G4", "G6", "G7", "G8", "S6", "S7", "S8"} <= {one.code for one in found}
    known = {*node_columns(), *LINK_COLUMNS, *KINDS, *graph.ontology.relations, "nodes.csv", "links.csv"}
    named = {(one.code, word) for one in found for word in re.findall("«(.*?)»", one.fix.sv)}
    assert [pair for pair in sorted(named) if pair[1] not in known] == []


def test_who_does_as_a_remedy_for_two_tables_says_mends_what_it_is_about(tmp_path: Path) -> None:
    nodes = _NODES.replace("\n", ",\n").replace("nature,\n", "nature,rationale_sv,rationale_en\n", 1)
    nodes = nodes.replace("Skulder,,nature,social,", "Skulder,Debt,nature,social,Lästes så,Read so")
    head = "source,relation,target,status,rationale_sv,rationale_en"
    links = _LINKS.replace("source,relation,target,status", head).replace(
        "area,interpreted", "area,interpreted,För det,So"
    )
    more = "m,addresses,cause\nm,pursues,goal\nm,isMeasuredBy,days\npolice,isResponsibleFor,m\ngoal,isMeasuredBy,days\ncause,contributesTo,area-2\n"
    before, after = (
        {(one.code, one.subject) for one in check(graph) if one.weight == "finding"}
        for graph in (_folder(tmp_path, _NODES, _LINKS), _folder(tmp_path, nodes, links + more))
    )
    told = {
        ("G1", "area-2"), ("G2", "cause"), ("G3", "m"), ("G4", "m"), ("G6", "m"), ("G7", "m"), ("G8", "m-2"), ("S6", "cause"),
        ("S8", "m"), ("S8", "cause"),
    }  # fmt: skip
    assert told <= before
    assert not told & after


@given(st.lists(st.text(min_size=1, max_size=80), unique=True, max_size=8))
def test_unlike_foreign_ids_stay_unlike_and_can_be_held_by_every_format(written: list[str]) -> None:
    ids = Ids.of(written)
    assert len({ids[one] for one in written}) == len(written)
    assert all(Cause(id=ids[one], label=Text(sv="x")) for one in written)
    assert Ids.of(reversed(written)).known == ids.known
