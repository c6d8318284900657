"""The garbage collector is off the records while they are made, and as it was before when they are."""

import gc

import pytest

from qaframework.model.left_alone import records_left_alone


def test_the_collector_is_off_inside_and_on_again_after_it():
    assert gc.isenabled()
    with records_left_alone():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_where_something_broke():
    with pytest.raises(ValueError, match="broken"), records_left_alone():
        raise ValueError("broken")
    assert gc.isenabled()


def test_one_inside_another_or_a_collector_that_was_off_changes_nothing():
    gc.disable()
    try:
        with records_left_alone(), records_left_alone():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
