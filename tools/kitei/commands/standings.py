"""One revision on a day: what it is called, when it is in force, its text or why there is none."""

from kitei.errors import StoreError
from kitei.model.document import Document
from kitei.model.era import DateStyle, format_date
from kitei.model.history import Absence, History
from kitei.model.revision import Revision
from kitei.model.timeline import Standing, Status

DRAFT = "draft"
NONE = "－"

# What a page says of the text otherwise than somebody at a terminal needs it.
_REASONS = {
    Absence.NO_REPOSITORY: "gitの履歴がないので、過去の本文を読めません。",
    Absence.OTHER_AUDIENCE: "ほかの公開区分の文書だった版です。",
}

# Why a text is missing, and the way out.
_WAYS_OUT = {
    Absence.UNRECORDED: "今の原稿がその本文なら、kitei decide {id} --revision {key} "
    "--record-text で記録できます。",
    Absence.NOT_KEPT: "記録（revisions.yml）に、本文は残っていないと書かれています。",
    Absence.LOST: "本文を含む枝を git fetch で取得するか、その本文を原稿として一度コミットします。",
    Absence.NO_REPOSITORY: "git cloneで得たリポジトリーで実行してください。",
    Absence.OTHER_AUDIENCE: "その版は、ほかの公開区分の文書でした。",
}


def name_revision(revision: Revision) -> str:
    """Return what messages call a revision: 版3（一部改正）."""
    return f"版{revision.number}（{revision.kind.label}）"


def format_span(standing: Standing, style: DateStyle) -> str:
    """Return from when to when a text is in force; a dash where it never is."""
    if standing.start is None or not standing.is_ever_in_force:
        return NONE
    until = f"{format_date(standing.end, style)}まで" if standing.end else ""
    return f"{format_date(standing.start, style)}から{until}"


def get_standing(found: History, key: str | None, style: DateStyle) -> Standing:
    """Return the revision asked for, or the one in force; StoreError lists those there are."""
    if key is None:
        if found.timeline.in_force is None:
            day = format_date(found.day, style)
            raise StoreError(f"{day}に施行中の版はありません。", list_revisions(found))
        return found.timeline.in_force
    standing = found.timeline.get(key)
    if standing is None:
        raise StoreError(f"版「{key}」はありません。", list_revisions(found))
    if standing.status is Status.DRAFT:
        name = name_revision(standing.revision)
        hint = f"作業中の本文は kitei show {found.id} --revision {DRAFT} で示します。"
        raise StoreError(f"{name}は決裁前です。", hint)
    return standing


def list_revisions(found: History) -> str:
    """Return the revisions there are, with their status."""
    known = [f"{s.key}（{s.status.label}）" for s in found.timeline.standings]
    return f"--revision で指定できる版: {'、'.join([*known, f'{DRAFT}（作業中の本文）'])}"


def get_text(found: History, standing: Standing) -> Document:
    """Return the text of a revision, or raise StoreError saying why it is missing."""
    edition = found.edition(standing)
    if edition is not None:
        return edition.document
    name = name_revision(standing.revision)
    if not standing.revision.has_text:
        hint = "廃止の前の版を --revision で指定してください。" + list_revisions(found)
        raise StoreError(f"{name}には本文がありません。", hint)
    absence = found.absences[standing.key]
    hint = _WAYS_OUT[absence].format(id=found.id, key=standing.key)
    reason = _REASONS.get(absence, absence.label)
    raise StoreError(f"{name}の本文を示せません: {reason}", hint)
