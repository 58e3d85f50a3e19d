"""Histories to show: a document with a past and a future, and documents with nothing in force."""

from dataclasses import replace
from datetime import date

from kitei.model.edition import Edition
from kitei.model.history import Absence, History
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.model.timeline import make_timeline
from tests.render.site.editions import DAY, PUBLIC, make_document

Kind = RevisionKind


def record(
    number: str, kind: Kind, day: date, effective: date | None, reason: str = ""
) -> Revision:
    """Return a record of one decision."""
    decisions = (Decision("管理者", day, f"見広総第{number}号"),)
    published = day.replace(day=min(day.day + 5, 28))
    return Revision(number, kind, decisions, effective, published, reason=reason)


RECORDS = (
    record(
        "1", Kind.ENACTMENT, date(2022, 3, 22), date(2022, 4, 1), "基本となる事項を定めるため。"
    ),
    replace(
        record(
            "2",
            Kind.PARTIAL,
            date(2024, 3, 18),
            date(2024, 4, 1),
            "外部サービスの利用が広がったことに伴い、委託先の監督に関する規定を加えるため。",
        ),
        applies_from=date(2024, 1, 1),
    ),
    record("2", Kind.CORRECTION, date(2024, 5, 10), None, "「的的」とあるのは「的」の誤り。"),
    replace(
        record(
            "3",
            Kind.FULL,
            date(2026, 3, 16),
            date(2026, 4, 1),
            "地方自治法第244条の6の施行に伴い、管理者、議会及び監査委員が共同して定める方針とし、"
            "クラウドサービスの利用、インシデントへの対応等に関する規定を加えるため。",
        ),
        decided=(
            Decision("議会", date(2026, 3, 11), "見広議第9号"),
            Decision("監査委員", date(2026, 3, 13), "見広監第6号"),
            Decision("管理者", date(2026, 3, 16), "見広総第41号"),
        ),
    ),
    record(
        "4",
        Kind.PARTIAL,
        date(2026, 11, 2),
        date(2027, 7, 1),
        "生成AIの業務での利用が始まることに伴い、その利用に関する規定を加えるため。",
    ),
)
OLD = """\
## 1 目的 {#purpose}

この方針は、情報資産を守るための事項を定める。

## 2 委託先の監督 {#contractors}

上記1の目的のため、次のとおりとする。

- (1) 契約に遵守事項を定める。 {#contract-terms}
- (2) 状況を確かめる。

## 3 見直し {#review}

5年ごとに見直す。
"""
NEW = """\
# 第1章 総則 {#general}

## 1 趣旨 {#preamble}

見本広域事務組合（以下「本組合」という。）は、住民の信頼に応える。

## 2 目的 {#purpose}

この方針は、情報資産を守るための基本となる事項を定める。

# 第2章 対策 {#measures}

## 3 委託先の監督 {#contractors}

本組合は、上記2の目的のため、次のとおりとする。

- (1) 契約に遵守事項を定める。 {#contract-terms}
- (2) 状況を年に1回以上確かめる。
"""
NEXT = NEW + "\n## 4 生成AIの利用 {#generative-ai}\n\n承認を受けた用途に限る。\n"
TEXTS = {
    "1": OLD,
    "2": OLD.replace("(2) 状況", "(2) 具体的的な状況"),
    "2-correction-1": OLD.replace("(2) 状況", "(2) 具体的な状況"),
    "3": NEW,
    "4": NEXT,
}


def make_past(
    identifier: str = "basic-policy", *, day: date = DAY, missing: tuple[str, ...] = ()
) -> History:
    """Return a policy with five records: two numbers share one, and one is still to come."""
    timeline = make_timeline(RECORDS, day)
    editions = {}
    for place, standing in enumerate(timeline.standings, 1):
        document = make_document(
            TEXTS[standing.key],
            identifier=identifier,
            title="見本広域事務組合情報セキュリティ基本方針",
        )
        if standing.key not in missing:
            editions[standing.key] = Edition(document, PUBLIC, RECORDS[:place])
    absences = dict.fromkeys(missing, Absence.NO_REPOSITORY)
    return History(identifier, PUBLIC, timeline, editions, absences)


def make_short(
    identifier: str, title: str, *records: Revision, day: date = DAY, body: str = NEW
) -> History:
    """Return a history whose records give one and the same text."""
    timeline = make_timeline(records, day)
    document = make_document(body, identifier=identifier, title=title)
    editions = {
        standing.key: Edition(document, PUBLIC, records[:place])
        for place, standing in enumerate(timeline.standings, 1)
        if standing.revision.has_text
    }
    return History(identifier, PUBLIC, timeline, editions)


def make_repealed(day: date = DAY) -> History:
    """Return a document that was repealed."""
    return make_short(
        "old-rules",
        "見本広域事務組合電子計算機管理規程",
        record(
            "1", Kind.ENACTMENT, date(2015, 3, 20), date(2015, 4, 1), "管理の事項を定めるため。"
        ),
        record("2", Kind.REPEAL, date(2022, 3, 22), date(2022, 4, 1), "基本方針に引き継ぐため。"),
        day=day,
    )


def make_coming(day: date = DAY) -> History:
    """Return a document that is decided and takes effect later."""
    reason = "生成AIの業務での利用に関する事項を定めるため。"
    enacted = record("1", Kind.ENACTMENT, date(2026, 11, 2), date(2027, 7, 1), reason)
    return make_short("ai-rules", "見本広域事務組合生成AI利用方針", enacted, day=day)
