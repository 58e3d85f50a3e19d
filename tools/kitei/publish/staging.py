"""The stage: the one tree that the generator sees, written from values and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kitei.render.comparison_html import read_comparison_style
from kitei.render.picture_metadata import strip_metadata
from kitei.render.site.pages import render_pages
from kitei.render.site.pictures import is_picture_name
from kitei.render.site.print_label import render_print_label
from kitei.render.site.site import Site
from kitei.render.site.volume import Volume
from kitei.render.site.work import list_comparison_paths, list_word_paths

STYLE, SCRIPT, ICON = "assets/kitei.css", "assets/kitei.js", "assets/favicon.svg"
PRINT_LABEL = "assets/kitei-label.css"
_THEME = files("kitei.render.site") / "theme"


@dataclass(frozen=True, slots=True)
class Stage:
    """The files of a stage by their paths; `past` names the pages of revisions among them."""

    files: Mapping[str, bytes]
    past: tuple[str, ...]


def stage_site(site: Site) -> Stage:
    """Return every file of the site that is not the generator's: pages, downloads, assets."""
    pages = render_pages(site)
    staged = {page.path: page.text.encode() for page in pages}
    for work in site.shelf.works.values():
        for folder, volume in work.places:
            staged |= _stage_pictures(folder, volume)
        paths = [
            *list_word_paths(work.history, shows_draft=site.shows_drafts),
            *list_comparison_paths(work.history),
        ]
        staged |= {path: site.word_files[path] for path in paths if path in site.word_files}
    for name in (STYLE, SCRIPT, ICON):
        staged[name] = (_THEME / name).read_bytes()
    staged[STYLE] += b"\n" + read_comparison_style().encode()
    if site.audience.is_restricted:
        staged[PRINT_LABEL] = render_print_label(site.audience).encode()
    return Stage(staged, tuple(page.path for page in pages if page.is_past))


def stage_theme() -> dict[str, bytes]:
    """Return the templates that are laid over the theme's own."""
    return dict(_read_templates(_THEME, ""))


def write_files(folder: Path, staged: Mapping[str, bytes]) -> None:
    """Write the files into a folder that does not exist yet."""
    folder.mkdir()
    for path, data in staged.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(data)


def _stage_pictures(folder: str, volume: Volume) -> dict[str, bytes]:
    """Return the pictures that the text shows; a file beside the text is no picture yet."""
    pictures = volume.edition.pictures
    return {
        f"{folder}{name}": strip_metadata(pictures[name], name)
        for name in sorted(volume.picture_names)
        if name in pictures and is_picture_name(name)
    }


def _read_templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _read_templates(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".html"):
            yield prefix + entry.name, entry.read_bytes()
