"""What the tests of the files share: the built-in plugin, small workbooks, and how problems read."""

import io
import os
import shutil
import subprocess

import openpyxl
import pytest

import qaframework as qa


@pytest.fixture(scope="session")
def plugins():
    return qa.load_plugins(allow=())


@pytest.fixture
def review():
    """One row that stands, to change in one place."""
    return {
        "id": "R1",
        "activity": "A1",
        "child": "C1",
        "reviewer": "P1",
        "completed_on": "2024-02-01",
        "overall": "Good",
    }


@pytest.fixture
def book():
    """Return a workbook's bytes from rows by sheet; ``change`` may do anything else to it."""

    def make(change=None, /, **sheets):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        if change:
            change(workbook)
        raw = io.BytesIO()
        workbook.save(raw)
        return raw.getvalue()

    return make


@pytest.fixture
def problems_of(plugins):
    """Return what is wrong with a source, one sentence a problem; nothing where all is well."""

    def tell(source=None, **tables):
        try:
            if source is None:
                qa.from_rows(**tables, plugins=plugins)
            else:
                qa.read(source, plugins=plugins)
        except qa.DataError as error:
            return [str(problem) for problem in error.problems]
        return []

    return tell


@pytest.fixture(scope="session")
def convert(tmp_path_factory):
    """Return a function that saves a file as another kind with LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("libreoffice")

    def run(file, kind):
        folder = tmp_path_factory.mktemp("converted")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        done = subprocess.run([*command, "--outdir", folder, os.fspath(file)], capture_output=True, timeout=180)
        made = list(folder.iterdir())
        assert made, done.stderr.decode()
        return made[0]

    return run
