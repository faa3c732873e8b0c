"""Names as people type them: any case, with or without å ä ö, in any Swedish inflection.

The stemmer is Snowball's for Swedish (Porter 2001); it works on folded words, so that
"nätverken" and "natverk" meet.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property

import snowballstemmer

from kgraph.errors import AmbiguousName, UnknownName
from kgraph.model import Node

__all__ = ["NameTable", "fold", "in_full", "named_together", "spell", "stem", "suggest", "swedish_order"]

_SUGGESTIONS = 3
_SHORTEST_WITH_N = 4
_SHORTEST_PART = 3
_WORD = re.compile(r"[^\W_]+")
_TOGETHER = re.compile(r"(?<!-)\s(?:och|samt|and|&)\s|\s?[/+]\s?")
"""What stands between two names that are written as one; not "Barn- och utbildningsförvaltningen"."""
_RINGS_AND_DOTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The signs that å, ä, ö and é are written with once taken apart."""


def fold(name: str) -> str:
    """Lower case, å ä ö é as a a o e, other signs as single spaces: "Våld i nära relation" → "vald i nara relation"."""
    if name.isascii():
        return " ".join(_WORD.findall(name.lower()))
    bare = _RINGS_AND_DOTS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()))
    if not bare.isascii():
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(bare))


def spell(name: str) -> str:
    """Lower case and single spaces, as `fold`, but å ä ö é are kept: "Våld i  nära relation!" → "våld i nära relation"."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", name.casefold())))


def stem(name: str) -> str:
    """The folded name with every word cut to its Swedish stem: "Nätverken" → "natverk"."""
    return " ".join(_stem_word(word) for word in fold(name).split())


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("swedish")


@cache
def _stem_word(word: str) -> str:
    """Snowball's stem; it leaves the definite -n after -a and -o ("narkotikan", "miljön"), which goes here."""
    root = str(_stemmer().stemWord(word))
    while root.endswith(("an", "on")) and len(root) > _SHORTEST_WITH_N:
        root = str(_stemmer().stemWord(root[:-1]))
    return root


def named_together(name: str) -> tuple[str, ...]:
    """The names that seem to be written as one, or the one name: "Skolan och polisen" → "Skolan", "polisen"."""
    return tuple(_TOGETHER.split(name))


_LAST = tuple((sign, chr(0xE000 + place)) for place, sign in enumerate("åäö"))


def swedish_order(name: str) -> str:
    """A key that sorts as a Swedish dictionary does: case ignored, å ä ö last."""
    key = name.casefold()
    if key.isascii():
        return key
    key = unicodedata.normalize("NFC", key)
    for sign, place in _LAST:
        key = key.replace(sign, place)
    return key


