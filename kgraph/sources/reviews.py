"""The review log beside the data: `review-log.csv`, one line a decision, appended to and never edited."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from kgraph.errors import DataError, Position, Problem
from kgraph.model import Link, Records, Review
from kgraph.sources.files import display, read_text

__all__ = ["HEADER", "LOG", "apply", "line", "read"]

LOG = "review-log.csv"
HEADER = tuple(Review.model_fields)
_FIX = (f"Varje rad ska ha {';'.join(HEADER)}.", f"Each line must have {';'.join(HEADER)}.")


def read(folder: Path) -> Records:
    """The reviews in a data folder, with every line that cannot be read as a problem; nothing where there is no log."""
    file = folder / LOG
    if not file.is_file():
        return Records()
    if not file.stat().st_size:
        return Records()
    try:
        table = csv.DictReader(io.StringIO(read_text(file)), delimiter=";", strict=True)
        reviews, problems = _rows(table, display(file))
    except DataError as error:
        return Records(problems=error.problems)
    except csv.Error as error:
        where = Position(display(file))
        return Records(problems=(Problem("F5", where, f"är ingen CSV: {error}.", f"is no CSV: {error}.", *_FIX),))
    return Records(problems=tuple(problems), reviews=tuple(reviews))


def _rows(table: csv.DictReader[str], file: str) -> tuple[list[Review], list[Problem]]:
    reviews: list[Review] = []
    problems: list[Problem] = []
    if set(table.fieldnames or ()) != set(HEADER):
        return [], [Problem("F5", Position(file, 1), "saknar rubrikraden.", "lacks its heading.", *_FIX)]
    for row in table:
        if list(row.values()) == list(row):  # a second heading, left by two writers of a new log
            continue
        try:
            reviews.append(Review.model_validate({key: value or "" for key, value in row.items()}))
        except (ValidationError, TypeError) as error:
            fault = error.errors()[0]["loc"][0] if isinstance(error, ValidationError) else "?"
            where = Position(file, table.line_num)
            problems.append(Problem("F7", where, f"«{fault}» går inte att läsa.", f"“{fault}” cannot be read.", *_FIX))
    return reviews, problems


def line(review: Review) -> str:
    """One review as a line of the log, line break included."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerow([getattr(review, name) for name in HEADER])
    return written.getvalue()


def apply(records: Records) -> Records:
    """The records with each reviewed interpretation confirmed or rejected; statements of sources are left as they are."""
    last = {review.link: review for review in _in_order(records.reviews)}
    links = tuple((_reviewed(link, last.get(link.id)), position) for link, position in records.links)
    return Records(records.nodes, links, records.problems, records.reviews)


def _in_order(reviews: Iterable[Review]) -> list[Review]:
    """By date; of the same day the later line counts."""
    return sorted(reviews, key=lambda review: review.date)


def _reviewed(link: Link, review: Review | None) -> Link:
    if review is None or link.status == "stated":
        return link
    status = "confirmed" if review.decision == "confirm" else "rejected"
    return link.model_copy(update={"status": status, "reviewed_by": review.by, "reviewed_on": review.date})
