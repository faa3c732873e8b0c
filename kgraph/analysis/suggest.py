"""Which links may be missing, and which methods or measures may be the same?  Ranked, each with its reasons."""

from __future__ import annotations

from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.missing_links import WHAT, Candidate, Part, Place, Ranking, standing
from kgraph.model import AREA_KINDS, Cell, Link, Table, Text
from kgraph.times.course import statuses
from kgraph.wording import columns, joined, refused, text

__all__ = ["proposed", "suggest"]

_TOLD = 4
"""How many words or things a reason names at most; the strongest come first."""
_SLIGHT = 0.2
"""A single common word that adds less than this is no reason by itself."""
_TINY = 0.1
"""A single word that adds less than this is no reason, whatever stands beside it."""
_TRIED = 3
"""How many pairs are looked at for each that is wanted, since weak ones are left out."""
_SAME = frozenset({"home", "method", "actor", "group"})
"""Reasons that are put otherwise for pairs of the same kind, where both have the thing."""


@collector_put_off()
def suggest(
    graph: KnowledgeGraph, *, what: str = "causes", measure: str | None = None, most: int = 20, whole: KnowledgeGraph | None = None
) -> Table:  # fmt: skip
    """The `most` likeliest missing links, best first: measure → cause ("causes"), measure → area ("areas"), or pairs that
    may be the same ("methods", "measures"); with `measure` only those of one measure.

    `kgraph.missing_links` says how the score is made and what is never proposed.  A row is a proposal: `id` (of the link it
    would be), `source`, `relation`, `target`, `score`, `parts` (the keys of its parts, `shares` how much each adds), `link`
    in words and `reasons`.  Nothing is added to the graph; `proposed` makes links of the rows.  Where the graph is a part of
    a larger one, `whole`, what that has linked or rejected is not proposed either.
    Raises `UsageError` when `what` is unknown or a measure is given for methods, `UnknownName` or `AmbiguousName`.
    """
    if what not in WHAT:
        raise refused("suggest.unknown_what", known=", ".join(WHAT), what=what)
    if measure and what == "methods":
        raise refused("suggest.no_measure")
    one = graph.resolve(measure, ["Measure"]) if measure else None
    ranking = Ranking.of(graph, what, known=whole)
    stated, every = (_cancelled(graph, interpreted=layer) for layer in (False, True))
    ended = stated | every
    likely = ranking.best(_TRIED * most, {one.id} if one else {*ranking.rows} - ended if not ranking.mirrored else None)
    open_still = [pair for pair in likely if ended.isdisjoint((pair.source, pair.target))]
    found = [pair for pair in open_still if ranking.mirrored or not _is_weak(graph, ranking, pair)][:most]
    left = (text("suggest.cancelled", count=both_ways(len(stated), len(every))),) if ended else ()
    title = text(f"suggest.title_{what}")
    rows = tuple(_row(graph, ranking, candidate) for candidate in found)
    return Table(
        name="suggest", title=text("suggest.title_of", title=title, measure=one.brief) if one else title, rows=rows,
        columns=columns(score="suggest.score", source_label="suggest.from", target_label="suggest.to", reasons="suggest.reasons"),
        notes=(*(() if rows else (text("suggest.none"),)), *left, text("suggest.rule"), text("suggest.status_rule")),
    )  # fmt: skip


def _cancelled(graph: KnowledgeGraph, *, interpreted: bool) -> set[str]:
    """The measures that nothing is proposed for, since the latest word on them is that they are cancelled."""
    return {one for one, status in statuses(graph, interpreted=interpreted).items() if status == "cancelled"}


