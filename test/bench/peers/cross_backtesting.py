"""EMA cross with backtesting.py: EMAs of TA-Lib, orders at the next open, `Backtest.run` with its statistics."""

import numpy as np
from serve import serve


def prepare(folder, o):
    import warnings

    import backtesting
    import pandas as pd
    import talib

    backtesting.backtesting._tqdm = lambda rows, **_: rows  # no progress bar
    warnings.simplefilter("ignore")  # that a trade is still open at the end is known
    names = {"Open": "opens", "High": "highs", "Low": "lows", "Close": "closes", "Volume": "volumes"}
    columns = {key: np.fromfile(folder / f"{name}.f64") for key, name in names.items()}
    rows = len(columns["Close"])
    data = pd.DataFrame(columns, index=pd.date_range("2010-01-01", periods=rows, freq="1min"))

    class Cross(backtesting.Strategy):
        def init(self):
            self.fast = self.I(talib.EMA, self.data.Close, o["fast"])
            self.slow = self.I(talib.EMA, self.data.Close, o["slow"])

        def next(self):
            now, before = self.fast[-1] - self.slow[-1], self.fast[-2] - self.slow[-2]
            units = np.floor(o["notional"] / self.data.Close[-1] + 1e-6)
            if now > 0 >= before:
                self.buy(size=units)
            elif now < 0 <= before:
                self.sell(size=units)

    test = backtesting.Backtest(
        data, Cross, cash=o["cash"], commission=o["feeBps"] / 1e4, margin=1, exclusive_orders=True
    )

    def run():
        stats = test.run()
        # What is open at the end is not among the trades, nor is its closing fee in the equity.
        return {"trades": len(stats["_trades"]), "final": float(stats["Equity Final [$]"])}

    return f"backtesting.py {backtesting.__version__}", {"run": run}


serve(prepare)
