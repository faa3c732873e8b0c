"""Do we meet the law?  Duty by duty: fulfilled, not fulfilled, or not to be judged by what the sources say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kgraph.duties import Judgement, judgements
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, Table, Text
from kgraph.wording import columns, joined, text

__all__ = ["law"]


def law(graph: KnowledgeGraph, *, on: date | None = None) -> Table:
    """The duties of lag (2023:196) for each plan, assessment, agreement and municipality (see `kgraph.duties`).

    `on` is the day that dates are judged by; without it the two-year rules cannot be judged.  A row is a duty, one in
    several paragraphs where each is judged alike: `code`, `duty`, `paragraph`, `subject` (an id), `about`, `verdict`
    ("fulfilled", "not_fulfilled", "expired", "not_due" or "unknown"), `read` (interpreted links would fulfil it),
    `why` and `source`.
    """
    found = _together(judgements(graph, on))
    tally = Counter(alike[0].verdict for alike in found)
    count = Count(
        key="fulfilled", stated=tally["fulfilled"], total=len(found), rule=text("law.count_rule"),
        with_interpreted=sum(alike[0].verdict == "fulfilled" or alike[0].read for alike in found),
        label=text("law.count"),
    )  # fmt: skip
    others = text(
        "law.others", broken=tally["not_fulfilled"], expired=tally["expired"], not_due=tally["not_due"], unknown=tally["unknown"],
    )  # fmt: skip
    return Table(
        name="law", title=text("law.title_on", on=on) if on else text("law.title"), counts=(count,),
        rows=tuple(_row(graph, alike) for alike in found),
        columns=columns(
            duty="law.duty", paragraph="law.paragraph", about="law.about", verdict_label="law.verdict", why="law.why", source="source",
        ),
        notes=(others, text("law.method")) if found else (text("law.none"),),
    )  # fmt: skip


def _together(found: Sequence[Judgement]) -> list[list[Judgement]]:
    """One demand in several paragraphs is one where it is judged alike in each."""
    alike: dict[tuple[str, ...], list[Judgement]] = {}
    for one in found:
        alike.setdefault((one.code, one.subject.id, one.verdict, one.case), []).append(one)
    return list(alike.values())


def _row(graph: KnowledgeGraph, alike: Sequence[Judgement]) -> dict[str, Cell]:
    one = alike[0]
    told = [_begun(text(f"{each.code}.{each.case}", **each.values)) for each in alike]
    records = (record for each in alike for record in each.records)
    sources = dict.fromkeys(source for record in records if (source := graph.citation(record)))
    return {
        "code": one.code, "duty": text(f"{one.code}.title"), "paragraph": _paragraphs([each.paragraph for each in alike]),
        "subject": one.subject.id, "about": one.subject.brief, "verdict": one.verdict, "verdict_label": text(f"law.{one.verdict}"),
        "read": one.read, "why": joined(told, " "), "source": tuple(sources),
    }  # fmt: skip


def _paragraphs(found: Sequence[str]) -> Cell:
    if len(found) == 1:
        return found[0]
    numbers = [one.removesuffix(" §") for one in found]
    return text("law.paragraphs", first=", ".join(numbers[:-1]), last=numbers[-1])


def _begun(words: Text) -> Text:
    """The words with a capital."""
    return Text(sv=words.sv[:1].upper() + words.sv[1:], en=words.pick("en")[:1].upper() + words.pick("en")[1:])
