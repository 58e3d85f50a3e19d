"""abbreviation-bypassed: the full name where its abbreviation is already introduced."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.uses import get_bracket, is_whole_word, texts_with
from kitei.checks.wording import KANJI, KATAKANA, RUNNING, Span, mask_quotes
from kitei.model.places import TextAt
from kitei.model.terms import Definition

# Where the left edge of the full name is certain; elsewhere none is guessed.
_NAME = re.compile(f"(?:^|[。「『（]|[はがをに]、)([{KANJI}{KATAKANA}A-Za-z0-9]{{4,}})[」』]?$")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the full names behind their abbreviation, those inside a longer title left out."""
    for abbreviation in scope.subject.terms.abbreviations:
        name = get_full_name(abbreviation, scope.settings.organisation.name)
        if name is None or abbreviation.scope:
            continue
        start = abbreviation.text.locate(abbreviation.start)
        for at in texts_with(scope, name):
            if at.role in RUNNING and at.text.locate(0) > start:
                for span in _find_names(at, name):
                    yield _hit(scope, at, span, abbreviation)


def get_full_name(abbreviation: Definition, organisation: str) -> str | None:
    """Return what an abbreviation stands for, where the text shows where that begins."""
    if abbreviation.kind != "abbreviation":
        return None
    end = get_bracket(abbreviation)
    before = abbreviation.text.value[:end]
    for link in abbreviation.text.links:
        if link.end == end:
            return before[link.start :]
    if before.endswith(organisation):
        return organisation
    match = _NAME.search(before)
    return match.group(1) if match and match.group(1) != abbreviation.name else None


def _find_names(at: TextAt, name: str) -> Iterator[Span]:
    text = mask_quotes(at.text.value)
    for match in re.finditer(re.escape(name), text):
        start, end = match.span()
        is_linked = any(link.start <= start < link.end for link in at.text.links)
        if not is_linked and is_whole_word(text, (start, end)):
            yield start, end


def _hit(scope: Scope, at: TextAt, span: Span, abbreviation: Definition) -> Hit:
    line = abbreviation.text.locate(abbreviation.start).line
    name = at.text.value[slice(*span)]
    return hit_at(
        scope,
        at,
        span,
        f"「{name}」には、{line}行目で略称「{abbreviation.name}」が定められています。",
        hint=f"「{abbreviation.name}」とします。文書の題名の一部なら、そのままで構いません。",
    )


RULE = Rule(
    "abbreviation-bypassed",
    Level.INFO,
    "略称を定めた後で正式な名を使っている。",
    "慣行: 略称を定めた後は略称を使う。",
    check,
)
