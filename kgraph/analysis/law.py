"""Do we meet the law?  Duty by duty: fulfilled, not fulfilled, or not to be judged by what the sources say."""

from __future__ import annotations

from collections import Counter
from datetime import date

from kgraph.duties import Judgement, judgements
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, Table, Text
from kgraph.wording import columns, text

__all__ = ["law"]


def law(graph: KnowledgeGraph, *, on: date | None = None) -> Table:
    """The duties of lag (2023:196) for each plan, assessment, agreement and municipality (see `kgraph.duties`).

    `on` is the day that dates are judged by; without it the two-year rules cannot be judged.  A row is a duty: `code`,
    `duty`, `paragraph`, `subject` (an id), `about`, `verdict` ("fulfilled", "not_fulfilled", "expired", "not_due" or "unknown"), `read` (interpreted
    links would fulfil it), `why` and `source`.
    """
    found = judgements(graph, on)
    tally = Counter(one.verdict for one in found)
    count = Count(
        key="fulfilled", label=text("law.count"), stated=tally["fulfilled"],
        with_interpreted=sum(one.verdict == "fulfilled" or one.read for one in found), total=len(found),
        rule=text("law.count_rule"),
    )  # fmt: skip
    numbers = {
        "fulfilled": tally["fulfilled"],
        "broken": tally["not_fulfilled"],
        "expired": tally["expired"],
        "not_due": tally["not_due"],
        "unknown": tally["unknown"],
    }
    return Table(
        name="law", title=text("law.title_on", on=on) if on else text("law.title"), counts=(count,),
        rows=tuple(_row(graph, one) for one in found),
        columns=columns(
            duty="law.duty", paragraph="law.paragraph", about="law.about", verdict_label="law.verdict", why="law.why", source="source",
        ),
        notes=(text("law.tally", **numbers), text("law.method")) if found else (text("law.none"),),
    )  # fmt: skip


def _row(graph: KnowledgeGraph, one: Judgement) -> dict[str, Cell]:
    words = text(f"{one.code}.{one.case}", **one.values)
    sources = dict.fromkeys(source for record in one.records if (source := graph.citation(record)))
    return {
        "code": one.code, "duty": text(f"{one.code}.title"), "paragraph": one.paragraph, "subject": one.subject.id,
        "about": one.subject.brief, "verdict": one.verdict, "verdict_label": text(f"law.{one.verdict}"), "read": one.read,
        "why": _begun(words), "source": tuple(sources),
    }  # fmt: skip


def _begun(words: Text) -> Text:
    """The words with a capital."""
    return Text(sv=words.sv[:1].upper() + words.sv[1:], en=words.pick("en")[:1].upper() + words.pick("en")[1:])
