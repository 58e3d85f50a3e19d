"""Links to the comparisons of a document, from its own pages and from theirs."""

from collections.abc import Iterator

from kitei.render.site.addresses import ComparisonFile, comparison_word_path
from kitei.render.site.amendment import Amendment, Gap
from kitei.render.site.download import link_word
from kitei.render.site.escaping import escape_html
from kitei.render.site.record import name_revision
from kitei.render.site.site import Site
from kitei.render.site.work import Work


def link_comparison(step: Amendment | Gap, prefix: str) -> str:
    """Return the link to a comparison, or why there is none; `prefix` leads to the document."""
    name = escape_html(f"{name_revision(step.old)}との新旧対照表")
    if isinstance(step, Amendment):
        return f'<a href="{prefix}{step.key}/">{name}</a>'
    missing = "及び".join(name_revision(standing) for standing in step.missing)
    return f"{name}は、{escape_html(missing)}の本文を掲載していないため、ありません。"


def link_files(work: Work, amendment: Amendment, site: Site, root: str) -> Iterator[str]:
    """Yield links to the Word files of a comparison; `root` leads from the page to the site."""
    for file in ComparisonFile:
        path = comparison_word_path(work.id, amendment.key, file)
        data = site.word_files.get(path)
        if data is not None:
            yield link_word(f"{root}{path}", data, file.label)
