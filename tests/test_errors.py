"""The words of the system in the language of the reader."""

import errno
import os

import pytest

from kitei.errors import explain


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC])
def test_common_refusals_of_the_system_are_told_in_japanese(code: int) -> None:
    assert not explain(OSError(code, os.strerror(code))).isascii()


def test_a_rare_refusal_keeps_the_words_of_the_system() -> None:
    assert explain(OSError(errno.EXDEV, "Invalid cross-device link")).startswith("Invalid")
    assert explain(OSError("no number")) == "no number"
