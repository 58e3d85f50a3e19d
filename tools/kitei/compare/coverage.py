"""What a comparison did not compare, so that nobody takes silence for sameness."""

from collections.abc import Iterable, Iterator

from kitei.compare.change import Change
from kitei.compare.outcome import Coverage, Omission, PictureHashes, Uncompared
from kitei.compare.units import Outline
from kitei.model.document import RemarkKind

_MARKUP = (RemarkKind.RAW_HTML, RemarkKind.UNSUPPORTED, RemarkKind.BARE_TABLE)


def measure_coverage(
    old: Outline, new: Outline, *, changes: Iterable[Change], hashes: PictureHashes
) -> Coverage:
    """Return what was compared and what was not."""
    found = [
        *_find_tables(changes),
        *(_find_pictures(old, hashes.old.keys())),
        *(_find_pictures(new, hashes.new.keys())),
        *_find_markup(old),
        *_find_markup(new),
    ]
    return Coverage(len(old.units), len(new.units), tuple(dict.fromkeys(found)))


def _find_tables(changes: Iterable[Change]) -> Iterator[Uncompared]:
    for change in changes:
        if change.table is None:
            continue
        side = change.new[0]
        if change.table.is_whole:
            yield Uncompared(Omission.TABLE, side.position, side.caption)
        if change.table.spans_changed:
            yield Uncompared(Omission.MERGED_CELLS, side.position, side.caption)


def _find_pictures(outline: Outline, known: Iterable[str]) -> Iterator[Uncompared]:
    names = set(known)
    for unit in outline.units:
        if unit.picture and unit.picture.source not in names:
            yield Uncompared(Omission.PICTURE, outline.cite(unit), unit.picture.source)


def _find_markup(outline: Outline) -> Iterator[Uncompared]:
    for remark in outline.document.remarks:
        if remark.kind in _MARKUP:
            yield Uncompared(Omission.MARKUP, "", remark.found)
