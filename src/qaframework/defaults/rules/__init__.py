"""The built-in moderation rules, one module for each thing they look at.

``M01`` to ``M54`` in the modules' comments are the numbers of the project's rule catalogue.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from qaframework import Rule


def collected() -> list[Rule[Any]]:
    """Return every rule of the modules in this folder."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return [rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)]
