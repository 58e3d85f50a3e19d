"""What a site leaves out, and why: named to who builds it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kitei.model.history import Absence, History
from kitei.model.timeline import Timeline
from kitei.render.site.record import name_revision
from kitei.render.site.site import Site


@dataclass(frozen=True, slots=True)
class Omission:
    """Something left out of a site, and why."""

    document: str
    reason: str


def find_omissions(site: Site) -> Iterator[Omission]:
    """Yield what the site does not show of its histories: drafts, lost texts, unused pictures."""
    for history in sorted(site.histories, key=lambda history: history.id):
        for reason in (*_find_draft(history, site), *_find_absent(history)):
            yield Omission(history.id, reason)
    for work in site.shelf.works.values():
        names = {name for _, volume in work.places for name in volume.edition.pictures}
        used = {name for _, volume in work.places for name in volume.picture_names}
        for name in sorted(names - used):
            yield Omission(work.id, f"本文にない図のファイル: {name}")


def find_missing_in_force(site: Site) -> Iterator[str]:
    """Yield the texts in force that are not at hand, but for a copy that has no history at all.

    A text that was declared not to be kept is not missing either.
    """
    accepted = (Absence.NO_REPOSITORY, Absence.NOT_KEPT)
    for history in sorted(site.histories, key=lambda history: history.id):
        standing = history.timeline.in_force
        absence = history.absences.get(standing.key) if standing else None
        if standing is not None and absence is not None and absence not in accepted:
            yield f"  {history.id} {name_revision(standing)}: {absence.label}"


def withhold_drafts(history: History) -> History:
    """Return the history with nothing in it that has not been decided."""
    return replace(history, timeline=Timeline(history.day, history.timeline.decided), draft=None)


def _find_draft(history: History, site: Site) -> Iterator[str]:
    if site.shows_drafts:
        return
    if not history.timeline.decided:
        yield "決定された版がないので、載せません（案のみ）。"
    elif history.draft is not None:
        yield "今の原稿は、決定されたどの版とも違うので、載せません（案）。"


def _find_absent(history: History) -> Iterator[str]:
    for key, absence in history.absences.items():
        standing = history.timeline.get(key)
        if standing is not None:
            yield f"{name_revision(standing)}: {absence.label}"
