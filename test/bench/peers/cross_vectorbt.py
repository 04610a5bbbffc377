"""EMA cross with vectorbt: EMAs of TA-Lib, `Portfolio.from_signals`, and the statistics of `Portfolio.stats`."""

import numpy as np
from serve import serve


def prepare(folder, o):
    import vectorbt as vbt

    column = lambda name: np.fromfile(folder / f"{name}.f64")
    opens, closes = column("opens"), column("closes")
    average = vbt.IndicatorFactory.from_talib("EMA")
    vbt.settings.array_wrapper["freq"] = "1min"

    def portfolio():
        fast = average.run(closes, o["fast"]).real
        slow = average.run(closes, o["slow"]).real
        # Known at the close of a bar, filled at the open of the next, with the size of that close.
        later = lambda signal: signal.vbt.fshift(1)
        size = np.floor(o["notional"] / closes / o["lotStep"] + 1e-6) * o["lotStep"]
        return vbt.Portfolio.from_signals(
            closes,
            entries=later(fast.vbt.crossed_above(slow)),
            short_entries=later(fast.vbt.crossed_below(slow)),
            size=np.concatenate([[np.nan], size[:-1]]),
            price=opens,
            fees=o["feeBps"] / 1e4,
            slippage=o["slippageBps"] / 1e4,
            init_cash=o["cash"],
            upon_opposite_entry="reverse",
            freq="1min",
        )

    def figures(run):
        return {"trades": int(run.trades.closed.count()), "final": float(run.final_value())}

    def with_stats():
        run = portfolio()
        return figures(run) | {"stats": len(run.stats(silence_warnings=True))}

    return f"vectorbt {vbt.__version__}", {"simulate": lambda: figures(portfolio()), "stats": with_stats}


serve(prepare)
