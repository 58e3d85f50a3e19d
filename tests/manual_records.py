"""Examples of the manual that need records: a record, or a change of a text, record or folder."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kitei.checks.finding import Finding
from kitei.checks.rules import check_document, select_rules
from kitei.checks.scope import Scope, Subject
from kitei.commands.earlier import Earlier
from kitei.commands.stale import find_stale
from kitei.model.document import Document
from kitei.settings import Settings
from kitei.source.document_reader import read_document
from kitei.source.records import read_revisions
from kitei.store.workspace import Loaded
from tests.checks.rule_cases import hash_text, make_history

TODAY = date(2026, 6, 1)
# The hash of the present text, shortened so that a page can be read.
SHORT_HASH = "5b1c…"
POLICY = """---
id: basic-policy
kind: policy
title: 情報セキュリティ基本方針
audience: public
numbering: outline-circled
owner: 総務課
---

## 1 目的 {#purpose}

本基本方針は、地方自治法第244条の6第1項の規定に基づき、対策の基本を定める。
"""
# The record of every example that is not about records.
RECORD = """\
- revision: "1"
  kind: enactment
  decided:
    - {by: 管理者, on: 2026-03-16}
  effective_from: 2026-04-01
  published_on: 2026-03-23
  text_sha256: 5b1c…
"""
# The record of a text in amendment.
AMENDING = f"""{RECORD}\
- revision: "2"
  kind: partial
  decided: []
"""


def split_change(text: str) -> tuple[str, str]:
    """Return what a block of lines beginning with blank, - and + is before and after."""
    lines = text.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    return before, after


def record_subject(subject: Subject, record: str, decided: Document | None = None) -> Subject:
    """Return a document with a record; its hash stands for the text decided, or the present one."""
    digest = hash_text(decided or subject.document)
    revisions = read_revisions(record.replace(SHORT_HASH, digest), "revisions.yml")
    return replace(subject, revisions=revisions, text_sha256=hash_text(subject.document))


def find_in_record(record: str, settings: Settings, before: str = "") -> list[Finding]:
    """Return the findings on a public policy with this record, and at the base with another."""
    subject = _make_policy(record)
    base = _make_policy(before) if before else None
    return judge(Scope(subject, settings, TODAY, {}, base=base))


def _make_policy(record: str) -> Subject:
    document = read_document(POLICY, "policy/basic-policy/index.md")
    return record_subject(Subject(document, folder="policy/basic-policy"), record)


def find_in_change(
    subject: Subject,
    decided: str,
    settings: Settings,
    others: Mapping[str, Subject],
    *,
    record: str = RECORD,
) -> list[Finding]:
    """Return the findings on a text of which another was decided, and stood at the base."""
    old = read_document(decided, "example.md")
    recorded = record_subject(subject, record, old)
    history = make_history(recorded, {hash_text(old): old}, settings)
    base = record_subject(replace(subject, document=old), record, old)
    name = recorded.document.id
    present = (recorded, *(other for other in others.values() if other.document.id != name))
    stale = find_stale(Loaded(present, (), ()), Earlier({name: history}))
    own = stale.get(name, ())
    scope = Scope(recorded, settings, TODAY, others, history=history, base=base, stale=own)
    return judge(scope)


def judge(scope: Scope) -> list[Finding]:
    """Return what all rules find."""
    return check_document(scope, select_rules(scope.settings))
