"""removed-document: a document with decided records is gone since the base of --since."""

from collections.abc import Iterable, Iterator

from kitei.checks.finding import Level
from kitei.checks.records import find_decided
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, Subject
from kitei.model.text import Position


def judge_removed(removed: Iterable[Subject]) -> Iterator[Hit]:
    """Yield the documents gone that somebody had decided; drafts may be given up."""
    for subject in removed:
        if find_decided(subject):
            document = subject.document
            yield Hit(
                Position(1, 1),
                document.id,
                f"決裁された文書「{document.meta.title}」（{document.id}）がなくなっています。",
                "文書を戻します。廃止するときは、廃止（repeal）の記録を加えて文書は残します。",
                path=document.path,
            )


def check(_: Scope) -> Iterator[Hit]:
    """Yield nothing: a document that is there has not been removed."""
    yield from ()


RULE = Rule(
    "removed-document",
    Level.ERROR,
    "決裁された文書が消されている。",
    "kitei独自: 廃止した文書の沿革も残す。",
    check,
    check_removed=judge_removed,
)
