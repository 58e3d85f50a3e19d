"""broken-link: a link to a document or an id that does not exist."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.links import Target, internal_links
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, Subject, hit_at


def check(scope: Scope) -> Iterator[Hit]:
    """Yield links whose document or provision is not to be found."""
    files = {f"{subject.folder}/index.md": subject for subject in scope.others.values()}
    files[f"{scope.subject.folder}/index.md"] = scope.subject
    for target in internal_links(scope):
        if target.file in scope.unread:
            continue
        if fault := _find_fault(target, files.get(target.file)):
            yield hit_at(
                scope,
                target.at,
                target.span,
                f"リンク先「{target.link.target}」: {fault}",
                hint="文書は ../../policy/basic-policy/index.md#id の形で、実在するidを書きます。",
            )


def _find_fault(target: Target, subject: Subject | None) -> str:
    if target.link.target in ("", "#"):
        return "リンク先が書かれていません。"
    if subject is None:
        return "文書がありません。"
    if target.id and target.id not in subject.places.by_id:
        return f"文書にid「{target.id}」の規定がありません。"
    return ""


RULE = Rule(
    "broken-link",
    Level.ERROR,
    "リンク先の文書又は規定がない。",
    "kitei独自。",
    check,
    yields_to=("private-link",),
    blocks_build=True,
)
