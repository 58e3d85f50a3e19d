"""The Word files that a site offers: each is written once, and again only when it would differ."""

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field, replace

from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.publish.cache import Cache, make_key
from kitei.render.site.addresses import ComparisonFile
from kitei.render.site.amendment import Amendment
from kitei.render.site.work import list_comparison_paths, list_word_paths
from kitei.render.word import write_word
from kitei.render.word.comparison import write_comparison
from kitei.render.word.tracked import write_tracked
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
            amendments = list_comparison_paths(history, self.settings.comparison)
            for path, (amendment, file) in amendments.items():
                files[path] = self._write_comparison(amendment, file, cache)
            for path, edition in list_word_paths(history, shows_draft=shows_drafts).items():
                if edition is history.draft:
                    files[path] = write_word(_mark_draft(edition), self.settings)
                else:
                    files[path] = self._write(edition, cache)
        return files

    def _write(self, edition: Edition, cache: Cache) -> bytes:
        key = make_word_key(edition, self.settings)
        return self._keep(key, cache, lambda: write_word(edition, self.settings))

    def _write_comparison(self, amendment: Amendment, file: ComparisonFile, cache: Cache) -> bytes:
        key = make_comparison_key(amendment, file, self.settings)
        return self._keep(key, cache, lambda: _WRITERS[file](amendment, self.settings))

    def _keep(self, key: str, cache: Cache, write: Callable[[], bytes]) -> bytes:
        """Return what was written under the key in this run or an earlier one, else write it."""
        kept = cache.read(key)
        data = kept or self.written.get(key) or write()
        if kept is None:
            cache.write(key, data)
        self.written[key] = data
        return data


def make_word_key(edition: Edition, settings: Settings) -> str:
    """Return the key of a Word file: all that is written in it, and how."""
    return make_key(b"word", *_list_parts(edition, settings))


def make_comparison_key(amendment: Amendment, file: ComparisonFile, settings: Settings) -> str:
    """Return the key of a Word file of a comparison: both texts, and how they are shown."""
    old = _list_parts(amendment.old_edition, settings)
    new = _list_parts(amendment.new_edition, settings)
    how = repr(amendment.matches).encode("utf-8", "surrogatepass")
    return make_key(b"comparison", file.encode(), how, b"%d" % len(old), *old, *new)


def _list_parts(edition: Edition, settings: Settings) -> list[bytes]:
    values = (edition.document, edition.document.path, edition.audience, edition.revisions)
    parts = [repr((*values, settings)).encode("utf-8", "surrogatepass")]
    for name in sorted(edition.pictures):
        parts += [name.encode("utf-8", "surrogateescape"), edition.pictures[name]]
    return parts


def _write_table(amendment: Amendment, settings: Settings) -> bytes:
    table = amendment.report.table
    return write_comparison(table, amendment.old_edition, amendment.new_edition, settings)


def _write_changes(amendment: Amendment, settings: Settings) -> bytes:
    comparison = amendment.report.comparison
    return write_tracked(comparison, amendment.old_edition, amendment.new_edition, settings)


_WRITERS: dict[ComparisonFile, Callable[[Amendment, Settings], bytes]] = {
    ComparisonFile.TABLE: _write_table,
    ComparisonFile.TRACKED: _write_changes,
}


def _mark_draft(edition: Edition) -> Edition:
    """Return a draft without the records of others: where none is its own, none speaks for it."""
    is_recorded = edition.current is not None and edition.current.is_open
    return edition if is_recorded else replace(edition, revisions=())
