"""Dates as pages show them: as the law writes them, and readable by machines."""

from datetime import date

from kitei.model.era import format_date
from kitei.settings import Settings


def render_date(day: date, settings: Settings) -> str:
    """Return a day as a time element."""
    return f'<time datetime="{day.isoformat()}">{format_date(day, settings.era_style)}</time>'
