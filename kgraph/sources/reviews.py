"""The review log beside the data: `review-log.csv`, one line a decision, appended to and never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kgraph.model import Link, Records, Review
from kgraph.sources import logs

__all__ = ["HEADER", "LOG", "apply", "line", "read"]

LOG = "review-log.csv"
HEADER = logs.header(Review)
line = logs.line


def read(folder: Path) -> Records:
    """The reviews in a data folder, with every line that cannot be read as a problem; nothing where there is no log."""
    found = logs.read(folder / LOG, Review)
    return Records(problems=found.problems, reviews=tuple(review for review, _ in found.entries))


def apply(records: Records) -> Records:
    """The records with each reviewed interpretation confirmed or rejected; statements of sources are left as they are."""
    last = {review.link: review for review in _in_order(records.reviews)}
    links = tuple((_reviewed(link, last.get(link.id)), position) for link, position in records.links)
    return replace(records, links=links)


def _in_order(reviews: Iterable[Review]) -> list[Review]:
    """By date; of the same day the later line counts."""
    return sorted(reviews, key=lambda review: review.date)


def _reviewed(link: Link, review: Review | None) -> Link:
    if review is None or link.status == "stated":
        return link
    status = "confirmed" if review.decision == "confirm" else "rejected"
    return link.model_copy(update={"status": status, "reviewed_by": review.by, "reviewed_on": review.date})
