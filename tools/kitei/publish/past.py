"""Past pages: those that can no longer change are rendered once and kept."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kitei.publish.cache import Cache, make_key


@dataclass(frozen=True, slots=True)
class PastPages:
    """The past pages of a site by their paths in the stage: their keys, and the HTML of those kept.

    `kept` need not be rendered again.
    """

    keys: Mapping[str, str]
    kept: Mapping[str, bytes]

    def restore(self, site: Path) -> None:
        """Write what was kept into the generator's output."""
        for path, data in self.kept.items():
            target = site / name_html(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def keep(self, site: Path, cache: Cache) -> None:
        """Keep what has been rendered this time."""
        for path in self.keys.keys() - self.kept.keys():
            cache.write(self.keys[path], (site / name_html(path)).read_bytes())


def find_past_pages(
    staged: Mapping[str, bytes], past: Iterable[str], context: bytes, cache: Cache
) -> PastPages:
    """Return what the cache holds of the past pages, `context` being all that all pages share."""
    keys = {path: make_key(context, path.encode(), staged[path]) for path in past}
    found = {path: cache.read(key) for path, key in keys.items()}
    return PastPages(keys, {path: data for path, data in found.items() if data is not None})


def describe_context(config: Mapping[str, Any], theme: Mapping[str, bytes]) -> bytes:
    """Return all that goes into the HTML of every page: the configuration and the templates."""
    templates = {name: data.decode() for name, data in sorted(theme.items())}
    return json.dumps([config, templates]).encode()


def name_html(path: str) -> str:
    """Return the file that the generator makes of a page: all of them are called index."""
    return path.removesuffix(".md") + ".html"
