"""Makes test/golden/talib.json: synthetic bars and what TA-Lib says about them.

    python3 -m venv /tmp/talib && /tmp/talib/bin/pip install TA-Lib==0.8.2 numpy
    /tmp/talib/bin/python test/oracle/make-talib-golden.py

The bars come from an integer generator, so the file is the same everywhere. They hold trends, gaps, flat bars,
a constant run and bars without volume. Prices are whole ticks; TA-Lib's answers are kept to 13 digits.
"""

import json
import pathlib

import numpy as np
import talib as ta

ROWS = 600
CONSTANT_RUN = range(420, 480)
NO_VOLUME = (range(90, 93), range(440, 470))
# Patterns too rare to come by chance, from these rows on: gap, body, upper and lower shadow in usual bodies.
MORNING_STAR = [(0, -2.5, 0.1, 0.1), (-0.4, 0.1, 0.2, 0.2), (0.3, 2.2, 0.1, 0.1)]
EVENING_STAR = [(0, 2.5, 0.1, 0.1), (0.4, -0.1, 0.2, 0.2), (-0.3, -2.2, 0.1, 0.1)]
BLACK_CROWS = [(0, 1, 0.2, 0.1), (0.1, -1.2, 0.3, 0), (0.4, -1.3, 0.1, 0), (0.5, -1.2, 0.2, 0)]
MOTIFS = {60: MORNING_STAR, 120: EVENING_STAR, 180: BLACK_CROWS, 300: EVENING_STAR, 360: MORNING_STAR, 540: BLACK_CROWS}
SCRIPT = {row + k: bar for row, motif in MOTIFS.items() for k, bar in enumerate(motif)}


def chance(seed):
    """Numerical Recipes' linear congruential generator: numbers in [0, 1)."""
    state = seed
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield state / 2**32


def bars(seed, first_price, tick, decimals, mean_volume):
    """Bars in whole ticks, divided at the end: rows of open, high, low, close, volume, benchmark close."""
    draw = chance(seed)
    pick = lambda: next(draw)
    spread = first_price / tick * 0.004  # a usual body, in ticks
    close = round(first_price / tick)
    benchmark = 1000.0
    drift = 0.0
    rows = []
    for i in range(ROWS):
        if pick() < 0.08:
            drift = (pick() - 0.5) * 2.4
        if i in CONSTANT_RUN:
            rows.append([close, close, close, close])
        else:
            gap = (pick() - 0.5) * spread * 1.6 if pick() < 0.4 else 0.0
            body = (pick() + pick() + pick() - 1.5 + drift) * spread * (0.08 if pick() < 0.2 else 1.0)
            upper, lower = (0.0 if pick() < 0.35 else pick() ** 2 * spread * 1.5 for _ in range(2))
            if i in SCRIPT:
                gap, body, upper, lower = (spread * x for x in SCRIPT[i])
            open_ = round(close + gap)
            close = round(open_ + body)
            rows.append([open_, max(open_, close) + round(upper), min(open_, close) - round(lower), close])
        quiet = any(i in run for run in NO_VOLUME)
        volume = 0.0 if quiet else round(mean_volume * (0.2 + 2 * pick() ** 2), 3)
        benchmark = round(benchmark * (1 + (pick() - 0.5) * 0.012), 2)
        rows[-1] = [round(x * tick, decimals) for x in rows[-1]] + [volume, benchmark]
    return np.array(rows).T


