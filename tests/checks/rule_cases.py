"""The cases of tests/data/checks: documents with the findings that stand beside them.

`<rule>/bad*.md` has its findings in `bad*.txt`, one a line: line:column rule found. `good*.md` and
`silent*.md` (not the rule's business) have none of the rule; what other rules rightly find in them
is in their own `.txt`, the sections that a short text lacks left out. Beside a case may lie its
`.revisions.yml` (without it, one record decides the text). In it TEXT is the hash of the text as it
is, DECIDED that of the text decided before (`.decided.md`, the only one that history holds). What
stood at the commit of `check --since` is in `.base.md` and `.base.revisions.yml`. Each document is
`sample` in the folder of its kind; the documents of `world/` exist beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kitei.checks.finding import Finding
from kitei.checks.rules import check_document, select_rules
from kitei.checks.scope import FileEntry, Scope, Subject
from kitei.commands.earlier import Earlier
from kitei.commands.stale import find_stale
from kitei.model.document import Document, DocumentKind
from kitei.model.edition import Edition
from kitei.model.history import Absence, History
from kitei.model.timeline import make_timeline
from kitei.settings import Settings, make_settings
from kitei.source.digest import hash_document
from kitei.source.document_reader import read_document
from kitei.source.records import read_revisions
from kitei.store.workspace import Loaded

DATA = Path(__file__).parents[1] / "data" / "checks"
WORLD = DATA / "world"
TODAY = date(2026, 6, 1)
ROOTS = {
    DocumentKind.POLICY: "policy",
    DocumentKind.STANDARD: "standards-private",
    DocumentKind.PROCEDURE: "procedures-private",
}
FILES = ("index.md", "revisions.yml", "picture.png")
RECORD = """\
- revision: "1"
  kind: enactment
  decided:
    - {by: 管理者, on: 2026-03-16}
    - {by: 議会, on: 2026-03-16}
    - {by: 監査委員, on: 2026-03-16}
  effective_from: 2026-04-01
  published_on: 2026-03-20
  text_sha256: TEXT
"""


def make_sample_settings(**changes: object) -> Settings:
    """Return the settings of a small body; `changes` replaces entries of the table."""
    restricted = [ROOTS[DocumentKind.STANDARD], ROOTS[DocumentKind.PROCEDURE]]
    table = {
        "organisation": {
            "name": "見本広域事務組合",
            "short_name": "本組合",
            "organs": ["管理者", "議会", "監査委員"],
        },
        "audiences": [
            {"name": "public", "title": "公開", "folders": ["policy"]},
            {"name": "staff", "title": "職員限り", "folders": restricted},
            {"name": "administrators", "title": "管理者限り", "folders": restricted},
        ],
        "terms": ["情報資産", "電磁的記録媒体"],
        "model": {"name": "国のガイドライン", "revised_on": "2026-03-27"},
    }
    return make_settings(table | changes)


def make_subject(text: str, name: str = "sample", record: str = "") -> Subject:
    """Return a document as the checks see it, with the usual files beside it."""
    document = read_document(text, f"{name}.md")
    folder = f"{ROOTS[document.meta.kind]}/{name}"
    files = tuple(FileEntry(f"{folder}/{file}", "file") for file in FILES)
    return Subject(document, read_revisions(record, f"{name}.yml"), files, folder)


def hash_text(document: Document) -> str:
    """Return the hash of a text whose pictures are not at hand."""
    return hash_document(document, lambda _: None)


def make_recorded_subject(text: str, record: str, decided: str = "") -> Subject:
    """Return a document whose record names hashes by the words TEXT and DECIDED."""
    subject = make_subject(text)
    own = hash_text(subject.document)
    record = record.replace("TEXT", own).replace("DECIDED", decided)
    revisions = read_revisions(record, "sample.yml")
    is_hashed = any(revision.text_sha256 for revision in revisions)
    return replace(subject, revisions=revisions, text_sha256=own if is_hashed else "")


def make_history(subject: Subject, texts: Mapping[str, Document], settings: Settings) -> History:
    """Return the history of a document of which these texts, by hash, are all that is kept."""
    timeline = make_timeline(subject.revisions, TODAY)
    editions, absences = {}, {}
    for standing in timeline.decided:
        digest = standing.revision.text_sha256
        if digest in texts:
            revisions = (standing.revision,)
            editions[standing.key] = Edition(texts[digest], settings.audiences[0], revisions)
        elif digest is not None:
            absences[standing.key] = Absence.LOST
    return History(subject.document.id, settings.audiences[0], timeline, editions, absences)


def read_world() -> dict[str, Subject]:
    """Return the documents that exist beside every case, by id."""
    subjects = (make_subject(p.read_text("utf-8"), p.stem) for p in sorted(WORLD.glob("*.md")))
    return {subject.document.id: subject for subject in subjects}


# Texts that belong to a case and are none themselves.
_BESIDE = (".decided", ".base")


@dataclass(frozen=True)
class Case:
    """One document of the table: the rule it is for, and the findings it must have."""

    rule: str
    path: Path

    def expected(self) -> list[str]:
        """Return the findings written beside the document."""
        file = self.path.with_suffix(".txt")
        return file.read_text("utf-8").splitlines() if file.is_file() else []

    def find(self) -> list[Finding]:
        """Return what all rules together find."""
        scope = self.make_scope(make_sample_settings())
        return check_document(scope, select_rules(scope.settings))

    def make_scope(self, settings: Settings) -> Scope:
        """Return the document with its records, what was decided before, and its base."""
        decided = self._read(".decided.md")
        old = make_subject(decided).document if decided else None
        digest = hash_text(old) if old else ""
        subject = self._read_subject("", digest)
        texts = {subject.text_sha256: subject.document} | ({digest: old} if old else {})
        base = self._read_subject(".base", digest) if self._read(".base.md") else None
        others = {subject.document.id: subject} | read_world()
        history = make_history(subject, texts, settings)
        earlier = Earlier({subject.document.id: history}, {subject.folder: base} if base else {})
        stale = find_stale(Loaded(tuple(others.values()), (), ()), earlier)
        own = stale.get(subject.document.id, ())
        return Scope(subject, settings, TODAY, others, history=history, base=base, stale=own)

    def _read_subject(self, suffix: str, decided: str) -> Subject:
        record = self._read(f"{suffix}.revisions.yml", RECORD)
        return make_recorded_subject(self._read(f"{suffix}.md"), record, decided)

    def _read(self, suffix: str, default: str = "") -> str:
        file = self.path.with_suffix(suffix)
        return file.read_text("utf-8") if file.is_file() else default


def find_cases(kind: str) -> list[Case]:
    """Return the cases of a kind: bad, good or silent."""
    paths = sorted(p for p in DATA.glob(f"*/{kind}*.md") if not p.stem.endswith(_BESIDE))
    return [Case(path.parent.name, path) for path in paths if path.parent != WORLD]
