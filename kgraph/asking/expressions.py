"""Set questions: all, any and not of names, nested at will; made in Python or written as a sentence.

>>> where("narkotika och (polisen eller skolan) och inte skolmiljö")
All('narkotika', Any('polisen', 'skolan'), Not('skolmiljö'))
>>> print(All("våld och heder", Not(Any("polisen", "skolan"))))
"våld och heder" och inte (polisen eller skolan)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kgraph.errors import UsageError
from kgraph.wording import refused, text

__all__ = ["All", "Any", "Expression", "Not", "Term", "adjacent", "names", "where", "written"]


@dataclass(frozen=True, init=False, repr=False)
class _Group:
    """Several terms under one word.  A group of one says what its term says, and inside another group becomes that term."""

    terms: tuple[Term, ...]

    def __init__(self, *terms: Term) -> None:
        if not terms:
            raise refused("expression.empty_group")
        object.__setattr__(self, "terms", tuple(_plain(term) for term in terms))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.terms))})"


class All(_Group):
    """What touches every one of the terms."""

    def __str__(self) -> str:
        return written(self)


class Any(_Group):
    """What touches at least one of the terms."""

    def __str__(self) -> str:
        return written(self)


@dataclass(frozen=True, repr=False)
class Not:
    """What does not touch the term."""

    term: Term

    def __post_init__(self) -> None:
        object.__setattr__(self, "term", _plain(self.term))

    def __repr__(self) -> str:
        return f"Not({self.term!r})"

    def __str__(self) -> str:
        return written(self)


Expression = All | Any | Not
Term = str | Expression


def _plain(term: Term) -> Term:
    return term.terms[0] if isinstance(term, _Group) and len(term.terms) == 1 else term


def names(term: Term, *, wanted: bool = True) -> tuple[str, ...]:
    """The names that stand under an even number of negations (an odd one when not `wanted`), each once, in order."""
    return tuple(dict.fromkeys(_names(term, wanted)))


def _names(term: Term, wanted: bool) -> Iterator[str]:  # noqa: FBT001  # it is handed down and turned
    if isinstance(term, str):
        yield from [term] if wanted else []
    elif isinstance(term, Not):
        yield from _names(term.term, not wanted)
    else:
        for one in term.terms:
            yield from _names(one, wanted)


def adjacent(term: Term) -> Iterator[str]:
    """What neighbouring names would be called if the word between them were a part of the name: "våld och heder"."""
    if isinstance(term, Not):
        yield from adjacent(term.term)
    elif isinstance(term, _Group):
        for one, other in zip(term.terms, term.terms[1:], strict=False):
            if isinstance(one, str) and isinstance(other, str):
                yield from (f"{one} {word} {other}" for word in _WRITTEN[type(term)])
        for one in term.terms:
            yield from adjacent(one)


# --- writing ---------------------------------------------------------------------------------------------------


def written(term: Term, lang: str = "sv", name: Callable[[str], str] = str) -> str:
    """An expression as a sentence that `where` reads as the same expression; `name` says what each name is written as."""
    if isinstance(term, str):
        return _quoted(name(term))
    if isinstance(term, Not):
        return f"{_NOT[_LANGUAGES.index(lang)]} {_part(term.term, lang, name)}"
    if len(term.terms) == 1:
        return written(term.terms[0], lang, name)
    word = _WRITTEN[type(term)][_LANGUAGES.index(lang)]
    return f" {word} ".join(_part(one, lang, name) for one in term.terms)


def _part(term: Term, lang: str, name: Callable[[str], str]) -> str:
    sentence = written(term, lang, name)
    return f"({sentence})" if isinstance(term, _Group) and len(term.terms) > 1 else sentence


def _quoted(name: str) -> str:
    """The name as it is where it is read as one name, else in quotes."""
    try:
        alone = [(one.kind, one.word) for one in _tokens(name)] == [("name", name)]
    except UsageError:
        alone = False
    return name if alone else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- reading ---------------------------------------------------------------------------------------------------

_LANGUAGES = ("sv", "en")
_NOT = ("inte", "not")
_WRITTEN: dict[type[object], tuple[str, str]] = {All: ("och", "and"), Any: ("eller", "or")}
_OPERATORS = {"och": "all", "and": "all", "eller": "any", "or": "any", "inte": "not", "not": "not"}
_BUT = ("men", "but")
"""Read as "och", and only before a "not": elsewhere the word is a part of a name."""
_CLOSING = {'"': '"', "«": "»", "»": "«", "“": "”", "”": "”", "„": "“", "'": "'"}
_PIECE = re.compile(r"[()]|[^\s()]+")
_DEEPEST = 50


@dataclass(frozen=True)
class _Token:
    kind: str
    word: str
    start: int
    end: int


def where(expression: str) -> Expression:
    """The expression that a sentence says: "narkotika och (polisen eller skolan) och inte skolmiljö".

    The words are och, eller, inte (or and, or, not), in any case; inte binds tightest, then och, then eller; "men inte"
    is "och inte".  Every word up to the next such word or parenthesis belongs to one name, so names with spaces need
    no quotes; a name that holds one of the words, or a parenthesis, does ("…", «…», “…” or '…').
    Raises `UsageError` that says where in the sentence something is wrong and what was expected.
    """
    reader = _Reader(expression, _tokens(expression))
    found = reader.any_of()
    if reader.here.kind != "end":
        raise reader.unexpected("expression.expects_word")
    return found if isinstance(found, All | Any | Not) else All(found)


def _tokens(sentence: str) -> list[_Token]:
    """The sentence in names, words, parentheses; neighbouring words that are no operators make one name."""
    tokens: list[_Token] = []
    place = 0
    while piece := _PIECE.search(sentence, place):
        token = _quotation(sentence, piece.start()) if piece[0][0] in _CLOSING else _simple(sentence, piece)
        place = token.end
        if token.kind == "name" and tokens and tokens[-1].kind == "name":
            first = tokens.pop()
            token = _Token("name", f"{first.word} {token.word}", first.start, token.end)
        tokens.append(token)
    return [_Token("name", one.word, one.start, one.end) if one.kind == "quoted" else one for one in tokens]


def _simple(sentence: str, piece: re.Match[str]) -> _Token:
    word = piece[0].casefold()
    follows = _PIECE.match(sentence, piece.end() + 1) if word in _BUT else None
    is_but = follows is not None and _OPERATORS.get(follows[0].casefold()) == "not"
    kind = piece[0] if piece[0] in "()" else "all" if is_but else _OPERATORS.get(word, "name")
    return _Token(kind, piece[0], piece.start(), piece.end())


def _quotation(sentence: str, start: int) -> _Token:
    """A name in quotes; a backslash before a quote or a backslash means that sign itself."""
    closing = _CLOSING[sentence[start]]
    name: list[str] = []
    signs = iter(range(start + 1, len(sentence)))
    for place in signs:
        sign = sentence[place]
        if sign == closing and "".join(name).strip():
            return _Token("quoted", "".join(name), start, place + 1)
        if sign == closing:
            raise refused("expression.empty_name", place=start + 1)
        if sign == "\\" and sentence[place + 1 : place + 2] in (closing, "\\"):
            sign = sentence[next(signs)]
        name.append(sign)
    raise refused("expression.open_quote", place=start + 1, quote=sentence[start:])


class _Reader:
    """Reads by the grammar any := all {eller all}, all := one {och one}, one := inte one | (any) | name."""

    def __init__(self, sentence: str, tokens: list[_Token]) -> None:
        self.sentence = sentence
        self.tokens = [*tokens, _Token("end", "", len(sentence), len(sentence))]
        self.place = 0
        self.depth = 0

    @property
    def here(self) -> _Token:
        return self.tokens[self.place]

    def take(self, kind: str) -> bool:
        taken = self.here.kind == kind
        self.place += taken
        return taken

    def any_of(self) -> Term:
        terms = [self.all_of()]
        while self.take("any"):
            terms.append(self.all_of())
        return Any(*terms) if len(terms) > 1 else terms[0]

    def all_of(self) -> Term:
        terms = [self.one()]
        while self.take("all"):
            terms.append(self.one())
        return All(*terms) if len(terms) > 1 else terms[0]

    def one(self) -> Term:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise refused("expression.too_deep", most=_DEEPEST)
        found = self.term()
        self.depth -= 1
        return found

    def term(self) -> Term:
        token = self.here
        if self.take("not"):
            return Not(self.one())
        if self.take("("):
            inside = self.any_of()
            if not self.take(")"):
                raise self.unexpected("expression.expects_end", start=token.start + 1)
            return inside
        if self.take("name"):
            return token.word
        raise self.unexpected("expression.expects_name")

    def unexpected(self, key: str, **values: object) -> UsageError:
        """What stands here, after what, and what should have."""
        before = self.sentence[: self.here.start].strip()
        after = text("expression.after", before=before) if before else text("expression.first")
        found = text("expression.found", word=self.here.word) if self.here.word else text("expression.found_end")
        return refused(key, place=self.here.start + 1, after=after, found=found, **values)
