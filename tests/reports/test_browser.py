"""A report in a real browser: axe finds nothing to complain about, in the light, in the dark and on a narrow screen.

Needs Chromium, and axe-core from npm: where ``AXE`` leads, or where ``npm install --global axe-core`` puts it.
"""

import contextlib
import datetime
import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import qaframework as qa

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def axe_source():
    """Return the script of axe-core, or None where it is not installed."""
    places = [Path(os.environ["AXE"])] if os.environ.get("AXE") else []
    npm = shutil.which("npm")
    if npm and not places:
        with contextlib.suppress(subprocess.TimeoutExpired):
            root = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, timeout=60).stdout.strip()
            places.append(Path(root, "axe-core", "axe.min.js"))
    return next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)


AXE = axe_source() if CHROMIUM else None
pytestmark = pytest.mark.skipif(AXE is None, reason="needs Chromium and axe-core")

RUN = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(found => {
  const told = found.violations.map(one => ({rule: one.id, where: one.nodes.map(node => node.html.slice(0, 200))}));
  const result = document.createElement("pre");
  result.id = "axe-result";
  result.textContent = JSON.stringify({violations: told, passes: found.passes.length});
  document.body.appendChild(result);
});
"""


def violations(page, folder, *options):
    """Return what axe finds in a page, and how many rules passed."""
    script = f"<script>{AXE}</script><script>{RUN}</script>"
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"{script}</body>"), encoding="utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=20000",
            *options,
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = re.search(r'<pre id="axe-result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, f"axe did not run: {done.stderr[-500:]}"
    return json.loads(html.unescape(found[1]))


def page_for(kind, audience):
    plugins = qa.load_plugins(allow=())
    year = qa.example("city-of-london-2023-24", plugins=plugins)
    theme = "acc" if kind == "theme" else None
    others = {"plugins": plugins, "settings": qa.Settings(), "today": datetime.date(2024, 3, 31), "theme": theme}
    return qa.report(year, kind, audience=audience, **others).html()


@pytest.mark.parametrize(
    ("kind", "audience"),
    [
        ("annual", "board"),
        ("annual", "leadership"),
        ("quarterly", "public"),
        ("monthly", "operational"),
        ("moderation", "peer"),
        ("you-said-we-did", "public"),
        ("theme", "board"),
    ],
)
def test_axe_finds_no_violation_in_a_report(kind, audience, tmp_path):
    found = violations(page_for(kind, audience), tmp_path)
    assert found["violations"] == []
    assert found["passes"] > 20


@pytest.mark.parametrize(
    "options", [["--force-dark-mode", "--blink-settings=preferredColorScheme=0"], ["--window-size=360,800"]]
)
def test_axe_finds_no_violation_in_the_dark_or_on_a_narrow_screen(options, tmp_path):
    assert violations(page_for("annual", "leadership"), tmp_path, *options)["violations"] == []


def test_axe_finds_what_is_wrong_with_a_page_that_is_spoilt(tmp_path):
    page = page_for("quarterly", "board").replace('lang="en-GB"', "").replace("--ink: #1b1b1b", "--ink: #c0c0c0")
    rules = {one["rule"] for one in violations(page, tmp_path)["violations"]}
    assert {"html-has-lang", "color-contrast"} <= rules
