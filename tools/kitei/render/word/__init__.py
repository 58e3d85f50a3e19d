"""Word files, written from the model."""

from kitei.render.word.comparison import write_comparison
from kitei.render.word.tracked import write_tracked
from kitei.render.word.writer import write_word

__all__ = ["write_comparison", "write_tracked", "write_word"]
