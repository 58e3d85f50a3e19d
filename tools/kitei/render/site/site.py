"""A site as a value: what it holds, for whom, and under which name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kitei.model.audience import Audience
from kitei.model.history import History
from kitei.render.site.work import Shelf, Work
from kitei.settings import Settings


@dataclass(frozen=True)
class Site:
    """A site as it stands on a day: `name` is its subject (情報セキュリティポリシー).

    `word_files` go by their path on the site (`work.list_word_paths`). Drafts are shown in a
    preview only.
    """

    name: str
    audience: Audience
    settings: Settings
    day: date
    histories: tuple[History, ...]
    word_files: Mapping[str, bytes] = field(default_factory=dict)
    shows_drafts: bool = False

    @cached_property
    def shelf(self) -> Shelf:
        """The documents that this site shows by id, in the order of their ids."""
        histories = sorted(self.histories, key=lambda history: history.id)
        works = (
            Work(history, self.shows_drafts, self.settings.comparison) for history in histories
        )
        return Shelf({work.id: work for work in works if work.is_published})

    @property
    def title(self) -> str:
        """The name of the body and of the site, as it stands on every page."""
        return f"{self.settings.organisation.name}　{self.name}"
