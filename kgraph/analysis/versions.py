"""What is new, gone or changed between two versions of a plan, and what did each change do to coverage?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from kgraph.collector import collector_put_off
from kgraph.covering.states import figures
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, KINDS, Cell, Count, Link, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import plans_with_measures
from kgraph.versioning import (
    CODES,
    COMPARED,
    OUTCOMES,
    Change,
    Effect,
    Pair,
    Shift,
    Side,
    changes,
    effects,
    id_of,
    pairing,
    sides,
)
from kgraph.wording import columns, joined, text

__all__ = ["versions"]

_COVERED = {
    "cause": ("Cause",), "area": AREA_KINDS, "goal": ("Goal",), "target_group": ("TargetGroup",), "problem": ("Problem",),
}  # fmt: skip


@collector_put_off()
def versions(before: KnowledgeGraph, after: KnowledgeGraph, *, same: Iterable[Link] = ()) -> Table:
    """The typed changes from one version to another, each with the causes, areas, goals, target groups and problems that
    lost their last measure, gained their first or stand weaker or stronger by it.

    Things are paired by id, else by a link that says so (`exactMatch`; `same` are such links, and `broadMatch` and
    `narrowMatch` for what was split or merged, that lie in neither graph), else by likeness, which is a reading and
    told as one (`kgraph.versioning.pairing`).  A row is a change: `code` (one of `kgraph.versioning.CODES`), `kind`,
    `before` and `after` (ids, or None), `counts_as` (the count of
    measures that it belongs to, None for other kinds), `label`, `relation`, `detail`, `basis` ("interpreted" where it only shows in
    interpreted links, or in a pair by likeness), `lost`, `vanished` (removed together with all their measures), `weakened`, `gained`,
    `strengthened` and `gap_changed` (ids of things; the weakened and strengthened have measures in both versions but
    another state, or no longer count, or have come to count, for real; the last is an accepted gap in one version
    alone), `effects` in words.  Of a measure that the earlier version only
    names, as what a later one goes on from, no change is told.  Changes that cost a thing its last measure come
    first, then those that left one weaker, then those that gave a first one.

    `also` holds `summary` (coverage before and after), `elsewhere` (effects of what is not compared, where there are
    any), and `pairs` (what was not paired by id).
    """
    told = tuple(same)
    pairs = pairing(before, after, told)
    named = {end for link in before.of_relation("continuesFrom") for end in (link.source, link.target)}
    bare = {one for one in named if before[one].kind == "Measure" and _is_bare(before, one)}
    found = tuple(one for one in changes(before, after, pairs, told) if not (one.after and one.before in bare))
    old, new = sides(before, after, pairs)
    words = _Words(before, after, old, new, pairs.guessed)
    borne = effects(old, new, found)
    rows = sorted((words.row(change, borne.get(change, ())) for change in found), key=_order)
    read = [pair for pair in pairs.pairs if pair.by != "id"]
    return Table(
        name="versions", title=_title(before, after), rows=tuple(rows), counts=_counts(found, chain.from_iterable(borne.values()), pairs.guessed),
        columns=columns(change="versions.change", kind_label="kind", label="name", detail="versions.detail", effects="versions.effects"),
        notes=_notes(before, after, rows, read, named=bool(bare)),
        also=(words.summary(), *words.elsewhere(borne.get(None, ())), *((words.pairs(read),) if read else ())),
    )  # fmt: skip


def _is_bare(graph: KnowledgeGraph, measure: str) -> bool:
    """Whether nothing is known of a measure but that another plan's goes on from it: it has nothing to have changed."""
    return all(link.relation == "continuesFrom" for link in (*graph.outgoing(measure), *graph.incoming(measure)))


def _order(row: dict[str, Cell]) -> tuple[object, ...]:
    label = row["label"]
    return (
        not (row["lost"] or row["vanished"]), not row["weakened"], not row["gained"], not row["strengthened"], not row["gap_changed"], CODES.index(str(row["code"])), -COMPARED.index(str(row["kind"])),
        swedish_order(label.sv if isinstance(label, Text) else ""), str(row["after"] or row["before"]), str(row["relation"]),
    )  # fmt: skip


