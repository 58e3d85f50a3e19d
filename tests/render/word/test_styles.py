"""Styles: Japanese faces in every slot, Japanese names, ASCII ids, nothing unused by design."""

import re
from dataclasses import replace

from lxml import etree

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings, WordStyle
from tests.render.word.samples import read_part
from tests.render.word.structure import W

_BUILT_IN = re.compile(r"Normal|heading \d|toc \d|header|footer|caption|Table Grid|Hyperlink")


def read_styles(edition: Edition, settings: Settings) -> etree._Element:
    return read_part(write_word(edition, settings), "word/styles.xml")


def test_every_face_fills_every_slot(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    other = replace(settings, word=WordStyle("游明朝", 'A & "B"'))
    fonts = [
        dict(e.attrib) for e in read_styles(sample_editions["outline"], other).iter(W + "rFonts")
    ]
    assert {len(set(font.values()) - {"eastAsia"}) for font in fonts} == {1}
    assert all(font[W + "hint"] == "eastAsia" for font in fonts)
    assert {font[W + "ascii"] for font in fonts} == {"游明朝", 'A & "B"'}


def test_ids_are_ascii_and_own_names_japanese(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    for edition in sample_editions.values():
        for style in read_styles(edition, settings).iter(W + "style"):
            assert re.fullmatch("[A-Za-z0-9]+", str(style.get(W + "styleId")))
            name = str(style.find(W + "name").get(W + "val"))
            is_own = style.get(W + "customStyle") == "1"
            assert is_own != bool(_BUILT_IN.fullmatch(name)), name
            assert not is_own or not name.isascii(), name


def test_names_of_styles_differ(sample_editions: dict[str, Edition], settings: Settings) -> None:
    for edition in sample_editions.values():
        names = [e.get(W + "val") for e in read_styles(edition, settings).iter(W + "name")]
        assert len(names) == len(set(names))


def test_word_opens_the_file_in_its_present_mode_and_asks_nothing(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    part = read_part(write_word(sample_editions["outline"], settings), "word/settings.xml")
    mode = next(part.iter(W + "compatSetting"))
    assert (mode.get(W + "name"), mode.get(W + "val")) == ("compatibilityMode", "15")
    assert next(part.iter(W + "updateFields"), None) is None
    assert next(part.iter(W + "themeFontLang")).get(W + "val") == "ja-JP"


def test_the_page_is_a4_with_the_margins_and_grid_of_official_papers(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    root = read_part(write_word(sample_editions["outline"], settings))
    size, margins = next(root.iter(W + "pgSz")), next(root.iter(W + "pgMar"))
    assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")
    found = [
        round(int(str(margins.get(W + side))) / 1440 * 25.4)
        for side in ("top", "bottom", "left", "right", "header", "footer")
    ]
    assert found == [30, 25, 28, 26, 13, 12]
    grid = next(root.iter(W + "docGrid"))
    assert (grid.get(W + "type"), grid.get(W + "linePitch")) == ("lines", "360")
