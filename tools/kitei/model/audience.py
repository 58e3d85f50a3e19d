"""Audiences (公開区分): who may read a document, in order from everybody to the fewest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience: `folders` are the roots that may hold its documents, `label` its marking.

    The label (取扱注意) stands on every page and Word file; it is empty for the public.
    `former_folders` held its documents in the past, seen from the top of the git repository.
    """

    name: str
    title: str
    folders: tuple[str, ...]
    label: str = ""
    former_folders: tuple[str, ...] = ()

    @property
    def is_restricted(self) -> bool:
        """Whether the audience's site is marked and kept from search engines."""
        return bool(self.label)


def visible_audiences(audiences: tuple[Audience, ...], name: str) -> tuple[Audience, ...]:
    """Return the audiences whose documents a reader of audience `name` may see, itself last."""
    names = [audience.name for audience in audiences]
    return audiences[: names.index(name) + 1]
