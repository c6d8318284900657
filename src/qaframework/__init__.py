"""Know, honestly, how good children's social care practice is, and act on it.

Read a year's quality assurance, moderate it, and say what stands up::

    import qaframework as qa

    year = qa.read("year.xlsx")
    report = qa.moderate(year)
    report
"""

import ast
from importlib import import_module
from pathlib import Path


def _homes() -> dict[str, tuple[str, str]]:
    """Return the module and the name there of each public name, as ``__init__.pyi`` says: the one list there is."""
    stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
    return {one.asname or one.name: (node.module or "", one.name) for node in imports for one in node.names}


_HOMES = _homes()
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that what is not used is not loaded."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _HOMES[name]
    value = import_module(f"{module}.{there}") if module == __name__ else getattr(import_module(module), there)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
