"""How well suggested themes agree with people, and how fast they come, on sentences labelled by hand.

``python tests/benchmarks/themes.py ../shared/data [-v]`` prints a line a set, and with ``-v`` a line a theme. The sets
are ``labelled_dev.csv``, and improvement points of published inspections (``ofsted`` and, from round 5, ``smart``) of
which only the labels are kept here: each round was labelled before the suggestions for it were seen, and the phrases it
showed to be missing were added after; all but round 6, which is the check on what round 5 led to.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import qaframework as qa

Labelled = list[tuple[str, frozenset[str]]]
NOT_LABELLED = "rel"
"""The built-in theme that the labels know nothing of."""


def labelled(folder: Path) -> dict[str, Labelled]:
    """Return the labelled sentences of each set."""
    sets: dict[str, Labelled] = {"dev": []}
    for row in _rows(folder / "themes/labelled_dev.csv"):
        sets["dev"].append((row["text"], frozenset(row["themes"].split())))
    texts = {row["point_id"]: row["text"] for row in _rows(folder / "ofsted/improvement_points.csv")}
    texts |= {row["id"]: row["text"] for row in _rows(folder / "smart/smart_pool_unlabelled.csv")}
    for row in _rows(Path(__file__).with_name("theme_labels.csv")):
        name = f"round {row['round']}"
        sets.setdefault(name, []).append((texts[row["point_id"]], frozenset(row["themes"].split())))
    return sets


def _rows(file: Path) -> Iterable[Mapping[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)


def measured(sentences: Labelled, plugins: qa.Plugins) -> tuple[Counter[tuple[str, str]], int]:
    """Return how often each theme was right, wrong and missed, and how many labels were among the first three."""
    found: Counter[tuple[str, str]] = Counter()
    first = 0
    for text, labels in sentences:
        themes = [one.theme for one in qa.suggest_themes(text, plugins=plugins) if one.theme != NOT_LABELLED]
        found.update((theme, "right" if theme in labels else "wrong") for theme in themes)
        found.update((theme, "missed") for theme in labels.difference(themes))
        first += len(labels.intersection(themes[:3]))
    return found, first


def row(name: str, counts: Mapping[str, int]) -> tuple[str, float | None]:
    """Return a line of the table, and F1."""
    right, wrong, missed = (counts[key] for key in ("right", "wrong", "missed"))
    f1 = 2 * right / (2 * right + wrong + missed) if right + wrong + missed else None
    precision = f"{right / (right + wrong):.2f}" if right + wrong else ""
    recall = f"{right / (right + missed):.2f}" if right + missed else ""
    return f"| {name} | {right + missed} | {precision} | {recall} | {'' if f1 is None else f'{f1:.3f}'} |", f1


def main(folder: str, *options: str) -> None:
    """Print the tables."""
    plugins = qa.load_plugins(allow=[])
    sets = labelled(Path(folder))
    sets["all"] = [one for sentences in sets.values() for one in sentences]
    print("| set | labels | precision | recall | micro-F1 |\n| --- | ---: | ---: | ---: | ---: |")
    for name, sentences in sets.items():
        found, first = measured(sentences, plugins)
        by_theme = {
            theme: Counter({outcome: found[theme, outcome] for outcome in ("right", "wrong", "missed")})
            for theme in sorted({theme for theme, _ in found})
        }
        line, _ = row(name, sum(by_theme.values(), Counter()))
        scores = [row(theme, counts)[1] for theme, counts in by_theme.items() if counts["right"] + counts["missed"]]
        macro = sum(score or 0.0 for score in scores) / len(scores)
        labels = sum(len(wanted) for _, wanted in sentences)
        most = sum(min(3, len(wanted)) for _, wanted in sentences)
        print(
            f"{line} macro {macro:.3f}, in the first three {first} of {labels} ({first / labels:.3f}; room for {most})"
        )
        if "-v" in options and name == "all":
            print("\n".join(row(theme, counts)[0] for theme, counts in by_theme.items()))
    texts = [text for text, _ in sets["all"]] * 5
    began = time.process_time()
    for text in texts:
        qa.suggest_themes(text, plugins=plugins)
    print(f"{1e6 * (time.process_time() - began) / len(texts):.0f} microseconds of processor time a sentence")


if __name__ == "__main__":
    main(*sys.argv[1:])
