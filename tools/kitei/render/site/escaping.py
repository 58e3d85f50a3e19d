"""Escaping: characters of a text as HTML, Markdown, YAML or CSS in which nothing is interpreted."""

import re
import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HTML = frozenset("&<>\"'")
# Letters, digits and the punctuation of running text, which nothing interprets: most characters.
_UNUSUAL_IN_HTML = re.compile(r"[^\w 　、。・（）「」]")
_UNUSUAL_IN_MARKDOWN = re.compile(r"[^\w 　、。・（）「」]|_")


def escape_html(text: str) -> str:
    """Return a text as HTML, good inside elements and quoted attributes, always on one line."""
    return _UNUSUAL_IN_HTML.sub(lambda m: _escape_character(m[0], m[0] in _HTML), text)


def escape_markdown(text: str) -> str:
    """Return a text as Markdown in which no character has a meaning; it is HTML as well."""
    return _UNUSUAL_IN_MARKDOWN.sub(lambda m: _escape_character(m[0], m[0].isascii()), text)


def _escape_character(character: str, is_special: bool) -> str:
    category = unicodedata.category(character)
    if not _can_stand_in_html(character, category):
        return _REPLACEMENT
    if is_special or category[0] in "CZ":
        return f"&#{ord(character)};"
    return character


def _can_stand_in_html(character: str, category: str) -> bool:
    """Return whether HTML has a way to write the character: not for controls, noncharacters."""
    if category == "Cc":
        return character in "\t\n"
    code = ord(character)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return category != "Cs" and not is_noncharacter


def quote_yaml(text: str) -> str:
    """Return a text as a double-quoted YAML scalar."""
    return '"' + "".join(_escape_yaml(c) for c in text) + '"'


def _escape_yaml(character: str) -> str:
    if character.isalnum() or character == " ":
        return character
    if unicodedata.category(character) == "Cs":
        return _REPLACEMENT
    return f"\\U{ord(character):08X}"


def quote_css(text: str) -> str:
    """Return a text as a CSS string."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):06x} " for c in text) + '"'
