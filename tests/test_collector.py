"""The search for circular rubbish rests where it is put off, and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from kgraph.collector import collector_put_off


@collector_put_off()
def resting() -> bool:
    """Whether it rests in a function that puts it off."""
    return not gc.isenabled()


def test_it_rests_in_the_function_and_goes_on_after_it() -> None:
    assert gc.isenabled()
    assert resting()
    assert resting()
    assert gc.isenabled()


def test_it_goes_on_after_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), collector_put_off():
        _ = 1 // gc.isenabled()
    assert gc.isenabled()


def test_who_has_put_it_off_himself_keeps_it_so() -> None:
    gc.disable()
    try:
        assert resting()
        assert not gc.isenabled()
    finally:
        gc.enable()
