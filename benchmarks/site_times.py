"""Build a site once and print the seconds of its two parts as JSON: writing pages, generator.

usage: python benchmarks/site_times.py REPOSITORY OUT
"""

import json
import sys
from datetime import date
from pathlib import Path

from kitei.publish.cache import Cache
from kitei.publish.generator import read_config
from kitei.publish.sites import build_site
from kitei.render.site.site import Site
from kitei.store.chronicle import load_histories
from kitei.store.workspace import open_workspace

# A fixed day, so that the same commit is always the same work.
DAY = date(2026, 11, 1)


def main(root: Path, out: Path) -> None:
    """Build the site of the last audience, drafts too, without Word files and without a cache."""
    workspace = open_workspace(root)
    settings = workspace.settings
    config = read_config(Path(__file__).parents[1] / "mkdocs.yml")
    histories = load_histories(workspace, workspace.load().subjects, DAY)
    documents = tuple(histories.values())
    audience = settings.audiences[-1]
    site = Site(config["site_name"], audience, settings, DAY, documents, {}, shows_drafts=True)
    report = build_site(site, config, out, Cache(None))
    print(json.dumps([report.staging_seconds, report.generator_seconds]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
