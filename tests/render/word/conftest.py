"""Fixtures for Word files: settings of a body, editions from a text, the files written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kitei.model.audience import Audience
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.edition import Edition
from kitei.model.numbering import get_style
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.settings import Organisation, Settings
from kitei.source.document_reader import read_document
from kitei.source.markdown_reader import read_body
from kitei.source.records import read_revisions
from kitei.store.chronicle import load_histories
from kitei.store.workspace import open_workspace
from tests.render.word.amendments import AMENDMENTS
from tests.render.word.samples import SAMPLES, make_png

PUBLIC = Audience("public", "公開", ("policy",))
STAFF = Audience("staff", "職員限り", ("procedures-private", "standards-private"), "取扱注意")
REVISIONS = (
    Revision(
        "1",
        RevisionKind.ENACTMENT,
        (Decision("管理者", date(2022, 3, 22), "総第38号"),),
        date(2022, 4, 1),
        reason="定めるため。",
    ),
    Revision(
        "2",
        RevisionKind.PARTIAL,
        (Decision("議会", date(2026, 3, 11)), Decision("管理者", date(2026, 3, 16), "総第41号")),
        date(2026, 4, 1),
        reason="改めるため。",
    ),
)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of a body that does not exist."""
    return Settings(Organisation("見本広域事務組合", "本組合", ("管理者",)), (PUBLIC, STAFF))


@pytest.fixture(scope="session")
def make_edition() -> Callable[..., Edition]:
    """`make_edition(body, numbering, ...)`: an edition of the text, checked by nobody."""

    def make(
        body: str,
        numbering: str = "outline",
        *,
        audience: Audience = PUBLIC,
        revisions: tuple[Revision, ...] = REVISIONS,
        pictures: Mapping[str, bytes] | None = None,
    ) -> Edition:
        meta = FrontMatter(
            "sample",
            DocumentKind.POLICY,
            "見本広域事務組合見本方針",
            audience.name,
            numbering,
            "総務課",
            cover=("見本広域事務組合", "令和8年4月1日施行"),
        )
        content, _ = read_body(body, get_style(numbering))
        return Edition(Document(meta, content), audience, revisions, pictures or {})

    return make


@pytest.fixture(scope="session")
def sample_editions(make_edition: Callable[..., Edition]) -> dict[str, Edition]:
    """An edition in every numbering style, half of them restricted."""
    return {
        name: make_edition(body, name, audience=STAFF if name.startswith("article") else PUBLIC)
        for name, body in SAMPLES.items()
    }


@pytest.fixture(scope="session")
def own_editions(repository: Path) -> dict[str, Edition]:
    """Editions of the repository's own documents."""
    roots = {"policy": PUBLIC, "standards-private": STAFF, "procedures-private": STAFF}
    editions = {
        folder.name: _read_edition(folder, audience)
        for root, audience in roots.items()
        for folder in sorted((repository / root).glob("*/"))
    }
    assert editions
    return editions


def _read_edition(folder: Path, audience: Audience) -> Edition:
    document = read_document((folder / "index.md").read_text("utf-8"), f"{folder.name}/index.md")
    revisions = read_revisions((folder / "revisions.yml").read_text("utf-8"), folder.name)
    pictures = {path.name: path.read_bytes() for path in folder.glob("*.png")}
    return Edition(document, audience, revisions, pictures)


@dataclass(frozen=True)
class Pair:
    """Two editions that are compared, in either direction."""

    old: Edition
    new: Edition


@pytest.fixture(scope="session")
def own_pairs(repository: Path) -> dict[str, Pair]:
    """Each two revisions of the repository's own documents that follow each other."""
    workspace = open_workspace(repository)
    histories = load_histories(workspace, workspace.load().subjects, date(2026, 11, 1))
    lost = [name for name, history in histories.items() if history.absences]
    if lost:
        pytest.skip(f"過去の本文がありません: {'、'.join(lost)}")
    pairs = {
        f"{name}-{old}-{new}": Pair(history.editions[old], history.editions[new])
        for name, history in histories.items()
        for old, new in pairwise(history.editions)
    }
    assert len(pairs) > 10
    return pairs


@pytest.fixture(scope="session")
def made_pairs(make_edition: Callable[..., Edition]) -> dict[str, Pair]:
    """Small pairs, one for each thing that can become different."""
    pictures = {"old.png": make_png(4, 2), "new.png": make_png(2, 4)}

    def make(body: str) -> Edition:
        return make_edition(body, "outline-circled", revisions=(), pictures=pictures)

    return {name: Pair(make(old), make(new)) for name, (old, new) in AMENDMENTS.items()}
