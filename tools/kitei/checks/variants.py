"""Two ways of writing one thing in one document: how the rules on mixed writing judge them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitei.model.places import TextAt


@dataclass(frozen=True, slots=True)
class Writing:
    """One occurrence: `group` says of what, `form` in which way it is written there."""

    group: str
    form: str
    at: TextAt
    start: int
    end: int

    @property
    def found(self) -> str:
        """The characters as they stand in the text."""
        return self.at.text.value[self.start : self.end]

    @property
    def line(self) -> int:
        """The line of the file it stands on."""
        return self.at.text.locate(self.start).line


@dataclass(frozen=True, slots=True)
class Deviation:
    """An occurrence written otherwise than the rest: `usual` is the first of the usual ones."""

    writing: Writing
    usual: Writing
    usual_count: int


def find_deviations(
    writings: Iterable[Writing], preferred: frozenset[str] = frozenset()
) -> Iterator[Deviation]:
    """Yield the occurrences of each group that are not in its usual form.

    The usual form is a preferred one where it occurs, else the most frequent, else the first.
    """
    groups: dict[str, list[Writing]] = {}
    for writing in writings:
        groups.setdefault(writing.group, []).append(writing)
    for group in groups.values():
        counts = Counter(writing.form for writing in group)
        if len(counts) < 2:
            continue
        form = max(counts, key=lambda form: (form in preferred, counts[form]))
        usual = next(writing for writing in group if writing.form == form)
        for writing in group:
            if writing.form != form:
                yield Deviation(writing, usual, counts[form])
