"""gbstats' words for sums, settings and answers, and ours for the same."""

import math
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Post = Callable[[Json], Json]
FLAT: Json = {"proper": False, "mean": 0, "variance": 1}


class Unspoken(Exception):
    """A kind of case, or of sums, that has no counterpart here."""


def answer(case: Json, post: Post) -> Json:
    """Our answer to a case in the oracle's own shape; `post` asks /api/experiments/analyse."""
    kind, args, kwargs = case["kind"], case["input"]["args"], case["input"]["kwargs"]
    if kind == "check_srm":
        return {"": post({"people": args[0], "weights": args[1]})["srm"]["p"]}
    if kind == "truncated_normal_mean":
        return {"": _truncated(post, **{name: number(value) for name, value in kwargs.items()})}
    if kind == "frequentist_diff":
        return {"": _difference(post, *args, **kwargs)}
    config = kwargs.get("config") or (args[-1] if isinstance(args[-1], dict) and "Config" in args[-1]["_type"] else {})
    if kind.startswith("Bandits"):
        return _bandit(post, args[0], config)
    if kind.startswith("CreateStrataResult"):
        return _stratum(post, args[:2])
    strata = [[arm(one) for one in row] for row in args[0]]
    if kind.startswith("EffectMoments"):
        return _moments(post, strata, config, kind.endswith("PostStratification"))
    return _judged(post, kind, strata, config)


def number(value: Any) -> float:
    return float(value)


def arm(said: Json) -> Json:
    """An arm's sums."""
    kind, n = said["_type"], said["n"]
    if kind in ("ProportionStatistic", "SampleMeanStatistic"):
        return {"n": n, **column(said)}
    if kind == "RatioStatistic":
        above, below = column(said["m_statistic"]), column(said["d_statistic"])
        product = said["m_d_sum_of_products"]
        return {"kind": "ratio", "n": n, "numerator": above, "denominator": below, "product": product}
    if kind == "RegressionAdjustedStatistic":
        value, before = column(said["post_statistic"]), column(said["pre_statistic"])
        told = {"product": said["post_pre_sum_of_products"], "theta": said["theta"]}
        return {"kind": "adjusted_mean", "n": n, "value": value, "before": before, **told}
    if kind == "RegressionAdjustedRatioStatistic":
        return {"kind": "adjusted_ratio", "n": n, "theta": said["theta"], **_adjusted_ratio(said)}
    if kind in ("QuantileStatistic", "QuantileClusteredStatistic"):
        return {"kind": "quantile", "n": n, **_quantile(said)}
    raise Unspoken(kind)


def column(said: Json) -> Json:
    return {"sum": said["sum"], "sum_squares": said.get("sum_squares")}


def _adjusted_ratio(said: Json) -> Json:
    names = {
        "n_d": "m_post_d_post",
        "n_nb": "m_post_m_pre",
        "n_db": "m_post_d_pre",
        "d_nb": "m_pre_d_post",
        "d_db": "d_post_d_pre",
        "nb_db": "m_pre_d_pre",
    }
    return {
        "numerator": column(said["m_statistic_post"]),
        "denominator": column(said["d_statistic_post"]),
        "numerator_before": column(said["m_statistic_pre"]),
        "denominator_before": column(said["d_statistic_pre"]),
        "products": {ours: said[f"{theirs}_sum_of_products"] for ours, theirs in names.items()},
    }


def _quantile(said: Json) -> Json:
    told = {"estimate": "quantile_hat", "lower": "quantile_lower", "upper": "quantile_upper", "sample": "n_star"}
    found = {"level": said["nu"], **{ours: said[theirs] for ours, theirs in told.items()}}
    if said["_type"] == "QuantileStatistic":
        return found
    clusters = {
        "n": said["n_clusters"],
        "below": {"sum": said["main_sum"], "sum_squares": said["main_sum_squares"]},
        "values": {"sum": said["denominator_sum"], "sum_squares": said["denominator_sum_squares"]},
        "product": said["main_denominator_sum_product"],
    }
    return found | {"clusters": clusters}


def _asked(strata: list[list[Json]], config: Json) -> Json:
    body: Json = {"strata": strata, "difference": config.get("difference_type", "relative")}
    if body["difference"] == "scaled":
        body["impact"] = {
            "people": config["total_users"],
            "traffic": config["traffic_percentage"],
            "days": config["phase_length_days"],
        }
    return body


def _moments(post: Post, strata: list[list[Json]], config: Json, stratify: bool) -> Json:
    got = post(_asked(strata, config) | {"method": "frequentist", "stratify": stratify})["comparisons"][0]
    return {
        "point_estimate": got["estimate"],
        "standard_error": got["error"],
        "pairwise_sample_size": got["n"],
        "error_message": got["failed"],
        "post_stratification_applied": got["stratified"],
    }


