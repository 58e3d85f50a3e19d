"""duplicate-id: one id on two provisions, or on two documents."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_id, locate_value
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every provision whose id stands above it, and a document whose id another one has."""
    document = scope.document
    other = scope.others.get(document.id, scope.subject)
    if other.folder != scope.subject.folder:
        place = locate_value(document, "id", document.id)
        message = f"文書のid「{document.id}」は「{other.folder}」でも使われています。"
        yield Hit(place, document.id, message, "別のidにし、フォルダーの名も合わせます。")
    first: dict[str, Place] = {}
    for at in scope.subject.places.all:
        identifier = at.provision.id
        if identifier and first.setdefault(identifier, at) is not at:
            yield _hit(scope, at, identifier, first[identifier])


def _hit(scope: Scope, at: Place, identifier: str, first: Place) -> Hit:
    line = first.provision.position.line
    return Hit(
        locate_id(scope.document, at.provision),
        identifier,
        f"id「{identifier}」は「{first.provision.label}」（{line}行目）で使われています。",
        "別のidを付けます。前からある規定のidは変えません。",
        scope.subject.places.cite(at),
    )


RULE = Rule(
    "duplicate-id",
    Level.ERROR,
    "二つの規定又は文書に同じidがある。",
    "kitei独自: idは規定の同一性を示す。",
    check,
    blocks_build=True,
)
