"""A site as a value: what it holds, for whom, and under which name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.render.site.volume import Shelf, Volume
from kitei.settings import Settings


@dataclass(frozen=True)
class Site:
    """A site: `name` is its subject (情報セキュリティポリシー), `word_files` go by document id."""

    name: str
    audience: Audience
    settings: Settings
    editions: tuple[Edition, ...]
    word_files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def shelf(self) -> Shelf:
        """The documents of this site by id, in the order of their ids."""
        editions = sorted(self.editions, key=lambda edition: edition.document.id)
        return Shelf({edition.document.id: Volume(edition) for edition in editions})

    @property
    def title(self) -> str:
        """The name of the body and of the site, as it stands on every page."""
        return f"{self.settings.organisation.name}　{self.name}"
