from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.covering.deep import STEPS
from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    AcceptedGap,
    Actor,
    Assessment,
    Cause,
    CrimeArea,
    FollowUp,
    Goal,
    Indicator,
    Link,
    LinkStatus,
    Measure,
    Node,
    Plan,
    Problem,
    Source,
    Table,
    TargetGroup,
    Text,
    cell_text,
)
from kgraph.parts.scope import of_plan
from tests.covered import covered_graphs
from tests.strategies import STATUSES

OF_CAUSES = ("measures", "goals", "indicators", "actors")


def _named(name: str) -> dict[str, Any]:
    return {"id": name, "label": Text(sv=name.capitalize()), "document": "doc", "locator": "1"}


def by_hand() -> KnowledgeGraph:
    """Four causes of one plan that rests on an assessment: the chain of the first holds, the others break one step earlier each."""
    nodes: list[Node] = [
        Source(id="doc", label=Text(sv="Dokument")), Plan(**_named("plan")), Assessment(**_named("view")), CrimeArea(**_named("area")),
        *(Cause(**_named(f"c-{name}")) for name in ("whole", "goal", "read", "none")), Cause(id="c-outside", label=Text(sv="Utanför")),
        Measure(**_named("m-whole")), Measure(**_named("m-goal")), Measure(**_named("m-lost"), unknown=("goals",)),
        Goal(**_named("g-measured")), Goal(**_named("g-vague")), Indicator(**_named("i")), Actor(**_named("actor")),
    ]  # fmt: skip
    ends: list[tuple[str, str, str, LinkStatus]] = [
        ("plan", "restsOn", "view", "stated"),
        ("m-whole", "addresses", "c-whole", "stated"), ("m-whole", "pursues", "g-measured", "stated"),
        ("g-measured", "isMeasuredBy", "i", "stated"), ("actor", "takesPartIn", "m-whole", "stated"),
        ("m-goal", "addresses", "c-goal", "stated"), ("m-goal", "pursues", "g-vague", "stated"),
        ("m-whole", "addresses", "c-read", "interpreted"), ("m-lost", "addresses", "c-read", "stated"),
        ("m-goal", "addresses", "c-none", "rejected"), ("m-whole", "addresses", "c-outside", "stated"),
        ("c-whole", "contributesTo", "area", "stated"), ("c-none", "contributesTo", "area", "interpreted"),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes, [Link(source=a, relation=r, target=b, status=s, locator="1") for a, r, b, s in ends]
    )


def row_of(table: Table, one: str) -> dict[str, Any]:
    return next(row for row in table.rows if row["id"] == one)


def test_each_step_by_hand() -> None:
    table = kgraph.chain(by_hand())
    numbers = {row["id"]: [(row[f"{step}_stated"], row[step]) for step in OF_CAUSES] for row in table.rows}
    assert numbers == {
        "c-whole": [(1, 1), (1, 1), (1, 1), (1, 1)],
        "c-goal": [(1, 1), (1, 1), (0, 0), (0, 0)],
        "c-read": [(1, 2), (0, 1), (0, 1), (0, 1)],  # the stated measure has no goal, the read one has everything
        "c-none": [(0, 0), (0, 0), (0, 0), (0, 0)],
        "c-outside": [(1, 1), (1, 1), (1, 1), (1, 1)],
    }
    breaks = {row["id"]: (row["breaks_stated"], row["breaks"]) for row in table.rows}
    assert breaks == {
        "c-whole": ((), ()), "c-goal": (("indicator",), ("indicator",)), "c-read": (("goal",), ()), "c-none": (("measure",), ("measure",)),
        "c-outside": (("assessment",), ("assessment",)),  # no plan's document speaks of it
    }  # fmt: skip


def test_counts_tell_how_far_the_chain_holds() -> None:
    """Of the five, four rest on the assessment, four have a measure, three of those a goal, and so on; two hold all the way,
    c-outside lacking an assessment and c-read holding only as interpreted.
    """
    counts = {
        count.key: (count.stated, count.with_interpreted, count.total) for count in kgraph.chain(by_hand()).counts
    }
    assert counts == {
        "assessment": (4, 4, 5), "measure": (4, 4, 5), "goal": (3, 4, 5), "indicator": (2, 3, 5), "actor": (2, 3, 5),
        "whole": (1, 2, 5),
    }  # fmt: skip