def _is_weak(graph: KnowledgeGraph, ranking: Ranking, candidate: Candidate) -> bool:
    """Whether too little that a reader can look up speaks for a pair: nothing that joins pairs by itself (such as a method),
    and no word but those of an area's name, or one that adds next to nothing, or one that many texts hold and nothing else.
    """
    parts = {part.key: part for part in candidate.parts if round(part.share, 2) > 0}
    if parts.keys() & {*ranking.joins}:
        return False
    where = standing(graph, candidate.target)
    shared = parts["words"].things if "words" in parts else ()
    words = [one for one in shared if where[one].field or where[one].kind not in AREA_KINDS]
    if len(words) != 1:
        return not words
    share = dict(ranking.words.shared(candidate.source, candidate.target))[words[0]]
    alone = parts.keys() <= {"words", "document"} and not ranking.words.is_rare(words[0])
    return share < (_SLIGHT if alone else _TINY)


def proposed(table: Table) -> tuple[Link, ...]:
    """The proposals of a table as interpreted links: no document states them, and their reasons are their rationale."""
    return tuple(
        Link(
            source=str(row["source"]), relation=str(row["relation"]), target=str(row["target"]), status="interpreted",
            rationale=_sentence(row["reasons"]), note=text("suggest.note", score=_number(float(str(row["score"])))),
        )
        for row in table.rows
    )  # fmt: skip


def _row(graph: KnowledgeGraph, ranking: Ranking, candidate: Candidate) -> dict[str, Cell]:
    source, target = graph[candidate.source], graph[candidate.target]
    reading = graph.ontology.relations[candidate.relation].reading
    link = Link(source=candidate.source, relation=candidate.relation, target=candidate.target)
    return {
        "id": link.id, "source": candidate.source, "relation": candidate.relation, "target": candidate.target,
        "source_label": source.brief, "target_label": target.brief, "score": round(candidate.score, 3),
        "link": text("suggest.words", source=source.brief, relation=reading, target=target.brief),
        "parts": tuple(part.key for part in candidate.parts), "shares": tuple(round(part.share, 3) for part in candidate.parts),
        "reasons": tuple(_reason(graph, ranking, candidate, part) for part in candidate.parts if round(part.share, 2)),
    }  # fmt: skip


def _reason(graph: KnowledgeGraph, ranking: Ranking, candidate: Candidate, part: Part) -> Text:
    things = part.things[:_TOLD]
    if part.key == "against":
        said = text("reason.against", one=things[0], other=things[1])
        return text("suggest.part", reason=said, share=_number(part.share))
    if part.key == "words":
        named = joined(_shared(graph, candidate, one) for one in things)
        rare = "rare_" if all(ranking.words.is_rare(one) for one in things) else ""
        key = f"{rare}words" if len(things) > 1 else f"{rare}word"
    else:
        named = joined(graph[one].brief for one in things)
        key = f"same_{part.key}" if ranking.mirrored and part.key in _SAME else part.key
    return text("suggest.part", reason=text(f"reason.{key}", things=named), share=_number(part.share))


def _shared(graph: KnowledgeGraph, candidate: Candidate, stem: str) -> Text:
    """A shared word as either thing has it, and where it stands there."""
    one, other = (standing(graph, end)[stem] for end in (candidate.source, candidate.target))
    key = "suggest.word" if one.word == other.word else "suggest.two_words"
    return text(key, word=one.word, other=other.word, here=_where(graph, one), there=_where(graph, other))


def _where(graph: KnowledgeGraph, place: Place) -> Text:
    return text(f"suggest.{place.field}") if place.field else graph.ontology.kinds[place.kind].label


def _number(share: float) -> Text:
    written = f"{share:.2f}".replace("-", "−")
    return Text(sv=written.replace(".", ","), en=written)


def _sentence(reasons: Cell) -> Text:
    told = [one for one in reasons if isinstance(one, Text)] if isinstance(reasons, tuple) else []
    sv, en = ("; ".join(one.pick(lang) for one in told) for lang in ("sv", "en"))
    return Text(sv=sv[:1].upper() + sv[1:] + ".", en=en[:1].upper() + en[1:] + ".")
