"""table-header-missing: a table without header cells, with ragged rows or broken merges."""

from collections.abc import Iterator

from kitei.checks.blocks import find_tables
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
}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield tables with an empty header cell and what the reader could not fit into a grid."""
    for remark in scope.document.remarks:
        if remark.kind in _REMARKS:
            message, hint = _REMARKS[remark.kind]
            yield Hit(remark.position, remark.found[:40], message, hint)
    for table in find_tables(scope):
        for cell in table.rows[0]:
            if not str(cell.text).strip():
                message = "表の見出し行に空の欄があります。"
                hint = "欄の内容を示す語を入れるか、|| で左の見出しと結合します。"
                yield Hit(cell.position, "", message, hint)


RULE = Rule(
    "table-header-missing",
    Level.ERROR,
    "見出しの欄が空、又は行のそろわない表。",
    "JIS X 8341-3: 表の見出しを示す。",
    check,
)