def suggest(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates that look or begin most like `name`, best first, at most three."""
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(fold(candidate), candidate)
    wanted = fold(name)
    close = difflib.get_close_matches(wanted, folded, n=_SUGGESTIONS, cutoff=0.6)
    within = [key for key in folded if len(wanted) >= _SHORTEST_PART and wanted in key and key not in close]
    return tuple(folded[key] for key in (close + sorted(within, key=len))[:_SUGGESTIONS])


_IN_FULL: ContextVar[bool] = ContextVar("in_full", default=False)


@contextmanager
def in_full() -> Iterator[None]:
    """While a program asks that must write names in full: `NameTable.choose` takes no part of a name."""
    before = _IN_FULL.set(True)
    try:
        yield
    finally:
        _IN_FULL.reset(before)


class NameTable:
    """Finds the thing that a name means: id first, then label, short label, abbreviation, alias, inflected forms."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = {node.id: node for node in nodes}
        self._tiers: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(4))
        for node in self._nodes.values():
            for tier, names in enumerate(_names(node)):
                for name in names:
                    self._tiers[tier][fold(name)].add(node.id)

    @cached_property
    def _stemmed(self) -> dict[str, set[str]]:
        stems: dict[str, set[str]] = defaultdict(set)
        for tier in self._tiers:
            for name, ids in tier.items():
                stems[stem(name)] |= ids
        return stems

    def candidates(self, name: str, kinds: Sequence[str] = ()) -> tuple[str, ...]:
        """The ids that `name` may mean, from the first tier that knows it; empty when none does."""
        if name in self._nodes and self._allowed([name], kinds):
            return (name,)
        folded = fold(name)
        for tier in self._tiers:
            if found := self._allowed(tier.get(folded, ()), kinds):
                return found
        return self._allowed(self._stemmed.get(stem(name), ()), kinds)

    def resolve(self, name: str, kinds: Sequence[str] = ()) -> str:
        """The id that `name` means, among `kinds` when given.

        Raises `UnknownName` with suggestions, or `AmbiguousName` with the candidates.
        """
        found = self.candidates(name, kinds)
        if not found:
            raise UnknownName(name, suggest(name, self._known(name, kinds)))
        if len(found) > 1:
            raise AmbiguousName(name, found)
        return found[0]

    def beginning(self, name: str, kinds: Sequence[str] = ()) -> tuple[str, ...]:
        """The short labels that begin with the very word in some inflection: "skolan" → "Skolorna i stadsdelen"; shortest first."""
        wanted = stem(name)
        nodes = (node for node in self._nodes.values() if not kinds or node.kind in kinds)
        found = {node.brief.sv for node in nodes if wanted and f"{stem(node.brief.sv)} ".startswith(f"{wanted} ")}
        return tuple(sorted(found, key=lambda brief: (len(brief), brief)))

    def choose(self, name: str, kinds: Sequence[str]) -> str:
        """As `resolve`, and where nothing is called `name`: the one thing of the kinds whose name holds its words.

        "Väsby" means the only plan with a name in which some word begins so; not within `in_full`.  Raises `UnknownName`, or `AmbiguousName`
        with the candidates and what they are called.
        """
        try:
            return self.resolve(name, kinds)
        except UnknownName:
            found = () if _IN_FULL.get() else self._holding(name, kinds)
            if not found:
                raise
        if len(found) > 1:
            raise AmbiguousName(name, found, tuple(self._nodes[one].brief.sv for one in found))
        return found[0]

    def _holding(self, name: str, kinds: Sequence[str]) -> tuple[str, ...]:
        """The ids of the things with a name in which each word of `name` begins a word; a short one is a word."""
        wanted = stem(name).split()
        if not any(len(word) >= _SHORTEST_PART for word in wanted):
            return ()
        nodes = (node for node in self._nodes.values() if node.kind in kinds)
        return tuple(sorted(node.id for node in nodes if any(_holds(one, wanted) for one in _every_name(node))))

    def clashes(self) -> dict[str, tuple[str, ...]]:
        """Folded names that several things of the same tier share, with the ids of all of them."""
        shared: dict[str, set[str]] = defaultdict(set)
        for tier in self._tiers:
            for name, ids in tier.items():
                if len(ids) > 1:
                    shared[name] |= ids
        return {name: tuple(sorted(ids)) for name, ids in sorted(shared.items())}

    def _allowed(self, ids: Iterable[str], kinds: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(one for one in ids if not kinds or self._nodes[one].kind in kinds))

    def _known(self, name: str, kinds: Sequence[str]) -> list[str]:
        """What a mistyped name may have been meant to be: names, and ids when it is written like one."""
        nodes = [node for node in self._nodes.values() if not kinds or node.kind in kinds]
        ids = [node.id for node in nodes] if "-" in name else []
        return [*ids, *(known for tier in range(4) for node in nodes for known in _names(node)[tier])]


def _names(node: Node) -> tuple[list[str], ...]:
    """A node's names in four tiers, both languages: labels, short labels, abbreviation and kommunkod, aliases."""
    texts = [[t.sv, t.en] if t else [] for t in (node.label, node.short)]
    labels, shorts = ([name for name in names if name] for names in texts)
    codes = [
        code for code in (node.abbreviation, vars(node).get("code")) if code
    ]  # asking for what is not there is slow
    return labels, shorts, codes, list(node.aliases)


def _every_name(node: Node) -> list[str]:
    return [name for tier in _names(node) for name in tier]


def _holds(name: str, wanted: Sequence[str]) -> bool:
    words = {word for form in (stem(name), fold(name)) for word in form.split()}
    return all(
        part in words or (len(part) >= _SHORTEST_PART and any(word.startswith(part) for word in words))
        for part in wanted
    )
