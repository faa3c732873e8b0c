"""The lists behind the numbers that no other list of the page shows: causes, actors, areas and pairs, and measures by what is said of them.

A number and its list are called alike: `orsaker.<area>` are the causes of an area.  Lists of measures narrow the page's list of
measures, the others stand in a view of their own; the script writes both out, by the switch, the plan and the area.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from kgraph.covering.firmness import firmness
from kgraph.covering.states import FIGURES, STATES, covers, stands
from kgraph.graph import KnowledgeGraph
from kgraph.measures.roles import Roles
from kgraph.measures.sets import below, linked, rolled_up
from kgraph.model import AREA_KINDS
from kgraph.ontology import Ontology
from kgraph.views.explorer.earlier import behind, earlier, words
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.parts import Part
from kgraph.wording import text

__all__ = ["EVERY_AREA", "FIELDS", "NO_AREA", "UNSAID", "counted"]

FIELDS = {"niva": "prevention_level", "tid": "time_perspective", "typ": "prevention_type"}
"""What is said of measures, by what the lists of the page call it."""
UNSAID = "-"
"""What the page calls that no source says it."""

NO_AREA, EVERY_AREA = "?", "*"
"""What the page calls the measures that touch no area, and those of the whole."""
_NAMES = {"omrade": "area", UNSAID: "unsaid", NO_AREA: "no_area", "niva": "level", "tid": "time", "typ": "type"}

_Row = str | tuple[str, str]
"""A thing, or a pair of things."""
_Both = tuple[Iterable[_Row], Iterable[_Row]]
"""By stated and confirmed links, and with interpreted ones."""


def counted(found: Sequence[Part], before: KnowledgeGraph | None = None) -> dict[str, Any]:
    """What the script needs: the words of lists and of values, and the lists of each part (0 for one that the whole has just so);
    with `before` what the earlier of two versions counts too.
    """
    facts = found[0].facts
    whole, *others = ({key: _packed(facts.number, both) for key, both in _lists(part)} for part in found)
    of = {"": whole} | {
        part.key: {key: 0 if own == whole.get(key) else own for key, own in lists.items()}
        for part, lists in zip(found[1:], others, strict=True)
    }
    told = {"words": facts.words("list_of"), "values": dict(_values(facts)), "of": of}
    return told if before is None else told | _of_versions(facts, Facts(before, facts.lang, facts.level), told)


def _of_versions(facts: Facts, before: Facts, told: dict[str, Any]) -> dict[str, Any]:
    """What the summary of two versions counts, of the later one for every part."""
    later = {f"efter.{key}": _packed(facts.number, both) for key, both in behind(facts.graph)}
    lists = {f"fore.{key}": _packed(before.number, both) for key, both in behind(before.graph)}
    of = {key: own | (dict.fromkeys(later, 0) if key else later) for key, own in told["of"].items()}
    return {
        "values": told["values"] | dict(words(facts)), "of": of, "before": {"things": earlier(facts, before), "of": lists},
    }  # fmt: skip


def _values(facts: Facts) -> Iterator[tuple[str, str]]:
    """What the parts of a list's name are called that are no things."""
    ontology: Ontology = facts.graph.ontology
    for scheme in (*FIELDS.values(), "cause_nature"):
        yield from ((key, facts.pick(one.label)) for key, one in ontology.schemes[scheme].items())
    yield from ((state, facts.pick(text(f"covering.state_{state}"))) for state in STATES)
    yield from ((way, facts.pick(text(f"page_figures.{way}"))) for way in FIGURES)
    yield from ((key, facts.pick(text(f"list_of.value_{word}"))) for key, word in _NAMES.items())


def _packed(number: Mapping[str, int], both: _Both) -> list[list[int]]:
    """Rows by the numbers of their things: those of both ways, then those of one alone; each as how far it is from the one before."""
    stated, every = (set(ones) for ones in both)
    found = [_steps(number, ones) for ones in (stated & every, stated - every, every - stated)]
    while found and not found[-1]:
        found.pop()
    return found


