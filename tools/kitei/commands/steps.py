"""What is still to be done once a decision is recorded."""

from collections.abc import Iterator
from dataclasses import replace

from kitei.checks.records import find_decided
from kitei.checks.scope import Subject
from kitei.commands.standings import name_revision
from kitei.model.revision import Revision, RevisionKind
from kitei.model.timeline import Standing


def say_next(subject: Subject, before: Revision, after: Revision) -> str:
    """Return what was done to a record, and what is to be done now."""
    name = name_revision(after)
    if not before.is_open:
        return f"{name}の記録に書き足しました。コミットしてください。"
    revisions = tuple(after if one is before else one for one in subject.revisions)
    steps = _list_steps(replace(subject, revisions=revisions), after)
    numbered = (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return "\n".join([f"{name}の決裁を記録しました。", "この後にすること", *numbered])


def _list_steps(subject: Subject, decided: Revision) -> Iterator[str]:
    yield "index.mdとrevisions.ymlを一緒にコミットする。決裁された本文は履歴から示されます。"
    identifier, standings = subject.document.id, find_decided(subject)
    place = next(p for p, standing in enumerate(standings) if standing.revision is decided)
    later = [standing for standing in standings[place + 1 :] if standing.revision.has_text]
    if later and decided.has_text:
        yield from _list_steps_back(identifier, decided, later[-1])
    if decided.published_on is None:
        step = f"kitei decide {identifier} --revision {standings[place].key} --published 公表の日"
        yield f"公表したら、{step} で公表の日を書き足す。"


def _list_steps_back(identifier: str, decided: Revision, later: Standing) -> Iterator[str]:
    """Yield what brings the working text back to the last one by number, which is still to come."""
    name, key = name_revision(later.revision), later.key
    # A shell empties the file that it writes to before kitei reads it: never index.md itself.
    yield (
        f"コミットの後、index.mdを{name}の本文に戻してコミットする: "
        f"kitei show {identifier} --revision {key} > {key}.md を実行し、"
        f"できた{key}.mdでindex.mdを置き換える。"
    )
    what = "正誤" if decided.kind is RevisionKind.CORRECTION else "改正"
    yield f"{name}の本文にも同じ{what}が要れば、改めて記録を起こし、決裁を受ける。"