def _stratum(post: Post, pair: list[Json]) -> Json:
    body = {"strata": [[arm(one) for one in pair]], "difference": "absolute", "stratify": True}
    got = post(body)["comparisons"][0]["strata"][0]
    if len(got["means"]) != 2:
        raise Unspoken("a ratio's stratum")
    return {
        "n": got["n"],
        "effect": got["means"][1],
        "control_mean": got["means"][0],
        "effect_cov": got["spread"][1][1],
        "control_mean_cov": got["spread"][0][0],
        "effect_control_mean_cov": got["spread"][0][1],
        "error_message": got["failed"],
    }


def _judged(post: Post, kind: str, strata: list[list[Json]], config: Json) -> Json:
    side = "greater" if "Greater" in kind else "less" if "Lesser" in kind else "two"
    settings: Json = {"alpha": config.get("alpha", 0.05)}
    if "Bayesian" in kind:
        method, settings = "bayesian", settings | _prior(config)
    elif kind.startswith("Sequential"):
        tuned = {"tuned_at": config.get("sequential_tuning_parameter", 5000), "rho": config.get("rho")}
        method, settings = "sequential", settings | {"side": side} | tuned
    else:
        method, settings = "frequentist", settings | {"side": side, "against": config.get("test_value") or 0}
    body = {"method": method, "settings": settings, "stratify": bool(config.get("post_stratify"))}
    got = post(_asked(strata, config) | body)["comparisons"][0]
    found = {
        "expected": got["estimate"],
        "ci": [-math.inf if got["low"] is None else got["low"], math.inf if got["high"] is None else got["high"]],
        "uplift": {"dist": "normal", "mean": got["estimate"], "stddev": got["error"]},
        "errorMessage": got["failed"],
    }
    if method != "bayesian":
        return found | {"pValue": got["p"], "pValueErrorMessage": None}
    unit = "relative" if body.get("difference", config.get("difference_type", "relative")) == "relative" else "absolute"
    return found | {"chanceToWin": got["chance"], "risk": got["risk"], "riskType": unit}


def _prior(config: Json) -> Json:
    prior = config.get("prior_effect", FLAT)
    return {
        "prior": prior["proper"],
        "prior_mean": prior["mean"],
        "prior_variance": prior["variance"],
        "prior_unit": config.get("prior_type", "relative"),
        "better": "down" if config.get("inverse") else "up",
    }


def _bandit(post: Post, arms: list[Json], config: Json) -> Json:
    prior = config.get("prior_distribution", FLAT)
    told = {
        "seed": config["bandit_weights_seed"],
        "better": "down" if config.get("inverse") else "up",
        "top_two": config.get("top_two", True),
        "least": config.get("min_variation_weight", 0.01),
    }
    if prior["proper"]:
        told |= {"prior_mean": prior["mean"], "prior_variance": prior["variance"]}
    got = post({"arms": [arm(one) for one in arms], "bandit": told})["bandit"]
    weights = [one["weight"] for one in got]
    return {
        "users": [one["n"] for one in got],
        "cr": [one["mean"] for one in got],
        "ci": [[one["low"], one["high"]] for one in got],
        "bandit_weights": None if None in weights else weights,
        "best_arm_probabilities": [one["best"] for one in got],
        "enough_units": None not in weights,
    }


def _difference(post: Post, control: float, treatment: float, relative: bool, mean_a_unadjusted: Any = None) -> float:
    """Two means with some spread around them; what was taken off the control's is what was before, with theta 1."""
    off = 0.0 if mean_a_unadjusted is None else mean_a_unadjusted - control
    arms = []
    for mean in (control, treatment):
        value, before = [mean + off - 1, mean + off + 1] * 50, [off - 1, off + 2, off - 2, off + 1] * 25
        sums = {"value": sums_of(value), "before": sums_of(before)}
        product = sum(a * b for a, b in zip(value, before, strict=True))
        arms.append({"kind": "adjusted_mean", "n": 100, **sums, "product": product, "theta": 1 if off else 0})
    asked = {"arms": arms, "difference": "relative" if relative else "absolute"}
    found: float = post(asked)["comparisons"][0]["estimate"]
    return found


def sums_of(values: list[float]) -> Json:
    return {"sum": sum(values), "sum_squares": sum(value * value for value in values)}


def _truncated(post: Post, mu: float, sigma: float, a: float, b: float) -> float:
    """The mean of a normal below b, or above a: an effect's, where it is less, or greater, than that."""
    if math.isinf(a) == math.isinf(b):
        raise Unspoken("cut on both sides, or on none")
    edge, side = (b, "if_less") if math.isinf(a) else (a, "if_greater")
    asked = {"method": "bayesian", "difference": "absolute", "effect": {"estimate": mu - edge, "error": sigma}}
    found: float = post(asked)["comparisons"][0][side]
    return edge + found
