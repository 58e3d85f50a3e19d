"""A page of the stage: what the generator turns into HTML."""

from dataclasses import dataclass

from kitei.render.site.escaping import escape_html, quote_yaml


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path in the stage (`basic-policy/index.md`) and its text.

    `is_past` says that it is the page of one revision, which stays for ever.
    """

    path: str
    text: str
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What the templates need of a page; `hide` names side bars that it goes without.

    `is_found` says that search engines may show the page: what is in force, nothing else.
    """

    title: str
    description: str = ""
    hide: tuple[str, ...] = ()
    is_found: bool = True


def make_page(path: str, head: Head, blocks: list[str], *, is_past: bool = False) -> Page:
    """Return the page. What a template gets is HTML already: templates escape nothing."""
    lines = ["---", f"title: {quote_yaml(escape_html(head.title))}"]
    if head.description:
        lines.append(f"description: {quote_yaml(escape_html(head.description))}")
    lines += [] if head.is_found else ["noindex: true"]
    lines += ["hide:", *(f"  - {name}" for name in head.hide)] if head.hide else []
    lines += ["---", ""]
    return Page(path, "\n".join(lines) + "\n" + "\n\n".join(blocks) + "\n", is_past)
