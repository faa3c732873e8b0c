"""What changed in the fields of a thing: its words, its times, how it goes, and every other thing that is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.model import Node, Text
from kgraph.ontology import Ontology
from kgraph.versioning.change import Change
from kgraph.wording import joined, text

__all__ = ["field_changes"]

_WORDS = ("label", "description")
_TIMES = ("time", "starts", "ends", "recurrence")


def field_changes(old: Node, new: Node, ontology: Ontology) -> Iterator[Change]:
    """Every change of what is said of a thing; not of its names beside the label, nor of where it stands in a document.

    A value that is our reading is told as one, so that a reading that a source has come to state is a change too.
    """
    for field in _WORDS:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Change(
                "reworded", new.kind, old.id, new.id, old=_changed_words(was, now), new=_changed_words(now, was)
            )
    own = [
        field for field in type(new).model_fields if field not in Node.model_fields and field not in (*_TIMES, "row")
    ]
    for code, fields in (
        ("time_changed", _TIMES),
        *(("status_changed" if field == "measure_status" else "field_changed", (field,)) for field in own),
    ):
        said = [[_in_words(one, field, ontology) for field in fields] for one in (old, new)]
        if said[0] != said[1]:
            was, now = (_joined(each) for each in said)
            is_stated = any(
                old.told(field, interpreted=False) != new.told(field, interpreted=False)
                for field in fields
                if hasattr(old, field)
            )
            name = text(f"field.{fields[0]}") if code == "field_changed" else None
            yield Change(code, new.kind, old.id, new.id, old=was, new=now, field=name, only_read=not is_stated)


def _in_words(node: Node, field: str, ontology: Ontology) -> Text | None:
    value = getattr(node, field, None)
    if value is None or value == ():
        return None
    told = _joined([ontology.in_words(field, one) for one in (value if isinstance(value, tuple) else (value,))])
    return text("versions.read_only", detail=told) if field in node.interpreted and told else told


def _joined(parts: Iterable[Text | None]) -> Text | None:
    known = list(dict.fromkeys(part for part in parts if part))
    return joined(known, "; ") if known else None


def _changed_words(words: Text | None, other: Text | None) -> Text | None:
    """The words that changed: the Swedish ones, or the English where only they did."""
    if words and other and words.sv == other.sv and words.en:
        return Text(sv=words.en, en=words.en)
    return words
