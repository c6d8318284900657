"""Records in and out: Excel, a CSV folder, JSON, rows from anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import DataError, Problem, UnknownNameError
from qaframework.files import csv_folder, excel, forms, json_file
from qaframework.files.excel_reading import read_excel
from qaframework.files.reading import Reader
from qaframework.files.saving import save, save_folder
from qaframework.files.sources import Source
from qaframework.files.tables import DEFAULT_SCALE, TABLES, columns_of
from qaframework.model.left_alone import records_left_alone
from qaframework.model.programme import Programme
from qaframework.plugins import Plugins, load_plugins
from qaframework.rules import DEFAULT_TEMPLATE

PathLike = str | os.PathLike[str]


def read(
    source: PathLike | bytes,
    *,
    strict: bool = True,
    plugins: Plugins | None = None,
    scale: str | None = None,
) -> Programme:
    """Read a QA year.

    Args:
        source: an ``.xlsx`` workbook, a ``.json`` file, a folder of ``.csv`` files or one of them, or a workbook's
            bytes.
        strict: whether anything that cannot be read is an error. If not, what it concerns is left out, named in
            ``year.problems``, and reported by moderation as not checked.
        plugins: whose grading scales to know; None for the built-in plugin and whatever is installed.
        scale: the scale of reviews for which the file names none.

    Raises:
        DataError: something cannot be read; ``.problems`` has all of it, each with where and what to do.
    """
    try:
        return _programme(_source(source), plugins or load_plugins(), scale, strict)
    except OSError as error:
        name = "workbook" if isinstance(source, (bytes, bytearray)) else Path(source).name
        raise DataError([Problem(name, f"it cannot be opened ({error.strerror})", "Check the path")]) from None


def _source(given: PathLike | bytes) -> Source:
    """Return what a file, a folder or a workbook's bytes hold.

    Raises:
        DataError: nothing that can be read.
    """
    if isinstance(given, (bytes, bytearray)):
        return read_excel(bytes(given), "workbook")
    path = Path(given)
    suffix = path.suffix.lower()
    path.stat()
    if path.is_dir():
        return csv_folder.read_folder(path)
    if suffix == ".csv":
        return csv_folder.read_one(path)
    if suffix == ".json":
        return json_file.read_json(path.read_bytes(), path.name)
    if suffix in (".xlsx", ".xlsm"):
        return read_excel(path.read_bytes(), path.name)
    what = "a workbook of another kind" if suffix in _OTHER_WORKBOOKS else "no kind of file that can be read"
    fix = "Save it as .xlsx" if suffix in _OTHER_WORKBOOKS else "Give an .xlsx, a .json or a folder of .csv files"
    raise DataError([Problem(path.name, what, fix)])


_OTHER_WORKBOOKS = (".xls", ".xlsb", ".ods", ".numbers")


def _programme(source: Source, plugins: Plugins, scale: str | None, strict: bool) -> Programme:
    if scale is not None and scale not in plugins.scales:
        raise UnknownNameError("grading scale", scale, plugins.scales)
    reader = Reader(plugins, source, scale)
    with records_left_alone():
        year = reader.programme()
    if strict and reader.problems:
        raise DataError(reader.problems, source.name)
    return year


def from_rows(
    *,
    scale: str | None = None,
    strict: bool = True,
    plugins: Plugins | None = None,
    **tables: Iterable[Mapping[str, Any]],
) -> Programme:
    """Make a programme of rows from anywhere, one argument a table.

    Args:
        scale: the scale of reviews whose row and activity name none; ``"ofsted-2018"`` where this is not given.
        strict, plugins: as for :func:`read`.
        tables: rows by table, each a mapping of column to value; a data frame of pandas or polars will do.

    Raises:
        DataError: something cannot be read; row numbers count from 1.

    >>> year = from_rows(reviews=[{"id": "R1", "activity": "A1", "child": "C1", "reviewer": "P1",
    ...                            "completed_on": "25/03/2024", "overall": "RI"}])
    >>> str(year.reviews[0].overall)
    'Requires improvement to be good'
    """
    unknown = sorted(set(tables) - set(TABLES))
    if unknown:
        raise UnknownNameError("table", unknown[0], TABLES)
    raw = {name: json_file.rows_table(name, _rows(given)) for name, given in tables.items() if given is not None}
    source = Source("rows", "rows", {name: table for name, table in raw.items() if table is not None})
    return _programme(source, plugins or load_plugins(), scale, strict)


def _rows(given: Any) -> Iterable[Any]:
    """Return the rows of a data frame of polars or pandas, or rows as they are."""
    if hasattr(given, "to_dicts"):
        rows: Iterable[Any] = given.to_dicts()
    elif hasattr(given, "columns") and hasattr(given, "to_dict"):
        rows = given.to_dict("records")
    else:
        rows = given
    return rows


def write(year: Programme, target: PathLike, *, plugins: Plugins | None = None) -> Path:
    """Write a programme, whole or not at all; reading it back gives an equal one.

    Args:
        year: the records.
        target: ends in ``.xlsx`` or ``.json``; anything without an ending is a folder of CSV files.
        plugins: whose grading scales and templates there will be when it is read back; a workbook offers them in its
            drop-downs, with their themes.

    Returns:
        The path written.

    Raises:
        DataError: it cannot be written there, or something in it would not read back as it is: text with spaces around
            it, a list item with ``;`` in it, text too long for a cell, a scale no plugin gives. The old file stays as
            it was.
    """
    path = Path(target)
    suffix = path.suffix.lower()
    plugins = plugins or load_plugins()
    if path.is_dir() or not suffix:
        save_folder(path, csv_folder.to_csv(year, plugins), csv_folder.is_table)
    elif suffix == ".json":
        save(path, json_file.to_json(year, plugins))
    elif suffix == ".xlsx":
        save(path, excel.to_excel(year, plugins))
    else:
        fix = "End it in .xlsx or .json, or give a folder for CSV files"
        raise DataError([Problem(path.name, "no kind of file that can be written", fix)])
    return path


def template(
    target: PathLike,
    *,
    plugins: Plugins | None = None,
    scale: str | None = None,
    review_template: str = DEFAULT_TEMPLATE,
) -> Path:
    """Write a workbook to fill in: headed sheets, drop-downs, a page of guidance.

    Args:
        target: where; ends in ``.xlsx``.
        plugins: whose scales and templates to know.
        scale: offer only this scale's grades; None for those of the Ofsted scale in use now.
        review_template: the template whose domains get columns.

    Returns:
        The path written.

    Raises:
        UnknownNameError: there is no such scale or template.
        DataError: it cannot be written there.
    """
    plugins = plugins or load_plugins()
    scale = scale or DEFAULT_SCALE
    if scale not in plugins.scales:
        raise UnknownNameError("grading scale", scale, plugins.scales)
    if review_template not in plugins.templates:
        raise UnknownNameError("review template", review_template, plugins.templates)
    path = Path(target)
    if path.suffix.lower() != ".xlsx":
        raise DataError([Problem(path.name, "no name of a workbook", "End it in .xlsx")])
    save(path, excel.blank(plugins, scale, plugins.templates[review_template]))
    return path


def review_form(
    year: Programme,
    target: PathLike,
    *,
    review: str,
    activity: str,
    plugins: Plugins | None = None,
    **known: Any,
) -> Path:
    """Write the form of one review: the questions of its template beside each domain, to fill in and send back.

    Domains that are not for a child of this status are marked as not applicable. :func:`add_reviews` takes it back.

    Args:
        year: the programme the review will belong to.
        target: where; ends in ``.xlsx``.
        review: the code the review will have.
        activity: the activity it belongs to, which names the template and the scale.
        plugins: whose templates and scales to know.
        known: other columns of reviews that are known already: ``child="C07"``, ``reviewer="A1"``, or ``template`` for
            another one than the activity's.

    Returns:
        The path written.

    Raises:
        UnknownNameError: there is no such activity, template or column.
        DataError: it cannot be written there.
    """
    columns = [column.name for column in columns_of("reviews")]
    unknown = sorted(set(known) - set(columns))
    if unknown:
        raise UnknownNameError("column of reviews", unknown[0], columns)
    given = {"id": review, "activity": activity, **known}
    return forms.save_form(Path(target), forms.form(year, plugins or load_plugins(), given))


def add_reviews(year: Programme, source: PathLike, *, plugins: Plugins | None = None) -> Programme:
    """Return a programme with the reviews of filled forms in it, their answers, findings and recommendations.

    A form that is given twice changes nothing; one that says something else of a review that is there is refused.

    Args:
        year: the programme.
        source: a filled form, or a folder of them.
        plugins: whose templates and scales to know.

    Raises:
        DataError: a form cannot be read or does not fit the year; ``.problems`` has all of it.
    """
    path = Path(source)
    files = sorted(file for file in path.glob("*.xlsx") if file.name[0] not in ".~") if path.is_dir() else [path]
    plugins = plugins or load_plugins()
    read_: list[tuple[str, Programme]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            read_.append((file.name, read(file, plugins=plugins)))
        except DataError as error:
            problems += [attrs.evolve(one, where=f"{file.name} {one.where}") for one in error.problems]
    if not files:
        problems.append(Problem(path.name, "no filled form in this folder", "Put the workbooks of the reviews in it"))
    if problems:
        raise DataError(problems)
    return forms.joined(year, read_)


def example(name: str, *, plugins: Plugins | None = None) -> Programme:
    """Return an example that ships with the library, such as ``"city-of-london-2023-24"``.

    Each row's ``provenance`` says whether it is published or made up to fill the year.

    Raises:
        UnknownNameError: there is no such example.
    """
    return read(example_bytes(name), plugins=plugins)


def example_bytes(name: str) -> bytes:
    """Return the workbook of an example.

    Raises:
        UnknownNameError: there is no such example.
    """
    from importlib import resources  # slow to import, and only examples need it

    folder = resources.files("qaframework") / "defaults" / "examples"
    known = {Path(entry.name).stem: entry for entry in folder.iterdir() if entry.name.endswith(".xlsx")}
    if name not in known:
        raise UnknownNameError("example", name, known)
    return known[name].read_bytes()