def test_words_tell_what_is_lost_and_what_holds_only_as_read() -> None:
    table = kgraph.chain(by_hand())
    assert (
        cell_text(row_of(table, "c-read")["breaks_label"])
        == "åtgärd → mål (okänt: har gått förlorat i texten) (håller bara tolkat)"
    )
    assert cell_text(row_of(table, "c-whole")["breaks_label"]) == "håller hela vägen"
    assert cell_text(row_of(table, "c-none")["breaks_label"], "en") == "cause → measure"
    assert [row_of(table, one)["reaches"] for one in ("c-whole", "c-goal", "c-none")] == ["actor", "goal", None]
    assert row_of(table, "c-read")["reaches_stated"] == "measure"
    assert [cell_text(row_of(table, "c-read")[f"{step}_label"]) for step in OF_CAUSES] == [
        "1 (2)",
        "0 (1)",
        "0 (1)",
        "0 (1)",
    ]


def test_of_an_area_only_the_causes_that_drive_it() -> None:
    table = kgraph.chain(by_hand(), area="area")
    assert {row["id"] for row in table.rows} == {"c-whole", "c-none"}
    assert "Area" in table.title.sv


KINDS = ("cause", "area", "goal", "target group", "problem")


def of_every_kind() -> KnowledgeGraph:
    """Two areas, two problems, three groups and two goals on the chain of one measure, m-1, against an assessed cause; m-2 is only at
    home in an area and for a group, m-3 against a cause that no plan's document speaks of, and m-4 cancelled.
    """
    nodes: list[Node] = [
        Source(id="doc", label=Text(sv="Dokument")), Plan(**_named("plan")), Assessment(**_named("view")),
        *(CrimeArea(id=f"a-{n}", label=Text(sv=f"Område {n}")) for n in (1, 2)), Cause(**_named("c-1")), Cause(id="c-2", label=Text(sv="Utanför")),
        *(Problem(id=f"p-{n}", label=Text(sv=f"Problem {n}")) for n in (1, 2)),
        *(TargetGroup(id=f"t-{n}", label=Text(sv=f"Grupp {n}")) for n in (1, 2, 3)),
        *(Goal(id=f"g-{n}", label=Text(sv=f"Mål {n}")) for n in (1, 2)), Indicator(**_named("i")), Actor(**_named("actor")),
        *(Measure(id=f"m-{n}", label=Text(sv=f"Åtgärd {n}")) for n in (1, 2, 3)),
        Measure(id="m-4", label=Text(sv="Åtgärd 4"), measure_status="cancelled"),
    ]  # fmt: skip
    ends: list[tuple[str, str, str, LinkStatus]] = [
        ("plan", "restsOn", "view", "stated"), ("g-1", "isMeasuredBy", "i", "stated"),
        ("c-1", "contributesTo", "p-1", "stated"), ("p-1", "concerns", "a-1", "stated"), ("c-2", "contributesTo", "p-2", "stated"),
        ("m-1", "addresses", "c-1", "stated"), ("m-1", "pursues", "g-1", "stated"), ("m-1", "isFor", "t-1", "stated"),
        ("actor", "isResponsibleFor", "m-1", "interpreted"),
        ("m-2", "homeArea", "a-2", "stated"), ("m-2", "isFor", "t-2", "stated"), ("m-2", "pursues", "g-2", "stated"),
        ("m-3", "addresses", "c-2", "interpreted"), ("m-3", "pursues", "g-1", "stated"), ("m-3", "homeArea", "a-2", "stated"),
        ("m-4", "addresses", "c-2", "stated"), ("m-4", "isFor", "t-3", "stated"),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes, [Link(source=a, relation=r, target=b, status=s, locator="1") for a, r, b, s in ends]
    )


