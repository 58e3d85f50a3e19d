"""missing-list: 次のとおり, 次に掲げる, 次の各号, 以下の without anything that follows."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.model.provision import Paragraph, Picture, Provision, Table

# 以下の promises a list only where it begins a phrase: not in 5人以下の, 課長以下の, 次章以下の.
PROMISE = re.compile(
    "次のとおり|次に掲げる|次の(?:各号|表|図)|下記のとおり|以下のとおり"
    "|(?:^|(?<=[、。「（はがをにで]))以下の(?!とおり)"
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the promises of a list behind which no item, table or picture stands."""
    kept = _find_kept(scope)
    for at in scope.subject.texts:
        if at.role != "paragraph" or id(at.paragraph) in kept:
            continue
        for match in PROMISE.finditer(at.text.value):
            message = f"「{match.group()}」とありますが、この下に列記も表もありません。"
            hint = "列記する項目を下に置くか、どこに掲げるのかを書きます。"
            yield hit_at(scope, at, match.span(), message, hint=hint)


def _find_kept(scope: Scope) -> set[int]:
    """Return the identities of the paragraphs that something to be listed follows.

    It stands below the paragraph; for an item also right behind the item: the table of its list.
    """
    kept: set[int] = set()
    contents = [place.provision.content for place in scope.subject.places.all]
    for content in (scope.document.content, *contents):
        is_followed = False
        for node in reversed(content):
            if not isinstance(node, Paragraph):
                is_followed = True
            elif is_followed:
                kept.add(id(node))
        for node, behind in pairwise(content):
            if isinstance(node, Provision) and isinstance(behind, Table | Picture):
                kept |= {id(block) for block in node.blocks}
    return kept


RULE = Rule(
    "missing-list",
    Level.WARNING,
    "「次のとおり」などの後に列記も表もない。",
    "kitei独自。",
    check,
)