def cases(o, h, l, c, v, b):
    """(feature of the catalogue, its parameters, TA-Lib's answer for each output)."""
    returns = c[1:] / c[:-1] - 1, b[1:] / b[:-1] - 1
    late = lambda column: np.concatenate([[np.nan], column])
    upper, middle, lower = ta.BBANDS(c, 20, 2, 2)
    line, signal, histogram = ta.MACD(c, 12, 26, 9)
    k, d = ta.STOCH(h, l, c, 14, 3, 0, 3, 0)
    k_rsi, d_rsi = ta.STOCHRSI(c, 14, 14, 3, 0)
    keltner = dict(zip(("upper", "middle", "lower"), ta.KC(h, l, c, 20, 10, 2)))
    candles = {
        "doji": ta.CDLDOJI, "hammer": ta.CDLHAMMER, "shootingStar": ta.CDLSHOOTINGSTAR,
        "engulfing": ta.CDLENGULFING, "harami": ta.CDLHARAMI, "morningStar": ta.CDLMORNINGSTAR,
        "eveningStar": ta.CDLEVENINGSTAR, "threeWhiteSoldiers": ta.CDL3WHITESOLDIERS,
        "threeBlackCrows": ta.CDL3BLACKCROWS,
    }  # fmt: skip
    yield from [
        # momentum
        ("rsi", {}, {"value": ta.RSI(c, 14)}),
        ("rsi", {"period": 28}, {"value": ta.RSI(c, 28)}),
        ("macd", {}, {"line": line, "signal": signal, "histogram": histogram}),
        ("stochastic", {}, {"k": k, "d": d}),
        ("stochasticRsi", {}, {"k": k_rsi, "d": d_rsi}),
        ("williamsR", {}, {"value": ta.WILLR(h, l, c, 14)}),
        ("cci", {}, {"value": ta.CCI(h, l, c, 20)}),
        ("roc", {}, {"value": ta.ROC(c, 10)}),
        ("momentum", {}, {"value": ta.MOM(c, 10)}),
        # trend
        ("sma", {"period": 20}, {"value": ta.SMA(c, 20)}),
        ("sma", {"period": 200}, {"value": ta.SMA(c, 200)}),
        ("ema", {"period": 12}, {"value": ta.EMA(c, 12)}),
        ("ema", {"period": 200}, {"value": ta.EMA(c, 200)}),
        ("wma", {"period": 30}, {"value": ta.WMA(c, 30)}),
        ("dema", {"period": 20}, {"value": ta.DEMA(c, 20)}),
        ("tema", {"period": 20}, {"value": ta.TEMA(c, 20)}),
        ("kama", {"period": 10}, {"value": ta.KAMA(c, 10)}),
        ("adx", {}, {"adx": ta.ADX(h, l, c, 14), "plusDi": ta.PLUS_DI(h, l, c, 14), "minusDi": ta.MINUS_DI(h, l, c, 14)}),
        ("parabolicSar", {}, {"level": ta.SAR(h, l, 0.02, 0.2)}),
        ("linearRegression", {"period": 14}, {"slope": ta.LINEARREG_SLOPE(c, 14), "end": ta.LINEARREG(c, 14)}),
        # volatility
        ("bollinger", {}, {"upper": upper, "middle": middle, "lower": lower}),
        ("atr", {}, {"value": ta.ATR(h, l, c, 14)}),
        ("atrPercent", {}, {"value": ta.NATR(h, l, c, 14)}),
        ("keltner", {}, keltner),
        ("standardDeviation", {}, {"value": ta.STDDEV(c, 20, 1)}),
        # volume
        ("obv", {}, {"value": ta.OBV(c, v)}),
        ("accumulationDistribution", {}, {"value": ta.AD(h, l, c, v)}),
        ("vpt", {}, {"value": ta.PVT(c, v)}),
        ("mfi", {}, {"value": ta.MFI(h, l, c, v, 14)}),
        ("cmf", {}, {"value": ta.CMF(h, l, c, v, 20)}),
        ("volumeMean", {}, {"value": ta.SMA(v, 20)}),
        ("volumeRoc", {}, {"value": ta.ROC(v, 10)}),
        # structure, cross-section
        ("highest", {"period": 20}, {"value": ta.MAX(h, 20)}),
        ("lowest", {"period": 20}, {"value": ta.MIN(l, 20)}),
        ("rollingBeta", {"period": 20}, {"value": ta.BETA(b, c, 20)}),
        ("rollingCorrelation", {"period": 20}, {"value": late(ta.CORREL(returns[0], returns[1], 20))}),
    ]  # fmt: skip
    for feature, function in candles.items():
        yield feature, {}, {"value": function(o, h, l, c)}


def packed(column, lookback):
    """The column without its warm-up, as JSON numbers; candles have no NaN to tell where it ends."""
    known = np.flatnonzero(~np.isnan(column)) if column.dtype.kind == "f" else [lookback]
    first = int(known[0])
    values = [int(x) if x == int(x) else float(f"{x:.13g}") for x in column[first:].tolist()]
    return {"from": first, "values": values}


CANDLE_LOOKBACKS = {
    "doji": 10, "hammer": 11, "shootingStar": 11, "engulfing": 2, "harami": 11,
    "morningStar": 12, "eveningStar": 12, "threeWhiteSoldiers": 12, "threeBlackCrows": 13,
}  # fmt: skip


def main():
    series = {
        "near 40000": bars(7, 40000, 0.1, 1, 120),
        "near 0.07": bars(11, 0.07, 0.00001, 5, 250000),
    }
    names = ("open", "high", "low", "close", "volume", "benchmarkClose")
    golden = {"talib": ta.__ta_version__.decode().split()[0], "series": {}, "cases": []}
    for name, columns in series.items():
        golden["series"][name] = {key: column.tolist() for key, column in zip(names, columns)}
        for feature, params, outputs in cases(*columns):
            for output, column in outputs.items():
                case = {"series": name, "feature": feature, "params": params, "output": output}
                golden["cases"].append(case | packed(column, CANDLE_LOOKBACKS.get(feature, 0)))
    path = pathlib.Path(__file__).parent.parent / "golden" / "talib.json"
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    for case in golden["cases"]:
        if case["feature"] in CANDLE_LOOKBACKS:
            print(case["series"], case["feature"], sum(1 for x in case["values"] if x))
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, {len(golden['cases'])} columns")


if __name__ == "__main__":
    main()
