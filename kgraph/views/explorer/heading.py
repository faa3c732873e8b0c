"""The top line: whose plan it is, for when, how far decided, how open the page is and what it was built from."""

from __future__ import annotations

import hashlib

from kgraph import __version__
from kgraph.model import Plan
from kgraph.views.explorer.facts import Facts
from kgraph.wording import text

__all__ = ["file_name", "fingerprint", "heading"]


def heading(facts: Facts) -> dict[str, str]:
    """The words of the top line by the names that the template uses."""
    plan = facts.plan if isinstance(facts.plan, Plan) else None
    sources = facts.graph.of_kind("Source")
    first = plan or next(iter(sources), None)
    source = ", ".join(facts.pick(one.brief) for one in sources)
    owner = facts.linked(plan.id, "isPlanOf") if plan else []
    return {
        "municipality": facts.pick(owner[0][0].label) if owner else "",
        "title": facts.pick(first.label) if first else facts.pick(text("page.untitled")),
        "period": _period(plan),
        "status": _status(facts, plan),
        "level": facts.pick(text(f"page.level_{facts.level}")),
        "source": source,
        "fingerprint": fingerprint(facts),
        "version": __version__,
    }


def file_name(facts: Facts) -> str:
    """The name of the page's file: the plan's id without its "plan-", and the year in which the plan ends."""
    plan = facts.plan
    if not isinstance(plan, Plan):
        return "kgraph.html"
    name, end = plan.id.removeprefix("plan-"), (plan.ends or "")[:4]
    return f"{name}.html" if not end.isdecimal() or name.endswith(end) else f"{name}-{end}.html"


def fingerprint(facts: Facts) -> str:
    """The first signs of a hash of every record on the page: two pages with the same one were built from the same data."""
    digest = hashlib.sha256()
    for record in (*facts.nodes, *facts.links):
        digest.update(f"{record.kind if hasattr(record, 'kind') else ''}{record.model_dump_json()}\n".encode())
    return digest.hexdigest()[:8]


def _period(plan: Plan | None) -> str:
    years = [year for year in (plan.starts, plan.ends) if year] if plan else []
    return "–".join(dict.fromkeys(years))


def _status(facts: Facts, plan: Plan | None) -> str:
    if plan is None:
        return ""
    return facts.pick(text("page.decided", when=plan.decided) if plan.decided else text("page.undecided"))
