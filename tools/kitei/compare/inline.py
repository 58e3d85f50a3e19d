"""The difference inside one text, marked so that words stay whole where they can."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kitei.compare.run import Run, RunKind
from kitei.compare.tokens import (
    MARK,
    NUMERAL,
    is_function_word,
    script_of,
    split_tokens,
    starts_with_function_word,
)

_INSIDE = re.compile(f"[{MARK}]|(?<=[{NUMERAL}])[{NUMERAL}]")


@dataclass(slots=True)
class _Piece:
    """What stood in the old text and stands in the new; the same where nothing changed."""

    old: str
    new: str

    @property
    def is_equal(self) -> bool:
        return self.old == self.new

    @property
    def is_replacement(self) -> bool:
        return bool(self.old) and bool(self.new) and self.old != self.new


def compare_texts(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs that lead from the old text to the new one, in reading order."""
    if old == new:
        return (Run(RunKind.EQUAL, old),) if old else ()
    pieces = _compare_tokens(old, new)
    pieces = [part for piece in pieces for part in _trim(piece)]
    return tuple(_to_runs(_clean(_slide_all(_merge(pieces)))))


def _compare_tokens(old: str, new: str) -> list[_Piece]:
    """Return the longest common tokens and what lies between.

    Several may be longest. Always asking from the shorter side makes both directions agree.
    """
    if (len(new), new) < (len(old), old):
        return [_Piece(piece.new, piece.old) for piece in _compare_tokens(new, old)]
    left, right = split_tokens(old), split_tokens(new)
    pieces = []
    for step in Indel.opcodes(left, right):
        before = "".join(left[step.src_start : step.src_end])
        pieces.append(_Piece(before, "".join(right[step.dest_start : step.dest_end])))
    return _merge(pieces)


def _merge(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces so that equal and changed ones alternate."""
    merged: list[_Piece] = []
    for piece in pieces:
        if not (piece.old or piece.new):
            continue
        if merged and merged[-1].is_equal == piece.is_equal:
            merged[-1] = _Piece(merged[-1].old + piece.old, merged[-1].new + piece.new)
        else:
            merged.append(piece)
    return merged


def _trim(piece: _Piece) -> list[_Piece]:
    """Return the piece without what both sides share, where that is the whole shorter side."""
    old, new = piece.old, piece.new
    shorter = min(len(old), len(new))
    if piece.is_equal or shorter < 2:
        return [piece]
    head = _common_head(old, new)
    tail = min(_common_tail(old, new), shorter - head)
    if head + tail < shorter:
        return [piece]
    middle = _Piece(old[head : len(old) - tail], new[head : len(new) - tail])
    end = old[len(old) - tail :]
    return [_Piece(old[:head], old[:head]), middle, _Piece(end, end)]


def _common_head(old: str, new: str) -> int:
    length = min(len(old), len(new))
    count = next((i for i in range(length) if old[i] != new[i]), length)
    while count and (_splits(old, count) or _splits(new, count)):
        count -= 1
    return count


def _common_tail(old: str, new: str) -> int:
    length = min(len(old), len(new))
    count = next((i for i in range(length) if old[-1 - i] != new[-1 - i]), length)
    while count and (_splits(old, len(old) - count) or _splits(new, len(new) - count)):
        count -= 1
    return count


def _splits(text: str, offset: int) -> bool:
    """Return whether a cut here would part a character from its mark, or a number in two."""
    return _INSIDE.match(text, offset) is not None


def _slide_all(pieces: list[_Piece]) -> list[_Piece]:
    """Move each pure insertion or deletion along its equal neighbours to the best place."""
    # What a change slides away from at an end of the text becomes an equal piece there.
    padded = [_Piece("", ""), *pieces, _Piece("", "")]
    for index, piece in enumerate(padded):
        if not piece.is_equal and not piece.is_replacement:
            _slide(padded, index)
    return _merge(padded)


def _slide(pieces: list[_Piece], index: int) -> None:
    before, piece, after = pieces[index - 1].new, pieces[index], pieces[index + 1].new
    text = piece.old or piece.new
    whole = before + text + after
    # An equal piece between two changes stays: without it they would run together.
    keep_before, keep_after = int(index > 2), int(index + 3 < len(pieces))
    first = len(before) - _reach(before[keep_before:][::-1], text[::-1])
    last = len(before) + _reach(after[: len(after) - keep_after], text)
    start = max(range(first, last + 1), key=lambda start: (_score(whole, start, len(text)), -start))
    end = start + len(text)
    moved = whole[start:end]
    pieces[index] = _Piece(moved, "") if piece.old else _Piece("", moved)
    pieces[index - 1] = _Piece(whole[:start], whole[:start])
    pieces[index + 1] = _Piece(whole[end:], whole[end:])


def _reach(neighbour: str, text: str) -> int:
    """Return how far the text can move into its neighbour without a change of meaning."""
    window = text
    count = 0
    while count < len(neighbour) and neighbour[count] == window[count % len(window)]:
        count += 1
    return count


def _score(whole: str, start: int, length: int) -> int:
    """Return how natural a reader finds the change at this place."""
    end = start + length
    if _splits(whole, start) or _splits(whole, end):
        return -1
    left, right = whole[start - 1 : start], whole[end : end + 1]
    points = 3 * (whole[end - 1] in "、。")
    points += 3 * (not left or left in "、。（「\n") + 3 * (whole[start] == "\n")
    points += 2 * _is_script_change(left, whole[start]) + _is_script_change(whole[end - 1], right)
    points += 2 * starts_with_function_word(whole, start)
    points += 2 * starts_with_function_word(whole, end)
    return points + (right != "" and right in "、。")


def _is_script_change(left: str, right: str) -> bool:
    return bool(left and right) and script_of(left) != script_of(right)


def _clean(pieces: list[_Piece]) -> list[_Piece]:
    """Join two changes across one hiragana that is no word, where one of them is a replacement."""
    cleaned: list[_Piece] = []
    for index, piece in enumerate(pieces):
        is_changed = not piece.is_equal or _is_gap(pieces, index)
        if is_changed and cleaned and not cleaned[-1].is_equal:
            cleaned[-1] = _Piece(cleaned[-1].old + piece.old, cleaned[-1].new + piece.new)
        else:
            cleaned.append(piece)
    return cleaned


def _is_gap(pieces: list[_Piece], index: int) -> bool:
    piece = pieces[index]
    if not piece.is_equal or len(piece.old) != 1 or not 0 < index < len(pieces) - 1:
        return False
    if script_of(piece.old) != "hiragana" or is_function_word(piece.old):
        return False
    return pieces[index - 1].is_replacement or pieces[index + 1].is_replacement


def _to_runs(pieces: list[_Piece]) -> list[Run]:
    runs = []
    for piece in pieces:
        if piece.is_equal:
            runs.append(Run(RunKind.EQUAL, piece.old))
            continue
        if piece.old:
            runs.append(Run(RunKind.REMOVED, piece.old))
        if piece.new:
            runs.append(Run(RunKind.ADDED, piece.new))
    return runs
