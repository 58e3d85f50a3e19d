"""missing-alternative-text: a picture that says nothing to those who do not see it."""

from collections.abc import Iterator

from kitei.checks.blocks import find_pictures
from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the pictures without a text."""
    for picture in find_pictures(scope):
        if not picture.alt.strip():
            yield Hit(
                picture.position,
                picture.source,
                f"図「{picture.source}」に代替テキストがありません。",
                "![図が示す内容](ファイル名) のように、図の内容を文で書きます。",
            )


RULE = Rule(
    "missing-alternative-text",
    Level.ERROR,
    "図に代替テキストがない。",
    "JIS X 8341-3: 非テキストコンテンツには代替テキストを付ける。",
    check,
)