def told(graph: KnowledgeGraph, kind: str, *, step: str, **asked: Any) -> dict[str, tuple[object, object]]:
    return {str(row["id"]): (row[f"{step}_stated"], row[step]) for row in kgraph.chain(graph, kind=kind, **asked).rows}


def test_every_kind_by_hand() -> None:
    """Only m-1 carries a whole chain, and its actor is a reading: so everything that it reaches breaks at the actor as stated."""
    graph = of_every_kind()
    assert told(graph, "område", step="breaks") == {
        "a-1": (("actor",), ()),
        "a-2": (("assessment", "cause"), ("assessment", "cause")),  # two measures at home, but no cause behind
    }
    assert told(graph, "område", step="direct") == {"a-1": (1, 1), "a-2": (2, 2)}
    assert told(graph, "problem", step="breaks") == {
        "p-1": (("actor",), ()),
        "p-2": (("assessment", "measure"), ("assessment", "actor")),  # m-3 has a goal, nobody acts
    }
    assert told(graph, "problem", step="measures") == {
        "p-1": (1, 1),
        "p-2": (0, 1),
    }  # the cancelled m-4 carries nothing
    assert told(graph, "målgrupp", step="reaches") == {
        "t-1": ("indicator", "actor"),
        "t-2": ("measure", "measure"),
        "t-3": (None, None),
    }
    assert told(graph, "målgrupp", step="assessment") == {
        "t-1": (True, True),
        "t-2": (False, False),
        "t-3": (False, False),
    }
    assert told(graph, "mål", step="causes") == {"g-1": (1, 2), "g-2": (0, 0)}
    assert told(graph, "mål", step="breaks") == {
        "g-1": (("actor",), ()), "g-2": (("assessment", "cause"), ("assessment", "cause")),
    }  # fmt: skip


def test_the_kinds_in_short() -> None:
    """Of each kind how many have a measure at all, and how many the whole chain (by a reading, as above)."""
    (short,) = kgraph.chain(of_every_kind()).also
    numbers = {
        row["id"]: (row["total"], row["direct_stated"], row["direct"], row["whole_stated"], row["whole"])
        for row in short.rows
    }
    assert numbers == {
        "cause": (2, 2, 2, 0, 1), "area": (2, 2, 2, 0, 1), "goal": (2, 2, 2, 0, 1), "target_group": (3, 3, 3, 0, 1), "problem": (2, 2, 2, 0, 1),
    }  # fmt: skip


def test_a_chain_that_only_holds_by_two_causes_is_adrift() -> None:
    """The area has an assessed cause without a measure, and a whole chain from a cause that no plan's document speaks of."""
    graph = of_every_kind()
    links = [
        Link(source="c-2", relation="contributesTo", target="a-1", locator="1"), Link(source="actor", relation="takesPartIn", target="m-3", locator="1"),
        Link(source="m-3", relation="strengthens", target="c-2", locator="1"),
        *(link for link in graph.links if (link.source, link.relation) != ("m-1", "addresses")),
    ]  # fmt: skip
    adrift = KnowledgeGraph.of(list(graph), links)
    assert told(adrift, "area", step="assessment")["a-1"] == (True, True)
    assert told(adrift, "area", step="reaches")["a-1"] == ("actor", "actor")
    assert told(adrift, "area", step="breaks")["a-1"] == (("assessment",), ("assessment",))
    words = cell_text(row_of(kgraph.chain(adrift, kind="area"), "a-1")["breaks_label"])
    assert (
        words == "lägesbild (gäller en annan orsak än den som kedjan går genom)"
    )  # its own column says that there is one


def test_words_tell_an_accepted_gap_until_its_day_and_what_is_cancelled() -> None:
    graph = by_hand()
    gap = AcceptedGap(
        id="gap", label=Text(sv="Lucka"), reason=Text(sv="Annans uppdrag"), owner_role="rådet", review_on="2026-06-01"
    )
    decided = KnowledgeGraph.of(
        [*graph, gap], [*graph.links, Link(source="gap", relation="accepts", target="c-none", locator="1")]
    )
    for day, words in ((date(2026, 5, 31), "orsak → åtgärd (accepterad lucka)"), (date(2026, 6, 1), "orsak → åtgärd")):
        assert cell_text(row_of(kgraph.chain(decided, on=day), "c-none")["breaks_label"]) == words
    groups = kgraph.chain(of_every_kind(), kind="målgrupp")
    assert (
        cell_text(row_of(groups, "t-3")["breaks_label"], "en") == "assessment; target group → measure (only cancelled)"
    )


