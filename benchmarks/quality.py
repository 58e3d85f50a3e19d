"""What a reader sees marked: spans, marked characters, and edges that cut a word in two.

The same pairs of texts are given to every way of marking: those that kitei linked and found
changed. SudachiPy is the referee of where words end; no person has judged the marks.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.compare_check import NotRebuilt, Pieces
from benchmarks.compare_texts import TextPair, read_pair
from benchmarks.environments import NotInstalled, Package, install
from kitei.compare.comparison import compare_documents

SCRIPTS = Path(__file__).parent / "markers"
REFEREE = Package("sudachipy", "0.7.0", ("sudachidict_core==20261015",))
NUMERALS = frozenset("〇一二三四五六七八九十百千")
WordEdges = dict[str, set[int]]
Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Marker:
    """A way of marking: its script with arguments, and the package it runs with, if any."""

    name: str
    script: tuple[str, ...]
    package: Package | None = None


MARKERS = (
    Marker("kitei", ("mark_kitei.py", "kitei")),
    Marker("characters, longest common subsequence", ("mark_kitei.py", "characters")),
    Marker(
        "diff-match-patch 20241021, cleaned up",
        ("mark_dmp.py",),
        Package("diff-match-patch", "20241021"),
    ),
    # redlines does not start without a package that it does not ask for.
    Marker(
        "redlines 0.6.2",
        ("mark_redlines.py",),
        Package("redlines", "0.6.2", ("typing_extensions==4.15.0",)),
    ),
)


@dataclass(frozen=True, slots=True)
class Quality:
    """Marks in some pairs of texts; `cut` edges lie inside a word, None where nobody can say.

    Of these, `numbers` lie between a number and its unit (第十七|条), where the referee's
    dictionary has some numbers as one word with their unit and others not.
    """

    name: str
    pairs: int
    spans: int
    marked: int
    cut: int | None
    numbers: int
    seconds: list[float]


def list_changed(pairs: Iterable[TextPair]) -> list[tuple[str, str]]:
    """Return the texts of all provisions that kitei linked one to one and found reworded."""
    found = []
    for pair in pairs:
        for change in compare_documents(*read_pair(pair)).changes:
            if len(change.old) == len(change.new) == 1 and change.table is None:
                found.append((change.old[0].text, change.new[0].text))
    return [(old, new) for old, new in found if old != new]


def measure_quality(
    texts: Texts,
    runs: int,
    cache: Path,
    markers: Sequence[Marker] = MARKERS,
    referee: Package | None = REFEREE,
) -> tuple[list[Quality], dict[str, str]]:
    """Return the marks of every way, all taking turns, and those not here with the reason."""
    absent: dict[str, str] = {}
    judge = Marker("the referee of words", ("find_words.py",), referee)
    command = _ask(judge, cache, absent) if referee else ()
    words = _find_words(texts, command) if command else None
    commands = {each: command for each in markers if (command := _ask(each, cache, absent))}
    pieces: dict[Marker, list[Pieces]] = {}
    seconds: dict[Marker, list[float]] = {each: [] for each in commands}
    for turn in range(runs + 1):
        for each, command in commands.items():
            answer = _run(command, texts)
            pieces[each] = answer["pieces"]
            seconds[each] += [answer["seconds"]] if turn else []
    return [
        count(each.name, texts, pieces[each], words, seconds[each]) for each in commands
    ], absent


def count(
    name: str,
    texts: Texts,
    pieces: Sequence[Pieces],
    words: WordEdges | None,
    seconds: list[float],
) -> Quality:
    """Return what was marked in all pairs, once the pieces have given both texts back."""
    check_pieces(name, texts, pieces)
    changed = [piece for each in pieces for piece in each if piece[0] != piece[1]]
    marked = sum(len(old) + len(new) for old, new in changed)
    if words is None:
        return Quality(name, len(texts), len(changed), marked, None, 0, seconds)
    cut = [
        is_number
        for pair, each in zip(texts, pieces, strict=True)
        for side, text in enumerate(pair)
        for is_number in find_cut(text, list_edges(each, side), words[text])
    ]
    return Quality(name, len(texts), len(changed), marked, len(cut), sum(cut), seconds)


def check_pieces(name: str, texts: Texts, pieces: Sequence[Pieces]) -> None:
    """Raise NotRebuilt unless the pieces give both texts of every pair."""
    for (old, new), each in zip(texts, pieces, strict=True):
        given = "".join(piece[0] for piece in each), "".join(piece[1] for piece in each)
        if given != (old, new):
            raise NotRebuilt(f"{name}: {old[:20]}")


def list_edges(pieces: Pieces, side: int) -> Iterator[int]:
    """Yield where each span starts and ends on one side; one that is empty there has no edge."""
    start = 0
    for piece in pieces:
        end = start + len(piece[side])
        if piece[0] != piece[1] and piece[side]:
            yield from (start, end)
        start = end


def find_cut(text: str, edges: Iterable[int], words: set[int]) -> Iterator[bool]:
    """Yield for each edge inside a word whether it lies between a number and its unit."""
    for edge in edges:
        if edge not in words:
            yield text[edge - 1] in NUMERALS and text[edge] not in NUMERALS


def _find_words(texts: Texts, command: Sequence[str]) -> WordEdges:
    every = sorted({text for pair in texts for text in pair})
    return {text: set(edges) for text, edges in zip(every, _run(command, every), strict=True)}


def _ask(marker: Marker, cache: Path, absent: dict[str, str]) -> tuple[str, ...]:
    """Return the command of a marker or the referee, or nothing where it is not here."""
    python = sys.executable
    if marker.package is not None:
        try:
            python = str(install(marker.package, cache) / "python")
        except NotInstalled as error:
            absent[marker.name] = str(error)
            return ()
    script, *arguments = marker.script
    return (python, str(SCRIPTS / script), *arguments)


def _run(command: Sequence[str], given: object) -> object:
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)
