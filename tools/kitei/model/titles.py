"""Titles before a cited path: what follows 地方自治法 or 文書取扱規程 belongs to that text."""

import re

_RUN = re.compile("[一-鿿々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9０-９・]+$")
_LAW = ("法", "法律", "令", "規則", "条例", "憲法", "条約", "議定書")
_DOCUMENT = (
    *("規程", "規約", "訓令", "告示", "方針", "基準", "手順", "要綱", "要領", "指針", "計画"),
    *("ガイドライン", "ポリシー", "契約", "契約書", "協定", "協定書", "定款", "約款", "細則"),
    *("内規", "仕様書", "マニュアル", "心得", "規範"),
)
_KINDS = (
    *(
        "法律",
        "政令",
        "省令",
        "府令",
        "規則",
        "条例",
        "規程",
        "規約",
        "訓令",
        "告示",
        "基準",
        "方針",
    ),
    *(
        "基本方針",
        "対策基準",
        "手順",
        "実施手順",
        "要綱",
        "要領",
        "指針",
        "計画",
        "細則",
        "法",
        "令",
    ),
)
_OWN = re.compile(f"(?:この|(?<![一-鿿])本)(?:情報セキュリティ)?(?:{'|'.join(_KINDS)})$")
# How far back a title is looked for; the longest titles of laws are cited by an abbreviation.
_REACH = 60
# A word that ends in kanji and stands before 第1号 without being an issuer's mark or a list.
_NO_ISSUER = re.compile("(?:中|当該|該当|以下|至|うち|本則|関係|場合)$")


def find_title(text: str, end: int, *, is_number: bool) -> tuple[str, str]:
    """Return (title, kind) of the text whose title ends at `end`: kind is external or document.

    Both are empty where there is none, or where the title is that of the text itself (この規程).
    `is_number` says that a 号 follows at once, as in 令和6年訓令第5号 or 総行行第280号.
    """
    if end == 0 or not _may_end_title(text[end - 1]):
        return "", ""
    window = text[max(0, end - _REACH) : end]
    run = _RUN.search(window)
    if run is None or _OWN.search(window):
        return "", ""
    title = run.group()
    if title.endswith(_LAW):
        return title, "external"
    if is_number:
        return ("", "") if _NO_ISSUER.search(title) else (title, "external")
    return (title, "document") if title.endswith(_DOCUMENT) else ("", "")


def _may_end_title(character: str) -> bool:
    return "一" <= character <= "鿿" or character in "ンーイトルシ" or character.isalnum()
