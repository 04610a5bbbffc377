"""A sweep of EMA-cross pairs with vectorbt: one column per pair, the pairs in chunks that fit the memory."""

import numpy as np
from serve import serve


def prepare(folder, o):
    import vectorbt as vbt

    column = lambda name: np.fromfile(folder / f"{name}.f64")
    opens, closes = column("opens"), column("closes")
    average = vbt.IndicatorFactory.from_talib("EMA")
    pairs = o["pairs"]

    def portfolio(fast, slow):
        later = lambda signal: signal.vbt.fshift(1)
        size = np.floor(o["notional"] / closes / o["lotStep"] + 1e-6) * o["lotStep"]
        return vbt.Portfolio.from_signals(
            closes[:, None],
            entries=later(fast.real_crossed_above(slow)),
            short_entries=later(fast.real_crossed_below(slow)),
            size=np.concatenate([[np.nan], size[:-1]])[:, None],
            price=opens[:, None],
            fees=o["feeBps"] / 1e4,
            slippage=o["slippageBps"] / 1e4,
            init_cash=o["cash"],
            upon_opposite_entry="reverse",
            freq="1min",
        )

    def sweep():
        trades, returns = [], []
        for at in range(0, len(pairs), o["chunk"]):
            fast, slow = zip(*pairs[at : at + o["chunk"]])
            run = portfolio(average.run(closes, fast), average.run(closes, slow))
            trades += run.trades.closed.count().tolist()
            returns += run.total_return().tolist()
            run.sharpe_ratio(), run.max_drawdown()  # what our rows hold too
        return {"trades": trades, "returns": returns}

    return f"vectorbt {vbt.__version__}", {"sweep": sweep}


serve(prepare)
