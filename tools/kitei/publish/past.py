"""Past pages: those that can no longer change are rendered once and kept, with their facts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kitei.publish.cache import Cache, make_key
from kitei.publish.inspection import PageFacts


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as an earlier build has published it, and what the inspection read in it."""

    html: bytes
    facts: PageFacts


@dataclass(frozen=True, slots=True)
class PastPages:
    """The past pages of a site by their paths in the stage: their keys, and those that are kept.

    What is kept need not be rendered again.
    """

    keys: Mapping[str, str]
    kept: Mapping[str, KeptPage]

    @property
    def facts(self) -> dict[str, PageFacts]:
        """The facts of the kept pages, by their files."""
        return {name_html(path): page.facts for path, page in self.kept.items()}

    def restore(self, site: Path) -> None:
        """Write what was kept into the finished output of the generator."""
        for path, page in self.kept.items():
            target = site / name_html(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(page.html)

    def keep(self, site: Path, facts: Mapping[str, PageFacts], cache: Cache) -> None:
        """Keep what has been rendered this time."""
        for path in sorted(self.keys.keys() - self.kept.keys()):
            name = name_html(path)
            page = KeptPage((site / name).read_bytes(), facts[name])
            cache.write(self.keys[path], _pack(page))


def find_past_pages(
    staged: Mapping[str, bytes], past: Iterable[str], context: bytes, cache: Cache
) -> PastPages:
    """Return what the cache holds of the past pages, `context` being all that all pages share."""
    keys = {path: make_key(context, path.encode(), staged[path]) for path in past}
    found = {path: cache.read(key) for path, key in keys.items()}
    return PastPages(
        keys, {path: _unpack(data) for path, data in found.items() if data is not None}
    )


def describe_context(config: Mapping[str, Any], theme: Mapping[str, bytes]) -> bytes:
    """Return all that goes into the HTML of every page: the configuration and the templates."""
    templates = {name: data.decode() for name, data in sorted(theme.items())}
    return json.dumps([config, templates]).encode()


def name_html(path: str) -> str:
    """Return the file that the generator makes of a page: all of them are called index."""
    return path.removesuffix(".md") + ".html"


def _pack(page: KeptPage) -> bytes:
    """Return a page as an entry of the cache: its facts on the first line, then its HTML."""
    return json.dumps(asdict(page.facts)).encode() + b"\n" + page.html


def _unpack(entry: bytes) -> KeptPage:
    head, _, html = entry.partition(b"\n")
    facts: dict[str, Any] = json.loads(head)
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
    }
    return KeptPage(html, PageFacts(**values))
