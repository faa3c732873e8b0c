"""The top line: whose plan it is, for when, how far decided, how open the page is and what it was built from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from kgraph import __version__
from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG, Node, Plan, Text
from kgraph.names import swedish_order
from kgraph.views.explorer.facts import Facts
from kgraph.wording import text

__all__ = ["Edition", "file_name", "fingerprint", "heading"]


@dataclass(frozen=True)
class Edition:
    """What a page is that does not show a plan alone and whole: a part of it by its name, or (without one) two versions; what a
    reader must know of it; and how the name of its file ends.
    """

    name: Text | None
    note: Text
    slug: str


def heading(facts: Facts, data: KnowledgeGraph, edition: Edition | None = None) -> dict[str, str]:
    """The words of the top line by the names that the template uses; `data` is the graph before anything was left out of it."""
    told = {**_heading(facts), "fingerprint": fingerprint(data)}
    if not edition:
        return told
    key = "excerpts.title" if edition.name else "excerpts.versions"
    title = text(key, name=facts.pick(edition.name), whole=told["title"])
    return {**told, "title": facts.pick(title), "note": facts.pick(edition.note)}


def _heading(facts: Facts) -> dict[str, str]:
    plan = facts.plan if isinstance(facts.plan, Plan) and not facts.spans else None
    sources = facts.graph.of_kind("Source")
    first = plan or next(iter(sources), None)
    logs = [text("page.built_from_decisions")] if any(link.reviewed_by for link in facts.links) else []
    logs += [text("page.built_from_follow_up")] if FOLLOW_UP_LOG in facts.graph else []
    source = ", ".join(map(facts.pick, [*(one.brief for one in sources if one.id != FOLLOW_UP_LOG), *logs]))
    owner = facts.linked(plan.id, "isPlanOf") if plan else []
    return {
        "municipality": facts.pick(owner[0][0].label) if owner else "",
        "title": _all_plans(facts) if facts.spans else facts.pick(first.label if first else text("page.untitled")),
        "period": _period([plan] if plan else facts.plans if facts.spans else []),
        "status": _status(facts, plan),
        "level": facts.pick(text(f"page.level_{facts.level}")),
        "source": source,
        "version": __version__,
        "note": "",
    }


def file_name(facts: Facts, edition: Edition | None = None) -> str:
    """The name of the page's file: the plan's id without its "plan-" and the year in which it ends, or "alla-planer"; of a part
    or of two versions with its own end.
    """
    name = _file_name(facts)
    return f"{name.removesuffix('.html')}-{edition.slug}.html" if edition else name


def _file_name(facts: Facts) -> str:
    if facts.spans:
        towns = _towns(facts)
        return f"alla-planer-{min(towns).removeprefix('municipality-')}.html" if len(towns) == 1 else "alla-planer.html"
    plan = facts.plan
    if not isinstance(plan, Plan):
        return "kgraph.html"
    name, end = plan.id.removeprefix("plan-"), (plan.ends or "")[:4]
    return f"{name}.html" if not end.isdecimal() or name.endswith(end) else f"{name}-{end}.html"


def fingerprint(data: KnowledgeGraph) -> str:
    """The first signs of a hash of every record: what shows the same one was built from the same data, open or not."""
    digest = hashlib.sha256()
    for record in (*sorted(data, key=Facts.order), *data.links):
        digest.update(f"{record.kind if hasattr(record, 'kind') else ''}{record.model_dump_json()}\n".encode())
    return digest.hexdigest()[:8]


def _towns(facts: Facts) -> dict[str, str]:
    """The names of the plans' municipalities by their ids; of plans without one, the plan's own."""
    found: dict[str, str] = {}
    for plan in facts.plans:
        owners = [owner for owner, _ in facts.linked(plan.id, "isPlanOf")] or [plan]
        found |= {owner.id: facts.pick(owner.brief) for owner in owners}
    return found


def _all_plans(facts: Facts) -> str:
    """The title of a page that holds more than one plan: whose plans they are, in Swedish order."""
    places = ", ".join(sorted(_towns(facts).values(), key=swedish_order))
    return facts.pick(text("page.all_plans" if len(facts.plans) > 1 else "page.plan_and_more", places=places))


def _period(plans: Sequence[Node]) -> str:
    """From the first start to the last end of some plans."""
    years = [(plan.starts, plan.ends) for plan in plans if isinstance(plan, Plan)]
    starts, ends = sorted(start for start, _ in years if start), sorted(end for _, end in years if end)
    return "–".join(dict.fromkeys([*starts[:1], *ends[-1:]]))


def _status(facts: Facts, plan: Plan | None) -> str:
    if plan is None:
        return ""
    return facts.pick(text("page.decided", when=plan.decided) if plan.decided else text("page.undecided"))
