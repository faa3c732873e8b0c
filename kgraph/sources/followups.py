"""The follow-up log beside the data: `follow-up-log.csv`, one line an entry, appended to and never edited.

Each line becomes a `FollowUp` that `followsUp` its measure, and the log the source of both.  A line about a measure
that the data no longer has becomes a `FollowUp` of nothing: it is history, and a new plan must not make it a fault.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kgraph import ontology
from kgraph.errors import Position
from kgraph.model import FOLLOW_UP_LOG, FollowUp, Link, Node, Progress, Records, Source, Text
from kgraph.names import fold
from kgraph.sources import logs
from kgraph.wording import text

__all__ = ["HEADER", "LOG", "add", "line", "status_named"]

LOG = "follow-up-log.csv"
HEADER = logs.header(Progress)
line = logs.line


def add(records: Records, folder: Path) -> Records:
    """The records with the follow-ups that the log of a data folder holds; as they are where there is no log.

    A line that cannot be read is a problem with its file and line.
    """
    log = logs.read(folder / LOG, Progress, status=status_named)
    found = Records(problems=log.problems)
    if log.entries:
        measures = {node.id for node, _ in records.nodes if node.kind == "Measure"}
        source = Source(id=FOLLOW_UP_LOG, label=text("follow_up.log"), taken=text("follow_up.log_taken"))
        found += Records(nodes=((source, Position(log.entries[0][1].file)),))
        met: Counter[str] = Counter()
        for entry, position in log.entries:
            met[entry.date] += 1
            found += _read(entry, met[entry.date], position, known=entry.measure in measures)
    return records + found


def status_named(word: str) -> str:
    """The status that a word means ("pågår", "klar", "ongoing"), by its English key; the word itself where it means none.

    >>> status_named("Ej påbörjad"), status_named("klar"), status_named("delayed"), status_named("kanske")
    ('planned', 'completed', 'delayed', 'kanske')
    """
    for notation, concept in ontology.load().schemes["measure_status"].items():
        words = (notation, concept.label.sv, concept.label.pick("en"), *concept.words)
        if fold(word) in map(fold, words):
            return notation
    return word


def _read(entry: Progress, number: int, position: Position, *, known: bool) -> Records:
    """The follow-up of a line, and its link; `number` counts the lines of the same day, so an id stays when lines are added."""
    at = {"document": FOLLOW_UP_LOG, "locator": _locator(position)}
    label = ontology.load().concept_label("measure_status", entry.status)
    made: Node = FollowUp(
        id=f"log-{entry.date}-{number:04}", date=entry.date, measure_status=entry.status, role=entry.role,
        label=text("follow_up.label", date=entry.date, number=number, status=label),
        description=None if known else text("follow_up.lost", measure=entry.measure),
        note=Text(sv=entry.note) if entry.note else None, **at,
    )  # fmt: skip
    links = (Link(source=made.id, relation="followsUp", target=entry.measure, **at),) if known else ()
    return Records(((made, position),), tuple((link, position) for link in links))


def _locator(position: Position) -> str:
    return f"rad {position.line}"
