"""mixed-spelling: one word in two spellings."""

import re
from collections.abc import Iterator
from functools import cache

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.variants import Deviation, Writing, find_deviations
from kitei.checks.wording import KANJI, KATAKANA

# Nouns only where a verb may look the same: 機器を持ち出し、… is no spelling of 持出し.
_NOUN = r"(?=[のがはも]|を[^、]|に(?:つい|関|係|当た)|等|[、。）]?$)"
_AFTER_NOUN = f"(?<=[{KANJI}{KATAKANA}])"
# (usual in official texts, other, where the usual one counts, where the other counts): the other
# is what a text must hold to be looked at.
_PAIRS = (
    ("上で", "うえで", r"(?<=[たる])上で", r"(?<=[たる])うえで"),
    ("ごと", "毎", "ごと(?=[にの、。）]|$)", _AFTER_NOUN + "毎(?=[にの、。）]|$)"),
    ("全て", "すべて", "全て", "すべて"),
    ("漏えい", "漏洩", "漏えい", "漏洩"),
    ("改ざん", "改竄", "改ざん", "改竄"),
    ("脆弱性", "ぜい弱性", "脆弱", "ぜい弱"),
    ("行う", "行な", "行(?:わ|い|う|え|お|っ)", "行な(?:わ|い|う|え|お|っ)"),
    ("当たって", "あたって", "に当たって", "にあたって"),
    ("当たり", "にあたり", "に当たり", "にあたり(?=、|$)"),
    ("更に", "さらに", "(?<![変])更に(?=[、一二三詳])", "さらに"),
    ("既に", "すでに", "既に", "すでに"),
    ("直ちに", "ただちに", "直ちに", "ただちに"),
    ("速やかに", "すみやかに", "速やかに", "すみやかに"),
    ("あらかじめ", "予め", "あらかじめ", "予め"),
    ("例えば", "たとえば", "例えば", "たとえば"),
    ("ただし", "但し", "ただし", "但し"),
    ("かつ", "且つ", "(?<=、)かつ(?=、)", "且つ"),
    ("おそれ", "恐れ", "おそれ(?=が|の)", "恐れ(?=が|の)"),
    ("できる", "出来", "でき(?=[るなま])", "出来(?=[るなま])"),
    ("取扱い", "取り扱い", "取扱い", "取り扱い" + _NOUN),
    ("持出し", "持ち出し", "持出し", "持ち出し" + _NOUN),
    ("持込み", "持ち込み", "持込み", "持ち込み" + _NOUN),
    ("手続", "手続き", f"手続(?![きをな{KANJI}])|手続を", "手続き"),
    ("問合せ", "問い合わせ", "問合せ", "問い合わせ" + _NOUN),
    ("申込み", "申し込み", "申込み", "申し込み" + _NOUN),
    ("引継ぎ", "引き継ぎ", "引継ぎ", "引き継ぎ" + _NOUN),
    ("立入り", "立ち入り", "立入り", "立ち入り" + _NOUN),
    ("受渡し", "受け渡し", "受渡し", "受け渡し" + _NOUN),
    ("割当て", "割り当て", "割当て", "割り当て" + _NOUN),
    ("取消し", "取り消し", "取消し", "取り消し" + _NOUN),
    ("切替え", "切り替え", "切替え", "切り替え" + _NOUN),
    ("ウェブ", "ウエブ", "ウェブ", "ウエブ"),
    ("ウイルス", "ウィルス", "ウイルス", "ウィルス"),
)
_USUAL = frozenset(usual for usual, *_ in _PAIRS)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the less usual spelling wherever a document has both of a listed pair."""
    for deviation in find_deviations(_writings(scope), _USUAL):
        yield _hit(scope, deviation)


@cache
def _compile(usual: str, other: str) -> re.Pattern[str]:
    """Return the pattern of a pair; most texts need few of them."""
    return re.compile(f"(?P<usual>{usual})|(?P<other>{other})", re.MULTILINE)


def _writings(scope: Scope) -> Iterator[Writing]:
    joined = scope.subject.joined
    for usual, other, *patterns in _PAIRS:
        if other not in joined.value:
            continue
        for match in _compile(*patterns).finditer(joined.value):
            at, offset = joined.locate(match.start())
            form = usual if match.lastgroup == "usual" else "other"
            yield Writing(usual, form, at, match.start() - offset, match.end() - offset)


def _hit(scope: Scope, deviation: Deviation) -> Hit:
    writing, usual = deviation.writing, deviation.usual
    return hit_at(
        scope,
        writing.at,
        (writing.start, writing.end),
        f"「{writing.found}」と「{usual.found}」（{usual.line}行目など）が混じっています。",
        hint=f"一つの文書では一方に、公用文では「{usual.group}」にそろえます。",
    )


RULE = Rule(
    "mixed-spelling",
    Level.WARNING,
    "一つの語が二通りの表記で書かれている。",
    "公用文作成の考え方（文化審議会建議 令和4年）",
    check,
    yields_to=("kanji-for-kana",),
)
