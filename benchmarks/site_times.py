"""Build a site once and print the seconds of its two parts as JSON: writing pages, generator.

usage: python benchmarks/site_times.py REPOSITORY OUT
"""

import json
import sys
from pathlib import Path

from kitei.publish.sites import build_site
from kitei.store.workspace import open_workspace


def main(root: Path, out: Path) -> None:
    """Build the site of the last audience, which sees every document, without Word files."""
    workspace = open_workspace(root)
    settings = workspace.settings
    editions = [workspace.edition(subject) for subject in workspace.load().subjects]
    report = build_site(
        editions,
        settings.audiences[-1],
        settings,
        config=Path(__file__).parents[1] / "mkdocs.yml",
        out=out,
        word_files={},
    )
    print(json.dumps([report.staging_seconds, report.generator_seconds]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
