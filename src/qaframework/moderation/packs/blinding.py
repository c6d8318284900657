"""What of a review may leave: screened for what may point to somebody, days moved, its id and grades held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qaframework.errors import Problem, SettingsError, UnknownNameError
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Review
from qaframework.model.templates import ReviewTemplate
from qaframework.moderation.deidentify import moved_day, moved_text, pseudonym, weeks_moved
from qaframework.moderation.packs.keys import Override
from qaframework.moderation.packs.workbook import MOST_CHARACTERS, BlindFile
from qaframework.moderation.screening import is_age_band, scales_of, screen_for, texts_of

_RESOLVE = (
    "Take it out of the text, or override it with a reason: override={{({review!r}, {field!r}): 'why it may go'}}"
)
_SECTIONS = {
    "rationale": "Overall",
    "voice_note": "Where somebody was not heard",
    "system_block": "What in the system stood in the way",
}

Overrides = Mapping[tuple[str, str], str]


def screened(
    year: Programme, chosen: Sequence[Review], override: Overrides, names: Iterable[str]
) -> tuple[tuple[Override, ...], list[Problem]]:
    """Return which stops were overridden, and the problems of the others."""
    texts = {(review.id, field): text for review in chosen for field, text in texts_of(review).items()}
    for place, why in override.items():
        if place not in texts:
            raise UnknownNameError("text in these packs", ".".join(map(str, place)), map(".".join, texts))
        if not why.strip():
            raise SettingsError(f"say why {'.'.join(place)} may go as it is")
    scales = {scale for review in chosen for scale in scales_of(review)}
    screen = screen_for(year, scales, names)
    problems, overridden = [], []
    for review in chosen:
        for field, text in texts_of(review).items():
            kinds = screen.kinds(text)
            reason = override.get((review.id, field))
            if kinds and reason:
                overridden.append(Override(review=review.id, field=field, kinds=kinds, reason=reason))
            elif kinds:
                fix = _RESOLVE.format(review=review.id, field=field)
                problems.append(Problem(_where(year, review, field), f"may point to somebody: {', '.join(kinds)}", fix))
            if len(text) > MOST_CHARACTERS - 500:
                problems.append(Problem(_where(year, review, field), "a text too long for a cell", "Shorten it"))
    problems += _ages(year, chosen)
    return tuple(overridden), problems


def _where(year: Programme, review: Review, field: str) -> str:
    place = "" if field.startswith("domain.") else year.where(review, field)
    return f"{review.id}.{field}" + (f" ({place})" if place else "")


def _ages(year: Programme, chosen: Sequence[Review]) -> Iterator[Problem]:
    children = by_id(year.children)
    for review in chosen:
        child = children.get(review.child or "")
        if child is not None and child.age_band and not is_age_band(child.age_band):
            fix = "Write a band, such as 10-15, in the child's row"
            yield Problem(f"{review.id}.age_band", "an exact age or date where an age band is expected", fix)


def blind(review: Review, year: Programme, template: ReviewTemplate, key: bytes) -> BlindFile:
    """Return a review as its readers see it: under another name, its days moved, without grades."""
    child = by_id(year.children).get(review.child or "")
    weeks = weeks_moved(key, f"child {review.child}" if review.child else f"review {review.id}")
    texts = {field: moved_text(text, weeks, review.completed_on) for field, text in texts_of(review).items()}
    return BlindFile(
        name=pseudonym(key, "review", review.id),
        facts={
            "Support": child.status.replace("_", " ") if child is not None and child.status else None,
            "Age": child.age_band if child is not None else None,
            "Completed": moved_day(review.completed_on, weeks),
            "Child heard": _plainly(review.child_voice),
            "Family heard": _plainly(review.family_voice),
        },
        sections=tuple(_sections(texts, template)) or (("Overall", "Nothing is written here.", ""),),
    )


def _plainly(code: str | None) -> str | None:
    return code.replace("_", " ") if code else None


def _sections(texts: Mapping[str, str], template: ReviewTemplate) -> Iterator[tuple[str, str, str]]:
    for field, title in _SECTIONS.items():
        if field in texts:
            yield title, texts[field], ""
    for code in sorted({field.split(".")[1] for field in texts if field.startswith("domain.")}):
        domain = template.domain(code)
        why, evidence = (texts.get(f"domain.{code}.{part}", "") for part in ("rationale", "evidence"))
        yield domain.title if domain is not None else code, why, evidence
