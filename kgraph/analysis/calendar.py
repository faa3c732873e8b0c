"""What should be followed up when, and by whom?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures import links as measure_links
from kgraph.measures.roles import actors_named
from kgraph.measures.rows import MeasureRows, brief_names, indicator_names, only_first, time_of
from kgraph.measures.sets import linked
from kgraph.model import Cell, Count, LazyRows, Link, Measure, Node, Plan, SubActivity, Table, Text
from kgraph.names import swedish_order
from kgraph.times.course import courses, latest, period, timing
from kgraph.times.dates import beginning
from kgraph.times.occasions import Occasion, of_documents, of_measures
from kgraph.ways import DIRECT_INVERSE
from kgraph.wording import columns, refused, text

__all__ = ["calendar"]

_LAW = ("law_plan", "law_assessment")
_INWARD = ("isFollowedUpThrough", "decidedBy")


@collector_put_off()
def calendar(
    graph: KnowledgeGraph, *, on: date, start: date | None = None, end: date | None = None, actor: str | None = None,
    undated: bool = False, overdue: bool = False,
    most: int | None = None,
) -> Table:  # fmt: skip
    """The days on which something begins, recurs, ends or is to be followed up, in their order.

    A row is an occasion (`kgraph.times.occasions`): `date` (the day as text), `event`, the thing (`id`, stable from run to run;
    `thing`, `label`), `who` (responsible; those who take part where nobody is said to be), `through` (the body that the
    measure is followed up through, or the follow-up that its source describes), `indicators` and `goals` of the measure,
    `time` (as the source writes it), `plan` and `source`.  `passed` says whether the day lies before `on`.

    `start` and `end` (both included) narrow the days; what recurs comes again only up to `end`, since nobody knows how
    long it goes on; how many days lie outside is told, and with `start` the total of the days is that of all up to `end`.  With `actor` only what that actor, or that type of actor, has a part in or follows up.  Measures that
    were cancelled by `on` are left out.  What has passed by `on` with nobody saying that it was done (the last day of a measure,
    a day of the law) and lies before `start` is told by its number, and with `overdue` it stands among the rows.
    With `undated` the table `undated` in `also` tells the measures without a readable day, and the goals and
    indicators that belong to no dated measure; their number is always counted, and `most` limits how many of them are
    told.

    Raises `UsageError` when `end` lies before `start`, `UnknownName` or `AmbiguousName` for an unknown actor.
    """
    if start and end and end < start:
        raise refused("calendar.backwards")
    made = _Calendar(graph, on, actors_named(graph, actor) if actor else None)
    stated, every = (made.days(start, end, interpreted=layer) for layer in (False, True))
    occasions = [*(every.overdue if overdue else ()), *every.within]
    occasions.sort(key=attrgetter("day", "event", "thing", "measure"))
    sure = len(stated.within) + (len(stated.overdue) if overdue else 0)
    total = len(every.within) + len(every.before) if start else None
    rows: Any = LazyRows(len(occasions), lambda place: made.row(occasions[place]))  # pydantic would make them all
    return Table.model_construct(
        name="calendar", title=made.title(), rows=rows,
        counts=(made.count("days", sure, len(occasions), total), made.undated_count()),
        columns=columns(
            date="calendar.day", event_label="calendar.event", label="calendar.thing", who="calendar.who",
            through="calendar.through", indicators="calendar.indicators", goals="calendar.goals", plan="plan", source="source",
        ),
        notes=(*made.notes(occasions), *_outside(stated, every, start, end), *_earlier(stated, every, told=overdue)), also=(made.undated(most),) if undated else (),
    )  # fmt: skip


@dataclass(frozen=True)
class _Days:
    """The occasions before, within and after the days that were asked for, in one way of counting; which of those before are overdue."""

    before: list[Occasion]
    within: list[Occasion]
    after: list[Occasion]
    overdue: list[Occasion]


class _Calendar:
    """What is told of each occasion, and for which actors."""

    def __init__(self, graph: KnowledgeGraph, on: date, actors: Sequence[str] | None) -> None:
        self.graph = graph
        self.on = on
        self.actors = None if actors is None else frozenset(actors)
        self.rows = MeasureRows(graph)
        self.told: dict[str, dict[str, Cell]] = {}
        known = {layer: latest(courses(graph, interpreted=layer), on) for layer in (False, True)}
        self.said = {layer: {one: entry.status for one, entry in ones.items()} for layer, ones in known.items()}
        self.cancelled = {
            layer: frozenset(one for one, status in said.items() if status == "cancelled")
            for layer, said in self.said.items()
        }

    def title(self) -> Text:
        if self.actors is None:
            return text("calendar.title")
        names = brief_names(self.graph, self.actors)
        if len(names) == 1:
            return text("calendar.title_of", actor=names[0])
        return text("calendar.title_of_several", count=len(names))

    # --- which occasions -------------------------------------------------------------------------------------

    def days(self, start: date | None, end: date | None, *, interpreted: bool) -> _Days:
        """The occasions of one way of counting: of nothing cancelled, and of the actors where some are asked for."""
        of_all = of_measures(self.graph, interpreted=interpreted, cancelled=self.cancelled[interpreted], until=end)
        every = [*of_all, *of_documents(self.graph, interpreted=interpreted)]
        theirs = [one for one in every if self.concerns(one.measure or one.thing, interpreted=interpreted)]
        before = [one for one in theirs if start and one.day < start]
        after = [one for one in theirs if end and one.day > end]
        within = [one for one in theirs if (start or one.day) <= one.day <= (end or one.day)]
        return _Days(before, within, after, [one for one in before if self.is_overdue(one, interpreted=interpreted)])

    def is_overdue(self, occasion: Occasion, *, interpreted: bool) -> bool:
        """Whether a measure ran out on this day, or a day of the law passed, with nobody saying that it was done."""
        if occasion.event in _LAW:
            return occasion.day < self.on
        last = occasion.day if occasion.event in ("ends", "takes_place") else None
        return timing((None, last), self.said[interpreted].get(occasion.measure), self.on) == "overdue"

    def concerns(self, thing: str, *, interpreted: bool) -> bool:
        """Whether one of the actors has a part in a thing or follows it up; true when no actor is asked for."""
        return self.actors is None or thing in self.theirs[interpreted]

    @cached_property
    def theirs(self) -> dict[bool, set[str]]:
        """What the actors have a part in or follow up, are parties to or have decided, in both ways of counting."""
        links = [
            link
            for actor in sorted(self.actors or ())
            for link in (*self.graph.incoming(actor, *_INWARD), *self.graph.outgoing(actor, "partyTo"))
        ]
        involved = linked(self.graph, *DIRECT_INVERSE)
        return {
            layer: set[str]().union(
                *(involved[layer].get(one, ()) for one in self.actors or ()),
                (end for link in links if link.counts_in(interpreted=layer) for end in (link.source, link.target)),
            )
            for layer in (False, True)
        }

    # --- what is told of each --------------------------------------------------------------------------------

    def row(self, occasion: Occasion) -> dict[str, Cell]:
        thing = self.graph[occasion.thing]
        belongs = self.of_measure(occasion.measure) if occasion.measure else self.of_document(thing)
        return {
            "id": occasion.id, "date": occasion.day.isoformat(), "event": occasion.event,
            "event_label": text(f"calendar.{occasion.event}"), "thing": thing.id, "measure": occasion.measure or None,
            "label": thing.brief, "full_label": thing.label, "passed": occasion.day < self.on,
            "time": time_of(self.graph, thing) if isinstance(thing, Measure | SubActivity) else None, "begins_by": _begins_by(occasion, thing),
            **belongs,
            "source": self.graph.citation(thing),
        }  # fmt: skip

    def of_measure(self, measure: str) -> dict[str, Cell]:
        """Who does a measure, and what it is followed up by; looked up once for all its days."""
        if measure not in self.told:
            self.told[measure] = self.looked_up(measure)
        return self.told[measure]

    def looked_up(self, measure: str) -> dict[str, Cell]:
        node = self.graph[measure]
        bodies = {link.target for link in self.graph.outgoing(measure, "isFollowedUpThrough") if link.counts}
        described = (node.follow_up,) if isinstance(node, Measure) and node.follow_up else ()
        return {
            "who": self.who(measure), "through": (*brief_names(self.graph, bodies), *described),
            "indicators": tuple(dict.fromkeys(indicator_names(self.graph, measure).values())),
            "goals": self.ends(measure_links.goals(self.graph, measure)), "plan": self.rows.plans(measure),
        }  # fmt: skip

    def ends(self, links: Sequence[Link]) -> tuple[Text, ...]:
        return brief_names(self.graph, {link.target for link in links})

    def who(self, measure: str) -> tuple[Text, ...]:
        """Who is responsible; where nobody is said to be, who takes part, and that it may be more than that."""
        links = measure_links.actors(self.graph, measure)
        if responsible := {link.source for link in links if link.relation == "isResponsibleFor"}:
            return brief_names(self.graph, responsible)
        key = "maybe_responsible" if "responsible" in self.graph[measure].unknown else "takes_part"
        taking_part = brief_names(self.graph, {link.source for link in links})
        return tuple(_maybe(key, one) for one in taking_part)

    def of_document(self, thing: Node) -> dict[str, Cell]:
        """The bodies that decided a plan, the parties of an agreement; a plan's own day is its plan's."""
        who = [
            *(link.target for link in self.graph.outgoing(thing.id, "decidedBy") if link.counts),
            *(link.source for link in self.graph.incoming(thing.id, "partyTo") if link.counts),
        ]
        resting = [link.source for link in self.graph.incoming(thing.id, "restsOn") if link.counts]
        plans = [thing.id] if isinstance(thing, Plan) else resting
        return {
            "who": brief_names(self.graph, who), "through": (), "indicators": (), "goals": (),
            "plan": brief_names(self.graph, plans),
        }  # fmt: skip

    def notes(self, occasions: Sequence[Occasion]) -> Iterator[Text]:
        """How days are read, what the law's days rest on, what was left out; that there is nothing."""
        if not occasions:
            yield text("calendar.nothing")
        else:
            yield text("calendar.reading")
        if any(one.event in _LAW for one in occasions):
            yield text("calendar.law")
        stated, every = (len(self.cancelled[layer]) for layer in (False, True))
        if stated or every:
            yield text("calendar.cancelled", count=both_ways(stated, every))

    # --- what has no day -------------------------------------------------------------------------------------

    def undated_nodes(self, *, interpreted: bool) -> Iterator[Node]:
        """Measures without a day that can be read, and goals and indicators of no measure that has one."""
        dated: set[str] = set()  # measures

        def counts(link: Link) -> bool:
            return link.counts_in(interpreted=interpreted)

        for measure in self.graph.of_kind("Measure"):
            cancelled = measure.id in self.cancelled[interpreted]
            if isinstance(measure, Measure) and not cancelled and self.concerns(measure.id, interpreted=interpreted):
                if period(measure, interpreted=interpreted) == (None, None):
                    yield measure
                else:
                    dated.add(measure.id)
        if self.actors is None:
            goals = {link.target for link in self.graph.of_relation("pursues") if link.source in dated and counts(link)}
            measured = self.graph.of_relation("isMeasuredBy")
            followed = {
                link.target for link in measured if (link.source in dated or link.source in goals) and counts(link)
            }
            without = self.graph.of_kind("Goal", "Indicator")
            yield from (one for one in without if one.id not in goals and one.id not in followed)

    def undated_count(self) -> Count:
        stated, every = (sum(1 for _ in self.undated_nodes(interpreted=layer)) for layer in (False, True))
        return self.count("undated", stated, every, len(self.graph.of_kind("Measure", "Goal", "Indicator")))

    def count(self, key: str, stated: int, every: int, total: int | None) -> Count:
        return Count(
            key=key, label=text(f"calendar.count_{key}"), stated=stated, with_interpreted=every,
            total=total if self.actors is None else None, rule=text(f"calendar.count_{key}_rule"),
        )  # fmt: skip

    def undated(self, most: int | None) -> Table:
        """What nobody has said a day of, by kind and name."""
        nodes = sorted(
            self.undated_nodes(interpreted=True), key=lambda one: (one.kind != "Measure", one.kind, self.name(one))
        )
        return Table(
            name="undated", title=text("calendar.undated"), rows=tuple(self.undated_row(one) for one in nodes[:most]),
            columns=columns(
                kind_label="kind", label="calendar.thing", time="calendar.time", who="calendar.who", through="calendar.through",
                indicators="calendar.indicators", plan="plan", source="source",
            ),
            notes=(*only_first(most, len(nodes)), text("calendar.undated_rule")),
        )  # fmt: skip

    def name(self, node: Node) -> tuple[str, str]:
        return swedish_order(node.brief.sv), node.id

    def undated_row(self, node: Node) -> dict[str, Cell]:
        more = self.of_measure(node.id) if isinstance(node, Measure) else {}
        return {
            "id": node.id, "kind": node.kind, "kind_label": self.graph.ontology.kinds[node.kind].label, "label": node.brief,
            "full_label": node.label, "time": time_of(self.graph, node) if isinstance(node, Measure) else None, **more,
            "source": self.graph.citation(node),
        }  # fmt: skip


