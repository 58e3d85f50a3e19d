"""What somebody should know of the two texts compared before trusting the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitei.commands.comparison_pair import Chosen, Notice
from kitei.model.era import DateStyle, format_date
from kitei.model.timeline import Standing


@dataclass(frozen=True, slots=True)
class Choice:
    """The texts chosen among the decided ones of a document, which was called `document`.

    `is_named` says that somebody named the old text.
    """

    document: str
    decided: Sequence[Standing]
    old: Chosen
    new: Chosen
    is_named: bool

    @property
    def places(self) -> tuple[int | None, int | None]:
        """Where the two stand in legal order, the draft last; None of what is not recorded."""
        return self._find(self.old), self._find(self.new)

    def _find(self, chosen: Chosen) -> int | None:
        if chosen.is_draft:
            return len(self.decided)
        keys = [standing.key for standing in self.decided]
        return keys.index(chosen.name.revision) if chosen.name.revision in keys else None


def find_notices(choice: Choice, style: DateStyle) -> Iterator[Notice]:
    """Yield what is to be told: revisions that the table takes in, texts in reversed order."""
    old, new = choice.places
    if old is None or new is None:
        return
    if old > new:
        yield _tell_reversed(choice)
    elif not choice.is_named and old + 1 < new:
        yield _tell_included(choice, choice.decided[old + 1 : new], style)


def _tell_reversed(choice: Choice) -> Notice:
    old, new = choice.old.name, choice.new.name
    message = f"改正後の欄に古い方の{new.name}を、改正前の欄に新しい方の{old.name}を示しています。"
    words = f"{new.revision} {old.revision or 'draft'}"
    return Notice(message, f"古い順に比べるには kitei compare {choice.document} {words} とします。")


def _tell_included(choice: Choice, between: Sequence[Standing], style: DateStyle) -> Notice:
    """Tell the decided revisions that are not in force and lie between the two texts."""
    names = "、".join(_name(standing, style) for standing in between)
    message = (
        f"{names}は未施行です。施行中の版{choice.old.name.revision}と比べているので、"
        "その改正も変更に含まれています。"
    )
    new = "この案" if choice.new.is_draft else f"版{choice.new.name.revision}"
    words = [between[-1].key] + ([] if choice.new.is_draft else [str(choice.new.name.revision)])
    call = f"kitei compare {choice.document} {' '.join(words)}"
    return Notice(message, f"{new}だけの変更は {call} で示します。")


def _name(standing: Standing, style: DateStyle) -> str:
    start = standing.start
    since = f"、{format_date(start, style)}施行" if start else "、施行日未定"
    return f"版{standing.key}（{standing.revision.kind.label}{since}）"
