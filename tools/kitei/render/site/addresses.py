"""Addresses on a site: where the pages and the Word files of a document stand."""

from enum import StrEnum

from kitei.model.history import History
from kitei.model.timeline import Standing

FRONT = "index.md"
HISTORY = "history"


def page_folder(identifier: str, key: str = "") -> str:
    """Return the folder of a document's page, or of the page of one revision or of its history."""
    return f"{identifier}/{key}/" if key else f"{identifier}/"


def page_path(identifier: str, key: str = "") -> str:
    """Return the path of such a page in the stage."""
    return f"{page_folder(identifier, key)}index.md"


def word_path(history: History, standing: Standing | None = None) -> str:
    """Return the path of the Word file of a revision; without one, of the text shown at /id/."""
    if standing is None:
        return f"{page_folder(history.id)}{history.id}.docx"
    return f"{page_folder(history.id, standing.key)}{history.id}-{standing.key}.docx"


class ComparisonFile(StrEnum):
    """The Word files of a comparison, named by what their names end in."""

    TABLE = ""
    TRACKED = "-tracked"

    @property
    def label(self) -> str:
        """What a link to the file is called."""
        return _LABELS[self]


_LABELS = {
    ComparisonFile.TABLE: "新旧対照表のWordファイル",
    ComparisonFile.TRACKED: "見え消しのWordファイル",
}


def comparison_word_path(identifier: str, key: str, file: ComparisonFile) -> str:
    """Return the path of a Word file of a comparison."""
    return f"{page_folder(identifier, key)}{identifier}-{key}{file.value}.docx"
