"""How the documents become a site: ``sphinx-build -W docs site``.

The pages are those people read here. The notebooks of ``examples/`` are run while the site is built, so that what the
site shows is what they give; one that fails fails the build.
"""

import shutil
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

project = "qaframework"
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
extensions = ["myst_nb"]
exclude_patterns = ["conf.py", "generate.py"]
root_doc = "index"
nitpicky = True

html_theme = "furo"
html_title = "qaframework"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_copyright = False
language = "en-GB"

myst_heading_anchors = 4
myst_fence_as_directive: list[str] = []
suppress_warnings = ["misc.highlighting_failure"]

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300

NOTEBOOKS = HERE / "notebooks"
"""Where the notebooks stand while the site is built; it is not kept."""
CONTENTS = {
    "index": {
        "Learn": ["tutorial/first-report", "tutorial/*"],
        "See it run": ["notebooks/*"],
        "Do": ["how-to/*"],
        "Look up": ["reference/*", "reference/rules/index", "glossary"],
        "Understand": ["explanation/*"],
    },
    "reference/rules/index": {"Rules": ["*"]},
}
"""What the site shows beside a page: the folders as they are, so that a new page finds its place by itself."""


def bring_the_notebooks(app: Sphinx) -> None:
    """Copy the examples to where the site can find them."""
    shutil.rmtree(NOTEBOOKS, ignore_errors=True)
    shutil.copytree(ROOT / "examples", NOTEBOOKS, ignore=shutil.ignore_patterns("__pycache__"))


def add_contents(app: Sphinx, page: str, source: list[str]) -> None:
    """Add the contents to a page that has some; they are not in its file, where they would be noise to a reader."""
    for caption, pages in CONTENTS.get(page, {}).items():
        lines = ["```{toctree}", ":hidden:", ":glob:", f":caption: {caption}", "", *pages, "```"]
        source[0] += "\n\n" + "\n".join(lines) + "\n"


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("builder-inited", bring_the_notebooks)
    app.connect("source-read", add_contents)
