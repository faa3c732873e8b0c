from __future__ import annotations

from collections import defaultdict

import pyoxigraph
import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.measures.roles import Roles
from kgraph.model import Cell, Link, Text, cell_text
from tests.people import nested, people, towns

Row = dict[str, Cell]


def load(graph: KnowledgeGraph, *, members: bool = False) -> dict[str, Row]:
    return {str(row["id"]): row for row in kgraph.actors(graph, members=members).rows}


def both(row: Row, key: str) -> tuple[Cell, Cell]:
    return row[f"{key}_stated"], row[key]


def names(cell: Cell) -> list[str]:
    assert isinstance(cell, tuple)
    return [str(getattr(one, "sv", one)) for one in cell]


def test_the_load_by_hand() -> None:
    rows = load(people())
    police = rows["actor-police"]
    # answers by itself for m-kro, with the school office for m-ute, and takes part in m-hem, whose mark is lost
    assert [both(police, key) for key in ("measures", "responsible_one", "responsible_several", "takes_part")] == [
        (3, 3), (1, 1), (1, 1), (1, 1),
    ]  # fmt: skip
    assert both(police, "responsible_unknown") == (1, 1)
    assert both(police, "alone") == (1, 0)  # m-hem: alone as stated, with the club when its reading counts
    school = rows["actor-school"]
    assert [both(school, key) for key in ("measures", "responsible_several", "takes_part", "alone")] == [
        (2, 2), (1, 1), (1, 1), (0, 0),
    ]  # fmt: skip
    assert names(school["always_with"]) == ["Polisen"]
    club = rows["actor-club"]
    assert both(club, "measures") == (1, 2)  # m-sjalv through its part; m-hem by a reading
    assert both(club, "responsible_unknown") == (0, 1)
    assert both(club, "alone") == (1, 1)
    assert club["measures_both"] == "1 (2)"


def test_who_has_no_measure_and_who_was_rejected_carry_nothing() -> None:
    table = kgraph.actors(people())
    assert [row["id"] for row in table.rows] == ["actor-police", "actor-club", "actor-school"]
    counts = {count.key: (count.stated, count.with_interpreted, count.total) for count in table.counts}
    assert counts == {"with_measures": (3, 3, 6), "answered": (2, 2, 4), "by_one": (2, 1, 4)}


def test_lost_marks_of_responsibility_are_told_and_never_guessed() -> None:
    notes = " ".join(note.sv for note in kgraph.actors(people()).notes)
    assert "För 1 av 4 åtgärder är ansvarig okänd" in notes
    answered = Link(source="actor-police", relation="isResponsibleFor", target="m-hem", locator="2")
    known = KnowledgeGraph.of(people(), [*people().links, answered])
    assert load(known)["actor-police"]["responsible_unknown"] == 0
    assert "okänd:" not in " ".join(note.sv for note in kgraph.actors(known).notes)


def test_members_and_units_are_counted_for_those_they_belong_to_on_request() -> None:
    assert "actor-board" not in load(people())
    board = load(people(), members=True)["actor-board"]
    assert both(board, "measures") == (0, 2)  # the club is its member by a reading only
    assert both(board, "alone") == (0, 1)  # nobody but the club in m-sjalv


def test_what_an_actor_does_by_hand() -> None:
    table = kgraph.actors(people(), "actor-police")
    told = [(row["id"], row["role"], names(row["others"])) for row in table.rows]
    assert told == [
        ("m-kro", "responsible", ["Skolkontoret"]),
        ("m-ute", "responsible_several", ["Skolkontoret"]),
        ("m-hem", "responsible_unknown", ["Idrottsklubben"]),
    ]
    first = table.rows[0]
    assert (names(first["home"]), names(first["source"])) == (["Narkotika"], ["Dokumentet, 1"])
    assert first["time"] is not None


def test_what_is_said_of_a_measures_own_measure_is_no_source_of_it() -> None:
    """p takes part in m1 by page 1 and answers for m2, part of m1, by page 2."""
    both_named = Link(source="actor-p", relation="takesPartIn", target="m-1", locator="sidan 1")
    graph = nested()
    rows = kgraph.actors(KnowledgeGraph.of(graph, [*graph.links, both_named]), "actor-p").rows
    assert {str(row["id"]): names(row["source"]) for row in rows} == {"m-1": ["sidan 1"], "m-2": ["sidan 2"]}


