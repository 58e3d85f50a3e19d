"""What every view of a comparison shows: two texts by name, the outcome, what wants an eye."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kitei.compare.change import Change, ChangeKind
from kitei.compare.comparison_table import ComparisonTable
from kitei.compare.following import ReferenceState, StaleReference
from kitei.compare.outcome import Comparison, Verdict
from kitei.model.matching import Match
from kitei.model.places import Places
from kitei.render.change_sentences import describe_coverage, describe_formatting

_STATES = {
    ReferenceState.STALE_TEXT: "指すものが変わりました",
    ReferenceState.TARGET_REMOVED: "指していたものがなくなりました",
    ReferenceState.ANOTHER_PROVISION: "別の規定を指すようになりました",
    ReferenceState.DANGLING: "指すものがありません",
    ReferenceState.WIDENED: "間に入ったものも指すようになりました",
}


@dataclass(frozen=True, slots=True)
class TextName:
    """What a view calls one of the two texts; `revision` is the key of a recorded revision."""

    name: str
    title: str
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A comparison as it is to be shown: `references` are those that did not follow.

    `incoming` are those of other documents, which `citing` holds by their ids. `label` is the
    marking (取扱注意) of texts that not everybody may read. `unused` are
    decided matches that name nothing in these texts, for editors only. `notices` say what is to
    be known of the texts chosen.
    """

    comparison: Comparison
    table: ComparisonTable
    old: TextName
    new: TextName
    references: tuple[StaleReference, ...] = ()
    label: str = ""
    incoming: tuple[StaleReference, ...] = ()
    citing: Mapping[str, Places] = field(default_factory=dict)
    unused: tuple[Match, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes, in the order that every view lists them in."""
        return self.comparison.changes

    @property
    def listed(self) -> tuple[Change, ...]:
        """The changes that are told in sentences: none where a text is wholly new."""
        is_amended = self.comparison.verdict is Verdict.AMENDED
        return self.comparison.changes if is_amended else ()


def summarize(report: ComparisonReport) -> str:
    """Return the outcome in a line: 変更3件（追加1、文言の変更2）."""
    if not report.listed:
        return report.comparison.verdict.label
    counted = Counter(kind for change in report.listed for kind in change.kinds)
    kinds = "、".join(f"{kind.label}{counted[kind]}" for kind in ChangeKind if kind in counted)
    return f"変更{len(report.listed)}件（{kinds}）"


def list_names(report: ComparisonReport) -> Iterator[tuple[str, str]]:
    """Yield the headings of the columns, each with what the text below it is called."""
    new, old = report.table.headings
    if report.comparison.verdict is Verdict.ENACTED:
        yield "本文", report.new.name
        return
    yield new, report.new.name
    yield old, report.old.name


def describe_reference(found: StaleReference, places: Places | None = None) -> str:
    """Return in a line where a reference stands and why it wants an editor's eye.

    `places` are those of the document it stands in: with them the whole address is told.
    """
    place = found.at.place
    cited = places.cite(place) if places and place else ""
    where = cited or (place.provision.label if place else "前文")
    was = f"（元は{'、'.join(found.old_labels)}" if found.old_labels else ""
    now = f"、今は{'、'.join(found.new_labels)}" if was and found.new_labels else ""
    end = "）" if was else ""
    return f"{where}の「{found.found}」: {_STATES[found.state]}{was}{now}{end}。"


def _describe_incoming(report: ComparisonReport) -> Iterator[str]:
    for found in report.incoming:
        places = report.citing[found.document]
        yield f"「{places.document.meta.title}」の{describe_reference(found, places)}"


def _describe_unused(match: Match) -> str:
    """Return a match that names no provision of these texts, or provisions of two kinds."""
    return f"「{match.old}」と「{match.new}」: 規定が見つかりません。idか位置を確かめてください。"


def list_notes(report: ComparisonReport) -> list[tuple[str, list[str]]]:
    """Return what the table does not show, each kind with its heading."""
    comparison = report.comparison
    stale = [found for found in report.references if found.is_stale]
    is_first = comparison.verdict is Verdict.ENACTED
    notes = [
        ("比べた本文", list(report.notices)),
        (
            "確かめを要する引用",
            [describe_reference(found, comparison.new.places) for found in stale],
        ),
        ("ほかの文書の、確かめを要する引用", list(_describe_incoming(report))),
        ("当てはまらない対応の決定（align.yml）", list(map(_describe_unused, report.unused))),
        (
            "形式だけの違い（改正ではないもの）",
            list(map(describe_formatting, comparison.formatting)),
        ),
        ("比べた範囲", [] if is_first else [describe_coverage(comparison)]),
    ]
    return [(heading, lines) for heading, lines in notes if lines]
