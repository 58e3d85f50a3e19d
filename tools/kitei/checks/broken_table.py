"""broken-table: rows of unequal length, merges that fit no grid, pipes that are no table."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import RemarkKind

_REMARKS = {
    RemarkKind.RAGGED_TABLE: (
        "表の行で、欄の数が見出し行と違います。",
        "どの行も同じ数の欄にします。左と結合する欄は || と書きます。",
    ),
    RemarkKind.BAD_MERGE: (
        "結合する相手のない欄、又は長方形にならない結合があります。",
        "^^ は上の欄、|| は左の欄との結合です。空の欄は空白を一つ入れて | | と書きます。",
    ),
    RemarkKind.BARE_TABLE: (
        "表のようですが、見出し行の下に区切りの行（|---|）がありません。",
        "見出し行のすぐ下に、欄の数だけ |---| を並べた行を置きます。",
    ),
}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield what the reader could not fit into a grid."""
    for remark in scope.document.remarks:
        if remark.kind in _REMARKS:
            message, hint = _REMARKS[remark.kind]
            yield Hit(remark.position, remark.found[:40], message, hint)


RULE = Rule(
    "broken-table",
    Level.ERROR,
    "行のそろわない表、合わない結合、区切りの行のない表。",
    "kitei独自: 表は、どの出力でも同じ升目になる。",
    check,
    blocks_build=True,
)
