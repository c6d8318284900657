import inspect

import pytest

from qaframework import hookspecs

HOOKS = [name for name in dir(hookspecs) if name.startswith("qa_")]


def test_there_are_five_hooks():
    assert HOOKS == [
        "qa_grading_scales",
        "qa_moderation_rules",
        "qa_review_templates",
        "qa_smart_checks",
        "qa_themes",
    ]


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_takes_nothing_says_what_it_returns_and_is_typed(name):
    hook = getattr(hookspecs, name)
    signature = inspect.signature(hook)
    assert not signature.parameters
    assert signature.return_annotation.startswith("Iterable[")
    assert inspect.getdoc(hook).startswith("Return ")


def test_the_hooks_fit_on_a_page():
    assert len(inspect.getsource(hookspecs).splitlines()) < 80


def test_the_hooks_need_record_types_for_type_checkers_only():
    above, _, _ = inspect.getsource(hookspecs).partition("if TYPE_CHECKING:")
    assert "from qaframework" not in above