def _title(before: KnowledgeGraph, after: KnowledgeGraph) -> Text:
    names = [plans_with_measures(graph) or graph.of_kind("Plan") for graph in (before, after)]
    if any(len(plans) != 1 for plans in names):
        return text("versions.title_plain")
    old, new = (plans[0].brief for plans in names)
    return text("versions.title_same", plan=new) if old == new else text("versions.title", before=old, after=new)


def _counts(found: Sequence[Change], borne: Iterable[Effect], guessed: Collection[str]) -> tuple[Count, ...]:
    """How many changes there are and what they did; what is read as the same thing counts with interpretations only."""
    told = tuple(borne)

    def things(outcome: str, way: str) -> set[str]:
        return {one.thing for one in told if one.outcome == outcome and getattr(one, way)}

    changed = Count(
        key="changes", label=text("versions.changes_count"), stated=sum(change.is_stated and change.key not in guessed for change in found),
        with_interpreted=len(found), rule=text("versions.changes_rule"),
    )  # fmt: skip
    return changed, *_of_measures(found, guessed), *(
        Count(
            key=key, label=text(f"versions.{key}_count"), stated=len(things(key, "stated") - set(guessed)),
            with_interpreted=len(things(key, "with_interpreted")), rule=text(f"versions.{key}_rule"),
        )
        for key in OUTCOMES
    )  # fmt: skip


_MEASURES = ("measures_removed", "measures_added", "measures_changed")


def _of_measures(found: Sequence[Change], guessed: Collection[str]) -> Iterator[Count]:
    """How many measures went, came and changed in any other way, each once however much of it changed."""
    for key in _MEASURES:
        those = [change for change in found if _counts_as(change) == key]
        sure = {change.key for change in those if change.is_stated and change.key not in guessed}
        yield Count(
            key=key, label=text(f"versions.{key}_count"), stated=len(sure), with_interpreted=len({change.key for change in those}),
            rule=text("versions.measures_rule"),
        )  # fmt: skip


def _counts_as(change: Change) -> str | None:
    """The count of measures that a change belongs to; None for what changed of other things."""
    if change.kind != "Measure":
        return None
    return f"measures_{change.code if change.code in ('removed', 'added') else 'changed'}"


def _notes(
    before: KnowledgeGraph, after: KnowledgeGraph, rows: Sequence[object], read: Sequence[Pair], *, named: bool
) -> tuple[Text, ...]:
    bare = [key for key, graph in (("before", before), ("after", after)) if not graph.of_kind("Measure")]
    notes = [] if rows else [text("versions.none")]
    notes += [text("versions.empty", which=text(f"versions.the_{key}")) for key in bare]
    notes += [text("versions.only_named")] if named else []
    guessed = sum(pair.by == "likeness" for pair in read)
    return (*notes, *((text("versions.read_pairs", count=guessed),) if guessed else ()), _not_compared(after))


def _not_compared(graph: KnowledgeGraph) -> Text:
    """Which kinds are not compared, and what is not told of those that are."""
    kinds = (kind.plural for name, kind in graph.ontology.kinds.items() if name in KINDS and name not in COMPARED)
    return text("versions.not_compared", kinds=joined(sorted(kinds, key=lambda name: swedish_order(name.sv))))


