"""empty-provision: a marker with neither caption nor text, or a deleted one with text."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.provision import Provision


def check(scope: Scope) -> Iterator[Hit]:
    """Yield provisions that say nothing, and those that say 削除 and something more."""
    for place in scope.subject.places.all:
        provision = place.provision
        label = f"「{provision.label}」" if provision.label else "箇条書きの項目"
        if provision.is_deleted and _says_more(provision):
            message = f"{label}は削除とされていますが、本文があります。"
            yield hit_on(scope, place, message, hint="本文を消すか、「削除」を消します。")
        elif _says_nothing(provision):
            message = f"{label}に見出しも本文もありません。"
            hint = "本文を書くか、「削除」とするか、番号を繰り上げます。"
            yield hit_on(scope, place, message, hint=hint)


def _says_nothing(provision: Provision) -> bool:
    """Return whether nothing is said; the caption of a chapter or an article alone says nothing."""
    if provision.content or provision.is_deleted:
        return False
    kind = provision.marker.kind if provision.marker else ""
    return not provision.caption or kind in (*CONTAINERS, *WHOLES, "article")


def _says_more(provision: Provision) -> bool:
    """Return whether a deleted provision holds more than that word, and deleted ones below it."""
    words = 0 if str(provision.caption or "") == "削除" else 1
    return len(provision.blocks) > words or not all(c.is_deleted for c in provision.children)


RULE = Rule(
    "empty-provision",
    Level.ERROR,
    "見出しも本文もない規定、又は本文のある削除。",
    "慣行: 番号だけの規定は置かない。",
    check,
)