def _steps(number: Mapping[str, int], rows: Iterable[_Row]) -> list[int]:
    size = len(number)
    numbers = sorted(number[row] if isinstance(row, str) else number[row[0]] * size + number[row[1]] for row in rows)
    return [one - before for before, one in zip([0, *numbers], numbers, strict=False)]


def _lists(part: Part) -> Iterator[tuple[str, _Both]]:
    """Every list of a part by its name."""
    yield from _of_kinds(part)
    yield from _of_documents(part)
    yield from _of_areas(part)
    yield from _of_places(part)
    yield from _of_figures(part)
    yield from _of_tables(part)
    yield from _of_measures(part)
    yield from _of_matching(part)


def _of_kinds(part: Part) -> Iterator[tuple[str, _Both]]:
    for key, kinds in (("Cause", ("Cause",)), ("omrade", AREA_KINDS), ("Actor", ("Actor",)), ("TargetGroup", ("TargetGroup",)), ("Place", ("Place",))):  # fmt: skip
        ones = [node.id for node in part.facts.graph.of_kind(*kinds)]
        yield f"slag.{key}", (ones, ones)


def _of_documents(part: Part) -> Iterator[tuple[str, _Both]]:
    """The things that each document is the source of."""
    for source in part.facts.graph.of_kind("Source"):
        things = [node.id for node in part.facts.graph if node.document == source.id]
        yield f"saker.{source.id}", (things, things)


def _of_areas(part: Part) -> Iterator[tuple[str, _Both]]:
    """The causes of each area, those with and without a measure, the measures that meet them or none of them, and the actors."""
    graph, index = part.facts.graph, part.facts.graph.index
    causes = {node.id for node in graph.of_kind("Cause")}
    actors = [node.id for node in graph.of_kind("Actor")]
    layers = (False, True)
    acting = [tuple(index.addressing(interpreted=layer)) for layer in layers]
    doing = [{one: set(index.touching(one, interpreted=layer)) for one in actors} for layer in layers]
    for area in (node.id for node in graph.of_kind(*AREA_KINDS)):
        own = [causes & set(index.driving(area, interpreted=layer)) for layer in layers]
        met = [{cause for _, cause in pairs} & ones for pairs, ones in zip(acting, own, strict=True)]
        meeting = [{one for one, cause in pairs if cause in ones} for pairs, ones in zip(acting, own, strict=True)]
        touching = [set(index.touching(area, interpreted=layer)) for layer in layers]
        yield f"orsaker.{area}", (own[0], own[1])
        yield f"tackta.{area}", (met[0], met[1])
        yield f"otackta.{area}", (own[0] - met[0], own[1] - met[1])
        yield f"traff.{area}", (meeting[0], meeting[1])
        yield f"bredvid.{area}", (touching[0] - meeting[0], touching[1] - meeting[1])
        yield f"aktorer.{area}", ([one for one in actors if doing[0][one] & touching[0]], [one for one in actors if doing[1][one] & touching[1]])  # fmt: skip


def _of_places(part: Part) -> Iterator[tuple[str, _Both]]:
    """The actors of the measures at each place and at those inside it."""
    graph = part.facts.graph
    done = rolled_up(linked(graph, "takesPlaceAt"), below(graph, "Place", "broader"))
    behind = Roles.of(graph).behind
    for place in (node.id for node in graph.of_kind("Place")):
        found = [
            {who for one in done[layer].get(place, ()) for who in behind[layer].get(one, ())} for layer in (False, True)
        ]
        yield f"aktorer.{place}", (found[0], found[1])