class _Words:
    """Changes and effects in words; an id is looked up in the later version first."""

    def __init__(
        self, before: KnowledgeGraph, after: KnowledgeGraph, old: Side, new: Side, guessed: Collection[str]
    ) -> None:
        self.before, self.after, self.old, self.new, self.guessed = before, after, old, new, guessed

    def node(self, one: str) -> Node:
        return self.after[one] if one in self.after else self.before[id_of(one)]

    def brief(self, one: str) -> Text:
        return self.node(one).brief

    def listed(self, ones: Iterable[str]) -> Text:
        return joined(sorted((self.brief(one) for one in ones), key=lambda name: swedish_order(name.sv)))

    def row(self, change: Change, borne: Sequence[Effect]) -> dict[str, Cell]:
        ids: dict[str, Cell] = {
            outcome: tuple(dict.fromkeys(id_of(one.thing) for one in borne if one.outcome == outcome))
            for outcome in OUTCOMES
        }  # fmt: skip
        return {
            "code": change.code, "change": text(f"change.{change.code}"), "kind": change.kind,
            "kind_label": self.after.ontology.kinds[change.kind].label, "before": change.before and id_of(change.before),
            "after": change.after, "counts_as": _counts_as(change),
            "label": self.brief(change.key), "relation": change.relation, "detail": self.told(change),
            "basis": "stated" if change.is_stated and change.key not in self.guessed else "interpreted", **ids,
            "effects": tuple(self.effect(one) for one in borne),
        }  # fmt: skip

    def told(self, change: Change) -> Text | None:
        """The detail of a change, and whether it is one only where two things are read as the same."""
        words = self.detail(change)
        return text("versions.read_pair", detail=words) if words and change.key in self.guessed else words

    def detail(self, change: Change) -> Text | None:
        if change.code in ("split", "merged"):
            key, ends = ("into", change.came) if change.code == "split" else ("out_of", change.left)
            return text(f"versions.{key}", things=self.listed(ends[1]))
        if change.relation is None:
            return self.values(change)
        if change.code == "basis_changed":
            parts = [("weaker", change.left[0]), ("firmer", change.came[0])]
        else:
            parts = [("went", change.left[1]), ("came", change.came[1])]
        said = [text(f"versions.{key}", things=self.listed(ends)) for key, ends in parts if ends]
        words = joined(said, "; ")
        if change.code in (
            "actor_changed",
            "driver_changed",
            "basis_changed",
            "cause_link_added",
            "cause_link_removed",
            "relation_changed",
        ):
            words = text(
                "versions.of_relation", relation=self.after.ontology.relations[change.relation].label, detail=words
            )
        return words if change.is_stated else text("versions.read_only", detail=words)

    def values(self, change: Change) -> Text | None:
        """What a field was and is; for what came or went whole, whether its id is another thing in the other version."""
        if change.code in ("added", "removed"):
            return self.other(change)
        key = "words_from_to" if change.code == "reworded" and change.old and change.new else "from_to"
        old, new = (one or text("versions.nothing_said") for one in (change.old, change.new))
        words = text(f"versions.{key}", old=old, new=new)
        return text("versions.of_relation", relation=change.field, detail=words) if change.field else words

    def other(self, change: Change) -> Text | None:
        """What the id of a thing that came or went is in the other version."""
        graph, which = (self.before, "before") if change.after else (self.after, "after")
        one = id_of(change.key)
        if one not in graph:
            return None
        kind = graph.ontology.kinds[graph[one].kind].label
        return text("versions.same_id", id=one, which=text(f"versions.the_{which}"), kind=kind, name=graph[one].brief)

    def effect(self, effect: Effect) -> Text:
        both = effect.stated and effect.with_interpreted
        only = "" if both else "_stated" if effect.stated else "_interpreted"
        if effect.states:
            was, now = (text(f"covering.state_{state}") for state in effect.states)
            words = text("versions.gap_changed", thing=self.the(effect.thing), was=was, now=now)
            return words if effect.alone else text("versions.together", effect=words)
        if effect.outcome == "vanished" or not effect.shift:
            return text(f"versions.vanished{only}{'' if effect.alone else '_several'}", thing=self.the(effect.thing))
        if effect.outcome in ("weakened", "strengthened"):
            words = text(f"versions.shifted{only}", thing=self.the(effect.thing), how=_stands(effect.shift))
        else:
            words = text(f"versions.{effect.outcome}{only}", thing=self.the(effect.thing))
            had = effect.shift[effect.outcome == "gained"].state
            if had not in ("one", "several"):
                words = text(f"versions.{effect.outcome}_weak", effect=words, had=text(f"versions.have_{had}"))
        return words if effect.alone else text("versions.together", effect=words)

    def elsewhere(self, borne: Sequence[Effect]) -> Iterator[Table]:
        """The effects of what is not compared; nothing where there is none."""
        if borne:
            rows = tuple({"id": id_of(one.thing), "effect": self.effect(one)} for one in borne)
            yield Table(
                name="elsewhere", title=text("versions.elsewhere"), rows=rows, columns=columns(effect="versions.effects"),
                notes=(text("versions.elsewhere_rule"),),
            )  # fmt: skip

    def the(self, one: str) -> Text:
        kind = self.node(one).kind
        key = next(key for key, kinds in _COVERED.items() if kind in kinds)
        return text(f"versions.the_{key}", name=self.brief(one))

    def summary(self) -> Table:
        """How many things of each kind have a measure, and how many causes and areas one for real, before and after, in both
        ways of counting.
        """
        totals = [len(graph.of_kind("Measure")) for graph in (self.before, self.after)]
        rows: list[dict[str, Cell]] = [
            {
                "id": "measures", "label": text("versions.measures"), "before_stated": totals[0], "before": totals[0],
                "after_stated": totals[1], "after": totals[1], "total_before": None, "total_after": None,
            }
        ]  # fmt: skip
        for key, kinds in _COVERED.items():
            row: dict[str, Cell] = {}
            for when, graph, side in (("before", self.before, self.old), ("after", self.after, self.new)):
                covers = [side.covers[side.key(node.id)] for node in graph.of_kind(*kinds)]
                row[f"{when}_stated"] = sum(bool(stated) for stated, _ in covers)
                row[when] = sum(bool(every) for _, every in covers)
                row[f"total_{when}"] = len(covers)
            rows.append({"id": key, "label": text(f"versions.covered_{key}"), **row})
        for was, now in zip(figures(self.before), figures(self.after), strict=True):
            if was.key.startswith("real_"):
                rows.append(
                    {
                        "id": was.key, "label": was.label, "before_stated": was.stated, "before": was.with_interpreted,
                        "after_stated": now.stated, "after": now.with_interpreted, "total_before": was.total, "total_after": now.total,
                    }
                )  # fmt: skip
        headings = columns(
            label="what", before_stated="versions.before_stated", before="versions.before_all", total_before="versions.total_before",
            after_stated="versions.after_stated", after="versions.after_all", total_after="versions.total_after",
        )  # fmt: skip
        return Table(name="summary", title=text("versions.summary"), columns=headings, rows=tuple(rows))

    def pairs(self, read: Sequence[Pair]) -> Table:
        """What was paired otherwise than by id."""
        rows: list[dict[str, Cell]] = [
            {
                "before": pair.before, "after": pair.after, "by": pair.by, "score": pair.score,
                "kind_label": self.after.ontology.kinds[self.after[pair.after].kind].label,
                "before_label": self.before[pair.before].label, "after_label": self.after[pair.after].label,
                "by_label": _basis(pair),
            }
            for pair in read
        ]  # fmt: skip
        headings = columns(
            kind_label="kind", before_label="versions.earlier", after_label="versions.later", by_label="versions.by"
        )
        return Table(
            name="pairs",
            title=text("versions.pairs"),
            columns=headings,
            rows=tuple(rows),
            notes=(text("versions.pairs_rule"),),
        )


def _stands(shift: Shift) -> Text:
    """How a thing stands after and stood before, and whether it has come to count, or no longer counts, for real."""
    was, now = shift
    real = text(f"versions.real_{now.real}")
    if was.state == now.state:
        return real
    told = text("versions.has_now", now=text(f"versions.have_{now.state}"), was=text(f"versions.had_{was.state}"))
    return text("versions.has_now_and", now=told, real=real) if was.real != now.real else told


def _basis(pair: Pair) -> Text:
    if pair.score is None:
        return text("versions.by_link")
    written = f"{pair.score:.2f}"
    return text("versions.by_likeness", score=Text(sv=written.replace(".", ","), en=written))
