"""TA-Lib's answer to every feature of the catalogue that it has, with the catalogue's default parameters."""

import time

import numpy as np
from serve import serve


def prepare(folder, options):
    import talib as ta

    o, h, l, c, v, b = (
        np.fromfile(folder / f"{name}.f64")
        for name in ("opens", "highs", "lows", "closes", "volumes", "benchmarkCloses")
    )
    rb, rc = b[1:] / b[:-1] - 1, c[1:] / c[:-1] - 1
    adx = lambda: (ta.ADX(h, l, c, 14), ta.PLUS_DI(h, l, c, 14), ta.MINUS_DI(h, l, c, 14))
    candle = lambda function: ("value", lambda: function(o, h, l, c))
    # feature: (its outputs that TA-Lib has, in the order of TA-Lib's answer, the call)
    calls = {
        "rsi": ("value", lambda: ta.RSI(c, 14)),
        "macd": ("line signal histogram", lambda: ta.MACD(c, 12, 26, 9)),
        "stochastic": ("k d", lambda: ta.STOCH(h, l, c, 14, 3, 0, 3, 0)),
        "stochasticRsi": ("k d", lambda: ta.STOCHRSI(c, 14, 14, 3, 0)),
        "williamsR": ("value", lambda: ta.WILLR(h, l, c, 14)),
        "cci": ("value", lambda: ta.CCI(h, l, c, 20)),
        "roc": ("value", lambda: ta.ROC(c, 10)),
        "momentum": ("value", lambda: ta.MOM(c, 10)),
        "sma": ("value", lambda: ta.SMA(c, 20)),
        "ema": ("value", lambda: ta.EMA(c, 20)),
        "wma": ("value", lambda: ta.WMA(c, 20)),
        "dema": ("value", lambda: ta.DEMA(c, 20)),
        "tema": ("value", lambda: ta.TEMA(c, 20)),
        "kama": ("value", lambda: ta.KAMA(c, 30)),
        "adx": ("adx plusDi minusDi", adx),
        "parabolicSar": ("level", lambda: ta.SAR(h, l, 0.02, 0.2)),
        "linearRegression": ("end slope", lambda: (ta.LINEARREG(c, 14), ta.LINEARREG_SLOPE(c, 14))),
        "bollinger": ("upper middle lower", lambda: ta.BBANDS(c, 20, 2, 2)),
        "atr": ("value", lambda: ta.ATR(h, l, c, 14)),
        "atrPercent": ("value", lambda: ta.NATR(h, l, c, 14)),
        "keltner": ("upper middle lower", lambda: ta.KC(h, l, c, 20, 10, 2)),
        "standardDeviation": ("value", lambda: ta.STDDEV(c, 20, 1)),
        "obv": ("value", lambda: ta.OBV(c, v)),
        "accumulationDistribution": ("value", lambda: ta.AD(h, l, c, v)),
        "vpt": ("value", lambda: ta.PVT(c, v)),
        "mfi": ("value", lambda: ta.MFI(h, l, c, v, 14)),
        "cmf": ("value", lambda: ta.CMF(h, l, c, v, 20)),
        "volumeMean": ("value", lambda: ta.SMA(v, 20)),
        "volumeRoc": ("value", lambda: ta.ROC(v, 10)),
        "highest": ("value", lambda: ta.MAX(h, 20)),
        "lowest": ("value", lambda: ta.MIN(l, 20)),
        "rollingBeta": ("value", lambda: ta.BETA(b, c, 168)),
        "rollingCorrelation": ("value", lambda: np.concatenate([[np.nan], ta.CORREL(rc, rb, 168)])),
        "doji": candle(ta.CDLDOJI),
        "hammer": candle(ta.CDLHAMMER),
        "shootingStar": candle(ta.CDLSHOOTINGSTAR),
        "engulfing": candle(ta.CDLENGULFING),
        "harami": candle(ta.CDLHARAMI),
        "morningStar": candle(ta.CDLMORNINGSTAR),
        "eveningStar": candle(ta.CDLEVENINGSTAR),
        "threeWhiteSoldiers": candle(ta.CDL3WHITESOLDIERS),
        "threeBlackCrows": candle(ta.CDL3BLACKCROWS),
    }

    def write():
        """The values, one file per output, and what there is."""
        columns = []
        for feature, (outputs, call) in calls.items():
            answer = call()
            answer = answer if isinstance(answer, (tuple, list)) else (answer,)
            for output, column in zip(outputs.split(), answer, strict=True):
                np.asarray(column, dtype=np.float64).tofile(folder / f"talib.{feature}.{output}.f64")
                columns.append([feature, output])
        return {"columns": columns}

    def run():
        """Every call once, each with its own seconds."""
        features = {}
        for feature, (_, call) in calls.items():
            begin = time.perf_counter()
            call()
            features[feature] = time.perf_counter() - begin
        return {"seconds": sum(features.values()), "features": features}

    return f"TA-Lib {ta.__ta_version__.decode().split()[0]}", {"write": write, "run": run}


serve(prepare)