def test_a_follow_up_that_cancels_the_measure_breaks_its_chain_from_that_day() -> None:
    graph = by_hand()
    log = FollowUp(id="f", label=Text(sv="Uppföljning"), date="2026-02-01", measure_status="cancelled")
    followed = KnowledgeGraph.of(
        [*graph, log], [*graph.links, Link(source="f", relation="followsUp", target="m-whole", locator="1")]
    )
    reached = [
        row_of(kgraph.chain(followed, on=day), "c-whole")["reaches"] for day in (date(2026, 1, 31), date(2026, 2, 1))
    ]
    assert reached == ["actor", None]


def _named_so(kind: str, node: Node) -> bool:
    return {"cause": "Cause", "area": "CrimeArea", "goal": "Goal", "target group": "TargetGroup", "problem": "Problem"}[
        kind
    ] == node.kind


class _Slow:
    """One way of counting, by looking at every link: whole chains (cause, measure, goal, indicator, actor) as tuples."""

    def __init__(self, graph: KnowledgeGraph, layer: str) -> None:
        self.graph = graph
        self.held = [link for link in graph.links if (link.counts if layer == "all" else link.counts_as_stated)]
        self.layer = layer

    def ends(self, *relations: str) -> set[tuple[str, str]]:
        return {(link.source, link.target) for link in self.held if link.relation in relations}

    def owners(self, one: str) -> set[str]:
        return (
            {one}
            if self.graph[one].kind == "Measure"
            else {owner for part, owner in self.ends("partOf") if part == one}
        )

    def live(self, one: str) -> bool:
        measure = self.graph[one]
        return bool(measure.told("measure_status", interpreted=self.layer == "all") != "cancelled")

    def pairs(self, *relations: str, turned: bool = False) -> set[tuple[str, str]]:
        """Measure and thing, of the measure itself or a part of it, where the measure is not cancelled."""
        ends = {(b, a) for a, b in self.ends(*relations)} if turned else self.ends(*relations)
        return {
            (owner, thing)
            for one, thing in ends
            if self.graph[one].kind in ("Measure", "SubActivity")
            for owner in self.owners(one)
            if self.live(owner)
        }

    def causes_behind(self, thing: str) -> set[str]:
        found, size = {thing}, 0
        while size != len(found):
            size = len(found)
            found |= {a for a, b in self.ends("contributesTo", "protectsAgainst", "concerns") if b in found}
        return {one for one in found if self.graph[one].kind == "Cause"}

    def assessed(self) -> set[str]:
        documents = {self.graph[a].document for a, b in self.ends("restsOn") if self.graph[b].kind == "Assessment"} - {
            None
        }
        spoken = {end for link in self.held if link.document in documents for end in (link.source, link.target)}
        return {one.id for one in self.graph.of_kind("Cause") if one.document in documents or one.id in spoken}

    def steps(self, node: Node) -> tuple[list[set[str]], bool, bool]:
        """What is left at each step, whether it is assessed, and whether the whole chain holds."""
        against, aims = self.pairs("addresses", "strengthens"), self.pairs("pursues")
        measured = {goal for goal, _ in self.ends("isMeasuredBy")}
        busy = {one for one, _ in self.pairs("isResponsibleFor", "takesPartIn", turned=True)}
        if node.kind in ("Cause", "CrimeArea", "Problem"):
            behind = {node.id} if node.kind == "Cause" else self.causes_behind(node.id)
        else:
            behind = {one.id for one in self.graph.of_kind("Cause")}
        meeting = {one for one, cause in against if cause in behind}
        if node.kind in ("Cause", "CrimeArea", "Problem"):
            first = [meeting] if node.kind == "Cause" else [behind, meeting]
        else:
            covering = {
                one for one, thing in (aims if node.kind == "Goal" else self.pairs("isFor")) if thing == node.id
            }
            first = [covering, covering & meeting]
        if node.kind == "Goal":
            last = [first[-1] if node.id in measured else set()]
        else:
            last = [first[-1] & {one for one, _ in aims}, first[-1] & {one for one, goal in aims if goal in measured}]
        left = [*first, *last, last[-1] & busy]
        known = behind & self.assessed()
        firm = {one for one, cause in against if cause in known}
        started = bool(first[0] & firm) if node.kind in ("Goal", "TargetGroup") else bool(known)
        return left, started, bool(left[-1] & firm)


