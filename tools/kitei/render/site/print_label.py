"""The label of a restricted site on every printed sheet."""

from kitei.model.audience import Audience
from kitei.render.site.escaping import quote_css


def format_label(audience: Audience) -> str:
    """Return the label as it is shown: 【取扱注意】; nothing where the audience has none."""
    return f"【{audience.label.strip('【】')}】" if audience.is_restricted else ""


def render_print_label(audience: Audience) -> str:
    """Return the style sheet that puts the label on every sheet: script and HTML cannot."""
    return f"@page {{ @top-right {{ content: {quote_css(format_label(audience))}; }} }}\n"
