"""Every question of the library refuses an argument that is not of the kind that its signature says."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from inspect import Parameter, signature
from typing import Any

import pytest

import kgraph
from kgraph import analysis
from kgraph.errors import UsageError

WRONG: dict[str, tuple[Any, ...]] = {
    "int": (0, -1, 2.5, True, "3"), "float": ("x", True), "date": ("2026-01-01", datetime(2026, 1, 1)),  # noqa: DTZ001
    "str": (1, None, ["polisen"]), "bool": ("nej", 1), "Sequence[str]": ("polisen", 7, (None,)), "KnowledgeGraph": (None, "x"),
    "Method": ("foo",), "Combine": ("foo",), "Term": (None, 1), "Sequence[Term]": ("polisen", (None,)),
}  # fmt: skip
"""Kinds in signatures with values that are not of them."""
RIGHT: dict[str, Any] = {"str": "x", "date": date(2026, 1, 1), "KnowledgeGraph": kgraph.example()}


def cases() -> list[Any]:
    return [
        pytest.param(name, argument, value, id=f"{name}-{argument}-{value!r:.20}")
        for name in analysis.__all__
        for argument, parameter in signature(getattr(analysis, name)).parameters.items()
        for value in WRONG.get(str(parameter.annotation).removesuffix(" | None"), ())
        if not (value is None and str(parameter.annotation).endswith("None"))
        if not (argument == "alternatives" and value == 0 and value is not False)
    ]


@pytest.mark.parametrize(("name", "argument", "value"), cases())
def test_an_argument_of_another_kind_is_refused(name: str, argument: str, value: Any) -> None:
    question = getattr(analysis, name)
    parameters = signature(question).parameters
    needed = {
        one: RIGHT.get(str(parameter.annotation))
        for one, parameter in parameters.items()
        if parameter.default is Parameter.empty and parameter.kind is not Parameter.VAR_POSITIONAL
    }
    is_one_of_many = parameters[argument].kind is Parameter.VAR_POSITIONAL
    with pytest.raises(UsageError, match=f"^{argument}="):
        question(*needed.values(), value) if is_one_of_many else question(**needed | {argument: value})


def test_every_kind_of_argument_is_tried_but_those_that_hold_anything() -> None:
    others = {"Mapping[str, str]", "OverlapRules", "Iterable[Link]", "Sequence[str | Path]", "Sequence[_Pair]", "Sequence[Question]"}  # fmt: skip
    for name in analysis.__all__:
        question = getattr(analysis, name)
        kinds = {str(one.annotation).removesuffix(" | None") for one in signature(question).parameters.values()}
        assert kinds <= {*WRONG, *others}, name


def test_what_is_wrong_is_said_in_words() -> None:
    graph = kgraph.example()
    with pytest.raises(UsageError) as refused:
        kgraph.fragility(graph, most=-3)
    assert refused.value.sv == "most=-3 går inte: most ska vara ett heltal, minst 1."
    assert refused.value.en == "most=-3 will not do: most must be a whole number, at least 1."
    with pytest.raises(UsageError, match="method ska vara något av auto, greedy"):
        kgraph.portfolio(graph, method="foo")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="without ska vara en lista"):
        kgraph.whatif(graph, without="polisen")
    with pytest.raises(UsageError, match="graph ska vara av slaget KnowledgeGraph"):
        kgraph.stats("data")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="minst 0"):
        kgraph.portfolio(graph, alternatives=-1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"ask": ["fragility"]}, "ask ska vara en lista av frågor"),
        ({"ask": [kgraph.path]}, "ask ska vara en lista av frågor"),
        ({"ask": [lambda _: 1]}, "<lambda> i ask svarar med 1, inte med en tabell"),
        ({"overlaps": ["ab"]}, "overlaps ska vara en lista av par"),
        ({"overlaps": [("narkotika",)]}, "overlaps ska vara en lista av par"),
        ({"overlaps": [("narkotika", 1)]}, "overlaps ska vara en lista av par"),
    ],
)
def test_what_is_asked_before_and_after_is_held_to_what_it_can_be(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        kgraph.whatif(kgraph.example(), without=["m-skola"], **arguments)


def test_what_can_be_asked_before_and_after_is_not_refused() -> None:
    questions: list[Any] = [kgraph.fragility, partial(kgraph.coverage, kind="mål"), kgraph.stats]
    pairs = [("narkotika", "nyrekrytering")]
    assert kgraph.whatif(kgraph.example(), without=["m-skola"], ask=questions, overlaps=pairs)
