"""sentence-too-long: a sentence of more than a hundred characters."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.checks.wording import RUNNING, Span, mask_brackets, mask_quotes, search_spans

LIMIT = 100
_SENTENCE = re.compile("[^。]+。?")
_SHOWN = 20


def find_long_sentences(text: str) -> Iterator[Span]:
    """Yield the sentences above the limit; brackets count in, and a 。 in them ends nothing."""
    if len(text) <= LIMIT:
        return
    for match in _SENTENCE.finditer(mask_brackets(mask_quotes(text))):
        if len(match.group()) > LIMIT:
            yield match.span()


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the long sentences, unless the text is drafted in articles: there they are usual."""
    if scope.document.style.has_articles:
        return
    for at, (start, end) in search_spans(scope, find_long_sentences, RUNNING):
        yield Hit(
            at.text.locate(start),
            at.text.value[start : start + _SHOWN] + "…",
            f"一文が{end - start}文字あります（{LIMIT}文字まで）。",
            "文を分けるか、並べた事項を箇条書きにします。",
            scope.subject.places.cite(at.place) if at.place else "",
        )


RULE = Rule(
    "sentence-too-long",
    Level.INFO,
    "一文が100文字を超える。条で書いた文書は除く。",
    "公用文作成の考え方（文化審議会建議 令和4年）: 一文は50～60字が目安",
    check,
)