def test_a_role_that_rests_on_a_reading_is_not_told_as_the_sources() -> None:
    """The school takes part in m-kro as stated; that it answers for it, with the police, is a reading."""
    read = Link(
        source="actor-school", relation="isResponsibleFor", target="m-kro", status="interpreted",
        rationale=Text(sv="En gissning.", en="A guess."), locator="9",
    )  # fmt: skip
    graph = KnowledgeGraph.of(people(), [*people().links, read])
    (school,) = (row for row in kgraph.actors(graph, "actor-school").rows if row["id"] == "m-kro")
    assert (school["role"], school["role_read"], school["basis"]) == ("takes_part", "responsible_several", "stated")
    assert cell_text(school["role_label"]) == "deltar (tolkat: ansvarar med andra)"
    (police,) = (row for row in kgraph.actors(graph, "actor-police").rows if row["id"] == "m-kro")
    assert (police["role"], police["role_read"]) == ("responsible", "responsible_several")


def test_of_several_named_only_those_who_answer_stand_as_answering() -> None:
    """The local police take part in what the police answer for: both are "polisen", one of them answers."""
    joins = Link(source="actor-lpo", relation="takesPartIn", target="m-kro", locator="9")
    graph = KnowledgeGraph.of(people(), [*people().links, joins])
    (row,) = (row for row in kgraph.actors(graph, "polisen").rows if row["id"] == "m-kro")
    assert (row["role"], names(row["actors"])) == ("responsible", ["Polisen"])
    assert names(row["others"]) == ["Lokalpolisen", "Skolkontoret"]


def test_no_role_is_surer_than_its_source_in_the_five_documents() -> None:
    """Recruitment in the slides: the police are a party there, and answering for it is read from a picture of the parties."""
    rows = {str(row["id"]): row for row in kgraph.actors(kgraph.load(), "polisen").rows}
    told = rows["m-s2-nyrekrytering"]
    assert (told["role"], told["basis"]) != ("responsible", "stated")
    sure = kgraph.load().links
    for one, row in rows.items():
        if row["basis"] == "stated" and row["role"] in ("responsible", "responsible_several"):
            parts = {one, *(link.source for link in sure if link.relation == "partOf" and link.target == one)}
            assert any(
                link.relation == "isResponsibleFor" and link.target in parts and link.counts_as_stated for link in sure
            ), one
    assert "Polisen" not in names(rows["m-hv-1-01"]["actors"])  # it only takes part, its local area answers


def test_a_name_means_an_actor_and_a_type_of_actors() -> None:
    table = kgraph.actors(people(), "polisen")  # the police, and the local police of the same type
    assert "2" in table.title.sv
    assert len(table.rows) == 3
    assert [row["id"] for row in kgraph.actors(people(), "civilsamhället").rows] == ["m-hem", "m-sjalv"]
    assert [row["basis"] for row in kgraph.actors(people(), "civilsamhället").rows] == ["interpreted", "stated"]
    assert kgraph.actors(people(), "lokalpolisen").rows == ()
    assert [row["id"] for row in kgraph.actors(people(), "rådet", members=True).rows] == ["m-hem", "m-sjalv"]


def test_a_name_of_nobody_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="Polisen"):
        kgraph.actors(people(), "Poliisen")


def test_only_so_many_rows_of_the_load_stand_and_it_is_told() -> None:
    table = kgraph.actors(people(), most=1)
    assert [row["id"] for row in table.rows] == ["actor-police"]
    assert "1 första av 3" in table.notes[0].sv


def by_force(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, dict[str, set[str]]]:
    """For each measure the actors that answer for it and those with any part, straight from the links."""
    counts = [one for one in graph.links if (one.counts if interpreted else one.counts_as_stated)]
    bonds = {(one.source, one.target) for one in counts if one.relation == "partOf"}
    found: dict[str, dict[str, set[str]]] = {m.id: defaultdict(set) for m in graph.of_kind("Measure")}
    for link in counts:
        if link.relation in ("isResponsibleFor", "takesPartIn"):
            for measure in found:
                if link.target == measure or (link.target, measure) in bonds:
                    found[measure][link.relation].add(link.source)
                    found[measure]["any"].add(link.source)
    return found


