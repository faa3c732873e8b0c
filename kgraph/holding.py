"""What a graph holds, as a notebook shows it: its plans, its things by kind, its links in both ways of counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from kgraph.model import Link, Node, Plan
from kgraph.ontology import Ontology
from kgraph.wording import text

__all__ = ["holding"]


def holding(nodes: Iterable[Node], links: Iterable[Link], ontology: Ontology) -> str:
    """The records of a graph in Swedish as HTML; escaped, and nothing that runs."""
    things, statements = list(nodes), list(links)
    kinds = Counter(one.kind for one in things)
    rows = "".join(
        f"<tr><td>{escape(_begun(ontology.kinds[kind].plural.sv))}</td><td>{count}</td></tr>"
        for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    counted = text(
        "holding.links",
        stated=sum(one.counts_as_stated for one in statements),
        every=sum(one.counts for one in statements),
    )
    plans = "".join(f"<li>{escape(one.label.sv)}{_period(one)}</li>" for one in things if isinstance(one, Plan))
    heading = text("holding.title", things=len(things)).sv
    heads = "".join(f"<th>{escape(text(f'holding.{key}').sv)}</th>" for key in ("kind", "number"))
    return (
        f"<div><p><b>{escape(heading)}</b><br>{escape(counted.sv)}</p>{f'<ul>{plans}</ul>' if plans else ''}"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _period(plan: Plan) -> str:
    years = "–".join(dict.fromkeys(one for one in (plan.starts, plan.ends) if one))
    return f" ({escape(years)})" if years and years not in plan.label.sv else ""
