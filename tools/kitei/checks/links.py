"""Links in texts, taken apart: to an anchor here, to another document, or to the web."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath

from kitei.checks.scope import Scope
from kitei.model.places import TextAt
from kitei.model.text import Link


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target: file and folder it leads to, in the repository, and the id behind #."""

    at: TextAt
    link: Link
    file: str
    folder: str
    id: str

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of the link in its text."""
        return self.link.start, self.link.end


def internal_links(scope: Scope) -> Iterator[Target]:
    """Yield the links that lead to a document of the repository."""
    own = scope.subject.folder
    for at in scope.subject.texts:
        for link in at.text.links:
            path, _, identifier = link.target.partition("#")
            if ":" in path:
                continue
            file = normpath(f"{own}/{path}") if path else f"{own}/index.md"
            yield Target(at, link, file, file.removesuffix("/index.md"), identifier)
