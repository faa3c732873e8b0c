"""Links → a file of links as a person would write it, to lie among the data and be reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kgraph.model import Link, Text
from kgraph.wording import text

__all__ = ["proposals"]


def proposals(links: Iterable[Link]) -> bytes:
    """YAML with the list `links`, in the order given, which `kgraph --data` reads when it lies among the data.

    Strings are in double quotes, as JSON has them, which YAML reads in the same way.
    """
    head = text("export.proposals_head")
    lines = [f"# {line}" for line in (*head.sv.splitlines(), *head.pick("en").splitlines())]
    entries = [line for link in links for line in _entry(link)]
    return "\n".join([*lines, "", "links:" if entries else "links: []", *entries, ""]).encode()


def _entry(link: Link) -> Iterable[str]:
    """The fields of a link that are set."""
    yield f"  - source: {link.source}"
    yield f"    relation: {link.relation}"
    yield f"    target: {link.target}"
    yield f"    status: {link.status}"
    for key in ("document", "locator"):
        if value := getattr(link, key):
            yield f"    {key}: {_quoted(value)}"
    for key in ("rationale", "note"):
        value = getattr(link, key)
        if isinstance(value, Text):
            yield f"    {key}:"
            yield from (f"      {lang}: {_quoted(words)}" for lang in ("sv", "en") if (words := getattr(value, lang)))


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
