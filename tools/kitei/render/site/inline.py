"""Running text as HTML: the author's links, references to provisions, and the terms in use."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kitei.model.places import Place
from kitei.model.terms import Definition
from kitei.model.text import Text
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.volume import Volume
from kitei.render.site.work import Shelf

Escape = Callable[[str], str]
LONGEST_GLOSS = 100
# All that a reader of this site may know about a document of another one.
WITHHELD = '<span class="withheld">（非公開）</span>'


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that become an element; `term` names the term where they are one."""

    start: int
    end: int
    opening: str
    closing: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text stands: its volume and provision; `used` holds the terms linked there so far.

    `root` leads from the page to the front page. `kept` holds the ids of the provisions that are
    in the text in force as well; empty on the page of that text itself.
    """

    volume: Volume
    shelf: Shelf
    place: Place | None = None
    used: set[str] = field(default_factory=set)
    root: str = "../"
    kept: frozenset[str] = frozenset()

    def at(self, place: Place) -> "Setting":
        """Return the setting of a provision, with no term linked yet."""
        return replace(self, place=place, used=set())


def render_text(text: Text, setting: Setting) -> str:
    """Return a text as HTML with everything linked that can be."""
    spans = list(_find_links(text, setting, escape_html))
    spans = _add_free(spans, _find_citations(text, setting))
    spans = _add_terms(spans, _find_terms(text, setting), setting.used)
    return _weave(str(text), spans, escape_html)


def render_caption(text: Text, setting: Setting) -> str:
    """Return a caption as Markdown that is HTML as well: only its author's links are links."""
    spans = list(_find_links(text, setting, escape_markdown))
    return _weave(str(text), spans, escape_markdown)


def _find_links(text: Text, setting: Setting, escape: Escape) -> Iterator[Span]:
    for link in text.links:
        url = setting.shelf.resolve(link.target, setting.volume, setting.root)
        if url is None:
            yield Span(link.start, link.end, "", WITHHELD)
        else:
            yield Span(link.start, link.end, f'<a href="{escape(url)}">', "</a>")


def _find_citations(text: Text, setting: Setting) -> Iterator[Span]:
    volume = setting.volume
    for citation in volume.annotations.citations_in(text):
        name = volume.anchor_at(citation.place).id
        if name:
            caption = _title_of(citation.place)
            title = f' title="{escape_html(caption)}"' if caption else ""
            opening = f'<a class="reference" href="#{name}"{title}>'
            yield Span(citation.start, citation.end, opening, "</a>")


def _title_of(place: Place) -> str:
    """Return the caption of a provision or of the nearest one above that has one."""
    for candidate in (place, *place.ancestors()):
        if candidate.provision.caption:
            return str(candidate.provision.caption).strip("（）()")
    return ""


def _find_terms(text: Text, setting: Setting) -> Iterator[Span]:
    for use in setting.volume.annotations.uses_in(text):
        definition = use.definition
        if _is_inside(setting.place, definition.place):
            continue
        opening, closing = _term_element(definition, setting.volume)
        yield Span(use.start, use.end, opening, closing, definition.name)


def _is_inside(place: Place | None, other: Place | None) -> bool:
    """Return whether a place is another or stands below it."""
    if place is None or other is None:
        return place is other
    return other is place or other in place.ancestors()


def _term_element(definition: Definition, volume: Volume) -> tuple[str, str]:
    """Return what opens and closes a term: a link to its definition where that can be linked."""
    name = volume.anchor_at(definition.place).id if definition.place else ""
    if not name:
        return '<span class="term">', "</span>"
    gloss = escape_html(_gloss(definition))
    return f'<a class="term" href="#{name}" title="{gloss}">', "</a>"


def _gloss(definition: Definition) -> str:
    """Return what the term means in the words of the document, cut where it is long."""
    place, text = definition.place, definition.text
    if place is not None and text is place.provision.caption:
        gloss = place.provision.lead
    else:
        start = text.value.rfind("。", 0, definition.start) + 1
        gloss = text.value[start:]
    return gloss if len(gloss) <= LONGEST_GLOSS else gloss[: LONGEST_GLOSS - 1] + "…"


def _add_free(spans: list[Span], candidates: Iterable[Span]) -> list[Span]:
    """Return the spans with those candidates that overlap none of them."""
    chosen = list(spans)
    for candidate in candidates:
        if all(candidate.end <= span.start or span.end <= candidate.start for span in chosen):
            chosen.append(candidate)
    return chosen


def _add_terms(spans: list[Span], candidates: Iterable[Span], used: set[str]) -> list[Span]:
    """Return the spans with the first free use of each term not yet used in the provision."""
    chosen = spans
    for candidate in sorted(candidates, key=lambda span: span.start):
        if candidate.term in used:
            continue
        added = _add_free(chosen, [candidate])
        if len(added) > len(chosen):
            used.add(candidate.term)
        chosen = added
    return chosen


def _weave(value: str, spans: list[Span], escape: Escape) -> str:
    parts = []
    done = 0
    for span in sorted(spans, key=lambda span: span.start):
        inner = escape(value[span.start : span.end])
        parts += [escape(value[done : span.start]), span.opening, inner, span.closing]
        done = span.end
    return "".join((*parts, escape(value[done:])))
