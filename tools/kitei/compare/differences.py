"""What differs between linked units: the kinds of change, or mere form."""

from collections.abc import Iterator
from dataclasses import dataclass

from kitei.compare.change import ChangeKind, join_texts
from kitei.compare.link import Link
from kitei.compare.outcome import Form, PictureHashes
from kitei.compare.tables import has_same_spans
from kitei.compare.units import Outline, Unit, UnitKind, fold_format
from kitei.model.provision import Picture, Provision


@dataclass(frozen=True, slots=True)
class Judge:
    """Says of a link what kinds of change it holds; none where only the form differs."""

    old: Outline
    new: Outline
    hashes: PictureHashes

    def find_kinds(self, link: Link, *, is_moved: bool) -> tuple[ChangeKind, ...]:
        """Return the kinds of change, in their fixed order."""
        old = [self.old.units[index] for index in link.old]
        new = [self.new.units[index] for index in link.new]
        if not is_moved and len(old) == len(new) == 1 and _is_untouched(old[0], new[0]):
            return ()
        found = set(self._compare_texts(old, new))
        if len(new) > 1:
            found.add(ChangeKind.SPLIT)
        elif len(old) > 1:
            found.add(ChangeKind.MERGED)
        elif not is_moved and _differs(old[0].label, new[0].label):
            found.add(ChangeKind.RENUMBERED)
        if is_moved:
            found.add(ChangeKind.MOVED)
        return tuple(kind for kind in ChangeKind if kind in found) if found else ()

    def _compare_texts(self, old: list[Unit], new: list[Unit]) -> Iterator[ChangeKind]:
        if _differs(_captions(old), _captions(new)):
            yield ChangeKind.CAPTION
        differs = _differs(_texts(old), _texts(new))
        one, other = old[0], new[0]
        if one.table and other.table:
            if differs or not has_same_spans(one.table, other.table):
                yield ChangeKind.TABLE
        elif one.picture and other.picture:
            if differs or self._has_other_file(one.picture, other.picture):
                yield ChangeKind.PICTURE
        elif differs:
            yield ChangeKind.REWORDED

    def _has_other_file(self, old: Picture, new: Picture) -> bool:
        """Return whether the pictures differ; by their names only where no hash is known."""
        hashes = self.hashes.old.get(old.source), self.hashes.new.get(new.source)
        if None in hashes:
            return old.source != new.source
        return hashes[0] != hashes[1]


def _is_untouched(old: Unit, new: Unit) -> bool:
    """Return whether two units are all words, and the same: nearly all of a long text are."""
    is_worded = old.kind not in (UnitKind.TABLE, UnitKind.PICTURE)
    if not is_worded or old.text != new.text or old.caption != new.caption:
        return False
    return old.label == new.label


def find_forms(old: Unit, new: Unit) -> tuple[Form, ...]:
    """Return in which forms two units differ that say the same."""
    found = [
        (Form.LABEL, old.label != new.label),
        (Form.CAPTION, old.caption != new.caption),
        (Form.TEXT, old.text != new.text),
        (Form.LINKS, old.links != new.links),
        (Form.SHAPE, _is_item(old) is not _is_item(new)),
    ]
    return tuple(form for form, differs in found if differs)


def _differs(old: str, new: str) -> bool:
    return old != new and fold_format(old) != fold_format(new)


def _captions(units: list[Unit]) -> str:
    return units[0].caption if len(units) == 1 else join_texts([unit.caption for unit in units])


def _texts(units: list[Unit]) -> str:
    return units[0].text if len(units) == 1 else join_texts([unit.text for unit in units])


def _is_item(unit: Unit) -> bool:
    return isinstance(unit.node, Provision) and not unit.node.is_heading
