"""Amendments: two revisions that follow each other and the comparison of their texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

from kitei.compare.comparison import compare_documents
from kitei.compare.outcome import PictureHashes
from kitei.compare.table_options import choose_options
from kitei.compare.tabulation import make_table
from kitei.compare.verification import ComparisonFailed
from kitei.errors import RenderError
from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.matching import Match, find_matches
from kitei.model.timeline import Standing
from kitei.render.comparison_report import ComparisonReport, TextName
from kitei.render.site.record import name_revision
from kitei.settings import DEFAULT_STYLE, ComparisonStyle


@dataclass(frozen=True)
class Amendment:
    """A decided revision held against the one before it; both texts are at hand.

    Nothing but these two texts goes into the comparison: they are what the site's readers may see.
    """

    old: Standing
    new: Standing
    old_edition: Edition
    new_edition: Edition
    style: ComparisonStyle = DEFAULT_STYLE
    matches: tuple[Match, ...] = ()

    @property
    def key(self) -> str:
        """The name of the comparison in addresses: 1..2."""
        return f"{self.old.key}..{self.new.key}"

    @cached_property
    def report(self) -> ComparisonReport:
        """The verified comparison, made when it is first asked for."""
        try:
            hashes = PictureHashes(_hash(self.old_edition), _hash(self.new_edition))
            old, new = self.old_edition.document, self.new_edition.document
            comparison = compare_documents(old, new, self.matches, hashes=hashes)
            revision = self.new.revision
            options = choose_options(self.style).adapt(revision.kind)
            table = make_table(comparison, options, reason=revision.reason)
        except ComparisonFailed as error:
            raise _explain(self, error) from error
        return ComparisonReport(
            comparison,
            table,
            _name_text(self.old, old.meta.title),
            _name_text(self.new, new.meta.title),
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Two revisions that follow each other and cannot be compared; `missing` have no text here."""

    old: Standing
    new: Standing
    missing: tuple[Standing, ...]


def list_steps(
    history: History, style: ComparisonStyle = DEFAULT_STYLE
) -> Iterator[Amendment | Gap]:
    """Yield each decided revision with the one before it; a repeal has no text to compare."""
    decided = history.timeline.decided
    for old, new in pairwise(decided):
        if not (old.revision.has_text and new.revision.has_text):
            continue
        before, after = history.edition(old), history.edition(new)
        if before is not None and after is not None:
            matches = find_matches(history.matchings, (old.key,), (new.key,))
            yield Amendment(old, new, before, after, style, matches)
        else:
            missing = ((old, before), (new, after))
            yield Gap(old, new, tuple(standing for standing, text in missing if text is None))


def _name_text(standing: Standing, title: str) -> TextName:
    return TextName(name_revision(standing), title, standing.key)


def _hash(edition: Edition) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in edition.pictures.items()}


def _explain(amendment: Amendment, error: ComparisonFailed) -> RenderError:
    names = f"{name_revision(amendment.old)}と{name_revision(amendment.new)}"
    return RenderError(
        f"文書「{amendment.new_edition.document.id}」の{names}の新旧対照表が、"
        f"本文と合わないので、サイトを作れません（{error}）。",
        "kiteiの不具合です。この表示を添えて知らせてください。",
    )
