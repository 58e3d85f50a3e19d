"""Places and the texts in them, in the order in which a reader meets them."""

from collections.abc import Callable

from kitei.model.address import Step
from kitei.model.document import Document
from kitei.model.places import index_places, walk_texts

Make = Callable[..., Document]

BODY = """\
前置き

## 1 目的

柱書

- (1) 甲

  - ア 細分

  甲の終わり

- (2) 乙

結びの文

| 列 |
| --- |
| 値 |
"""


def test_texts_come_in_the_order_of_the_page(document: Make) -> None:
    texts = list(walk_texts(index_places(document(BODY, "outline"))))
    found = [(at.place.provision.label if at.place else "", str(at.text), at.role) for at in texts]
    assert found == [
        ("", "前置き", "paragraph"),
        ("1", "目的", "caption"),
        ("1", "柱書", "paragraph"),
        ("(1)", "甲", "paragraph"),
        ("ア", "細分", "paragraph"),
        ("(1)", "甲の終わり", "paragraph"),
        ("(2)", "乙", "paragraph"),
        ("1", "結びの文", "paragraph"),
        ("1", "列", "cell"),
        ("1", "値", "cell"),
    ]


def test_only_paragraphs_are_given_with_their_paragraph(document: Make) -> None:
    texts = list(walk_texts(index_places(document(BODY, "outline"))))
    assert all((at.paragraph is not None) == (at.role == "paragraph") for at in texts)


def test_places_are_found_by_the_end_of_their_address(document: Make) -> None:
    places = index_places(document(BODY, "outline"))
    paren, kana = Step("paren", (1,)), Step("kana", (1,))
    assert [place.provision.label for place in places.find_ending((kana,))] == ["ア"]
    assert [place.provision.label for place in places.find_ending((paren, kana))] == ["ア"]
    assert places.find_ending((kana, paren)) == ()
    assert places.find_ending((Step("paren", (9,)),)) == ()
