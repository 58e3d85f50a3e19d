"""Plain text to a draft: what numbering, title page, contents list and tables it seems to have."""

import unicodedata
from dataclasses import replace

from kitei.errors import ImportingError
from kitei.importing.captions import find_captions
from kitei.importing.contents import Contents, compare_contents, take_contents
from kitei.importing.cover import Cover, take_cover
from kitei.importing.draft import Doubt, Draft, ImportOptions
from kitei.importing.indentation import find_damaged
from kitei.importing.lines import SourceLine, split_lines, take_bullets, take_page_numbers
from kitei.importing.nesting import Nesting, Node, nest
from kitei.importing.provisions import build_content
from kitei.importing.units import Unit, read_units
from kitei.model.document import Document, FrontMatter
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.numbering import STYLES

_CONTROLS = {"\t", "\n", "\r", "\f", "\v"}
_SENTENCE_ENDS = ("。", "」", "』", "）", ")", "：", ":")


def read_text(text: str, options: ImportOptions) -> Draft:
    """Return the document guessed from a plain text, with every doubt and all that was left out."""
    lines = split_lines(text)
    if not lines:
        raise ImportingError(
            "ファイルに文字がありません。", "本文のあるファイルを指定してください。"
        )
    pages = take_page_numbers(lines)
    contents = take_contents(pages.lines)
    kept, bullets = take_bullets(contents.lines)
    units = read_units(kept)
    cover = take_cover(units.all, options.title, contents.last_line)
    nesting, style_doubts = _choose_style(cover)
    draft = _build(options, cover, nesting, contents)
    left_out = sorted([*pages.left_out, *contents.left_out, *bullets], key=lambda one: one.line)
    doubts = [*draft.doubts, *pages.doubts, *units.doubts, *style_doubts, *_check_characters(lines)]
    return replace(
        draft,
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.line)),
        left_out=tuple(left_out),
    )


def _choose_style(cover: Cover) -> tuple[Nesting, list[Doubt]]:
    """Return the text nested in the style that explains its markers best."""
    nestings = [nest(cover.rest, style) for style in STYLES.values()]
    best = max(nestings, key=lambda nesting: nesting.score)
    equal = [nesting.style.name for nesting in nestings if nesting.score == best.score]
    line = cover.rest[0].number if cover.rest else 1
    if best.score <= 0:
        return best, [Doubt(line, "符号のある規定がない", f"符号体系を{best.style.name}とした")]
    if len(equal) == 1:
        return best, []
    what = f"符号体系は{'、'.join(equal)}のどれとも読める"
    return best, [Doubt(line, what, f"{best.style.name}とした")]


def _build(options: ImportOptions, cover: Cover, nesting: Nesting, contents: Contents) -> Draft:
    heading = _make_heading(nesting, cover.heading)
    captions = find_captions(nesting)
    captions.nodes.update(heading)
    content, build = build_content(nesting, captions)
    meta = FrontMatter(
        options.id,
        options.kind,
        cover.title,
        options.audience,
        nesting.style.name,
        options.owner,
        cover=cover.lines,
    )
    doubts = [*cover.doubts, *nesting.doubts, *captions.doubts, *build.doubts]
    doubts += find_damaged(nesting.root, nesting.style)
    doubts += _doubt_open_ends(nesting.root, build.table_captions)
    doubts += compare_contents(contents.rows, Document(meta, content).walk())
    moved = (*cover.moved, *build.moved)
    return Draft(meta, content, tuple(doubts), (), moved, cover.title_is_foreign)


def _make_heading(nesting: Nesting, heading: Unit | None) -> list[Node]:
    """Return the heading without a marker that the unit is turned into, if it may be one.

    It holds the blocks up to the next provision, which has to be a chapter or the like: any other
    would read as a part of it.
    """
    content = nesting.root.content
    end = next((i for i, node in enumerate(content) if isinstance(node, Node)), len(content))
    is_outer = all(node.kind in (*CONTAINERS, *WHOLES) for node in nesting.root.children[:1])
    if heading is None or not is_outer:
        return []
    node = Node(heading, content=[block for block in content[:end] if block is not heading])
    content[:end] = [node]
    what = f"本文の前にある短い行「{heading.text}」"
    nesting.doubts.append(Doubt(heading.number, what, "番号のない見出しとした"))
    return [node]


def _doubt_open_ends(root: Node, known: set[int]) -> list[Doubt]:
    """Return a doubt for each paragraph that ends like a caption or like a broken line."""
    nodes = [root, *(node for node, _ in root.walk())]
    units = [block for node in nodes for block in node.content if isinstance(block, Unit)]
    return [
        Doubt(unit.number, f"句点で終わらない段落「{_shorten(unit.text)}」", "段落とした")
        for unit in units
        if unit.number not in known and not (unit.table or unit.text.endswith(_SENTENCE_ENDS))
    ]


def _shorten(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def _check_characters(lines: list[SourceLine]) -> list[Doubt]:
    """Return a doubt for each line with characters that need a look; none is changed."""
    doubts = []
    for line in lines:
        if not unicodedata.is_normalized("NFC", line.raw):
            doubts.append(
                Doubt(line.number, "正規化（NFC）されていない文字", "元の文字のまま残した")
            )
        if any(unicodedata.category(c) == "Cc" and c not in _CONTROLS for c in line.raw):
            doubts.append(Doubt(line.number, "制御文字", "元のまま残した"))
        if "\ufffd" in line.raw:
            doubts.append(Doubt(line.number, "文字化けの跡（U+FFFD）", "元のまま残した"))
    return doubts
