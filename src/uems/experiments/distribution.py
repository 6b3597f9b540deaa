"""The normal, Student's t and the chi-square distribution, to about twelve digits and far into the tails.

Own code, because these few functions are all that would be used of a library of 140 MB. Sources: Press et al.,
Numerical Recipes §6.2 and §6.4 (incomplete gamma and beta), Abramowitz and Stegun 26.2.14 (Mills' ratio) and 6.1.48.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

_STANDARD = NormalDist()
_TINY = 1e-300
_CLOSE = 1e-15
_ROUNDS = 20_000
_TURNS, _NEAR = 50, 1e-12
_NEARLY_NORMAL = 1e7
"""Degrees of freedom from which on Student's t is brought to the normal."""
_FAR = 5.0
"""From here on the tail of the normal is computed by a continued fraction."""


def normal_density(z: float) -> float:
    return math.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)


def normal_above(z: float) -> float:
    """P(Z > z)."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def normal_quantile(p: float) -> float:
    """The z below which a share p lies; 0 < p < 1."""
    return _STANDARD.inv_cdf(p)


def mean_excess(z: float) -> float:
    """E[Z − z | Z > z]: how far beyond z the normal lies on average where it lies beyond."""
    if z < _FAR:
        return normal_density(z) / normal_above(z) - z
    tail = z
    for k in range(200, 1, -1):
        tail = z + k / tail
    return 1 / tail


def expected_excess(z: float) -> float:
    """E[max(Z − z, 0)]."""
    return mean_excess(z) * normal_above(z)


def student_above(t: float, degrees: float) -> float:
    """P(T > t) for Student's t with so many degrees of freedom (> 0, not necessarily whole)."""
    if degrees > _NEARLY_NORMAL:
        return normal_above(math.copysign(math.sqrt(degrees * math.log1p(t * t / degrees)), t) * _wallace(degrees))
    half = 0.5 * _beta_share(degrees / (degrees + t * t), t * t / (degrees + t * t), degrees / 2)
    return half if t >= 0 else 1 - half


def _wallace(degrees: float) -> float:
    """Wallace 1959: what brings t's logarithm to a normal's, to 1 / degrees²."""
    return (8 * degrees + 1) / (8 * degrees + 3)


def student_quantile(p: float, degrees: float) -> float:
    """The t below which a share p lies; 0 < p < 1."""
    if p < 0.5:
        return -student_quantile(1 - p, degrees)
    low, high = 0.0, max(1.0, normal_quantile(p))
    while student_above(high, degrees) > 1 - p:
        low, high = high, high * 2
    return _falling_root(lambda t: student_above(t, degrees) - (1 - p), low, high)


def student_beyond(above: float, degrees: float) -> float:
    """The t beyond which a share lies, however small; 0 < above < ½.

    From Wallace's approximation by Newton's method for the logarithms, which are nearly a straight line far out.
    """
    z = -normal_quantile(above)
    t = math.sqrt(degrees * math.expm1(min((z / _wallace(degrees)) ** 2 / degrees, 600.0)))
    scale = math.exp(_gamma_ratio(degrees / 2)) / math.sqrt(math.pi * degrees)
    for _ in range(_TURNS):
        tail = student_above(t, degrees)
        density = scale * math.exp(-(degrees + 1) / 2 * math.log1p(t * t / degrees))
        step = math.log(tail / above) * tail / (density * t)
        t *= math.exp(step)
        if abs(step) < _NEAR:
            break
    return t


def chi_square_above(x: float, degrees: int) -> float:
    """P(X > x) for the chi-square with so many degrees of freedom; 1 with none."""
    if degrees <= 0 or x <= 0:
        return 1.0
    a, half = degrees / 2, x / 2
    scale = math.exp(a * math.log(half) - half - math.lgamma(a))
    if half < a + 1:
        term = total = 1 / a
        for k in range(1, _ROUNDS):
            term *= half / (a + k)
            total += term
            if term < total * _CLOSE:
                break
        return 1 - scale * total
    value = _fraction(half + 1 - a, lambda k: -k * (k - a), lambda k: half + 1 - a + 2 * k)
    return scale / value


def _falling_root(value: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function is zero between two points, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if value(middle) > 0 else (low, middle)
    return (low + high) / 2


def _fraction(first: float, over: Callable[[int], float], under: Callable[[int], float]) -> float:
    """first + over(1) / (under(1) + over(2) / (under(2) + …)), by Lentz's method."""
    value = c = first or _TINY
    d = 0.0
    for k in range(1, _ROUNDS):
        d = 1 / ((under(k) + over(k) * d) or _TINY)
        c = (under(k) + over(k) / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _beta_share(x: float, rest: float, a: float) -> float:
    """The regularized incomplete beta function I_x(a, ½); `rest` is 1 − x, to all its digits."""
    if rest <= 0:
        return 1.0
    if x > (a + 1) / (a + 2.5):
        return 1 - _beta_tail(rest, x, 0.5, a)
    return _beta_tail(x, rest, a, 0.5)


def _beta_tail(x: float, rest: float, a: float, b: float) -> float:
    def over(k: int) -> float:
        m = k // 2
        if k % 2 == 0:
            return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))

    powers = a * _log(x, rest) + b * _log(rest, x)
    front = math.exp(powers + _gamma_ratio(max(a, b)) - math.lgamma(0.5))
    return front / (a * _fraction(1.0, over, lambda k: 1.0))


def _log(x: float, rest: float) -> float:
    return math.log1p(-rest) if x > 0.5 else math.log(x)


def _gamma_ratio(a: float) -> float:
    """ln Γ(a + ½) − ln Γ(a), without the cancellation of two large numbers."""
    if a < 50:
        return math.lgamma(a + 0.5) - math.lgamma(a)
    r = 1 / a
    return 0.5 * math.log(a) - r / 8 + r**3 / 192 - r**5 / 640 + 17 * r**7 / 14336
