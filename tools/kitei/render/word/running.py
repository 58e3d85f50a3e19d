"""Running header and footer: title, version and marking; page numbers; a mark across the page."""

from xml.sax.saxutils import quoteattr

from docx.oxml.parser import parse_xml
from docx.section import _Footer, _Header

from kitei.model.edition import Edition
from kitei.render.word.body import Body
from kitei.render.word.cover import version_label
from kitei.render.word.elements import Element, clean, make, make_field, make_run
from kitei.render.word.formats import ParagraphFormat, make_paragraph

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"'
    ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
    "</v:shapetype>"
)
_WATERMARK_WIDTH, _TALLEST_LETTER = 360, 90


def add_running_heads(body: Body, title: list[Element] | None = None) -> None:
    """Write header and footer; the cover has neither, but it does have the mark.

    `title` are the runs of the header's text, where they are not those of the edition.
    """
    section = body.word.sections[0]
    runs = title or [make_run(make_header(body.edition))]
    fill(section.header, ParagraphFormat("Header"), [*runs, *_make_label(body)])
    fill(section.footer, ParagraphFormat("Footer"), make_page_number())
    fill(section.first_page_header, ParagraphFormat("FirstHeader"), _make_mark(body, 2))
    fill(section.first_page_footer, ParagraphFormat("Footer"), [])


def fill(part: _Header | _Footer, form: ParagraphFormat, runs: list[Element]) -> None:
    """Let a header or footer hold this one paragraph."""
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    root.append(make_paragraph(form, *runs))


def make_header(edition: Edition) -> str:
    """Return the text of the header: title and version."""
    return f"{edition.document.meta.title}\t{version_label(edition)}"


def _make_label(body: Body) -> list[Element]:
    label = body.edition.audience.label
    marking = [make_run(f"　【{label}】", style="Marking")] if label else []
    return marking + _make_mark(body, 1)


def make_page_number() -> list[Element]:
    """Return the runs of n / N."""
    return [*make_field("PAGE", "1"), make_run(" / "), *make_field("NUMPAGES", "1")]


def _make_mark(body: Body, number: int) -> list[Element]:
    """Return the mark across the page (透かし) of a restricted document, its shape numbered."""
    label = body.edition.audience.label
    if not label:
        return []
    shape = _write_shape(clean(label), body.settings.word.heading_font, number)
    picture = f"<w:pict {_NAMESPACES}>{_SHAPE_TYPE}{shape}</w:pict>"
    return [make("w:r", parse_xml(picture))]


def _write_shape(label: str, font: str, number: int) -> str:
    height = min(_TALLEST_LETTER, _WATERMARK_WIDTH / len(label))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{height * len(label):.0f}pt;"
        f"height:{height:.0f}pt;rotation:315;z-index:-25165{number}024;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    face = quoteattr(f'font-family:"{font}";font-size:1pt')
    return (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}"'
        f' type="#_x0000_t136" alt={quoteattr(f"透かし: {label}")} style="{place}"'
        ' o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>'
        f"<v:textpath style={face} string={quoteattr(label)}/></v:shape>"
    )
