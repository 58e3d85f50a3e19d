"""Links in texts, taken apart: to an anchor here, to another document, or to the web."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath

from kitei.checks.scope import Scope, TextAt
from kitei.model.text import Link


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target: folder of the document it leads to (here or elsewhere), and the id."""

    at: TextAt
    link: Link
    folder: str
    id: str


def internal_links(scope: Scope) -> Iterator[Target]:
    """Yield the links that lead to a document of the repository."""
    for at in scope.subject.texts:
        for link in at.text.links:
            path, _, identifier = link.target.partition("#")
            if ":" in path:
                continue
            folder = normpath(f"{scope.subject.folder}/{path}") if path else scope.subject.folder
            yield Target(at, link, folder.removesuffix("/index.md"), identifier)
