"""Write one blind, de-identified workbook for each reader, or say everything that stands in the way."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import DataError, Problem, SettingsError, UnknownNameError
from qaframework.files import PathLike
from qaframework.files.saving import save_folder
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Child, Review
from qaframework.model.templates import Domain, ReviewTemplate
from qaframework.moderation.deidentify import pseudonym
from qaframework.moderation.packs.blinding import Overrides, blind, screened
from qaframework.moderation.packs.keys import PackEntry, PackKey, beside, save_key
from qaframework.moderation.packs.sharing import share_out
from qaframework.moderation.packs.workbook import Pack, as_bytes
from qaframework.moderation.sampling import SamplePlan
from qaframework.moderation.screening import scales_of
from qaframework.plugins import Plugins, load_plugins
from qaframework.rules import DEFAULT_TEMPLATE
from qaframework.scales import GradingScale
from qaframework.show import html_table, text_table

LEAST_KEY = 16


@attrs.frozen(kw_only=True, repr=False)
class Packs:
    """The packs that were written. It is a mapping of reader to file.

    Attributes:
        files: for each reader the workbook to send.
        key_file: what leads back to the reviews; it stays with you.
        reviews: for each reader the reviews in the pack.
    """

    files: Mapping[str, Path]
    key_file: Path
    reviews: Mapping[str, tuple[str, ...]]

    def __getitem__(self, reader: str) -> Path:
        return self.files[reader]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a reader: which workbook to send, and how many files are in it."""
        return [
            {"send to": reader, "workbook": file.name, "files": len(self.reviews[reader])}
            for reader, file in self.files.items()
        ]

    def _keep(self) -> str:
        return (
            f"Keep {self.key_file.name} to yourself: it leads back to the reviews, and the packs need it to come back."
        )

    def __repr__(self) -> str:
        return f"{text_table(self.rows())}\n{self._keep()}"

    def _repr_html_(self) -> str:
        from html import escape

        return html_table(self.rows(), caption="Packs") + f"<p>{escape(self._keep())}</p>"


def write_packs(
    year: Programme,
    plan: SamplePlan,
    *,
    readers: Sequence[str],
    folder: PathLike,
    scales: Mapping[str, str] | None = None,
    key: bytes | None = None,
    key_file: PathLike | None = None,
    override: Overrides | None = None,
    names: Iterable[str] = (),
    plugins: Plugins | None = None,
) -> Packs:
    """Write one workbook a reader, with the files to read and nothing that says how they were graded or by whom.

    Anchors go to every reader; the others are shared out evenly. Nobody gets a file of their own review, or of a worker
    or reviewer of their own organisation, where people are recorded.

    Args:
        year: the records.
        plan: the sample.
        readers: who reads, by a name or a code: ``["Borough A", "Borough B"]``.
        folder: where to write them; new or empty.
        scales: for a reader whose authority grades on another scale, that scale's id.
        key: the secret that makes pseudonyms and moves dates; None for a fresh one, which is right unless the same
            packs have to come out again, byte for byte.
        key_file: where to write the key; beside the folder as ``<folder>.key.json`` unless given, never inside.
        override: for a review and a field the screen stops at, why the text may go all the same. It is kept in the key
            file.
        names: names of people, places and providers to look for in the texts. They are kept nowhere.
        plugins: whose scales and templates to know.

    Returns:
        The workbook of each reader, and the key file.

    Raises:
        DataError: a text may point to somebody or gives the grade away, nobody may read a file, or the folder holds
            packs already. Every place is named, and never the text.
        SettingsError: the readers, scales, key or overrides cannot be.
        UnknownNameError: there is no such scale, or an override names no reader's text.
    """
    plugins = plugins or load_plugins()
    target = Path(folder).resolve()
    keeping = Path(key_file).resolve() if key_file is not None else beside(target)
    people = _readers(readers)
    chosen = _chosen(year, plan)
    key = _key(key)
    by_reader = _scales(people, scales or {}, chosen, plugins)
    problems = [*_places(target, keeping)]
    shared, unread = share_out(year, plan, chosen, people, key)
    problems += unread
    overrides, stopped = screened(year, chosen, override or {}, names)
    problems += stopped
    if problems:
        raise DataError(problems, "packs")
    template = _template(year, plan.activity, plugins)
    files = {review.id: blind(review, year, template, key) for review in chosen}
    packs = [
        Pack(
            id=pseudonym(key, "pack", reader),
            reader=reader,
            scale=by_reader[reader],
            domains=_domains(
                template, (by_id(year.children).get(r.child or "") for r in chosen if r.id in shared[reader])
            ),
            files=tuple(sorted((files[name] for name in shared[reader]), key=lambda file: file.name)),
        )
        for reader in people
    ]
    held = PackKey(
        key=key.hex(),
        activity=plan.activity,
        seed=plan.seed,
        reviews={file.name: name for name, file in files.items()},
        packs={
            pack.id: PackEntry(reader=pack.reader, scale=pack.scale.id, files=tuple(file.name for file in pack.files))
            for pack in packs
        },
        overrides=overrides,
    )
    workbooks = {f"pack-{pack.id}.xlsx": as_bytes(pack) for pack in packs}
    _written(target, keeping, workbooks, held)
    return Packs(
        files={pack.reader: Path(folder) / f"pack-{pack.id}.xlsx" for pack in packs},
        key_file=Path(key_file) if key_file is not None else beside(Path(folder)) if Path(folder).name else keeping,
        reviews={reader: tuple(sorted(shared[reader])) for reader in people},
    )


