"""What a provision says of itself."""

import pytest

from kitei.model.marker import make_marker
from kitei.model.provision import Provision
from kitei.model.text import Link, Text


@pytest.mark.parametrize(
    ("kind", "caption", "is_attached"),
    [
        ("article", Text("（目的）"), True),
        ("appendix", Text("（第5条関係）"), True),
        ("article", Text("(目的)"), True),
        ("article", Text("目的"), False),
        ("article", None, False),
        ("arabic", Text("（目的）"), False),
        ("article", Text("（目的）", (Link(0, 4, "#a"),)), False),
        ("article", Text("（目的）", (Link(1, 3, "#a"),)), True),
    ],
)
def test_a_caption_in_brackets_is_attached_to_an_article_or_a_whole(
    kind: str, caption: Text | None, *, is_attached: bool
) -> None:
    assert Provision(make_marker(kind, (1,)), caption).has_attached_caption is is_attached
