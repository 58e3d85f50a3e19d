"""The grammar of references (引用) as regular expressions.

Both widths of digits, brackets and kana are accepted. Every repetition begins with a character of
its own and nothing that may fail stands behind one, so that the time stays linear. (Possessive
repetition would say so outright, but Python 3.11 loses groups with it.)
"""

import re

from kitei.model.numerals import KANA

_D = "[0-9０-９]"
_KANJI_DIGIT = "〇一二三四五六七八九十百千"
NUM = f"(?:{_D}+(?!{_D})|[{_KANJI_DIGIT}]+(?![{_KANJI_DIGIT}]))"
# A branch number begins at 2 and counts nothing: 第3条の一部, 第3条の2人, 別表第一の三の項.
_BRANCH = (
    f"(?:の(?!(?:一|[1１])(?![0-9０-９{_KANJI_DIGIT}])){NUM}"
    "(?![つ部分重者人件回倍種類点名段階年月日週割円]|の項|の欄))*"
)
# Words that begin with a unit: 条例, 項目, この目的, 本編集, この節約, 同号令.
_UNITS = {
    "編": "編(?![集成入纂])",
    "章": "章(?!程)",
    "節": "節(?![約電度])",
    "款": "款",
    "目": "目(?![一-鿿])",
    "条": "条(?![例約件文理])",
    "項": "項(?!目)",
    "号": "号(?![令外車室棟館機炉線])",
}
UNIT = f"(?:{'|'.join(_UNITS.values())})"
_EACH = f"各(?P<each>{_UNITS['項']}|号(?!列記))"
EACH = re.compile(_EACH)

_KANA = f"[{KANA}ヰヱｱ-ﾝ]"
_OPEN, _CLOSE = "[(（]", "[)）]"
# A number behind 上記 is no count (上記3点, 上記2つ) and no date or decimal.
_NUMBER_ENDS = (
    "(?![0-9０-９.．%％つァ-ヶA-Za-z]|[,，][0-9０-９]{3}|か[月所国]"
    "|(?![以中及又並若本前後但各記参該規等内])[一-鿿])"
)
_BRANCHING = "|".join(pattern for unit, pattern in _UNITS.items() if unit != "項")
STEP = re.compile(
    f"(?P<unit>第{NUM}(?:{_UNITS['項']}|(?:{_BRANCHING}){_BRANCH}))"
    f"|(?P<paren>{_OPEN}{_D}+(?:の{_D}+)*{_CLOSE}(?:の{_D}+(?![一-鿿つ]))*)"
    "|(?P<circled>[①-⑳㉑-㉟㊱-㊿])"
    f"|(?P<kanaparen>{_OPEN}{_KANA}{_CLOSE})"
    "|(?P<latinparen>[(（][a-zａ-ｚ]{1,5}[)）])"
    f"|(?P<kana>(?<![ァ-ヶー・]){_KANA}(?![ァ-ヶーｦ-ﾟ])(?:の{_D}+(?![一-鿿つ]))*)"
    "|(?P<latin>(?<![A-Za-z])[a-z](?![A-Za-z0-9]))"
)
# The branch digits must not end right before の of 3の(1) or at a decimal point.
NUMBER = re.compile(
    f"(?P<num>{_D}+(?:の{_D}+)*)(?=[(（①-⑳㉑-㉟㊱-㊿]|{_KANA}(?![ァ-ヶー])|{_NUMBER_ENDS})"
)
ORDINAL = re.compile(
    f"(?P<ordinal>第{NUM}(?:の{NUM})*)(?![一-鿿](?<![以中及又並若規等])|[0-9０-９])"
)

_WHOLE = (
    f"(?P<supplement>(?:この|本)?附[ 　]*則)"
    f"|(?P<appendix>別表(?:第{NUM}{_BRANCH})?)"
    f"|(?P<form>(?:別記)?様式第{NUM}号?{_BRANCH}|(?:別記)?第{NUM}号様式|別記様式|(?<=[(（])様式(?=[)）]))"
    "|(?P<preface>序文|前文)"
)
# What 前, 次, 同 and この, 本 stand before; 同表 is the only one of a table.
_HEAD_UNIT = f"(?P<headunit>{UNIT}|(?<=同)表)"
_RELATIVE = (
    f"(?:(?P<before>前(?<![以事直従]前)(?:(?P<beforecount>{NUM})|(?P<beforeeach>各))?)"
    f"|(?P<after>次(?<![順目逐]次)(?P<aftercount>{NUM})?)"
    "|(?P<same>同(?<![共合協賛]同))"
    f"|(?P<this>この|本(?<![基日資原謄標]本))){_HEAD_UNIT}"
    f"|(?P<below>次の各(?P<belowunit>{_UNITS['号']}|{_UNITS['項']}))"
    "|(?P<every>各号(?!列記))"
)
# The start of a path that does not begin with a step: 附則, 別表第1, 前条, この章.
HEAD = re.compile(f"{_WHOLE}|{_RELATIVE}")
PLACE = re.compile("上記|前記|下記")
# Where a reference may begin; every alternative starts with a plain character, which is fast.
START = re.compile(
    f"上記|前記|下記|第(?={NUM}[編章節款目条項号])|前(?=[{_KANJI_DIGIT}0-9０-９各編章節款目条項号文])"
    f"|次(?=[{_KANJI_DIGIT}0-9０-９の編章節款目条項号])|同(?=[編章節款目条項号表])"
    "|本(?=[編章節款目条項号附])|この(?=[編章節款目条項号附])|各号"
    "|序文|附(?=[ 　]*則)|別表|別記|様式"
)
ORDINAL_START = re.compile(f"第(?={NUM})")

SEPARATOR = re.compile("、?(?:及び|並びに|又は|若しくは)|[、・]")
FROM, TO = re.compile("から|乃至"), re.compile("まで")
PART = re.compile("各号列記以外の部分|本文|ただし書き?|但し?書|前段|中段|後段|柱書き?")
NAME = re.compile(
    "被保険者|法定受託|会計年度|研修|議案|会員|事業|訪問|通所|介護|保険料|認定|職員|任用|議員|生活支援"
)
