"""What an authority says in its own words, put into a report under the heading it belongs to and marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from qaframework.errors import DataError, Problem, UnknownNameError
from qaframework.reports.blocks import Block, Heading, Note

TITLE = "In the authority's own words"


def with_remarks(blocks: Iterable[Block], remarks: Mapping[str, str]) -> Iterator[Block]:
    """Yield the blocks of a report, each remark after the first heading it is for.

    Args:
        blocks: the report.
        remarks: texts by heading, its number and capitals left out or not; a blank line parts two paragraphs, and a
            line that begins with a dash stands by itself.

    Raises:
        UnknownNameError: the report has no such heading.
    """
    held = tuple(blocks)
    headings = {_key(block.text): block.text for block in reversed(held) if isinstance(block, Heading)}
    for name in remarks:
        if _key(name) not in headings:
            raise UnknownNameError("heading of this report", name, headings.values())
    waiting = {_key(name): text for name, text in remarks.items() if text.strip()}
    for block in held:
        yield block
        if isinstance(block, Heading) and (text := waiting.pop(_key(block.text), None)):
            yield Note(f"{TITLE}: {block.text}", list(_paragraphs(text)))


def read_remarks(path: Path) -> dict[str, str]:
    """Return the remarks of a Markdown file: each heading with the text below it.

    Raises:
        DataError: it is not text, has no heading, or begins before its first one, or one heading comes twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise DataError([Problem(path.name, "it cannot be read as text", "Save it as UTF-8")]) from None
    before, *parts = re.split(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", text, flags=re.MULTILINE)
    if before.strip() or not parts:
        fix = "Begin it with a heading of the report: # Introduction"
        raise DataError([Problem(path.name, "it has text that stands under no heading", fix)])
    names = parts[::2]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError([Problem(path.name, "a heading comes twice", "Put its texts together") for _ in twice])
    return dict(zip(names, parts[1::2], strict=True))


def _key(heading: str) -> str:
    return re.sub(r"^\d+\.\s*", "", heading.strip()).rstrip("?").casefold()


def _paragraphs(text: str) -> Iterator[str]:
    for one in re.split(r"\n\s*\n|\n(?=\s*[-*] )", text.strip()):
        yield " ".join(one.split())
