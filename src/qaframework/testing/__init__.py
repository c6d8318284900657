"""For authors of plugins: records made of a few columns, records that are made up, and whether a plugin keeps its word.

:func:`programme` completes an example into records, :func:`records` and :func:`programmes` draw them with Hypothesis,
and :func:`check_plugin` tries a plugin on thousands of them. :func:`made_up_year` is a whole year of an authority that
does not exist, for demonstrations. With pytest, the fixtures ``programme`` and ``moderate``
are there, and the examples beside a rule are tests.
"""

from qaframework.testing.conformance import check_plugin, faults_of, plugin
from qaframework.testing.examples import FILLED, TODAY, context_of, failing_examples, outcome, programme
from qaframework.testing.faults import Fault
from qaframework.testing.made_up import made_up_rows, made_up_year
from qaframework.testing.strategies import HARD_TEXTS, judgements, programmes, records, texts

__all__ = [
    "FILLED",
    "HARD_TEXTS",
    "TODAY",
    "Fault",
    "check_plugin",
    "context_of",
    "failing_examples",
    "faults_of",
    "judgements",
    "made_up_rows",
    "made_up_year",
    "outcome",
    "plugin",
    "programme",
    "programmes",
    "records",
    "texts",
]