def _outside(stated: _Days, every: _Days, start: date | None, end: date | None) -> Iterator[Text]:
    """How many days lie before and after those that were asked for, and how to have them too."""
    if either := [one.day for one in (*stated.before, *every.before)]:
        count = both_ways(len(stated.before), len(every.before))
        yield text("calendar.before", count=count, bound=start, day=min(either))
    if either := [one.day for one in (*stated.after, *every.after)]:
        yield text("calendar.after", count=both_ways(len(stated.after), len(every.after)), bound=end, day=max(either))


def _earlier(stated: _Days, every: _Days, *, told: bool) -> Iterator[Text]:
    """How many measures ran out before the days that were asked for, and how many days of the law passed."""
    both = [len(days.overdue) for days in (stated, every)]
    if any(both):
        law = [sum(one.event in _LAW for one in days.overdue) for days in (stated, every)]
        measures = both_ways(*(number - of_law for number, of_law in zip(both, law, strict=True)))
        yield text("calendar.earlier_told" if told else "calendar.earlier", measures=measures, law=both_ways(*law))


@lru_cache(maxsize=1024)  # the same actors take part in many measures
def _maybe(key: str, actor: Text) -> Text:
    return text(f"calendar.{key}", actor=actor)


def _begins_by(occasion: Occasion, thing: Node) -> str | None:
    """The last day on which something may begin, where its source names no day but a month, a season or a year."""
    written = getattr(thing, "starts", None) or getattr(thing, "time", None)
    days = beginning(written) if written and occasion.event.endswith("starts") else None
    return days[1].isoformat() if days and days[0] < days[1] else None
