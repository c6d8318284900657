from __future__ import annotations

import gc
import weakref

from qaframework.defaults.year import listed, many, once
from qaframework.testing import context_of, programme


def test_a_year_is_looked_at_once_for_each_context_and_forgotten_with_it():
    looked = []

    @once
    def count(context):
        looked.append(len(context.year.reviews))
        return looked[-1]

    one, other = context_of(programme({"reviews": {}})), context_of(programme({"reviews": [{}, {}]}))
    assert [count(one), count(one), count(other), count(one)] == [1, 1, 2, 1]
    assert looked == [1, 2]
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None


def test_a_list_is_cut_only_where_it_gets_too_long():
    assert listed([]) == ""
    assert listed(map(str, range(8))) == "0, 1, 2, 3, 4, 5, 6, 7"
    assert listed(map(str, range(10))) == "0, 1, 2, 3, 4, 5, 6, 7 and 2 more"


def test_a_noun_goes_with_its_count():
    assert [many(n, "child", "children") for n in (0, 1, 2)] == ["0 children", "1 child", "2 children"]
