"""Themes as a REFI-QDA codebook (``.qdc``), the exchange format of NVivo, ATLAS.ti, MAXQDA, QualCoder and Taguette.

Written to the published schema (urn:QDA-XML:codebook:1.0): codes hold codes, each with a GUID, a name, whether it can
be coded with, and a description. What the format has no place for, a theme's id and phrases, stands in lines of its own
at the end of the description, so that it survives the way through another program and back.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as Xml
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from qaframework.errors import DataError, Problem
from qaframework.files.saving import save
from qaframework.model.templates import Theme

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "qaframework"
MOST_BYTES = 20 * 1024 * 1024
"""How large a codebook may be; the largest in use are a thousand times smaller."""

_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "qaframework/themes")
_ID = "Theme id:"
_PHRASES = "Suggested by:"
_COLOUR = "#12436D"


def write_codebook(themes: Iterable[Theme] | Mapping[str, Theme], target: str | Path) -> Path:
    """Write themes as a REFI-QDA codebook, whole or not at all, and return the path.

    A theme that is part of another stands inside it. The same themes give the same bytes.

    Raises:
        DataError: there are no themes (the format has no empty codebook), or the file cannot be written.
    """
    target = Path(target)
    save(target, codebook(themes))
    return target


def codebook(themes: Iterable[Theme] | Mapping[str, Theme]) -> bytes:
    """Return themes as the bytes of a REFI-QDA codebook.

    Raises:
        DataError: there are no themes.
    """
    listed = list(themes.values() if isinstance(themes, Mapping) else themes)
    if not listed:
        raise DataError([Problem("codebook", "no themes to write", "Give at least one")])
    Xml.register_namespace("", NAMESPACE)
    root = Xml.Element(_tag("CodeBook"), {"origin": ORIGIN})
    codes = Xml.SubElement(root, _tag("Codes"))
    known = {theme.id for theme in listed}
    inside: dict[str | None, list[Theme]] = {}
    for theme in listed:
        parent = theme.parent if theme.parent in known and not _is_circle(theme, listed) else None
        inside.setdefault(parent, []).append(theme)
    _add(codes, None, inside)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _is_circle(theme: Theme, themes: Iterable[Theme]) -> bool:
    parents = {one.id: one.parent for one in themes}
    seen = {theme.id}
    above = theme.parent
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above is not None


def _add(place: Xml.Element, parent: str | None, inside: Mapping[str | None, list[Theme]]) -> None:
    for theme in inside.get(parent, ()):
        guid = str(uuid.uuid5(_GUIDS, theme.id)).upper()
        code = Xml.SubElement(
            place, _tag("Code"), {"guid": guid, "name": _clean(theme.title), "isCodable": "true", "color": _COLOUR}
        )
        Xml.SubElement(code, _tag("Description")).text = _description(theme)
        _add(code, theme.id, inside)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _description(theme: Theme) -> str:
    phrases = [f"{_PHRASES} {'; '.join(theme.phrases)}"] if theme.phrases else []
    return _clean("\n".join([*([theme.scope] if theme.scope else []), *phrases, f"{_ID} {theme.id}"]))


def _clean(text: str) -> str:
    """Return a text without the signs that XML has no place for."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def read_codebook(source: str | Path | bytes) -> tuple[Theme, ...]:
    """Return the themes of a REFI-QDA codebook, wider ones before those inside them.

    A code written by this library comes back as the theme it was. Any other gets an id from its name; a code inside
    another is part of it, and its groups (sets) are left out: they are views, not themes.

    Args:
        source: a ``.qdc`` file, or its bytes.

    Raises:
        DataError: it is no codebook; ``.problems`` has everything that is wrong with it.
    """
    name = "codebook" if isinstance(source, bytes) else Path(source).name
    root = _parsed(source, name)
    problems: list[Problem] = []
    themes: dict[str, Theme] = {}
    codes = root.find("{*}Codes")
    for theme in _themes(codes if codes is not None else (), None, name, problems, themes):
        themes[theme.id] = theme
    if not themes and not problems:
        problems.append(Problem(name, "a codebook without codes", "Export it again with its codes"))
    if problems:
        raise DataError(problems, name)
    return tuple(themes.values())


def _parsed(source: str | Path | bytes, name: str) -> Xml.Element:
    try:
        content = source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError as error:
        raise DataError([Problem(name, f"it cannot be read ({error.strerror})", "Check the name")]) from None
    fix = "Export a REFI-QDA codebook (.qdc) from your program"
    if len(content) > MOST_BYTES:
        raise DataError([Problem(name, "too large for a codebook", fix)])
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise DataError([Problem(name, "it defines entities, which no codebook needs", fix)])
    try:
        root = Xml.fromstring(content)
    except Xml.ParseError as error:
        line = error.position[0]
        raise DataError([Problem(f"{name} line {line}", "no XML from here on", fix)]) from None
    if root.tag.rpartition("}")[2] != "CodeBook":
        raise DataError([Problem(name, "XML, and no codebook", fix)])
    return root


def _themes(
    codes: Iterable[Xml.Element],
    parent: str | None,
    name: str,
    problems: list[Problem],
    taken: Mapping[str, Theme],
) -> Iterator[Theme]:
    for code in codes:
        if code.tag.rpartition("}")[2] != "Code":
            continue
        title = (code.get("name") or "").strip()
        if not title:
            problems.append(Problem(name, "a code without a name", "Name it in your program and export again"))
            continue
        scope, phrases, written = _parts(code.findtext("{*}Description") or "")
        theme = written or _slug(title)
        if theme in taken:
            theme = next(f"{theme}-{n}" for n in range(2, len(taken) + 3) if f"{theme}-{n}" not in taken)
        yield Theme(id=theme, title=title, scope=scope, parent=parent, phrases=phrases)
        yield from _themes(code, theme, name, problems, taken)


def _parts(description: str) -> tuple[str, tuple[str, ...], str]:
    """Return a description's scope, phrases and theme id."""
    scope: list[str] = []
    phrases: tuple[str, ...] = ()
    written = ""
    for line in description.strip().splitlines():
        if line.startswith(_ID):
            written = line.removeprefix(_ID).strip()
        elif line.startswith(_PHRASES):
            phrases = tuple(one.strip() for one in line.removeprefix(_PHRASES).split(";") if one.strip())
        else:
            scope.append(line)
    return "\n".join(scope).strip(), phrases, written


def _slug(title: str) -> str:
    """Return an id from a name: its words in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", title.casefold())) or "theme"
