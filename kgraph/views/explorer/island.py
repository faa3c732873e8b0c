"""The page's data as JSON values: things, links and best paths by their numbers, so that the script only intersects.

Things stand in the Swedish order of their short labels, so that the order of numbers is the order of every list.
Words that come often (kinds, relations, places in a source) stand once, in lists of their own.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from kgraph import ways
from kgraph.asking.kinds import RANK
from kgraph.model import Link, LinkStatus, Node, Path, Step
from kgraph.views import network
from kgraph.views.explorer.facts import Facts
from kgraph.wording import catalogue

__all__ = ["STATUSES", "Island"]

STATUSES: tuple[LinkStatus, ...] = ("stated", "confirmed", "interpreted", "rejected")
_PLAIN = ("abbreviation", "aliases", "description", "note")


class Island:
    """Everything that the page's script knows; each word is numbered when it is first met.

    Things and links are called by their places in `nodes` and `links`.  A thing is a list of values whose names stand
    in `keys`; its fields are called by their places in `fields`, each before its value; `read` are those that are
    readings of ours, for the reason `why`.  A link is a list: subject, relation, object, status, place in the source,
    document, rationale, note.  What is empty is "", and empty ends are cut off.  A path is a list of link numbers,
    written as -1 - number where the link is walked from its object to its subject.  The rationale of an interpreted
    link stands once, in the page's list of links to confirm, and the full name of a measure and what it lacks in the
    list of measures, where the script reads them.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.places: dict[str, int] = {}
        self.known_fields: dict[str, int] = {}
        self.kinds = sorted({node.kind for node in facts.nodes})
        self.relations = sorted({link.relation for link in facts.links})
        records: list[Node | Link] = [*facts.nodes, *facts.links]
        documents = Counter(record.document for record in records if record.document)
        self.document = min(documents, key=lambda one: (-documents[one], one), default=None)

    def values(self) -> dict[str, Any]:
        """The whole as JSON values; what parts of it add is told by `kgraph.views.explorer.parts`."""
        facts, ontology = self.facts, self.facts.graph.ontology
        numbered = {
            facts.number[measure]: {facts.number[thing]: path for thing, path in paths.items()}
            for measure, paths in facts.touches.items()
        }
        nodes = [self._node(node) for node in facts.nodes]
        drawn = network.network([node.kind for node in facts.nodes], numbered)
        return {
            "lang": facts.lang,
            "level": facts.level,
            "nodes": [_trimmed(*node.values()) for node in nodes],
            "keys": list(nodes[0]) if nodes else [],
            "links": [self._link(link) for link in facts.links],
            "touches": {
                str(measure): [[thing, self.path(path)] for thing, path in sorted(paths.items())]
                for measure, paths in sorted(numbered.items())
            },
            "statuses": STATUSES,
            "places": list(self.places),
            "document": facts.number.get(self.document or ""),
            "kinds": [
                [kind, *map(facts.pick, (ontology.kinds[kind].label, ontology.kinds[kind].plural))]
                for kind in self.kinds
            ],
            "ranks": [RANK[kind] for kind in self.kinds],
            "relations": [
                [name, *map(facts.pick, (ontology.relations[name].reading, ontology.relations[name].inverse_reading))]
                for name in self.relations
            ],
            "fields": [[field, facts.pick(catalogue().get(f"field.{field}")) or field] for field in self.known_fields],
            "touchable": [kind for kind in ways.TOUCHABLE if kind in self.kinds],
            "network": {"places": _places(drawn["nodes"], len(nodes)), "options": drawn["options"]},
        }

    def _node(self, node: Node) -> dict[str, Any]:
        facts = self.facts
        brief, label = facts.pick(node.brief), facts.pick(node.label)
        return {
            "id": node.id,
            "kind": self.kinds.index(node.kind),
            "short": brief,
            "at": self._place(node),
            "label": "" if label == brief or node.kind == "Measure" else label,
            "fields": self._fields(node),
            "document": self._other_document(node),
            "unknown": [self._field(field) for field in node.unknown],
            "standing": list(facts.standings.get(node.id, ())),
            "read": [self._field(field) for field in node.interpreted],
            "why": facts.pick(node.rationale) if node.interpreted else "",
        }

    def _field(self, name: str) -> int:
        return self.known_fields.setdefault(name, len(self.known_fields))

    def _fields(self, node: Node) -> list[Any]:
        """The filled fields of a node, each by its number and then its value in words; dates that only repeat the stated time are left out."""
        own = [field for field in type(node).model_fields if field not in Node.model_fields and field != "row"]
        time = getattr(node, "time", None)
        told = [
            (self._field(field), self.facts.in_words(field, value))
            for field in (*_PLAIN, *own)
            if (value := getattr(node, field)) not in (None, (), "") and (field == "time" or value != time)
        ]
        return [part for pair in told for part in pair]

    def _link(self, link: Link) -> list[Any]:
        facts = self.facts
        return _trimmed(
            facts.number[link.source], self.relations.index(link.relation), facts.number[link.target],
            STATUSES.index(link.status), self._place(link), self._other_document(link),
            "" if link.status == "interpreted" else facts.pick(link.rationale), facts.pick(link.note),
        )  # fmt: skip

    def _place(self, record: Node | Link) -> int | None:
        """The number of a record's place in its source."""
        return self.places.setdefault(record.locator, len(self.places)) if record.locator else None

    def _other_document(self, record: Node | Link) -> int | None:
        """A record's document where it is not the commonest one; -1 for none."""
        if record.document == self.document:
            return None
        return self.facts.number.get(record.document, -1) if record.document else -1

    def path(self, path: Path) -> list[int]:
        """A path as the numbers of its links."""
        return [self._step(step) for step in path.steps]

    def _step(self, step: Step) -> int:
        number = self.facts.link_number(step)
        return number if step.forward else -1 - number


def _places(drawn: list[dict[str, int]], count: int) -> list[int]:
    """Where each thing stands in the picture, by its number: its row × 4 + its column; -1 for what never stands there."""
    spots = {node["id"]: 4 * node["y"] + node["level"] for node in drawn}
    return [spots.get(number, -1) for number in range(count)]


def _trimmed(*values: Any) -> list[Any]:
    """Values without their empty ends; "" stands for what is empty between others."""
    kept = ["" if value in (None, []) else value for value in values]
    while kept and kept[-1] == "":
        kept.pop()
    return kept
