"""Random graphs with hostile words: every kind, every relation, every status, parallel links."""

from __future__ import annotations

import types
import typing
from typing import Any

from hypothesis import strategies as st

import kgraph
from kgraph import KnowledgeGraph
from kgraph.model import KINDS, Link, LinkStatus, Node, Short, Text

_NASTY = (
    'citat " och \\ och \'', "rad\nbrytning", "rad\r\nbrytning", "\r", "\u2028\u2029", "\u0085", "👩‍👩‍👧 🇸🇪", "עברית عربى", "\u202evänd",
    "@prefix x: <y> .\n@prefix", '"""', "<script>alert(1)</script>", "]]>", "&amp;", "=1+1", "'=1", "＝1", "a\tb", "\x00", "\x01\x1b",
    "\ufffe\uffff", "\U0010ffff", "  runt om  ", "\u00a0", "e\u0301 é", "ﬁ", "#", "a;b,c|d", "| ", "null", "true", "1e5", "~", "%s{}",
)  # fmt: skip
_WORDS = st.one_of(st.sampled_from(_NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


def _accepted(word: str) -> bool:
    """Whether the models take the word: something must be left when the space around it is gone."""
    try:
        Text(sv=word)
    except ValueError:
        return False
    return True


_FILLED = _WORDS.filter(_accepted)


def _texts() -> st.SearchStrategy[Text]:
    return st.builds(Text, sv=_FILLED, en=st.none() | _FILLED)


def _shorts() -> st.SearchStrategy[Short]:
    short = _FILLED.map(lambda word: word[:32]).filter(_accepted)
    return st.builds(Short, sv=short, en=st.none() | short)


def _values(field: str, annotation: Any) -> st.SearchStrategy[Any]:
    """Values for a field of a record, by its type."""
    union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    options = typing.get_args(annotation) if union else (annotation,)
    return st.one_of([_of_type(field, option) for option in options])


def _of_type(field: str, option: Any) -> st.SearchStrategy[Any]:
    by_type: dict[Any, st.SearchStrategy[Any]] = {
        type(None): st.none(), int: st.integers(min_value=-(10**20), max_value=10**20), Text: _texts(), Short: _shorts(),
    }  # fmt: skip
    lists = {
        "columns": st.sampled_from(["problem", "time", "actor", "goal"]), "aliases": _WORDS, "unknown": _WORDS,
        "interpreted": st.sampled_from(["indicator_kind", "nature"]),
        "outline": _WORDS, "exhaustive_for": st.sampled_from(["addresses", "alsoAffects"]),
    }  # fmt: skip
    by_field: dict[str, st.SearchStrategy[Any]] = {
        "number": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "cost": st.none() | st.floats(min_value=0, allow_infinity=False),
        "single_valued": st.none() | st.booleans(),
        "attribute": st.sampled_from(["count", "value", "share_unsafe"]),
        "review_on": st.sampled_from(["2027-01-31", "2026-02-28"]),
        "code": st.sampled_from(["0114", "1980"]),
    }
    if typing.get_origin(option) is typing.Literal:
        return st.sampled_from(typing.get_args(option))
    if field in lists:
        return st.lists(lists[field], max_size=3).map(tuple)
    if field in by_field:
        return by_field[field]
    return by_type.get(option, _FILLED)


@st.composite
def _nodes(draw: st.DrawFn) -> list[Node]:
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6))
    return [draw(_node(kind, number)) for number, kind in enumerate(kinds)]


@st.composite
def _node(draw: st.DrawFn, kind: str, number: int) -> Node:
    model = KINDS[kind]
    values = {
        name: draw(_values(name, info.annotation))
        for name, info in model.model_fields.items()
        if name not in ("id", "document") and (info.is_required() or draw(st.booleans()))
    }
    document = draw(st.sampled_from([None, "n0", "a.b-c"]))
    return model(id=f"n{number}", document=document, **values)


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """A graph whose links fit their ends; two links between the same ends differ in status or source."""
    nodes = draw(_nodes())
    relations = kgraph.example().ontology.relations
    possible = [
        (source.id, name, target.id)
        for source in nodes
        for target in nodes
        for name, relation in sorted(relations.items())
        if relation.fits(source.kind, target.kind)
    ]
    ends = draw(st.lists(st.sampled_from(possible), max_size=8)) if possible else []
    links = [draw(_link(*end)) for end in ends]
    return KnowledgeGraph.of(nodes, {link.sort_key(): link for link in links}.values())


@st.composite
def _link(draw: st.DrawFn, source: str, relation: str, target: str) -> Link:
    return Link(
        source=source,
        relation=relation,
        target=target,
        status=draw(st.sampled_from(typing.get_args(LinkStatus))),
        document=draw(st.none() | st.just("n0")),
        stated_in=draw(st.none() | st.just("n0")),
        reviewed_by=draw(st.none() | _FILLED),
        reviewed_on=draw(st.none() | st.just("2026-01-31")),
        locator=draw(st.none() | _FILLED),
        rationale=draw(st.none() | _texts()),
        note=draw(st.none() | _texts()),
        strength=draw(st.none() | st.floats(min_value=0, max_value=1)),
    )
