"""missing-list: 次のとおり, 次に掲げる, 次の各号, 以下の without anything that follows."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, TextAt, hit_at
from kitei.model.marker import WHOLES
from kitei.model.provision import Paragraph, Picture, Provision, Table

_PROMISE = re.compile(
    r"次のとおり|次に掲げる|次の各号|次の(?:表|図)|下記のとおり|(?<![0-9０-９一二三四五六七八九十百千万円人件日月年回])"
    r"以下の(?!とおり)|以下のとおり"
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the promises of a list in a provision without children, table or picture below."""
    for at in scope.subject.texts:
        if at.role != "paragraph":
            continue
        for match in _PROMISE.finditer(str(at.text)):
            if not _is_kept(scope, at):
                yield hit_at(
                    scope,
                    at,
                    match.span(),
                    f"「{match.group()}」とありますが、この下に列記も表もありません。",
                    hint="列記する項目を下に置くか、どこに掲げるのかを書きます。",
                )


def _is_kept(scope: Scope, at: TextAt) -> bool:
    if at.place is None:
        return bool(scope.document.children) or len(scope.document.blocks) > 1
    provision = at.place.provision
    if _lists_something(provision, at):
        return True
    # An item may point to the list below its parent: 次の各号のいずれか in a lead of its own.
    parent = at.place.parent
    return parent is not None and _follows(parent.provision, provision, scope)


def _lists_something(provision: Provision, at: TextAt) -> bool:
    passed = False
    for node in provision.content:
        if isinstance(node, Paragraph) and node.text is at.text:
            passed = True
        elif passed and isinstance(node, Provision | Table | Picture):
            return True
    return False


def _follows(parent: Provision, provision: Provision, scope: Scope) -> bool:
    """Return whether a table follows right behind the last item, or a 別表 stands beside."""
    content = parent.content
    index = next(i for i, node in enumerate(content) if node is provision)
    after = content[index + 1 : index + 2]
    is_whole = bool(parent.marker and parent.marker.kind in WHOLES)
    return any(isinstance(node, Table | Picture) for node in after) or (
        is_whole and any(isinstance(node, Table) for node in content)
    )


RULE = Rule(
    "missing-list",
    Level.WARNING,
    "「次のとおり」などの後に列記も表もない。",
    "kitei独自。",
    check,
)
