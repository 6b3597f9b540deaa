"""The distributions agree with scipy's to ten digits, in the middle and far out."""

import math

import pytest
from scipy import stats

from uems.experiments import distribution as own

FAR = [-40.0, -9.0, -3.2, -1.0, -1e-9, 0.0, 0.3, 1.96, 4.99, 5.01, 12.0, 37.0]
DEGREES = [1.0, 1.7, 2.0, 4.5, 29.0, 99.5, 431.2, 12_345.6, 1e6, 1e9]


def close(found: float, wanted: float) -> bool:
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-300)


@pytest.mark.parametrize("z", FAR)
def test_the_normal_is_scipys(z: float) -> None:
    assert close(own.normal_above(z), stats.norm.sf(z))
    assert close(own.normal_density(z), stats.norm.pdf(z))


@pytest.mark.parametrize("p", [1e-12, 1e-4, 0.025, 0.5, 0.8, 0.999, 1 - 1e-9])
def test_its_quantile_is_scipys(p: float) -> None:
    assert math.isclose(own.normal_quantile(p), stats.norm.ppf(p), rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("degrees", DEGREES)
@pytest.mark.parametrize("t", [-30.0, -2.0, -0.01, 0.0, 0.5, 1.96, 3.3, 8.0, 25.0])
def test_students_t_is_scipys(t: float, degrees: float) -> None:
    assert close(own.student_above(t, degrees), stats.t.sf(t, degrees))


@pytest.mark.parametrize("degrees", DEGREES)
@pytest.mark.parametrize("p", [0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995])
def test_its_quantile_is_scipys_too(p: float, degrees: float) -> None:
    assert math.isclose(own.student_quantile(p, degrees), stats.t.ppf(p, degrees), rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("degrees", [1, 2, 3, 9, 40, 500])
@pytest.mark.parametrize("x", [0.001, 0.5, 1.0, 6.9, 40.0, 300.0, 700.0])
def test_the_chi_square_is_scipys(x: float, degrees: int) -> None:
    assert close(own.chi_square_above(x, degrees), stats.chi2.sf(x, degrees))


@pytest.mark.parametrize("z", [-8.0, -1.0, 0.0, 2.0, 4.9, 5.1, 20.0])
def test_the_mean_beyond_a_point_is_the_truncated_normals(z: float) -> None:
    assert math.isclose(own.mean_excess(z), stats.truncnorm.mean(z, math.inf) - z, rel_tol=1e-7)
    assert math.isclose(own.expected_excess(z), own.mean_excess(z) * stats.norm.sf(z), rel_tol=1e-12)
