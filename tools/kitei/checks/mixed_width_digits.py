"""mixed-width-digits: half-width and full-width digits in one document."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.variants import Writing, find_deviations
from kitei.checks.wording import search, with_fix

_HALF, _FULL = "0123456789", "０１２３４５６７８９"
_TO_HALF, _TO_FULL = str.maketrans(_FULL, _HALF), str.maketrans(_HALF, _FULL)
# Digits of a name in Latin letters (ISO27001, A4) follow the letters' width, not the text's.
_IN_FULL = re.compile("[０-９]")
PATTERN = re.compile("(?<![A-Za-z0-9.-])[0-9]+(?![A-Za-z0-9])|[０-９]+")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the numbers in the width that the document uses less."""
    if not _IN_FULL.search(scope.subject.joined.value):
        return
    found = ((at, span, at.text.value[span[0]] in _FULL) for at, span in search(scope, PATTERN))
    writings = (
        Writing("数字", "全角" if is_full else "半角", at, *span) for at, span, is_full in found
    )
    for deviation in find_deviations(writings):
        writing, usual = deviation.writing, deviation.usual
        hit = hit_at(
            scope,
            writing.at,
            (writing.start, writing.end),
            f"{writing.form}の「{writing.found}」が、{usual.form}の数字"
            f"（{usual.line}行目の「{usual.found}」など）と混じっています。",
            hint=f"どちらかに、この文書では{usual.form}にそろえます。",
        )
        table = _TO_HALF if usual.form == "半角" else _TO_FULL
        yield with_fix(hit, writing.found.translate(table))


RULE = Rule(
    "mixed-width-digits",
    Level.WARNING,
    "半角の数字と全角の数字が混じっている。",
    "慣行: どちらでもよいが、一つの文書では一方にそろえる。",
    check,
)
