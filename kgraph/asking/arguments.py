"""What a question is given, held to its signature: the library refuses what the command line refuses, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import cache, wraps
from inspect import Parameter, Signature, signature
from numbers import Integral, Real
from types import NoneType, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

from kgraph.model import Text
from kgraph.wording import refused, text

__all__ = ["held_to_signature"]

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_LEAST = {"alternatives": 0}
"""The least number that may be asked for, where it is not 1."""


def held_to_signature(question: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """The same question, which raises `UsageError` for an argument that is not of the kind that its signature says.

    A whole number is at least 1, or what `_LEAST` says; a yes or no is no number, and a text is no list of texts.
    """

    @wraps(question)
    def asked(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        for name, value, kind in _given(question, args, kwargs):
            if not _fits(value, kind, _LEAST.get(name, 1)):
                raise refused("argument.wrong", name=name, value=repr(value), kind=_in_words(kind, _LEAST.get(name, 1)))
        return question(*args, **kwargs)

    return asked


def _given(question: Callable[..., object], args: Any, kwargs: Any) -> list[tuple[str, object, Any]]:
    """The arguments by name, each with the kind that it should be of; of several under one name each."""
    kinds, declared = _declared(question)
    return [
        (name, value, kinds[name])
        for name, given in declared.bind(*args, **kwargs).arguments.items()
        for value in (given if declared.parameters[name].kind is Parameter.VAR_POSITIONAL else (given,))
    ]


@cache
def _declared(question: Callable[..., object]) -> tuple[dict[str, Any], Signature]:
    return get_type_hints(question), signature(question)


def _fits(value: Any, kind: Any, least: int) -> bool:
    """Whether a value is of a kind, and a whole number not less than what may be asked for."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return any(_fits(value, one, least) for one in inner)
    if origin is Literal:
        return value in inner
    if origin is Callable:
        return callable(value) and _can_be_given(value, inner[0])
    if origin is not None and issubclass(origin, Collection):
        is_several = isinstance(value, Collection) and not isinstance(value, str)
        as_many = origin is not tuple or (is_several and len(value) == len(inner))
        return is_several and as_many and all(_fits(one, inner[0], least) for one in value)
    simple = {int: Integral, float: Real}.get(kind, origin or kind)
    is_other = (isinstance(value, bool) and kind is not bool) or isinstance(value, datetime)
    return isinstance(value, simple) and not is_other and (kind is not int or value >= least)


def _can_be_given(question: Callable[..., object], kinds: Collection[Any]) -> bool:
    """Whether a function needs no other arguments than so many."""
    try:
        signature(question).bind(*kinds)
    except TypeError:
        return False
    return True


def _in_words(kind: Any, least: int) -> Text:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return _in_words(next(one for one in inner if one is not NoneType), least)
    if origin is Literal:
        return text("argument.either", known=", ".join(inner))
    if origin is not None and issubclass(origin, Collection):
        several = {Callable: "questions", tuple: "pairs"}.get(get_origin(inner[0]), "several")
        return text(f"argument.{several}")
    if kind in (bool, date, float, int, str):
        return text(f"argument.{kind.__name__}", least=least)
    return text("argument.other", kind=getattr(kind, "__name__", kind))