@st.composite
def resting_graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """Random graphs whose causes and links partly stand in the document of a plan that rests on an assessment."""
    graph = draw(covered_graphs())
    documents = st.sampled_from((None, "doc"))
    nodes = [node.model_copy(update={"document": draw(documents)}) if node.kind == "Cause" else node for node in graph]
    links = [
        link.model_copy(update={"document": "doc"}) if draw(st.booleans()) and link.relation == "addresses" else link
        for link in graph.links
    ]
    more: list[Node] = [
        Source(id="doc", label=Text(sv="Dokument")),
        Plan(**_named("plan")),
        Assessment(**_named("view")),
    ]
    rests = Link(source="plan", relation="restsOn", target="view", status=draw(st.sampled_from(STATUSES)), locator="1")
    return KnowledgeGraph.of([*nodes, *more], [*links, rests])


@given(resting_graphs())
@settings(max_examples=60)
def test_steps_agree_with_looking_at_every_link(graph: KnowledgeGraph) -> None:
    slow = {"stated": _Slow(graph, "stated"), "all": _Slow(graph, "all")}
    for kind in KINDS:
        table = kgraph.chain(graph, kind=kind)
        whole = next(count for count in table.counts if count.key == "whole")
        found = {"stated": 0, "all": 0}
        assert {row["id"] for row in table.rows} == {node.id for node in graph if _named_so(kind, node)}
        for row in table.rows:
            node = graph[str(row["id"])]
            names = [f"{step}s" for step in STEPS[node.kind]]
            for key, layer in (("_stated", "stated"), ("", "all")):
                left, started, holds = slow[layer].steps(node)
                assert [row[f"{name}{key}"] for name in names] == [len(ones) for ones in left]
                assert row[f"assessment{key}"] == started
                broken = [step for step, ones in zip(STEPS[node.kind], left, strict=True) if not ones][:1]
                assert row[f"breaks{key}"] == tuple(["assessment"] * (not started or not (broken or holds)) + broken)
                found[layer] += holds
        assert (whole.stated, whole.with_interpreted) == (found["stated"], found["all"])


@given(resting_graphs(), st.sampled_from(KINDS))
@settings(max_examples=60)
def test_a_step_holds_for_no_more_things_than_the_one_before_and_links_that_are_read_only_add(
    graph: KnowledgeGraph, kind: str
) -> None:
    counts = [count for count in kgraph.chain(graph, kind=kind).counts if count.key not in ("direct", "assessment")]
    for earlier, later in pairwise(counts):
        assert later.stated <= earlier.stated
        assert later.with_interpreted <= earlier.with_interpreted
    if not any(node.interpreted for node in graph):  # a reading may also say that a measure is cancelled
        assert all(count.stated <= count.with_interpreted for count in counts)


@given(covered_graphs(), st.sampled_from(KINDS))
@settings(max_examples=40)
def test_with_what_is_narrower_no_chain_is_shorter(graph: KnowledgeGraph, kind: str) -> None:
    own, inherited = (
        {row["id"]: row for row in kgraph.chain(graph, kind=kind, inherit=inherit).rows} for inherit in (False, True)
    )
    for one, row in own.items():
        wider = inherited[one]
        assert all(
            own_number <= wider_number
            for key, own_number in row.items()
            if key.endswith(("s_stated", "direct"))
            and isinstance(own_number, int)
            and isinstance(wider_number := wider[key], int)
        )


