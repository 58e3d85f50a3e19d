"""table-header-missing: a table with an empty header cell."""

from collections.abc import Iterator

from kitei.checks.blocks import find_tables
from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the empty cells of header rows."""
    for table in find_tables(scope):
        for cell in table.rows[0]:
            if not str(cell.text).strip():
                message = "表の見出し行に空の欄があります。"
                hint = "欄の内容を示す語を入れるか、|| で左の見出しと結合します。"
                yield Hit(cell.position, "", message, hint)


RULE = Rule(
    "table-header-missing",
    Level.ERROR,
    "見出しの欄が空の表。",
    "JIS X 8341-3: 表の見出しを示す。",
    check,
)
