from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.asking.expressions import All, Any, Expression, Not, Term, adjacent, names, where, written
from kgraph.errors import UsageError

NAMES = st.one_of(
    st.sampled_from(
        [
            "narkotika", "våld och heder", "Väsby: hot", "x (område)", "inte", 'ett "citat"', "a\\b", "«x»", "O'Hara", "'x",
            "a  b", "men", "a men inte b", "Eller", " kant ",
        ]
    ),
    st.text(st.sampled_from('ab "\'«»()\\ åÖ:'), min_size=1).filter(lambda name: bool(name.strip())),
)  # fmt: skip


def groups(inside: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inside, min_size=2, max_size=3)
    return st.one_of(several.map(lambda terms: All(*terms)), several.map(lambda terms: Any(*terms)), inside.map(Not))


TERMS: st.SearchStrategy[Term] = st.recursive(NAMES, groups, max_leaves=8)
EXPRESSIONS: st.SearchStrategy[Expression] = TERMS.map(lambda term: All(term) if isinstance(term, str) else term)


@given(EXPRESSIONS)
def test_what_is_written_is_read_as_the_same(expression: Expression) -> None:
    assert where(str(expression)) == expression
    assert where(written(expression, "en")) == expression
    assert eval(repr(expression), {"All": All, "Any": Any, "Not": Not}) == expression  # noqa: S307  # made above


def test_words_in_both_languages_and_any_case() -> None:
    wanted = All("narkotika", Any("polisen", "skolan"), Not("skolmiljö"))
    assert where("narkotika och (polisen eller skolan) och inte skolmiljö") == wanted
    assert where("narkotika AND (polisen or skolan) men inte skolmiljö") == wanted
    assert str(wanted) == "narkotika och (polisen eller skolan) och inte skolmiljö"
    assert repr(wanted) == "All('narkotika', Any('polisen', 'skolan'), Not('skolmiljö'))"


def test_not_binds_tightest_then_and_then_or() -> None:
    assert where("a eller b och inte c eller d") == Any("a", All("b", Not("c")), "d")
    assert where("inte (a eller b)") == Not(Any("a", "b"))
    assert where("inte inte a") == Not(Not("a"))


def test_words_up_to_the_next_operator_are_one_name_and_quotes_hold_operators() -> None:
    assert where("våld i nära relation och polisen") == All("våld i nära relation", "polisen")
    for quoted in ('"våld och heder"', "«våld och heder»", "”våld och heder”", "'våld och heder'"):
        assert where(f"{quoted} eller skolan") == Any("våld och heder", "skolan")
    assert where("men och a") == All("men", "a")  # "men" is an operator only before a "not"


def test_a_group_of_one_is_its_term() -> None:
    assert All(Any("a"), "b") == All("a", "b")
    assert where("(a)") == All("a")
    assert hash(Any("a", "b")) == hash(Any("a", "b"))
    assert {Any("a", "b"), All("a", "b")} == {All("a", "b"), Any("a", "b")}
    assert len({Any("a", "b"), All("a", "b")}) == 2


@pytest.mark.parametrize(
    ("sentence", "place", "said"),
    [
        ("", 1, "väntas ett namn"),
        ("a och", 6, "efter «a och» väntas ett namn, men uttrycket är slut"),
        ("a och och b", 7, "men där står «och»"),
        ("a)", 2, "men där står «)»"),
        ("Unga (område)", 6, "Sätt då citattecken runt namnet"),
        ("(a eller b", 11, "slutet på parentesen från tecken 1"),
        ("x och (a b", 11, "slutet på parentesen från tecken 7"),
        ("a inte b", 3, "väntas «och» eller «eller»"),
        ('a och "b', 7, "avslutas aldrig"),
        ('a och ""', 7, "inget står inom citattecknen"),
    ],
)
def test_a_fault_is_told_with_its_place(sentence: str, place: int, said: str) -> None:
    with pytest.raises(UsageError) as error:
        where(sentence)
    assert f"Tecken {place} i uttrycket" in error.value.sv
    assert f"Sign {place} of the expression" in error.value.en
    assert said in error.value.sv


def test_what_cannot_be_asked() -> None:
    with pytest.raises(UsageError, match="minst en sak"):
        All()
    with pytest.raises(UsageError, match="nivåer"):
        where("(" * 60 + "a" + ")" * 60)


def test_names_by_the_sign_they_stand_under() -> None:
    asked = All("a", Not(Any("b", Not("c"))), "a")
    assert names(asked) == ("a", "c")
    assert names(asked, wanted=False) == ("b",)


def test_neighbours_that_might_be_one_name() -> None:
    assert set(adjacent(where("a och b eller c"))) == {"a och b", "a and b"}
    assert "b eller c" in set(adjacent(All("a", Any("b", "c"))))


def test_the_package_offers_them() -> None:
    assert (kgraph.All, kgraph.Any, kgraph.Not, kgraph.where) == (All, Any, Not, where)
