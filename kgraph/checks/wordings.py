"""Slips of the pen: a number that drifts down a column (Q3), what is left of a draft (Q7), personal data (Q8), meaning that only
form carries (Q9), names that are all but alike and abbreviations that nothing spells out (Q12).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import stems
from kgraph.model import SCHEME_FIELDS, AcceptedGap, Finding, Link, Measure, Node, Text
from kgraph.names import fold
from kgraph.speakers import is_known_role
from kgraph.wording import catalogue, joined

__all__ = ["RULES"]

_MOST_COMMON = 3
"""So many rows must hold the same words before a number among them can be said to drift."""
_Words = tuple[Node | Link, str, str]
"""A record, one of its fields, and words that stand there."""


def _drifting(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q3: rows of a table that hold the same words and another number than most, or numbers that count upwards."""
    columns = [column for table in graph.of_kind("PlanTable") for column in _columns(graph, table)]
    if not columns:
        yield about(graph, "Q3", "nothing", judged=False)
    for rows in columns:
        usual, odd = _odd(rows)
        for measure, number in odd:
            yield about(graph, "Q3", "drift", measure, number=number, usual=usual, rows=len(rows))


_DIGITS = re.compile(r"(?<![\d/.:-])\d+(?![\d/:-])")
"""A number that is no part of a day or a clock time: those may differ from row to row."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def _columns(graph: KnowledgeGraph, table: Node) -> list[list[tuple[Measure, str]]]:
    """For each set of rows whose times have the same words: the measures with the one number that differs, in order."""
    found = [graph[link.source] for link in graph.incoming(table.id, "inTable") if link.counts]
    measures = sorted((one for one in found if isinstance(one, Measure)), key=lambda one: (one.row or 0, one.id))
    alike: dict[str, list[Measure]] = defaultdict(list)
    for one in measures:
        if one.time and _WORD.search(one.time):
            alike[_DIGITS.sub("#", one.time)].append(one)
    return [column for rows in alike.values() if len(rows) >= _MOST_COMMON for column in _numbers(rows)]


def _numbers(rows: list[Measure]) -> Iterator[list[tuple[Measure, str]]]:
    """The places in the words of some rows that hold a number, each as a column."""
    for numbers in zip(*(_DIGITS.findall(one.time or "") for one in rows), strict=True):
        yield list(zip(rows, numbers, strict=True))


def _odd(rows: list[tuple[Measure, str]]) -> tuple[str, list[tuple[Measure, str]]]:
    """The usual number and the rows that have another; without a usual one, those that count on from the row before."""
    counted = Counter(number for _, number in rows)
    usual, most = counted.most_common(1)[0]
    if 2 * most >= len(rows):
        return usual, [(one, number) for one, number in rows if number != usual]
    numbers = [int(number) for _, number in rows]
    counting = all(after == before + 1 for before, after in pairwise(numbers))
    return rows[0][1], rows[1:] if counting else []


_DRAFT = re.compile(r"\bx{2,}\b|\?{2,}|\btodo\b|\btbd\b|\blorem\b|\butkast\b|\binfoga\b", re.IGNORECASE)
_OWN_WORDS = ("time", "follow_up", "resources", "value")
"""The fields that hold what the source writes, where a question mark is an open question."""


def _drafts(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q7: words that say that something was to be filled in, and cells that hold a question."""
    residue: dict[str, str] = {}
    questions: dict[str, str] = {}
    for node, field, words in _suspect(graph):
        if type(node) is Link:
            continue
        if field not in ("aliases", "outline") and (hit := _DRAFT.search(words)):
            residue.setdefault(node.id, hit.group())
        elif field in _OWN_WORDS and words.endswith("?"):
            questions.setdefault(node.id, words)
    for one, word in (questions | residue).items():
        yield about(graph, "Q7", "residue" if one in residue else "question", graph[one], word=word)


_SUSPECT = re.compile(
    r"@|\?|\+|-(?<=\d{6}-)\d{4}|\u2013(?<=\d{6}\u2013)\d{4}|19\d{10}|20\d{10}|0(?<![-\d]0)[1-9]|xx|todo|tbd|lorem|utkast|nfoga"
)
"""What anything personal, or left of a draft, holds in lower case, for one quick look; a day is passed by.

That each part begins with one sign, and no class of signs, makes the look twice as quick.  The i of "infoga" has forms of which
lower case makes another letter.
"""
_FREE = ("rationale", "note", "reviewed_by")
"""The fields of a link that hold words of somebody's own."""
_NO_WORDS = frozenset({"id", "document", "url", "locator", *SCHEME_FIELDS})
_PERSONAL = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "personal_number": re.compile(
        r"(?<!\d)(?:(?:\d\d)?(?=\d{6}[-+\u2013])|(?:19|20)(?=\d{10}))"
        r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[01])[-+\u2013]?\d{4}(?!\d)"
    ),
    "phone": re.compile(
        r"(?<![\d/-])(?<!\d[.:])(?:(?:\+46[\s-]?(?:\(0\)[\s-]?)?|0)[1-9]\d{0,2}|0[1-9]\d{1,2}/(?=\d{2,3}[\s-]|\d{5}))"
        r"(?:[\s-]?\d{2,4}){2,3}(?!\d|[./:-]\d)"
    ),
}


