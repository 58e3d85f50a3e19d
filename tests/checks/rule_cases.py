"""The cases of tests/data/checks: documents with the findings that stand beside them.

`<rule>/bad*.md` has its findings in `bad*.txt`, one a line: line:column rule found. `good*.md` and
`silent*.md` (not the rule's business) have none of the rule; what other rules rightly find in them
is in their own `.txt`, the sections that a short text lacks left out. Beside a case may lie its
`.revisions.yml`. Each document is `sample` in the folder of its kind; the documents of
`world/` exist beside it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kitei.checks.finding import Finding
from kitei.checks.rules import check_document, select_rules
from kitei.checks.scope import FileEntry, Scope, Subject
from kitei.model.document import DocumentKind
from kitei.settings import Settings, make_settings
from kitei.source.document_reader import read_document
from kitei.source.records import read_revisions

DATA = Path(__file__).parents[1] / "data" / "checks"
WORLD = DATA / "world"
TODAY = date(2026, 6, 1)
ROOTS = {
    DocumentKind.POLICY: "policy",
    DocumentKind.STANDARD: "standards-private",
    DocumentKind.PROCEDURE: "procedures-private",
}
FILES = ("index.md", "revisions.yml", "picture.png")


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
    }
    return make_settings(table | changes)


def make_subject(text: str, name: str = "sample", record: str = "") -> Subject:
    """Return a document as the checks see it, with the usual files beside it."""
    document = read_document(text, f"{name}.md")
    folder = f"{ROOTS[document.meta.kind]}/{name}"
    files = tuple(FileEntry(f"{folder}/{file}", "file") for file in FILES)
    return Subject(document, read_revisions(record, f"{name}.yml"), files, folder)


def read_world() -> dict[str, Subject]:
    """Return the documents that exist beside every case, by id."""
    subjects = (make_subject(p.read_text("utf-8"), p.stem) for p in sorted(WORLD.glob("*.md")))
    return {subject.document.id: subject for subject in subjects}


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
        record = self.path.with_suffix(".revisions.yml")
        subject = make_subject(
            self.path.read_text("utf-8"),
            record=record.read_text("utf-8") if record.is_file() else "",
        )
        settings = make_sample_settings()
        others = {subject.document.id: subject} | read_world()
        return check_document(Scope(subject, settings, TODAY, others), select_rules(settings))


def find_cases(kind: str) -> list[Case]:
    """Return the cases of a kind: bad, good or silent."""
    paths = sorted(DATA.glob(f"*/{kind}*.md"))
    return [Case(path.parent.name, path) for path in paths if path.parent != WORLD]
