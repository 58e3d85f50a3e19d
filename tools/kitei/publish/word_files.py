"""The Word files that a site offers: each is written once, and again only when it would differ."""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field, replace

from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.publish.cache import Cache, make_key
from kitei.render.site.work import list_word_paths
from kitei.render.word import write_word
from kitei.settings import Settings


@dataclass(slots=True)
class WordWriter:
    """Writes Word files; `written` are those of this run by their keys, for all its sites."""

    settings: Settings
    written: MutableMapping[str, bytes] = field(default_factory=dict)

    def write_all(
        self, histories: Iterable[History], cache: Cache, *, shows_drafts: bool
    ) -> dict[str, bytes]:
        """Return the Word files of a site by their paths; a draft's is not kept in the cache."""
        files = {}
        for history in histories:
            for path, edition in list_word_paths(history, shows_draft=shows_drafts).items():
                if edition is history.draft:
                    files[path] = write_word(_mark_draft(edition), self.settings)
                else:
                    files[path] = self._write(edition, cache)
        return files

    def _write(self, edition: Edition, cache: Cache) -> bytes:
        key = make_word_key(edition, self.settings)
        kept = cache.read(key)
        data = kept or self.written.get(key) or write_word(edition, self.settings)
        if kept is None:
            cache.write(key, data)
        self.written[key] = data
        return data


def make_word_key(edition: Edition, settings: Settings) -> str:
    """Return the key of a Word file: all that is written in it, and how."""
    values = (edition.document, edition.document.path, edition.audience, edition.revisions)
    parts = [repr((*values, settings)).encode("utf-8", "surrogatepass")]
    for name in sorted(edition.pictures):
        parts += [name.encode("utf-8", "surrogateescape"), edition.pictures[name]]
    return make_key(b"word", *parts)


def _mark_draft(edition: Edition) -> Edition:
    """Return a draft without the records of others: where none is its own, none speaks for it."""
    is_recorded = edition.current is not None and edition.current.is_open
    return edition if is_recorded else replace(edition, revisions=())
