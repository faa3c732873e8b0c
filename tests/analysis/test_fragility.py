from __future__ import annotations

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.covering.states import KIND_GROUPS, covers
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Table, cell_text
from kgraph.parts.scope import scope
from tests.strategies import graphs


def part(table: Table, name: str) -> dict[str, dict[str, object]]:
    return {str(row["id"]): dict(row) for one in table.also if one.name == name for row in one.rows}


def counts(table: Table) -> dict[str, tuple[int, int]]:
    return {count.key: (count.stated, count.with_interpreted) for count in table.counts}


def test_causes_by_hand() -> None:
    """Two causes have one measure each, both by a reading; behind one stands the school office, behind the other nobody known."""
    table = kgraph.fragility(kgraph.example())
    assert counts(table) == {"one_measure": (0, 2), "one_actor": (0, 1), "irreplaceable": (1, 2)}
    rows = {str(row["id"]): row for row in table.rows}
    assert {one: (row["measure_id"], row["measure_stated_id"], row["actor_id"]) for one, row in rows.items()} == {
        "cause-skola": ("m-skola", None, "actor-skolan"), "cause-vuxna": ("m-natvaro", None, None),
    }  # fmt: skip
    assert cell_text(rows["cause-skola"]["measure_label"]) == "Stöd så att fler klarar skolan *"
    assert cell_text(rows["cause-vuxna"]["actor_label"]) == "okänd"


def test_costs_by_hand() -> None:
    table = kgraph.fragility(kgraph.example())
    cost = part(table, "measure_cost")
    assert list(cost) == ["m-skola", "m-natvaro"]
    school = cost["m-skola"]
    assert (school["causes_stated"], school["causes"], school["groups_stated"], school["areas"]) == (0, 1, 1, 0)
    assert cell_text(school["causes_both"]) == "0 · 1"  # type: ignore[arg-type]
    actors = part(table, "actor_cost")
    # all measures on narcotics whose actors are known are the police's, but with interpreted ones m-skola touches it too
    assert (actors["actor-polisen"]["areas_stated"], actors["actor-polisen"]["areas"]) == (2, 0)
    assert (actors["actor-skolan"]["areas_stated"], actors["actor-skolan"]["areas"]) == (1, 1)
    takes = part(table, "actor_takes")
    assert list(takes) == ["actor-skolan"]
    assert (
        takes["actor-skolan"]["causes_stated"],
        takes["actor-skolan"]["causes"],
        takes["actor-skolan"]["groups"],
    ) == (0, 1, 1)


def test_an_only_actor_is_not_certain_where_others_are_unknown() -> None:
    rows = {str(row["id"]): row for row in kgraph.fragility(kgraph.example(), kind="områden").rows}
    assert cell_text(rows["area-narkotika"]["actor_label"]).startswith("Polisen (fler med tolkade); okänd i 1")
    assert cell_text(rows["area-narkotika"]["measure_label"]) == "flera"


def test_kinds_by_their_words() -> None:
    graph = kgraph.example()
    for words, group in (("orsaker", "causes"), ("målgrupper", "groups"), ("goals", "goals"), ("Problem", "problems")):
        assert kgraph.fragility(graph, kind=words).title == kgraph.fragility(graph, kind=group).title
    with pytest.raises(UsageError, match="causes, areas"):
        kgraph.fragility(graph, kind="aktörer")
    with pytest.raises(UnknownName):
        kgraph.fragility(graph, kind="bananer")


