"""A comparison as one HTML file that needs nothing else, for `kitei compare --format html`."""

from collections.abc import Iterator
from importlib.resources import files

from kitei.render.change_sentences import describe_change
from kitei.render.comparison_markup import (
    CHANGES,
    TABLE,
    render_changes,
    render_notes,
    render_summary,
    render_table,
)
from kitei.render.comparison_report import ComparisonReport
from kitei.render.site.escaping import escape_html

_FOLDER = files("kitei.render")
_PAGE = """\
<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def render_comparison_html(report: ComparisonReport) -> str:
    """Return the whole file."""
    title = f"{_format_label(report)}{name_page(report)}"
    return _PAGE.format(
        title=escape_html(title), style=_read_style(), body="\n".join(_list_blocks(report))
    )


def name_page(report: ComparisonReport) -> str:
    """Return what the comparison of two texts is called."""
    return f"{report.table.title}　新旧対照表"


def name_both(report: ComparisonReport, new: str, old: str) -> tuple[str, str]:
    """Return the lines of the table's caption: what it is, and what its columns show."""
    first, second = report.table.headings
    return name_page(report), f"{first}：{new}　{second}：{old}"


def _list_blocks(report: ComparisonReport) -> Iterator[str]:
    if report.label:
        yield f'<p class="label">{escape_html(_format_label(report))}</p>'
    yield f"<h1>{escape_html(name_page(report))}</h1>"
    yield f'<p class="lead">{escape_html(f"{report.old.name}から{report.new.name}へ")}</p>'
    yield render_summary(report)
    if changes := render_changes(report, describe_change):
        yield f'<h2 id="{CHANGES}">変更の一覧</h2>\n{changes}'
    caption = name_both(report, report.new.name, report.old.name)
    if table := render_table(report.table, caption):
        yield f'<h2 id="{TABLE}">新旧対照表</h2>\n{table}'
    for heading, notes in render_notes(report):
        yield f"<h2>{heading}</h2>\n{notes}"


def _format_label(report: ComparisonReport) -> str:
    return f"【{report.label.strip('【】')}】" if report.label else ""


def read_comparison_style() -> str:
    """Return the style sheet of comparison tables, which needs the colours of a page."""
    return (_FOLDER / "comparison.css").read_text("utf-8")


def _read_style() -> str:
    return (_FOLDER / "comparison_page.css").read_text("utf-8") + "\n" + read_comparison_style()
