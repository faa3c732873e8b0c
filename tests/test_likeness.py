from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.likeness import Space, bag, spelled, stems

WORDS = st.sampled_from(("gäng", "avhopp", "skola", "skolan", "vuxna", "närvaro", "torg", "7"))
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
SETS = st.dictionaries(st.sampled_from("abcdef"), TEXTS, min_size=1)


def test_words_become_stems_and_those_that_say_nothing_go() -> None:
    assert stems("Fler vuxna i skolan, och i skolorna") == ("fler", "vuxn", "skol", "skol")
    assert stems("Insats 1") == ("insat", "1")  # a figure tells one effort from another
    assert stems("i och på") == ()


def test_a_stem_is_shown_as_the_first_text_spells_it() -> None:
    assert spelled(["Skolans närvaro", "skolor"]) == {"skol": "skolans", "narvaro": "närvaro"}


def test_likeness_by_hand() -> None:
    # Three texts. "gäng" is in two of three: log(4 / 2.5); "avhopp" and "torg" in one: log(4 / 1.5).
    space = Space.of({"x": bag([("gäng avhopp", 1)]), "y": bag([("gäng", 1)]), "z": bag([("torg", 1)])})
    gang, rare = math.log(4 / 2.5), math.log(4 / 1.5)
    expected = gang / math.hypot(gang, rare)  # x = (gang, rare) / its length; y = (1, 0)
    assert space.likeness("x", "y") == pytest.approx(expected)
    ((stem, share),) = space.shared("x", "y")
    assert (stem, share == pytest.approx(expected)) == ("gang", True)
    assert space.likeness("x", "z") == 0


def test_a_word_of_half_weight_and_one_that_stands_twice() -> None:
    # In a bag of its own each stem has the same rarity, so only the counts tell: 0.5 stays 0.5, 2 becomes 1 + log 2.
    space = Space.of({"x": bag([("gäng gäng", 1), ("torg", 0.5)])})
    parts = dict(zip([space.stems[one] for one in space.vector("x")[0]], space.vector("x")[1], strict=True))
    assert parts["gang"] / parts["torg"] == pytest.approx((1 + math.log(2)) / 0.5)


def test_what_more_than_the_most_hold_counts_nowhere() -> None:
    bags = {name: bag([("gäng " + more, 1)]) for name, more in (("x", "torg"), ("y", "torg"), ("z", "skola"))}
    assert Space.of(bags, most=2).likeness("x", "z") == 0
    assert Space.of(bags, most=2).likeness("x", "y") == pytest.approx(1)
    assert Space.of(bags, most=3).likeness("x", "z") > 0


def slowly(texts: dict[str, str], one: str, other: str) -> float:
    """The cosine by the formula, with dicts."""
    counts = {name: {stem: stems(text).count(stem) for stem in stems(text)} for name, text in texts.items()}
    held = {stem: sum(stem in each for each in counts.values()) for each in counts.values() for stem in each}

    def vector(name: str) -> dict[str, float]:
        return {s: (1 + math.log(n)) * math.log((len(texts) + 1) / (held[s] + 0.5)) for s, n in counts[name].items()}

    first, second = vector(one), vector(other)
    lengths = [math.sqrt(sum(part**2 for part in each.values())) for each in (first, second)]
    return sum(part * second.get(s, 0) for s, part in first.items()) / (lengths[0] * lengths[1] or 1)


@given(SETS)
def test_the_sparse_product_and_the_formula_agree(texts: dict[str, str]) -> None:
    space = Space.of({name: bag([(text, 1)]) for name, text in texts.items()})
    names = sorted(texts)
    met = {
        (row, column): like
        for row, column, like in zip(*(each.tolist() for each in space.pairs(names, names)), strict=True)
    }
    for row, column in product(range(len(names)), repeat=2):
        expected = slowly(texts, names[row], names[column])
        assert met.get((row, column), 0) == pytest.approx(expected)
        assert space.likeness(names[row], names[column]) == pytest.approx(expected)


@given(SETS, st.lists(st.sampled_from("abcdef"), unique=True))
def test_some_rows_meet_as_all_do(texts: dict[str, str], some: list[str]) -> None:
    space = Space.of({name: bag([(text, 1)]) for name, text in texts.items()})
    names, rows = sorted(texts), [one for one in some if one in texts]
    for row, column, like in zip(*(each.tolist() for each in space.pairs(rows, names)), strict=True):
        assert like == pytest.approx(space.likeness(rows[row], names[column]))


@given(SETS, SETS)
def test_words_that_are_told_make_the_space_of_their_bags(own: dict[str, str], beside: dict[str, str]) -> None:
    bags = {name: bag([(own[name], 1), (beside.get(name, ""), 0.5)]) for name in own}
    names = sorted(own)
    told = Space.told(
        names, (1.0, [stems(own[name]) for name in names]), (0.5, [stems(beside.get(name, "")) for name in names])
    )
    made = Space.of(bags)
    assert (told.names, told.stems, told.starts.tolist()) == (made.names, made.stems, made.starts.tolist())
    assert (told.held.tolist(), told.parts.tolist()) == (made.held.tolist(), made.parts.tolist())


@given(SETS)
def test_all_at_once_are_as_alike_as_two_and_two_and_none_more_than_it_can_be(texts: dict[str, str]) -> None:
    space = Space.of({name: bag([(text, 1)]) for name, text in texts.items()})
    names = sorted(texts)
    rows, columns, likeness = space.pairs(names, names)
    found = space.matrix(names)
    assert found[rows, columns].tolist() == likeness.tolist()  # the same sums in the same order
    assert np.count_nonzero(found) == len(rows)
    assert (found.max(axis=1) <= space.postings(names).reach(names)).all()


@given(SETS)
def test_the_order_of_the_texts_does_not_matter(texts: dict[str, str]) -> None:
    bags = {name: bag([(text, 1)]) for name, text in texts.items()}
    turned = Space.of(dict(reversed(list(bags.items()))))
    assert turned.stems == Space.of(bags).stems
    assert turned.parts.tolist() == Space.of(bags).parts.tolist()