@given(graphs())
@settings(max_examples=25, deadline=None)
def test_costs_equal_as_many_what_ifs(graph: KnowledgeGraph) -> None:
    """One pass gives for every measure, and for every actor with what it alone answers for, what taking it away gives."""
    table = kgraph.fragility(graph)
    for name, kind in (("measure_cost", "Measure"), ("actor_takes", "Actor")):
        told = part(table, name)
        for node in graph.of_kind(kind):
            after = kgraph.whatif(graph, without=[node.id], actor_takes_measures=kind == "Actor")
            lost = [row for one in after.also if one.name == "losses" for row in one.rows]
            for group, kinds in KIND_GROUPS.items():
                of_group = [row["turn"] for row in lost if row["kind"] in kinds]
                cost = told.get(node.id, {})
                assert cost.get(f"{group}_stated", 0) == sum(turn in ("both", "stated") for turn in of_group)
                assert cost.get(group, 0) == sum(turn in ("both", "interpreted") for turn in of_group)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_sole_measures_and_actors_equal_looking_at_each_thing(graph: KnowledgeGraph) -> None:
    table = kgraph.fragility(graph)
    rows = {str(row["id"]): row for row in table.rows}
    for cause in graph.of_kind("Cause"):
        cover = covers(graph, "Cause")[cause.id]
        for layer, key, acting in ((False, "_stated", cover.stated), (True, "", cover.every)):
            behind = {
                actor.id
                for actor in graph.of_kind("Actor")
                if set(graph.index.touching(actor.id, interpreted=layer)) & set(acting)
            }
            row = rows.get(cause.id, {})
            assert row.get(f"measure{key}_id") == (acting[0] if len(acting) == 1 else None)
            assert row.get(f"actor{key}_id") == (next(iter(behind)) if len(behind) == 1 else None)
    cost = part(table, "measure_cost")
    assert counts(table)["irreplaceable"][1] == sum(any(row[group] for group in KIND_GROUPS) for row in cost.values())


def test_most_cuts_rows_and_not_counts() -> None:
    whole, cut = kgraph.fragility(kgraph.example()), kgraph.fragility(kgraph.example(), most=1)
    assert (cut.rows, cut.counts) == (whole.rows[:1], whole.counts)
    assert len(part(cut, "measure_cost")) == 1
    assert "1 av 2" in cut.notes[-1].sv


def test_what_hangs_on_one_in_the_five_documents() -> None:
    """In the plan of Hässelby-Vällingby every row is a problem, its cause and one measure, so many causes hang on one."""
    table = kgraph.fragility(kgraph.load())
    alone = {str(row["id"]): row["measure_stated_id"] for row in table.rows if row["measure_stated_id"]}
    assert alone["cause-hv-2-10"]
    assert counts(table)["one_measure"][0] == len(alone)
    takes = part(table, "actor_takes")
    assert next(iter(takes.values()))["causes_stated"] == 3  # one group at one square answers alone for three
    assert any("43 åtgärder" in note.sv for note in table.notes)


def test_that_only_readings_say_so_is_a_sign_explained_once() -> None:
    """The plan of Västerås states no measure for any cause, so every single one is read."""
    table = kgraph.fragility(scope(kgraph.load(), plan="vasterasplanen"))
    told = [cell_text(row["measure_label"]) for row in table.rows]
    assert all(one.endswith(" *") for one in told if one != "flera")
    assert not any("med tolkade" in one for one in told)
    assert [note.sv.startswith("* Känd bara") for note in table.notes].count(True) == 1


def test_covered_by_one_is_not_said_to_be_more_or_less() -> None:
    """Of five kinds "covered by one" is the larger number for some and the smaller for others, so the rules say either."""
    graph = kgraph.load()
    states = next(part for part in kgraph.coverage(graph).also if part.name == "states")
    one = next(row for row in states.rows if row["state"] == "one")
    keys = {"causes": "causes", "areas": "areas", "goals": "goals", "groups": "target_groups", "problems": "problems"}
    alone = {kind: counts(kgraph.fragility(graph, kind=kind))["one_measure"][0] for kind in keys}
    larger = {alone[kind] > one[f"{key}_stated"] for kind, key in keys.items() if alone[kind] != one[f"{key}_stated"]}  # type: ignore[operator]
    rules = kgraph.fragility(graph).counts[0].rule, one["rule"]
    assert larger == {False, True}
    assert all("både större och mindre" in cell_text(rule) for rule in rules)