def _personal(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q8: e-mail addresses, personal numbers and telephone numbers in any field; never told in full."""
    yield from _owners(graph)
    suspected = {
        (id(record), field, sort): record
        for record, field, words in _suspect(graph)
        for sort, shape in _PERSONAL.items()
        if shape.search(words)
    }
    for (_, field, sort), record in suspected.items():
        told = catalogue().get(f"field.{field}") or Text(sv=field)
        found = about(graph, "Q8", sort, record, field=told)
        yield found._replace(label=None) if field in ("label", "short") else found


def _owners(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q8: an owner of a decision who is no role that the graph or the words for roles know, so that it may be a person."""
    for one in graph.of_kind("AcceptedGap"):
        if isinstance(one, AcceptedGap) and not is_known_role(graph, one.owner_role):
            yield about(graph, "Q8", "owner", one)


def _suspect(graph: KnowledgeGraph) -> tuple[_Words, ...]:
    """The texts of every record that the quick look stops at, in one walk for both rules."""
    return graph.once("suspect texts", lambda: tuple(_looked_at([*graph, *graph.links])))


def _looked_at(records: Iterable[Node | Link]) -> Iterator[_Words]:
    return (one for one in _texts(records) if _SUSPECT.search(one[2].casefold()))


def _texts(records: Iterable[Node | Link]) -> Iterator[_Words]:
    """Every word of some records: the record, the field and the words, in both languages."""
    for record in records:
        own = vars(record)
        for field in _fields(type(record)):
            if value := own[field]:
                for words in _words(value):
                    yield record, field, words


@cache
def _fields(model: type[Node | Link]) -> tuple[str, ...]:
    """The fields of a record that may hold words."""
    return _FREE if model is Link else tuple(field for field in model.model_fields if field not in _NO_WORDS)


def _words(value: object) -> Iterable[str]:
    """The words that a field holds, in both languages; none where it holds a number."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Text):
        return (value.sv, value.en) if value.en else (value.sv,)
    return [one for one in value if isinstance(one, str)] if isinstance(value, tuple) else ()


def _by_form_alone(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q9: what a source tells by bold type, colour or a picture, so that its text has lost it."""
    for node in graph:
        if node.unknown:
            told = [catalogue().get(f"field.{one}") or Text(sv=one) for one in node.unknown]
            yield about(graph, "Q9", "lost", node, fields=joined(told))


_NAMED = (
    "Measure",
    "Cause",
    "Actor",
    "Method",
    "TargetGroup",
    "Place",
    "CrimeArea",
    "FocusArea",
    "GoalArea",
    "Goal",
    "Problem",
)
_SETTLED = (
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
    "distinctFrom",
    "broader",
    "continuesFrom",
)
_ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ]{2,6}\b")


def _names(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q12: names that differ in their endings or their spaces alone, and abbreviations that no name spells out."""
    settled = {frozenset((link.source, link.target)) for link in graph.of_relation(*_SETTLED) if link.counts}
    for kind in _NAMED:
        latest: dict[object, Node] = {}
        for node in graph.of_kind(kind):
            said = tuple(sorted(stems(node.label.sv))) or node.id
            one, latest[said] = latest.get(said), node
            if one and frozenset((one.id, node.id)) not in settled:
                yield about(graph, "Q12", "alike", one, other=node.label, id=node.id)
    yield from _abbreviations(graph)


def _abbreviations(graph: KnowledgeGraph) -> Iterator[Finding]:
    spelled = {fold(word) for node in graph for word in (node.abbreviation, *node.aliases) if word}
    spelled |= {word for words in tuple(spelled) for word in words.split()}
    spelled |= {fold(node.label.sv.partition(" ")[0]) for node in graph if node.description}
    for node in graph:
        for word in dict.fromkeys(_ABBREVIATION.findall(node.label.sv)):
            if fold(word) not in spelled:
                yield about(graph, "Q12", "abbreviation", node, word=word)


RULES = (
    Rule("Q3", _drifting, ("PlanTable",)),
    Rule("Q7", _drafts),
    Rule("Q8", _personal),
    Rule("Q9", _by_form_alone),
    Rule("Q12", _names),
)