def _of_figures(part: Part) -> Iterator[tuple[str, _Both]]:
    """The causes and areas behind the three figures of coverage, and the causes in each state."""
    graph = part.facts.graph
    on = date.fromisoformat(str(part.tables["day"].rows[0]["on"])) if "day" in part.tables else None
    worth = [firmness(graph, interpreted=layer, on=on) for layer in (False, True)]
    for things, kinds in (("Cause", ("Cause",)), ("omrade", AREA_KINDS)):
        known = covers(graph, *kinds, on=on).values()
        for way in FIGURES:
            yield f"siffra.{way}.{things}", (
                [one.thing for one in known if stands(worth[0], one.stated, way)],
                [one.thing for one in known if stands(worth[1], one.every, way)],
            )  # fmt: skip
    causes = covers(graph, "Cause", on=on).values()
    for state in STATES:
        yield f"lage.{state}", ([one.thing for one in causes if one.state == state], [one.thing for one in causes if one.state_read == state])  # fmt: skip


def _of_tables(part: Part) -> Iterator[tuple[str, _Both]]:
    """Who has a measure and which pairs share one, as the tables say; the actors at each place."""
    tables = part.tables
    for kind, name in (("Actor", "actors"), ("TargetGroup", "groups"), ("Place", "places")):
        rows = tables[name].rows if name in tables else ()
        yield f"med.{kind}", (
            [str(row["id"]) for row in rows if row["measures_stated"]], [str(row["id"]) for row in rows if row["measures"]],
        )  # fmt: skip
    gaps = [row for one in getattr(tables.get("collaboration"), "also", ()) for row in one.rows]
    ids = [str(row["id"]) for row in gaps]
    yield "brister.alla", (ids, ids)
    yield "brister", ([str(row["id"]) for row in gaps if row["is_named"]], [str(row["id"]) for row in gaps if row["actor_ids"]])  # fmt: skip
    pairs = (("Actor", "collaboration", "first", "second", "together"), ("TargetGroup", "group_areas", "group", "area", "measures"))  # fmt: skip
    for kind, name, one, other, count in pairs:
        rows = tables[name].rows if name in tables else ()
        yield f"par.{kind}", (
            [(str(row[one]), str(row[other])) for row in rows if row[f"{count}_stated"]],
            [(str(row[one]), str(row[other])) for row in rows if row[count]],
        )  # fmt: skip


def _of_measures(part: Part) -> Iterator[tuple[str, _Both]]:
    """The measures somebody answers for, those of one actor alone, and those of which a source says a level, a time or a type."""
    roles = Roles.of(part.facts.graph)
    layers = (False, True)
    answered, alone = (
        [[one for one, who in roles.answering[layer].items() if who] for layer in layers],
        [[one for one, who in roles.behind[layer].items() if len(who) == 1] for layer in layers],
    )
    yield "ansvar", (answered[0], answered[1])
    yield "ensam", (alone[0], alone[1])
    for key, field in FIELDS.items():
        said = [{one.id: one.told(field, interpreted=layer) for one in part.facts.measures} for layer in layers]
        for value in (*part.facts.graph.ontology.schemes[field], None):
            stated, every = ([one for one, own in known.items() if own == value] for known in said)
            yield f"{key}.{value or UNSAID}", (stated, every)
        stated, every = ([one for one, own in known.items() if own] for known in said)
        yield f"kand.{key}", (stated, every)


def _of_matching(part: Part) -> Iterator[tuple[str, _Both]]:
    """The pairs of a measure and a cause that it acts on, by the nature of the cause and the type of the measure."""
    graph = part.facts.graph
    found: list[dict[tuple[str, str], list[_Row]]] = [{}, {}]
    for layer, pairs in enumerate(found):
        for measure, cause in graph.index.addressing(interpreted=bool(layer)):
            nature = graph[cause].told("nature", interpreted=bool(layer))
            kind = graph[measure].told("prevention_type", interpreted=bool(layer))
            pairs.setdefault((str(nature or UNSAID), str(kind or UNSAID)), []).append((measure, cause))
    schemes = graph.ontology.schemes
    for nature, kind in product((*schemes["cause_nature"], UNSAID), (*schemes["prevention_type"], UNSAID)):
        yield f"verkar.{nature}.{kind}", (found[0].get((nature, kind), ()), found[1].get((nature, kind), ()))