def _written(target: Path, keeping: Path, workbooks: Mapping[str, bytes], held: PackKey) -> None:
    """Write the key first: packs without one could never come back."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        keeping.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(target.name, f"it cannot be written ({error.strerror})", "Choose another folder")
        raise DataError([problem], "packs") from error
    save_key(keeping, held)
    try:
        save_folder(target, workbooks, replaces=lambda _: False)
    except DataError:
        keeping.unlink(missing_ok=True)
        raise


def _readers(readers: Sequence[str]) -> tuple[str, ...]:
    people = (readers,) if isinstance(readers, str) else tuple(readers)
    named = [" ".join(one.split()) for one in people]
    if not named or not all(named) or len({one.casefold() for one in named}) < len(named):
        raise SettingsError("readers are at least one, each with a name of their own")
    return tuple(named)


def _chosen(year: Programme, plan: SamplePlan) -> list[Review]:
    reviews = by_id([one for one in year.reviews if one.activity == plan.activity])
    gone = [name for name in plan.chosen if name not in reviews]
    if gone:
        fix = "Make the plan again from these records"
        raise DataError([Problem(name, "a review of the plan that is not in the round", fix) for name in gone], "plan")
    return [reviews[name] for name in plan.chosen]


def _key(key: bytes | None) -> bytes:
    if key is None:
        return secrets.token_bytes(32)
    if not isinstance(key, bytes) or len(key) < LEAST_KEY:
        raise SettingsError(f"a key is at least {LEAST_KEY} random bytes; leave it out for a fresh one")
    return key


def _scales(
    readers: Sequence[str], given: Mapping[str, str], chosen: Sequence[Review], plugins: Plugins
) -> dict[str, GradingScale]:
    for reader in given:
        if reader not in readers:
            raise UnknownNameError("reader", reader, readers)
    of_round = {scale.id: scale for review in chosen for scale in scales_of(review)}
    if len(of_round) != 1 and not all(reader in given for reader in readers):
        raise SettingsError(f"the reviews are graded on {len(of_round)} scales; name one for each reader with scales=")
    found = {}
    for reader in readers:
        name = given.get(reader) or next(iter(of_round))
        scale = of_round.get(name) or plugins.scales.get(name)
        if scale is None:
            raise UnknownNameError("grading scale", name, plugins.scales)
        if not scale.levels:
            raise SettingsError(f"scale {name} has no grades to choose from")
        found[reader] = scale
    return found


def _places(target: Path, keeping: Path) -> Iterator[Problem]:
    """Yield what is wrong with the places to write to. Packs that are out are never written over."""
    another = "Choose another folder, or move away what is there: packs that went out need their key file"
    if target.is_dir() and any(target.iterdir()):
        yield Problem(target.name, "a folder that holds something already", another)
    if keeping.exists():
        yield Problem(keeping.name, "a key file is there already", another)
    if keeping.is_relative_to(target):
        yield Problem(keeping.name, "a key inside the packs' own folder", "Keep it beside the folder, never inside")


def _template(year: Programme, activity: str, plugins: Plugins) -> ReviewTemplate:
    held = by_id(year.activities).get(activity)
    name = held.template if held is not None and held.template else DEFAULT_TEMPLATE
    if name not in plugins.templates:
        raise UnknownNameError("review template", name, plugins.templates)
    return plugins.templates[name]


def _domains(template: ReviewTemplate, children: Iterable[Child | None]) -> tuple[Domain, ...]:
    """Return the domains that apply to any of the children; where a child's support is not known, all."""
    statuses = {child.status if child is not None else None for child in children}
    if None in statuses:
        return template.domains
    return tuple(one for one in template.domains if not one.applies_to or one.applies_to & statuses)
