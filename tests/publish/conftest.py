"""Sites built once from the sample documents of this repository."""

from pathlib import Path

import pytest

from tests.publish.building import LATE, BuiltSite, build
from tests.render.site.editions import PUBLIC, STAFF, load_editions


@pytest.fixture(scope="session")
def public_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The public site: the sample policy."""
    out = tmp_path_factory.mktemp("sites") / "public"
    return build(load_editions(repository, PUBLIC), PUBLIC, repository, out, day=LATE)


@pytest.fixture(scope="session")
def staff_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site for staff: every sample document."""
    out = tmp_path_factory.mktemp("sites") / "staff"
    editions = load_editions(repository, PUBLIC) + load_editions(repository, STAFF)
    return build(editions, STAFF, repository, out, day=LATE)
