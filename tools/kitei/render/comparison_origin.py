"""Where a provision came from, for layouts of a comparison table that have no room for remarks."""

from kitei.compare.change import Change, ChangeKind
from kitei.compare.comparison_table import Row
from kitei.compare.table_options import TableOptions


def find_origin(row: Row, options: TableOptions) -> str:
    """Return the remark that a provision was moved, to stand below its new text; or nothing.

    With 備考 it stands there; a label that is underlined twice says so by itself. What is only
    possible is no matter of the table: the list of changes tells it.
    """
    if options.has_remarks or options.doubles_moved_labels:
        return ""
    return row.remark if any(map(_is_moved, row.changes)) else ""


def _is_moved(change: Change) -> bool:
    return ChangeKind.MOVED in change.kinds and not change.is_possible
