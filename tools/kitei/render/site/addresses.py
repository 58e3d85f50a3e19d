"""Addresses on a site: where the pages and the Word files of a document stand."""

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


def comparison_word_path(identifier: str, key: str, *, is_tracked: bool) -> str:
    """Return the path of a Word file of a comparison: the table, or the text with its changes."""
    suffix = "-tracked" if is_tracked else ""
    return f"{page_folder(identifier, key)}{identifier}-{key}{suffix}.docx"
