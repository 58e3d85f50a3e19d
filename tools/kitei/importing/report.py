"""What an import has to tell: doubts, what was left out or moved, and the proof."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from kitei.importing.draft import Draft, Layout, LeftOut
from kitei.importing.result import Result

SCHEMA_VERSION = 1


def write_plain(result: Result) -> str:
    """Return the report as text for people, in the order of the foreign text."""
    draft, proof = result.draft, result.proof
    lines = [
        f"証明: 元の文の{proof.proved:,}字がすべて、元の順に文書にあります"
        f"（除いた配置上の文字は{proof.left_out:,}字）。",
        "",
        f"疑わしい点（{len(draft.doubts)}件）",
    ]
    width = max((_measure(doubt.place) for doubt in draft.doubts), default=0)
    for doubt in draft.doubts:
        gap = " " * (width - _measure(doubt.place))
        lines.append(f"  {doubt.place}{gap}  {doubt.what} → {doubt.guess}")
    lines += ["", *_list_left_out(draft), *_list_moved(draft)]
    return "\n".join(lines)


def _measure(place: str) -> int:
    return sum(1 if c.isascii() else 2 for c in place)


def _list_left_out(draft: Draft) -> Iterator[str]:
    if not draft.left_out:
        yield "除いたもの（なし）"
        return
    yield f"除いたもの（{len(draft.left_out)}件）"
    for layout in Layout:
        found = [one for one in draft.left_out if one.layout is layout]
        if layout is Layout.BULLET and found:
            places = "、".join(_runs(one.line for one in found))
            yield f"  {layout.label}: {len(found)}か所（{places}行）"
        else:
            yield from (_name_left_out(one) for one in found)


def _name_left_out(one: LeftOut) -> str:
    characters = " ".join(one.characters.split())
    return f"  {one.layout.label}: {one.line}行「{characters}」"


def _runs(numbers: Iterable[int]) -> list[str]:
    """Return numbers with neighbours drawn together: 3, 5〜7."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return [str(a) if a == b else f"{a}〜{b}" for a, b in runs]


def _list_moved(draft: Draft) -> Iterator[str]:
    if draft.moved:
        yield ""
        yield f"位置を変えたもの（{len(draft.moved)}件）"
    for moved in draft.moved:
        yield f"  {moved.line}行「{moved.characters}」 → {moved.to_line}行の中: {moved.why}"


def write_json(result: Result) -> str:
    """Return the report as JSON for machines, with everything that was left out."""
    draft, proof = result.draft, result.proof
    report = {
        "version": SCHEMA_VERSION,
        "id": draft.meta.id,
        "proved": proof.proved,
        "doubts": [asdict(doubt) for doubt in draft.doubts],
        "left_out": [asdict(one) for one in draft.left_out],
        "moved": [asdict(moved) for moved in draft.moved],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
