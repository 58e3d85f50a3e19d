"""Spelling (書き方): a number written anew in the form in which the old one stands."""

from collections.abc import Callable, Iterable, Iterator

from kitei.model.marker import KINDS, WHOLES

Writer = Callable[[tuple[int, ...], bool], str]

_WIDE = str.maketrans("0123456789().", "０１２３４５６７８９（）．")


def spell_like(
    text: str, old: tuple[int, ...], new: tuple[int, ...], writers: Iterable[Writer]
) -> str | None:
    """Return `text`, which ends in the old numbers, with the new ones; None if it does not."""
    for before, after in _write_forms(old, new, writers):
        if before and text.endswith(before):
            return text[: len(text) - len(before)] + after
    return None


def _write_forms(
    old: tuple[int, ...], new: tuple[int, ...], writers: Iterable[Writer]
) -> Iterator[tuple[str, str]]:
    for write in writers:
        for kanji in (False, True):
            before, after = write(old, kanji), write(new, kanji)
            yield before, after
            yield before.translate(_WIDE), after.translate(_WIDE)


def list_writers(kind: str, unit: str = "") -> tuple[Writer, ...]:
    """Return the ways in which a reference writes the number of a marker, by its unit or bare."""
    own = KINDS[kind]
    if unit:
        return (lambda numbers, kanji: _write_unit(numbers, unit, kanji=kanji),)
    if kind in WHOLES:
        # 第2 in 別表第1及び第2.
        return own.write, KINDS["ordinal"].write
    return own.write, own.plain


def _write_unit(numbers: tuple[int, ...], unit: str, *, kanji: bool) -> str:
    return KINDS["chapter"].write(numbers, kanji).replace("章", unit)