@given(towns())
@settings(max_examples=80, deadline=None)
def test_the_load_equals_counting_the_links_by_hand(graph: KnowledgeGraph) -> None:
    rows = load(graph)
    for interpreted, suffix in ((False, "_stated"), (True, "")):
        behind = by_force(graph, interpreted=interpreted)
        for actor in graph.of_kind("Actor"):
            mine = [one for one in behind.values() if actor.id in one["any"]]
            answered = [one["isResponsibleFor"] for one in mine if actor.id in one["isResponsibleFor"]]
            expected = {
                "measures": len(mine),
                "responsible_one": sum(one == {actor.id} for one in answered),
                "responsible_several": sum(one != {actor.id} for one in answered),
                "takes_part": len(mine) - len(answered),
                "alone": sum(one["any"] == {actor.id} for one in mine),
            }
            row = rows.get(actor.id, {})
            assert {key: row.get(key + suffix, 0) for key in expected} == expected
            if len(mine) > 1 and row:
                together = set.intersection(*(one["any"] for one in mine)) - {actor.id}
                assert len(names(row[f"always_with{suffix}"])) == len(together)


@given(towns())
@settings(max_examples=60, deadline=None)
def test_the_measures_of_an_actor_are_those_the_index_and_sparql_know(graph: KnowledgeGraph) -> None:
    rows = load(graph)
    for actor in graph.of_kind("Actor"):
        row = rows.get(actor.id, {"measures": 0, "measures_stated": 0})
        assert row["measures"] == len(graph.index.touching(actor.id, interpreted=True))
        assert row["measures_stated"] == len(graph.index.touching(actor.id, interpreted=False))
        query = f"""
            PREFIX kg: <https://w3id.org/kgraph/ontology#> PREFIX kgd: <https://w3id.org/kgraph/data/>
            SELECT DISTINCT ?m WHERE {{
                kgd:{actor.id} kg:isResponsibleFor|kg:takesPartIn ?done . ?done kg:partOf? ?m . ?m a kg:Measure }}"""
        found = graph.store.query(query)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        assert row["measures_stated"] == len([*found])


@given(towns())
@settings(max_examples=40, deadline=None)
def test_every_measure_of_an_actor_has_one_role_and_members_never_take_any_away(graph: KnowledgeGraph) -> None:
    alone, family = load(graph), load(graph, members=True)
    for actor, row in alone.items():
        for suffix in ("", "_stated"):
            roles = [
                int(str(row[f"{key}{suffix}"])) for key in ("responsible_one", "responsible_several", "takes_part")
            ]
            assert sum(roles) == row[f"measures{suffix}"]
            assert int(str(family[actor][f"measures{suffix}"])) >= int(str(row[f"measures{suffix}"]))
        done = kgraph.actors(graph, actor)
        assert (done.counts[0].stated, done.counts[0].with_interpreted) == (row["measures_stated"], row["measures"])
        assert len(done.rows) == row["measures"]


def test_the_five_documents() -> None:
    """The police stand first: 51 measures, in 18 of which the Västerås plan's lost bold type leaves the responsibility open."""
    graph = kgraph.load()
    first = kgraph.actors(graph).rows[0]
    assert (first["id"], first["measures"], first["responsible_unknown"]) == ("actor-polisen", 51, 18)
    region = kgraph.actors(graph, "regionen")
    roles = {row["role"] for row in region.rows} | {row["role_read"] for row in region.rows}
    assert roles == {"responsible", "responsible_unknown", "takes_part", None}
    assert len(kgraph.actors(graph, "civilsamhället").rows) == 13


def test_who_is_no_part_of_a_plan_is_not_told_as_said_by_a_plan() -> None:
    rows = kgraph.actors(kgraph.load(), "regionen").rows
    assert {row["basis_label"].sv for row in rows} <= {"enligt källan", "tolkad"}  # type: ignore[union-attr]  # a Text
    assert any(row["standing"] for row in rows)


def test_an_unknown_actor_is_met_with_those_whose_names_begin_so() -> None:
    with pytest.raises(UnknownName) as refused:
        kgraph.actors(kgraph.load(), "skolan")
    assert "Skolorna som aktör" in refused.value.sv
    assert "Bolagen" not in refused.value.sv


@given(graph=towns())
@settings(deadline=None, max_examples=40)
def test_what_stays_in_a_role_is_what_both_ways_of_counting_have_in_it(graph: KnowledgeGraph) -> None:
    """The measures of an actor are asked for one by one, as the source says and with readings."""
    roles = Roles.of(graph)
    for row in kgraph.actors(graph).rows:
        actor = str(row["id"])
        of = [
            {
                (measure, "responsible" if actor in answer else "responsible_unknown" if lost else "takes_part")
                for measure in roles.involved[layer].get(actor, ())
                for answer in [roles.answering[layer].get(measure, set())]
                for lost in [roles.is_lost(measure, interpreted=layer)]
            }
            for layer in (False, True)
        ]
        for role in ("responsible", "takes_part", "responsible_unknown"):
            assert row[f"{role}_stays"] == sum(one[1] == role for one in of[0] & of[1])
