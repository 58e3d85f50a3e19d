"""decided-text-changed: the text is no longer the one that was decided, and nobody amends it."""

from collections.abc import Iterator

from kitei.checks.differences import Difference, find_difference
from kitei.checks.finding import Level
from kitei.checks.records import find_last_text, find_open, find_own, name_revision
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.provision import Picture, Provision
from kitei.model.revision import Revision
from kitei.model.text import Position
from kitei.model.timeline import Standing

HINT = "決裁された文に戻すか、kitei reviseで改正の記録を起こします（誤記を正すだけなら正誤）。"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield a text whose hash is not that of the last decided record, while no record is open."""
    last = find_last_text(scope.subject)
    if last is None or find_open(scope.subject) or not last.revision.text_sha256:
        return
    if scope.subject.text_sha256 == last.revision.text_sha256:
        return
    own = find_own(scope.subject)
    if own is not None:
        yield _hit_other(scope, last, own)
        return
    start = f"本文が、決裁された{name_revision(last.revision)}の本文と違います。"
    edition = scope.history.editions.get(last.key) if scope.history else None
    if edition is None:
        yield _hit_title(scope, f"{start}{_explain_absence(scope, last)}")
        return
    found = find_difference(edition.document, scope.document)
    if found is None:
        message = f"{start}図の内容が差し替えられています。"
        yield Hit(_locate_picture(scope), "", message, HINT)
        return
    yield hit_difference(scope, found, f"{start}{found.describe('決裁された本文')}")


def hit_difference(scope: Scope, found: Difference, message: str) -> Hit:
    """Return a hit on the first place where the text differs from an earlier one."""
    return Hit(found.position, found.found, message, HINT, _cite(scope, found.position))


def _hit_other(scope: Scope, last: Standing, own: Revision) -> Hit:
    """Return a hit on a text that was decided, but not last: it waits to be put back."""
    message = (
        f"今の原稿は、最後に決裁された{name_revision(last.revision)}でなく、"
        f"{name_revision(own)}の本文です。"
    )
    show = f"kitei show {scope.document.id} --revision {last.key}"
    hint = f"{show} で示される本文に戻すか、kitei reviseで改正の記録を起こします。"
    return _hit_title(scope, message, hint)


def _hit_title(scope: Scope, message: str, hint: str = HINT) -> Hit:
    meta = scope.document.meta
    return Hit(Position(meta.line("title"), 1), "", message, hint)


def _explain_absence(scope: Scope, last: Standing) -> str:
    absence = scope.history.absences.get(last.key) if scope.history else None
    reason = absence.label if absence else "決裁された本文が手元にありません。"
    return f"違う所は示せません: {reason}"


def _cite(scope: Scope, position: Position) -> str:
    """Return the address of the provision that a place of the file lies in."""
    places = scope.subject.places
    before = [place for place in places.all if place.provision.position <= position]
    return places.cite(before[-1]) if before else ""


def _locate_picture(scope: Scope) -> Position:
    """Return the place of the first picture, or of the title where the text shows none."""
    owners: list[Provision] = list(scope.document.walk())
    blocks = [*scope.document.blocks, *(block for owner in owners for block in owner.blocks)]
    pictures = [block.position for block in blocks if isinstance(block, Picture)]
    return min(pictures, default=Position(scope.document.meta.line("title"), 1))


RULE = Rule(
    "decided-text-changed",
    Level.ERROR,
    "決裁された本文が、改正の記録なしに変えられている。",
    "kitei独自: 効力を持つのは決裁された文である。",
    check,
)
