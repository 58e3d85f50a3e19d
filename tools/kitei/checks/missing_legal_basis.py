"""missing-legal-basis: a policy that nowhere names the law it rests on."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.checks.wording import RUNNING, texts_of
from kitei.model.document import DocumentKind
from kitei.model.text import Position

PATTERN = re.compile("地方自治法(?:（[^（）]*）)?第(?:244条の[56]|二百四十四条の[五六])")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield a policy that names its basis neither in its text nor in its front matter."""
    document = scope.document
    if document.meta.kind is not DocumentKind.POLICY or document.meta.legal_basis:
        return
    if any(PATTERN.search(at.text.value) for at in texts_of(scope, RUNNING)):
        return
    yield Hit(
        Position(document.meta.line("title"), 1),
        document.meta.title,
        "基本方針の根拠となる法律の規定が、本文にも前書きにもありません。",
        "本文に書くか、前書きに legal_basis: 地方自治法第244条の6第1項 のように書きます。",
    )


RULE = Rule(
    "missing-legal-basis",
    Level.INFO,
    "基本方針が根拠となる規定を示していない。",
    "地方自治法第244条の6第1項",
    check,
)
