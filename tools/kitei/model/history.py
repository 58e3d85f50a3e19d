"""Histories (沿革): a document through time, as the records and the texts found tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.model.matching import Matching
from kitei.model.timeline import Standing, Timeline


class Absence(StrEnum):
    """Why the text of a decided revision is not at hand."""

    UNRECORDED = "unrecorded"
    NOT_KEPT = "not-kept"
    LOST = "lost"
    NO_REPOSITORY = "no-repository"
    OTHER_AUDIENCE = "other-audience"

    @property
    def label(self) -> str:
        """The reason in Japanese, fit to stand on a page."""
        return _LABELS[self]


_LABELS = {
    Absence.UNRECORDED: "記録に本文のハッシュがありません。",
    Absence.NOT_KEPT: "本文は保存されていません。",
    Absence.LOST: "本文が履歴に見つかりません。",
    Absence.NO_REPOSITORY: "本文は、ここには掲載していません。",
    Absence.OTHER_AUDIENCE: "本文は掲載していません。",
}


@dataclass(frozen=True)
class History:
    """A document through time on one day (`timeline.day`), as one audience may see it.

    `editions` hold the decided texts by the keys of the timeline, `absences` say why one is
    missing; `draft` is the working text where it differs from every decided one. `matchings` say
    what was decided about provisions of two of its texts.
    """

    id: str
    audience: Audience
    timeline: Timeline
    editions: Mapping[str, Edition] = field(default_factory=dict)
    absences: Mapping[str, Absence] = field(default_factory=dict)
    draft: Edition | None = None
    matchings: tuple[Matching, ...] = ()

    @property
    def day(self) -> date:
        """The day on which the document is looked at."""
        return self.timeline.day

    @property
    def in_force(self) -> Edition | None:
        """The text in force; None where nothing is in force, or its text is not at hand."""
        standing = self.timeline.in_force
        return self.editions.get(standing.key) if standing else None

    def edition(self, standing: Standing) -> Edition | None:
        """Return the text of a revision, None where it has none or it is not at hand."""
        return self.editions.get(standing.key)
