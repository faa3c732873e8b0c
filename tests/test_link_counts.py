from __future__ import annotations

import kgraph
from kgraph.analysis.suggest import proposed
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways, counted_links, unread


def test_a_number_is_told_both_ways_where_they_differ() -> None:
    assert (both_ways(3, 3), both_ways(3, 5), both_ways(5, 3)) == ("3", "3 (5)", "5 (3)")


def test_proposals_that_nobody_has_judged_are_told_apart_wherever_links_are_counted() -> None:
    """The example has interpreted links of its own, each from a document; a proposal of the program is added."""
    graph = kgraph.example()
    made = proposed(kgraph.suggest(graph, most=2))
    assert len(made) == 1
    more = KnowledgeGraph.of(graph, [*graph.links, *made])
    read = sum(link.status == "interpreted" for link in more.links)
    for table in (kgraph.coverage, kgraph.stats, kgraph.review):
        assert not [note for note in table(graph).notes if "kgraph suggest" in note.sv]
        (note,) = (note for note in table(more).notes if "kgraph suggest" in note.sv)
        assert note.sv.startswith(f"Av de {read} tolkade kopplingarna är 1 förslag utan källa")
    assert "kgraph suggest" in kgraph.coverage(more, kind="mål").notes[-1].sv
    confirmed = [one.model_copy(update={"status": "confirmed"}) if one in made else one for one in more.links]
    judged = KnowledgeGraph.of(graph, confirmed)
    assert unread(judged) == ()
    assert counted_links(judged)[1] == counted_links(more)[1]


def test_the_shipped_data_hold_no_unread_proposal() -> None:
    assert unread(kgraph.load()) == ()
