"""Taking a stand on interpretations: a decision is a line in the review log, never an edit of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kgraph.errors import UsageError
from kgraph.export import append
from kgraph.graph import KnowledgeGraph
from kgraph.model import Decision, Review
from kgraph.names import suggest
from kgraph.project import data_folder, load
from kgraph.sources import reviews
from kgraph.wording import text

__all__ = ["record"]


def record(
    folder: Path, decision: Decision, links: Sequence[str], *, by: str, on: str, note: str = "", today: date | None = None
) -> tuple[Path, tuple[Review, ...]]:  # fmt: skip
    """Append a decision on each link to the log in `folder` and return the log and the reviews.

    `links` are ids as `kgraph review` shows them, `by` is a role, `on` a date (YYYY-MM-DD).  Raises `UsageError`, before
    anything is written, for an unknown link, one that a source states, a missing role, a date that is none or, where
    `today` is given, one that is still to come (it would outdo every decision until then); `DataError` when the data
    cannot be read.
    """
    where = data_folder(folder)
    if not where.is_dir():
        raise _refused("review.not_a_folder")
    decided = [_made(decision, link, by=by, on=on, note=note) for link in dict.fromkeys(links)]
    if today and decided and decided[0].date > today.isoformat():
        raise _refused("review.future_date", date=on)
    graph = load(folder)
    for review in decided:
        _check(graph, review.link)
    made = tuple(decided)
    lines = "".join(reviews.line(review) for review in made)
    return append(lines, where / reviews.LOG, heading=";".join(reviews.HEADER)), made


def _check(graph: KnowledgeGraph, wanted: str) -> None:
    found = [link for link in graph.links if link.id == wanted]
    if not found:
        near = suggest(wanted, (link.id for link in graph.links if link.status != "stated"))
        raise _refused(
            "review.unknown_link_near" if near else "review.unknown_link", link=wanted, names=", ".join(near)
        )
    if all(link.status == "stated" for link in found):
        raise _refused("review.stated_link", link=wanted)


def _made(decision: Decision, link: str, *, by: str, on: str, note: str) -> Review:
    """The review, or a `UsageError` about the first part of it that cannot stand."""
    try:
        return Review(date=on, by=by, decision=decision, link=link, note=note)
    except ValidationError as error:
        part = str(error.errors()[0]["loc"][0])
        if part == "link":
            raise _refused("review.unknown_link", link=link) from None
        raise _refused({"date": "review.bad_date", "note": "review.bad_note"}.get(part, "review.bad_role")) from None


def _refused(key: str, **values: object) -> UsageError:
    message = text(key, **values)
    return UsageError(message.sv, message.pick("en"))
