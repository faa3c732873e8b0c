"""Taking a stand on interpretations: a decision is a line in the review log, never an edit of the statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kgraph.covering.states import figures
from kgraph.errors import DataError, Position, Problem, UsageError
from kgraph.export import append
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import counted_links
from kgraph.model import Decision, Review, Text
from kgraph.names import suggest
from kgraph.parts.scope import of_plan
from kgraph.project import data_folder, load
from kgraph.sources import logs, reviews
from kgraph.speakers import is_known_role, names_somebody, role_in_quotes
from kgraph.wording import refused, text

__all__ = ["Applied", "apply", "moved", "record", "told"]


_OLDEST = "2000-01-01"
"""No decision on a plan of today was made before this day; an older date is a slip."""


@dataclass(frozen=True)
class Applied:
    """What became of a file of decisions: the log, the reviews that were added to it, and those that it had already."""

    log: Path
    added: tuple[Review, ...]
    skipped: tuple[Review, ...]


def record(
    folder: Path, decision: Decision, links: Sequence[str], *, by: str, on: str, note: str = "", today: date | None = None,
    new_role: bool = False, part: KnowledgeGraph | None = None,
) -> tuple[Path, tuple[Review, ...]]:  # fmt: skip
    """Append a decision on each link to the log in `folder` and return the log and the reviews.

    `links` are ids as `kgraph review` shows them, `by` is a role, `on` a date (YYYY-MM-DD).  Raises `UsageError`, before
    anything is written, for an unknown link, one that a source states, one outside `part` where that is given, a missing
    role, one that the graph does not know (`kgraph.speakers`) unless `new_role` vouches for it, a note with what may be a
    name, a date that is none, that lies before any plan (2000) or, where `today` is given, one that is still to come (it
    would outdo every decision until then); `DataError` when the data cannot be read.
    """
    where = data_folder(folder)
    if not where.is_dir():
        raise refused("review.not_a_folder")
    graph = load(folder)
    with role_in_quotes(graph, by, links):
        decided = [_made(decision, link, by=by, on=on, note=note) for link in dict.fromkeys(links)]
    if today and decided and decided[0].date > today.isoformat():
        raise refused("review.future_date", date=on)
    within = {link.id for link in part.links} if part is not None else None
    for review in decided:
        _check(graph, review.link)
        if within is not None and review.link not in within:
            raise refused("review.outside_part", link=review.link)
    for key, values in _doubts(graph, decided[0], new_role=new_role) if decided else ():
        raise refused(key, **values)
    made = tuple(decided)
    lines = "".join(reviews.line(review) for review in made)
    return append(lines, where / reviews.LOG, heading=";".join(reviews.HEADER)), made


def _doubts(graph: KnowledgeGraph, review: Review, *, new_role: bool) -> Iterator[tuple[str, dict[str, object]]]:
    """What speaks against the words of a review: the role, the note, the day."""
    if review.date < _OLDEST:
        yield "review.old_date", {"date": review.date}
    if not new_role and not is_known_role(graph, review.by):
        yield "review.unknown_role", {"by": review.by}
    if names_somebody(graph, review.note):
        yield "review.bad_note", {}


def apply(folder: Path, file: Path, *, today: date | None = None, new_role: bool = False) -> Applied:
    """Append the decisions of a file, as the page's review mode saves it, to the log in `folder`.

    The file has the form of the log (`date;by;decision;link;note`).  A line that the log has already is left out, and so is
    the second of two that say the same.  Raises `DataError` with every fault of every line, before anything is written: a
    line that cannot be read, a link that is unknown, that a source states, that is decided already or that the file decides
    both ways, and, where `today` is given, a date that is still to come.  Raises `UsageError` where there is no such file,
    and for a file without a single line.
    """
    where = data_folder(folder)
    if not where.is_dir():
        raise refused("review.not_a_folder")
    if not file.is_file():
        raise refused("review.no_file", file=file)
    found = logs.read(file, Review)
    if not found.entries and not found.problems:
        raise refused("review.empty_file", file=file)
    graph = load(folder)
    known = {_said(one) for one in graph.reviews}
    first = {_said(one): position for one, position in reversed(found.entries)}
    fresh = [(one, at) for one, at in found.entries if _said(one) not in known and first[_said(one)] == at]
    problems = [*found.problems, *_faults(graph, fresh, today, new_role=new_role)]
    if problems:
        raise DataError(problems)
    added = tuple(one for one, _ in fresh)
    lines = "".join(reviews.line(one) for one in added)
    log = append(lines, where / reviews.LOG, heading=";".join(reviews.HEADER)) if added else where / reviews.LOG
    taken = {position for _, position in fresh}
    return Applied(log, added, tuple(one for one, position in found.entries if position not in taken))


def told(before: KnowledgeGraph, after: KnowledgeGraph, links: Sequence[str]) -> tuple[Text, ...]:
    """What some decisions came to, in words: each link with what it is now, and what `moved`."""
    lines = []
    for link in (one for wanted in links for one in after.links if one.id == wanted and one.status != "stated"):
        relation = after.ontology.relations[link.relation].reading
        said = text("review.words", source=after[link.source].brief, relation=relation, target=after[link.target].brief)
        lines.append(text(f"review.{link.status}_one", link=said))
    return (*dict.fromkeys(lines), *moved(before, after, links))


def moved(before: KnowledgeGraph, after: KnowledgeGraph, links: Collection[str]) -> tuple[Text, ...]:
    """How decisions on some links changed the number of links, and in each plan with such a link the figures of coverage."""
    (stated_before, every_before), (stated, every) = counted_links(before), counted_links(after)
    now = {"stated": stated, "every": every, "stated_before": stated_before, "every_before": every_before}
    lines = [text("review.counts_now", **now)]
    for plan in before.of_kind("Plan"):
        parts = [of_plan(graph, plan.id) for graph in (before, after)]
        if any(link.id in links for part in parts for link in part.links):
            lines += _moved_in(plan.brief, *parts)
    return tuple(lines)


def _moved_in(plan: Text, before: KnowledgeGraph, after: KnowledgeGraph) -> Iterator[Text]:
    """The figures of coverage that are other than before, or that none is."""
    pairs = list(zip(figures(before), figures(after), strict=True))
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    for old, new in changed:
        yield text(
            "review.moved", plan=plan, figure=new.label, stated_before=old.stated, stated=new.stated,
            every_before=old.with_interpreted, every=new.with_interpreted,
        )  # fmt: skip
    if not changed:
        yield text("review.not_moved", plan=plan)


def _said(one: Review) -> tuple[str, ...]:
    return (one.date, one.by, one.decision, one.link, one.note)


def _faults(
    graph: KnowledgeGraph, decided: Sequence[tuple[Review, Position]], today: date | None, *, new_role: bool
) -> Iterator[Problem]:
    """What is wrong with lines that can be read."""
    ways: dict[str, str] = {}
    last = {one.link: one for one in sorted(graph.reviews, key=lambda one: one.date)}
    for one, position in decided:
        if today and one.date > today.isoformat():
            yield _fault(position, "review.future_date", date=one.date)
        yield from (_fault(position, key, **values) for key, values in _doubts(graph, one, new_role=new_role))
        try:
            _check(graph, one.link)
        except UsageError as error:
            yield Problem("F7", position, error.sv, error.en, "", "")
            continue
        if one.link in last:
            before = last[one.link]
            yield _fault(position, "review.decided", link=one.link, by=before.by, date=before.date)
        elif ways.setdefault(one.link, one.decision) != one.decision:
            yield _fault(position, "review.both_ways", link=one.link)


def _fault(position: Position, key: str, **values: object) -> Problem:
    message = text(key, **values)
    return Problem("F7", position, message.sv, message.pick("en"), "", "")


def _check(graph: KnowledgeGraph, wanted: str) -> None:
    found = [link for link in graph.links if link.id == wanted]
    if not found:
        near = suggest(wanted, (link.id for link in graph.links if link.status != "stated"))
        raise refused("review.unknown_link_near" if near else "review.unknown_link", link=wanted, names=", ".join(near))
    if all(link.status == "stated" for link in found):
        raise refused("review.stated_link", link=wanted)


def _made(decision: Decision, link: str, *, by: str, on: str, note: str) -> Review:
    """The review, or a `UsageError` about the first part of it that cannot stand."""
    try:
        return Review(date=on, by=by, decision=decision, link=link, note=note)
    except ValidationError as error:
        part = str(error.errors()[0]["loc"][0])
        if part == "link":
            raise refused("review.unknown_link", link=link) from None
        raise refused({"date": "review.bad_date", "note": "review.bad_note"}.get(part, "review.bad_role")) from None
