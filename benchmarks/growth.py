"""How time grows with the size of the work."""

import math
from collections.abc import Sequence


def find_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return b of seconds = a * size ** b by least squares on the logarithms; 1.0 is linear."""
    x, y = [math.log(size) for size in sizes], [math.log(max(s, 1e-6)) for s in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)
