"""Amendments of a small text, one for each thing that can become different."""

_HEAD = "## 1 目的 {#purpose}\n\n情報資産を守る。\n\n"
_LIST = "## 2 対策 {#measures}\n\n次の対策を講ずる。\n\n"
_ITEMS = (
    "- ① 完全性及び可用性を確保し、広域連合の資産を守る。\n"
    "- ② 火災等の災害から機器を守り、予備の機器を別の庁舎に置く。\n"
    "- ③ 職員等に研修を受けさせ、その記録を三年間保存する。\n"
)
_NEW_ITEM = "- ② 生成AIの利用に関する事項を別に定める。\n"
_TAIL = "## 3 委任 {#delegation}\n\nこの方針の施行に必要な事項は、別に定める。\n"
_TABLE = """\
保存の期間
| 区分 | 文書 | 期間 |
| --- | --- | --- |
| 起案 | 起案文書 | 5年 |
| ^^ | 収受文書 | 3年 |
| その他 || 1年 |
"""
_ROW = "| ^^ | 収受文書 | 3年 |\n"


def _tell(*parts: str) -> str:
    return "\n".join(parts)


_TEXT = _tell(_HEAD + _LIST + _ITEMS, _TAIL)
_TABLED = _tell(_HEAD, _TABLE, _TAIL)
_SHORT = _HEAD + _LIST + _ITEMS


def _amend(text: str, old: str, new: str) -> tuple[str, str]:
    assert old in text
    return text, text.replace(old, new)


AMENDMENTS = {
    "nothing": (_TEXT, _TEXT),
    "words": _amend(_TEXT, "完全性及び可用性を確保し、広域連合", "完全性、可用性を確保し、本組合"),
    "signs": _amend(_TEXT, "災害から", "災害（<i>&amp;|*を含む。）から"),
    "item-added": (
        _TEXT,
        _TEXT.replace("- ③", "- ④").replace("- ② 火災", _NEW_ITEM + "- ③ 火災"),
    ),
    "last-item-added": _amend(_SHORT, "保存する。\n", "保存する。\n- ④ 点検を行う。\n"),
    "last-section-added": (_SHORT, _TEXT),
    "all-added": ("", _TEXT),
    "moved": (_TEXT, _tell(_HEAD, _TAIL.replace("3", "2"), (_LIST + _ITEMS).replace("2", "3", 1))),
    "caption": _amend(_TEXT, "2 対策", "2 情報セキュリティ対策"),
    "text-under-heading-added": _amend(_TEXT, "次の対策を講ずる。\n\n", ""),
    "paragraph-added": _amend(_TEXT, "守る。\n\n", "守る。\n\n本組合の責務とする。\n\n"),
    "neighbours": _amend(
        _TEXT, "目的 {#purpose}\n\n情報", "目的及び方針 {#purpose}\n\n本組合の情報"
    ),
    "split": _amend(_TEXT, "守り、予備の機器を", "守る。\n- ③ 予備の機器を"),
    "width": _amend(_TEXT, "三年間", "３年間"),
    "spaces": _amend(_TEXT, "研修を受けさせ、その", "研修を受けさせ、　その"),
    "link": _amend(_TEXT, "別に定める", "[上記1](#purpose)及び[別紙](https://example.jp/)に定める"),
    "cell": _amend(_TABLED, "起案文書", "起案した文書"),
    "row-added": _amend(_TABLED, "| その他", "| ^^ | 台帳 | 10年 |\n| その他"),
    "last-row-added": _amend(_TABLED, "1年 |\n", "1年 |\n| 図面 | 庁舎の図面 | 永年 |\n"),
    "first-row-of-span-added": _amend(
        _TABLED, "| 起案 | 起案文書 |", "| 起案 | 発議書 | 1年 |\n| ^^ | 起案文書 |"
    ),
    "row-removed": _amend(_TABLED, _ROW, ""),
    "merge-changed": _amend(_TABLED, "| ^^ | 収受", "| 収受 | 収受"),
    "column-added": (_TABLED, _TABLED.replace(" |\n", " | 部 |\n").replace("- | 部", "- | ---")),
    "table-caption": _amend(_TABLED, "保存の期間", "文書の保存期間"),
    "table-added": (_tell(_HEAD, _TAIL), _TABLED),
    "last-table-added": (_HEAD, _tell(_HEAD, _TABLE)),
    "picture": (
        _tell(_HEAD, '![組織の図](old.png "体制図")', "", _TAIL),
        _tell(_HEAD, '![改めた組織の図](new.png "推進体制図")', "", _TAIL),
    ),
    "picture-added": (_tell(_HEAD, _TAIL), _tell(_HEAD, "![組織の図](new.png)", "", _TAIL)),
    "everything": (_HEAD, "## 1 趣旨 {#aim}\n\n職員の服務に関し必要な定めをする。\n"),
}
