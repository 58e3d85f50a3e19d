"""reused-id: an id that was retired stands on a provision again."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_id
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions that carry an id of the document's list of retired ids."""
    retired = set(scope.document.meta.retired)
    for place in scope.subject.places.all:
        identifier = place.provision.id
        if identifier is not None and identifier in retired:
            yield Hit(
                locate_id(scope.document, place.provision),
                identifier,
                f"id「{identifier}」は使い終わったid（retired）です。",
                "新しいidを付けます。古いリンクが別の規定を指すのを防ぐためです。",
                scope.subject.places.cite(place),
            )


RULE = Rule(
    "reused-id",
    Level.ERROR,
    "使い終わったidが再び使われている。",
    "kitei独自: 一度付けたidは別の規定に使わない。",
    check,
)
