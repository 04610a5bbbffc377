"""Makes test/golden/metrics.json: return series and equity curves, and what other people's code says of them.

    python3 -m venv .venv && .venv/bin/pip install empyrical-reloaded==0.7.1 scipy==1.17.1 numpy pandas
    .venv/bin/python test/oracle/make-metrics-golden.py

empyrical answers for the ratios, scipy for the moments and the normal distribution, pandas for sampling by day and
month, numpy for the drawdown. The series come from an integer generator, so the file is the same everywhere.
"""

import json
import pathlib

import empyrical
import numpy as np
import pandas as pd
from scipy import stats

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
START_MS = 1_678_838_400_000  # 2023-03-15


def chance(seed):
    """Numerical Recipes' linear congruential generator: numbers in [0, 1)."""
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state / 2**32


def normals(seed, count):
    draw = chance(seed)
    return np.array([sum(next(draw) for _ in range(12)) - 6 for _ in range(count)])


def fat_tailed(seed, count, drift, scale):
    """Returns with a few days ten times as wild as the others, rounded so that they are short in the file."""
    wildness = np.where(normals(seed + 1, count) > 1.7, 5.0, 1.0)
    return np.round(drift + scale * normals(seed, count) * wildness, 6)


def returns_case(returns):
    days = len(returns)
    series = pd.Series(returns)
    return {
        "returns": returns.tolist(),
        "sharpe": empyrical.sharpe_ratio(returns, annualization=365),
        "sortino": empyrical.sortino_ratio(returns, annualization=365),
        "volatility": empyrical.annual_volatility(returns, annualization=365),
        "valueAtRisk": -empyrical.value_at_risk(returns, 0.05),
        "expectedShortfall": -empyrical.conditional_value_at_risk(returns, 0.05),
        "maxDrawdown": -empyrical.max_drawdown(returns),
        "totalReturn": empyrical.cum_returns_final(returns),
        "cagr": empyrical.annual_return(returns, annualization=365.25),
        "skewness": stats.skew(returns),
        "kurtosis": stats.kurtosis(returns, fisher=False),
        "rollingSharpe30": [
            None if np.isnan(value) else value
            for value in series.rolling(30).mean() / series.rolling(30).std() * np.sqrt(365)
        ],
        "days": days,
    }


def equity_case(seed, bars, hole):
    """Hourly equity with a hole of several days; ends in the middle of a day."""
    times = START_MS + HOUR_MS * (7 + np.arange(1, bars + 1))
    keep = np.array([index not in hole for index in range(bars)])
    equity = np.round(10_000 * np.cumprod(1 + 0.004 * normals(seed, bars)), 4)
    times, equity = times[keep], equity[keep]
    series = pd.Series(equity, index=pd.to_datetime(times, unit="ms", utc=True))
    daily = series.resample("1D", closed="right", label="right").last().ffill().dropna()
    monthly = series.resample("MS", closed="right", label="left").last()
    before = np.concatenate(([10_000], monthly.to_numpy()[:-1]))
    curve = np.concatenate(([10_000], equity))
    return {
        "times": times.tolist(),
        "equity": equity.tolist(),
        "dayEnds": [round(stamp.timestamp() * 1000) for stamp in daily.index],
        "daily": daily.tolist(),
        "months": [[stamp.year, stamp.month] for stamp in monthly.index],
        "monthly": (monthly.to_numpy() / before - 1).tolist(),
        "maxDrawdown": float(np.max(1 - curve / np.maximum.accumulate(curve))),
        "mean": float(equity.mean()),
    }


points = [-38, -8.5, -7.2, -6, -3, -1.5, -0.3, 0, 1e-9, 0.5, 1, 1.96, 3, 7, 7.1, 9, 38]
chances = [1e-300, 1e-40, 1e-12, 1e-5, 0.01, 0.05, 0.0749, 0.075, 0.3, 0.5, 0.77, 0.925, 0.95, 0.999, 1 - 1e-12]
golden = {
    "normal": {
        "cdf": [[x, stats.norm.cdf(x)] for x in points],
        "quantile": [[p, stats.norm.ppf(p)] for p in chances],
    },
    "returns": [
        returns_case(fat_tailed(11, 400, 0.001, 0.01)),
        returns_case(fat_tailed(23, 61, -0.002, 0.02)),
        returns_case(np.array([0.01, -0.02])),
    ],
    "equity": [equity_case(5, 700, set()), equity_case(8, 1500, set(range(500, 610)) | {900, 901})],
}
target = pathlib.Path(__file__).parent.parent / "golden" / "metrics.json"
target.write_text(json.dumps(golden) + "\n")