def test_how_far_the_chains_of_the_plans_hold() -> None:
    """Västerås names goals with indicators but no cause of a measure, so its chains hold only as interpreted; Hässelby-Vällingby
    states every link from cause to goal, but its goals have no indicators.
    """
    graph = kgraph.load()
    whole = {
        name: next(
            (count.stated, count.with_interpreted, count.total)
            for count in kgraph.chain(of_plan(graph, name)).counts
            if count.key == key
        )
        for name, key in (("plan-vasteras-2025", "whole"), ("plan-hv-2025", "goal"))
    }
    assert whole == {"plan-vasteras-2025": (0, 26, 74), "plan-hv-2025": (32, 32, 32)}
    broken = kgraph.chain(of_plan(graph, "plan-hv-2025"))
    assert {row["breaks"] for row in broken.rows} == {("indicator",)}


def test_of_every_kind_how_many_have_a_measure_and_how_many_the_whole_chain() -> None:
    """Of the five documents together.  Nothing holds as stated: the only stated indicators are of measures, not of goals."""
    (short,) = kgraph.chain(kgraph.load()).also
    numbers = {
        row["id"]: (row["total"], row["direct_stated"], row["direct"], row["whole_stated"], row["whole"])
        for row in short.rows
    }
    assert numbers == {
        "cause": (153, 51, 98, 0, 26), "area": (34, 32, 32, 0, 7), "goal": (116, 95, 95, 0, 17), "target_group": (98, 59, 75, 0, 11),
        "problem": (133, 36, 37, 0, 0),
    }  # fmt: skip


def test_a_break_is_told_between_the_links_that_are() -> None:
    """Asked from a goal or a group the steps are taken in another order, but it is the goal that lacks its indicator, and the measure
    that lacks a goal: without what measures g-1 all that reached further stops there; without its goal, m-1 stops at that.
    """
    graph = of_every_kind()
    both = {
        relation: KnowledgeGraph.of(list(graph), [link for link in graph.links if link.relation != relation])
        for relation in ("isMeasuredBy", "pursues")
    }
    asked = [("mål", "g-1", "isMeasuredBy"), *(
        (kind, one, relation) for relation in ("isMeasuredBy", "pursues")
        for kind, one in (("orsak", "c-1"), ("område", "a-1"), ("problem", "p-1"), ("målgrupp", "t-1"))
    )]  # fmt: skip
    for kind, one, relation in asked:
        words = row_of(kgraph.chain(both[relation], kind=kind), one)["breaks_label"]
        swedish, english = (
            ("mål → mått", "goal → indicator") if relation == "isMeasuredBy" else ("åtgärd → mål", "measure → goal")
        )
        assert (cell_text(words), cell_text(words, "en")) == (swedish, english), (kind, relation)


def test_a_break_at_the_assessment_that_all_share_is_said_once() -> None:
    """No cause of the Upplands Väsby strategy rests on an assessment; where the causes differ, as in all plans, each row says so."""
    whole = kgraph.load()
    table = kgraph.chain(of_plan(whole, "plan-uv-strategi"))
    assert table.lead[0].sv.startswith("Alla kedjor här bryts redan vid det första ledet, på samma sätt: lägesbild.")
    assert all("assessment" in row["breaks"] for row in table.rows)  # type: ignore[operator]  # a cell
    assert not any("lägesbild" in cell_text(row["breaks_label"]) for row in table.rows)
    assert "assessment_label" not in {column.key for column in table.columns}
    told = kgraph.chain(whole)
    assert not told.lead
    assert "assessment_label" in {column.key for column in told.columns}
    for row in told.rows:
        breaks = {*row["breaks"], *row["breaks_stated"]}  # type: ignore[misc]  # cells
        assert ("lägesbild" in cell_text(row["breaks_label"])) == ("assessment" in breaks)
    only = kgraph.chain(by_hand().within({"c-outside", "m-whole", "g-measured", "i", "actor"}))
    assert cell_text(row_of(only, "c-outside")["breaks_label"]) == "lägesbild"  # of a single one nothing is shared
