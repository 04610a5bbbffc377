"""Makes test/golden/backtests.json: backtests computed a second time, from SPEC section 7 alone.

    pip install pyarrow numpy
    npm run -s qt -- data synth --name oracle --seed 11 --instruments 6 --bars 3000
    python test/oracle/make-backtest-golden.py datasets/oracle test/golden/backtests.json

Nothing here is taken from the engine: only the dataset's files and the figures of its manifest are read. Prices that
decide whether a level was touched are compared as decimal numbers, so that an exact touch is exact.

Where the text leaves a choice, this was taken:

- Levels are not rounded to the tick; only fill prices are, and not that of a liquidation.
- Both extremes equally near (OHLC path): the one that hurts the position comes first.
- A target that the open has gapped through fills before a stop inside the bar, also under the pessimistic reading;
  under the optimistic one the stop is then not tried again in that bar either.
- A partial target is floored to the lot step, but closes at least one lot.
- Without a target the trail starts at the entry price and follows from the bar after the entry.
- An opening order needs its notional at the fill price / leverage, and its fee.
- A strategy that still wants in after a refusal asks again at each bar.
- After a protective exit ema-cross, being "always in", enters again; the threshold strategies wait for a threshold.
- Isolated margin pays and receives the position's funding, and shrinks with a partial close.
- A cross liquidation liquidates the account: the other positions go too, at their last marks. (The engine closes them
  only while equity is still at or below maintenance. No case here tells the two apart.)
"""

import json
import pathlib
import sys
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, getcontext

import numpy as np
import pyarrow

getcontext().prec = 40

TIMEFRAME_MS = {"15m": 900_000, "1h": 3_600_000, "4h": 14_400_000}
READINGS = ["pessimistic", "optimistic", "ohlc"]
MARGINS = ["cross", "isolated"]


def levels(stop, target, trail, break_even, **others):
    exits = {"stop": stop, "target": target, "trail": trail, "break-even": break_even}
    return {name: str(value) for name, value in (exits | others).items()}


def case(name, strategy, flags=None, symbols=None, gaps=False):
    """One run, described by the flags of `qt backtest`; `gaps` drops bars by the rule of `in_gap`."""
    return {"name": name, "strategy": strategy, "flags": flags or {}, "symbols": symbols, "gaps": gaps}


def all_cases():
    for strategy in STRATEGIES:
        yield case(strategy, strategy)
        yield case(f"{strategy} with gaps", strategy, gaps=True)
    for reading in READINGS:
        yield from reading_cases(reading)
    ties = levels(0.5, 0.5, 0.5, 50, slippage=0, reading="ohlc")
    yield case("ties of the OHLC path", "ema-cross", ties, ["XRPUSDT"])
    yield case("trail alone", "ema-cross", {"trail": "1.5"}, ["ETHUSDT"])
    yield case("whole target", "rsi-reversion", {"target": "1.5", "target-share": "100"}, ["ETHUSDT"])
    yield case("targets of one lot", "ema-cross", {"target": "1", "notional": "30"}, ["BTCUSDT"])
    yield from margin_cases()


def reading_cases(reading):
    """The first is what the platform calls a hybrid exit; levels without slippage on coarse ticks are met exactly."""
    read = {"reading": reading}
    hybrid = levels(2, 3, 2, 70) | {"target-share": "50"}
    yield case(f"protected, {reading}", "ema-cross", hybrid | read, ["ETHUSDT", "SOLUSDT", "XRPUSDT"])
    yield case(f"exact stops, {reading}", "ema-cross", levels(1, 1, 1, 50, slippage=0) | read, ["ADAUSDT"])
    tight = levels(1.5, 1, 0.5, 70, slippage=0) | read
    yield case(f"exact trails, {reading}", "buy-and-hold", tight, ["XRPUSDT"])
    yield case(f"gapped through, {reading}", "buy-and-hold", tight, ["ADAUSDT"], gaps=True)
    for margin in MARGINS:
        levered = levels(6, 3, 2, 70, share=15, leverage=25, margin=margin) | {"target-share": "63"}
        yield case(f"{margin}, with levels, {reading}", "ema-cross", levered | read, ["SOLUSDT"])


def margin_cases():
    for margin in MARGINS:
        for name, strategy, share, leverage, symbols in [
            ("liquidated on the mark", "ema-cross", 20, 25, ["BTCUSDT"]),
            ("higher brackets", "donchian-breakout", 15, 20, ["XRPUSDT"]),
            ("many instruments", "ema-cross", 2.2, 20, None),
            ("many long", "buy-and-hold", 1.8, 20, None),
            ("many breakouts", "donchian-breakout", 3, 20, None),
            ("margin binds", "ema-cross", 4.98, 5, ["BTCUSDT"]),
            ("margin binds for many", "ema-cross", 0.83, 5, ["ADAUSDT", "BTCUSDT", "ETHUSDT"]),
        ]:
            flags = {"margin": margin, "share": str(share), "leverage": str(leverage)}
            yield case(f"{margin}, {name}", strategy, flags, symbols)
    near = {"stop": "0.4", "leverage": "100"}
    yield case("isolated, stop near", "buy-and-hold", near | {"margin": "isolated", "share": "2"}, ["BTCUSDT"])
    yield case("cross, stop near", "buy-and-hold", near | {"margin": "cross", "share": "60"}, ["ETHUSDT"])


# ---------------------------------------------------------------------------------------------------------- data


def in_gap(row, instrument):
    """The bars that a case with gaps does without: seven of every 97, elsewhere for each instrument."""
    return 40 <= (row + 13 * instrument) % 97 <= 46


@dataclass
class Instrument:
    """One instrument: its facts, its bars as columns, its settlements and its mark bars by time."""

    id: str
    tick: Decimal
    lot: Decimal
    taker: float
    min_notional: float
    liquidation_fee: float
    brackets: list
    interval: int
    times: list
    opens: list
    highs: list
    lows: list
    closes: list
    funding: list
    marks: dict
    row: dict = field(default_factory=dict)

    def units(self, lots):
        return lots * float(self.lot)

    def mark_open(self, time, row):
        """7.5: the mark series at that time, else the open of the bar that contains it."""
        return self.marks[time][0] if time in self.marks else self.opens[row]

    def mark_bar(self, row):
        """Open, high, low and close of the mark series, else of the bar."""
        own = (self.opens[row], self.highs[row], self.lows[row], self.closes[row])
        return self.marks.get(self.times[row], own)


def read_instruments(folder, manifest, symbols, gaps):
    """The dataset's instruments by id. A gap takes bars away; funding and mark series stay whole."""
    chosen = sorted(manifest["instruments"], key=lambda meta: meta["id"])
    ids = [meta["id"] for meta in chosen]
    for meta in chosen:
        if symbols and meta["id"] not in symbols:
            continue
        series = {one["series"]: one["path"] for one in manifest["files"] if one["instrument"] == meta["id"]}
        bars = read_columns(folder / series["bars"])
        count = len(bars["time"])
        rows = [row for row in range(count) if not (gaps and in_gap(row, ids.index(meta["id"])))]
        times, opens, highs, lows, closes = (
            [bars[name][row] for row in rows] for name in ("time", "open", "high", "low", "close")
        )
        funding = read_columns(folder / series["funding"])
        mark = read_columns(folder / series["mark"]) if "mark" in series else None
        prices = zip(*(mark[name] for name in ("open", "high", "low", "close"))) if mark else ()
        yield Instrument(
            id=meta["id"],
            tick=exact(meta["tickSize"]),
            lot=exact(meta["lotStep"]),
            taker=meta["takerFeeBps"] / 1e4,
            min_notional=meta["minNotional"],
            liquidation_fee=meta["liquidationFeeRate"],
            brackets=meta["brackets"],
            interval=TIMEFRAME_MS[manifest["timeframe"]],
            times=times,
            opens=opens,
            highs=highs,
            lows=lows,
            closes=closes,
            funding=list(zip(funding["time"], funding["rate"])),
            marks=dict(zip(mark["time"], prices)) if mark else {},
            row={time: row for row, time in enumerate(times)},
        )


def read_columns(path):
    table = pyarrow.ipc.open_file(path).read_all().to_pydict()
    return table | {"time": [int(time) for time in table["time"]]}


# ---------------------------------------------------------------------------------------------------- arithmetic


def exact(number):
    """The decimal number that a double was written as: 0.1 is one tenth."""
    return Decimal(repr(float(number)))


def percent(text):
    return Decimal(text) / 100


def to_tick(price, tick, up):
    return (price / tick).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) * tick


def fill_price(reference, is_buy, slippage_bps, tick):
    """7.2: reference × (1 ± slippage), rounded to the tick against us."""
    slippage = Decimal(slippage_bps) / 10_000
    return float(to_tick(exact(reference) * (1 + (slippage if is_buy else -slippage)), tick, is_buy))


def maintenance(instrument, notional):
    """7.6: notional × rate − amount, in the bracket of the notional."""
    brackets = instrument.brackets
    own = next((one for one in brackets if notional <= one["notionalCap"]), brackets[-1])
    return notional * own["maintenanceRate"] - own["maintenanceAmount"]


def liquidation_price(instrument, side, units, entry, wallet, other_maintenance=0.0, other_unrealised=0.0):
    """7.6, Binance's formula, in the bracket to which the notional at that price belongs."""
    for bracket in instrument.brackets:
        margin = wallet - other_maintenance + other_unrealised + bracket["maintenanceAmount"]
        price = (margin - side * units * entry) / (units * bracket["maintenanceRate"] - side * units)
        if units * price <= bracket["notionalCap"]:
            return price
    return price


# ---------------------------------------------------------------------------------------------------- strategies
# 7.9. Each says at the close of a row which side it wants (1, 0, −1), given the side that is held.


def ema(values, period):
    """TA-Lib's: seeded by the simple mean of the first values."""
    out = [float("nan")] * len(values)
    mean = sum(values[:period]) / period
    out[period - 1] = mean
    for row in range(period, len(values)):
        mean += (values[row] - mean) * 2 / (period + 1)
        out[row] = mean
    return out


def rsi(values, period):
    """TA-Lib's: Wilder's smoothing, seeded by the simple mean of the first changes; 0 where nothing moves."""
    out = [float("nan")] * len(values)
    changes = np.diff(values)
    gain = np.maximum(changes[:period], 0).sum() / period
    loss = np.maximum(-changes[:period], 0).sum() / period
    for row in range(period, len(values)):
        if row > period:
            gain = (gain * (period - 1) + max(changes[row - 1], 0)) / period
            loss = (loss * (period - 1) + max(-changes[row - 1], 0)) / period
        out[row] = 100 * gain / (gain + loss) if gain + loss > 1e-14 else 0
    return out


class BuyAndHold:
    def __init__(self, instrument):
        pass

    def decide(self, row, held):
        return 1


class EmaCross:
    """12/26: long above, short below, flat until the first cross, then always in."""

    def __init__(self, instrument):
        self.wanted = []
        last = side = 0
        for fast, slow in zip(ema(instrument.closes, 12), ema(instrument.closes, 26)):
            now = int(fast > slow) - int(fast < slow)
            if now != 0:
                side = now if side != 0 or last not in (0, now) else 0
                last = now
            self.wanted.append(side)

    def decide(self, row, held):
        return self.wanted[row]


class RsiReversion:
    """14: long below 30 until 50, short above 70 until 50."""

    def __init__(self, instrument):
        self.strength = rsi(instrument.closes, 14)

    def decide(self, row, held):
        strength = self.strength[row]
        if strength < 30:
            return 1
        if strength > 70:
            return -1
        is_over = strength >= 50 if held > 0 else strength <= 50
        return 0 if is_over else held


class DonchianBreakout:
    """Long above the high of the 20 bars before, short below their low; exit at the opposite 10-bar."""

    def __init__(self, instrument):
        self.highs, self.lows, self.closes = instrument.highs, instrument.lows, instrument.closes

    def decide(self, row, held):
        if row < 20:
            return held
        close = self.closes[row]
        if close > max(self.highs[row - 20 : row]):
            return 1
        if close < min(self.lows[row - 20 : row]):
            return -1
        if held > 0 and close < min(self.lows[row - 10 : row]):
            return 0
        if held < 0 and close > max(self.highs[row - 10 : row]):
            return 0
        return held


class FundingCarry:
    """Short when the mean of the last 9 settlements exceeds 1 bp, long when below −1 bp, flat between.

    7.1: at the end of a bar only settlements strictly before that end are known.
    """

    def __init__(self, instrument):
        self.instrument = instrument
        self.known = 0

    def decide(self, row, held):
        funding, end = self.instrument.funding, self.instrument.times[row] + self.instrument.interval
        while self.known < len(funding) and funding[self.known][0] < end:
            self.known += 1
        if self.known < 9:
            return 0
        total = sum(exact(rate) for _, rate in funding[self.known - 9 : self.known])
        bound = 9 * Decimal("0.0001")
        return int(total < -bound) - int(total > bound)


STRATEGIES = {
    "buy-and-hold": BuyAndHold,
    "ema-cross": EmaCross,
    "rsi-reversion": RsiReversion,
    "donchian-breakout": DonchianBreakout,
    "funding-carry": FundingCarry,
}


# ------------------------------------------------------------------------------------------------------- the run


@dataclass
class Position:
    side: int
    lots: int
    entry: float
    opened: int
    row: int
    margin: float
    stop: float | None = None
    stop_reason: str = "stop"
    target: float | None = None
    first_target: float | None = None
    target_level: float | None = None
    target_row: int | None = None
    best: float | None = None
    size: int = 0
    gross: float = 0.0
    fees: float = 0.0
    funding: float = 0.0
    exit_value: float = 0.0
    fills: int = 1


@dataclass
class Order:
    """Decided at a close: what is held is closed, then `side` is opened with `lots`."""

    side: int
    lots: int


class Run:
    def __init__(self, instruments, strategy, flags):
        self.instruments = list(instruments)
        self.by_id = {one.id: one for one in self.instruments}
        self.strategies = {one.id: STRATEGIES[strategy](one) for one in self.instruments}
        self.leverage = float(flags.get("leverage", 5))
        self.slippage = flags.get("slippage", "2")
        self.share = Decimal(flags["share"]) if "share" in flags else Decimal(1) / len(self.instruments)
        self.notional = Decimal(flags["notional"]) if "notional" in flags else None
        self.stop, self.target, self.trail, self.break_even = (
            percent(flags[name]) if name in flags else None for name in ("stop", "target", "trail", "break-even")
        )
        self.target_share = percent(flags.get("target-share", "50"))
        self.reading = flags.get("reading", "pessimistic")
        self.is_cross = flags.get("margin", "cross") == "cross"
        self.initial, self.realised, self.fees, self.paid = 10_000.0, 0.0, 0.0, 0.0
        self.positions, self.orders = {}, {}
        self.marks = {}
        self.settled = dict.fromkeys(self.by_id, 0)
        self.fills, self.trades, self.equity_rows = [], [], []
        self.ambiguous = self.touches = 0

    def run(self):
        """7.1: the phases of a bar, each over all instruments that have the bar before the next."""
        self.first_time = min(one.times[0] for one in self.instruments)
        for time in sorted({time for one in self.instruments for time in one.times}):
            here = [(one, one.row[time]) for one in self.instruments if time in one.row]
            for one, row in here:
                self.settle_funding(one, row, time)
            self.fill_orders(here, time)
            for one, row in here:
                self.try_bar(one, row)
            for one, row in here:
                self.settle_funding(one, row, time + one.interval - 1)
            for one, row in here:
                self.marks[one.id] = one.mark_bar(row)[3]
            self.equity_rows.append(self.equity())
            for one, row in here:
                self.move_stop(one, row)
                self.decide(one, row)
        return self

    # 7.7: money

    def wallet(self):
        return self.initial + self.realised - self.fees - self.paid

    def unrealised(self, without=None):
        return sum(
            held.side * self.by_id[key].units(held.lots) * (self.marks[key] - held.entry)
            for key, held in self.positions.items()
            if key != without
        )

    def equity(self):
        return self.wallet() + self.unrealised()

    def free_margin(self):
        """7.6: equity − the sum of initial margins (notional at mark / leverage)."""
        used = sum(self.by_id[key].units(held.lots) * self.marks[key] for key, held in self.positions.items())
        return self.equity() - used / self.leverage

    # 7.5: funding

    def settle_funding(self, one, row, until):
        """Settlements up to and including `until`: signed quantity × mark × rate, on the position held."""
        held = self.positions.get(one.id)
        while self.settled[one.id] < len(one.funding) and one.funding[self.settled[one.id]][0] <= until:
            time, rate = one.funding[self.settled[one.id]]
            self.settled[one.id] += 1
            if held is None or time < self.first_time:
                continue
            payment = held.side * one.units(held.lots) * one.mark_open(time, row) * rate
            held.funding += payment
            self.paid += payment

    # 7.2: fills

    def fill_orders(self, here, time):
        """Orders of the close before meet this open: those that close before those that open."""
        for one, row in here:
            if one.id in self.positions:
                self.marks[one.id] = one.mark_open(time, row)
        for one, row in here:
            order, held = self.orders.get(one.id), self.positions.get(one.id)
            if order and held:
                reason = "reversal" if order.side else "signal"
                self.close_at_market(one, time, held.lots, one.opens[row], reason)
        for one, row in here:
            order = self.orders.pop(one.id, None)
            if order and order.lots > 0:
                self.open_position(one, row, order)

    def open_position(self, one, row, order):
        """At the open, if the free margin covers the initial margin and the fee; else refused."""
        time, units = one.times[row], one.units(order.lots)
        price = fill_price(one.opens[row], order.side > 0, self.slippage, one.tick)
        fee, margin = units * price * one.taker, units * price / self.leverage
        if margin + fee > self.free_margin():
            return
        held = Position(order.side, order.lots, price, time, row, margin, size=order.lots, fees=fee)
        if self.stop is not None:
            held.stop = float(exact(price) * (1 - order.side * self.stop))
        if self.target is not None:
            held.target = held.first_target = float(exact(price) * (1 + order.side * self.target))
        self.fees += fee
        self.positions[one.id] = held
        self.marks[one.id] = one.mark_open(time, row)
        self.fills.append((time, one.id, order.side * order.lots, price, "entry"))

    def close_at_market(self, one, time, lots, reference, reason):
        is_buy = self.positions[one.id].side < 0
        price = fill_price(reference, is_buy, self.slippage, one.tick)
        self.close(one, time, lots, price, one.units(lots) * price * one.taker, reason)

    def close(self, one, time, lots, price, fee, reason):
        """Closes part or all; a trade runs from flat to flat (7.8)."""
        held = self.positions[one.id]
        gross = held.side * one.units(lots) * (price - held.entry)
        self.realised += gross
        self.fees += fee
        held.gross += gross
        held.fees += fee
        held.exit_value += price * lots
        held.fills += 1
        held.lots -= lots
        self.fills.append((time, one.id, -held.side * lots, price, reason))
        if held.lots == 0:
            self.trades.append((one.id, held, time, reason))
            del self.positions[one.id]

    # 7.3: inside the bar

    def try_bar(self, one, row):
        """Protective orders and liquidation against the bar: first its open, then its path in the chosen reading."""
        if one.id not in self.positions or self.try_open(one, row):
            return
        held = self.positions[one.id]
        is_adverse = self.is_stopped(one, row) or self.is_liquidated(one, row)
        is_target = self.is_target(one, row)
        if is_adverse and is_target:
            self.ambiguous += 1
        if self.reading == "optimistic" and is_target:
            self.take_target(one, row, held.target)
            self.try_liquidation(one, row)
        elif self.reading == "ohlc" and is_target and not self.is_adverse_first(one, row):
            self.take_target(one, row, held.target)
            self.try_adverse(one, row)
        elif not self.try_adverse(one, row) and is_target:
            self.take_target(one, row, held.target)

    def try_open(self, one, row):
        """What the open has passed already goes at the open. True if nothing is left to try in this bar."""
        held, start = self.positions[one.id], one.opens[row]
        is_liquidated = self.has_passed(self.liquidation(one), one.mark_bar(row)[0], held.side)
        is_nearer = self.is_stop_nearer(one)
        if self.has_passed(held.stop, start, held.side) and (is_nearer or not is_liquidated):
            self.close_at_market(one, one.times[row], held.lots, start, held.stop_reason)
            return True
        if is_liquidated:
            self.liquidate(one, row)
            return True
        if self.has_passed(held.target, start, -held.side):
            self.take_target(one, row, start)
            if self.reading == "optimistic":
                self.try_liquidation(one, row)
                return True
        return one.id not in self.positions

    def is_adverse_first(self, one, row):
        """OHLC path: whether the nearer extreme is the one that hurts; a tie hurts."""
        start, side = exact(one.opens[row]), self.positions[one.id].side
        down, up = start - exact(one.lows[row]), exact(one.highs[row]) - start
        return down <= up if side > 0 else up <= down

    def try_adverse(self, one, row):
        """The stop, or the liquidation if that is nearer, at the adverse extreme. True if one of them went."""
        held = self.positions.get(one.id)
        if held is None:
            return True
        if self.is_stopped(one, row) and (self.is_stop_nearer(one) or not self.is_liquidated(one, row)):
            self.touches += held.stop == self.adverse(one, row)
            self.close_at_market(one, one.times[row], held.lots, held.stop, held.stop_reason)
            return True
        return self.try_liquidation(one, row)

    def try_liquidation(self, one, row):
        if one.id in self.positions and self.is_liquidated(one, row):
            self.liquidate(one, row)
            return True
        return False

    def take_target(self, one, row, reference):
        """Closes the target's share of the position, floored to the lot step; the rest may trail."""
        held = self.positions[one.id]
        lots = int((held.size * self.target_share).to_integral_value(ROUND_FLOOR))
        self.touches += held.target == (one.highs[row] if held.side > 0 else one.lows[row])
        held.target, held.target_level, held.target_row = None, reference, row
        self.close_at_market(one, one.times[row], min(max(lots, 1), held.lots), reference, "target")

    @staticmethod
    def has_passed(level, price, side):
        """A level below a long (above a short) is met at or beyond it; for a target give the opposite side."""
        return level is not None and (price <= level if side > 0 else price >= level)

    def adverse(self, one, row):
        return one.lows[row] if self.positions[one.id].side > 0 else one.highs[row]

    def is_stopped(self, one, row):
        held = self.positions[one.id]
        return self.has_passed(held.stop, self.adverse(one, row), held.side)

    def is_target(self, one, row):
        held = self.positions[one.id]
        return self.has_passed(held.target, one.highs[row] if held.side > 0 else one.lows[row], -held.side)

    def is_liquidated(self, one, row):
        held, (_, high, low, _) = self.positions[one.id], one.mark_bar(row)
        return self.has_passed(self.liquidation(one), low if held.side > 0 else high, held.side)

    def is_stop_nearer(self, one):
        """7.6: a stop nearer than liquidation triggers first."""
        held = self.positions[one.id]
        return held.stop is not None and held.side * (held.stop - self.liquidation(one)) > 0

    # 7.6: liquidation

    def isolated_margin(self, held):
        return held.margin * held.lots / held.size - held.funding

    def liquidation(self, one):
        held = self.positions[one.id]
        units = one.units(held.lots)
        if not self.is_cross:
            return liquidation_price(one, held.side, units, held.entry, self.isolated_margin(held))
        others = sum(
            maintenance(self.by_id[key], self.by_id[key].units(other.lots) * self.marks[key])
            for key, other in self.positions.items()
            if key != one.id
        )
        return liquidation_price(
            one, held.side, units, held.entry, self.wallet(), others, self.unrealised(without=one.id)
        )

    def liquidate(self, one, row):
        """At the worse of the liquidation price and the open; in cross margin the whole account."""
        side, start, level = self.positions[one.id].side, one.mark_bar(row)[0], self.liquidation(one)
        self.close_by_force(one, one.times[row], min(level, start) if side > 0 else max(level, start))
        for key in sorted(self.positions) if self.is_cross else ():
            self.close_by_force(self.by_id[key], one.times[row], self.marks[key])

    def close_by_force(self, one, time, price):
        """For the liquidation fee; an isolated position never loses more than its margin."""
        held = self.positions[one.id]
        units = one.units(held.lots)
        fee = units * price * one.liquidation_fee
        if not self.is_cross:
            left = self.isolated_margin(held) + held.side * units * (price - held.entry)
            fee = min(fee, max(0.0, left))
        self.close(one, time, held.lots, price, fee, "liquidation")

    # 7.4: moving stops

    def move_stop(self, one, row):
        """Break-even and trailing levels for the next bar, from data up to this one; they only tighten."""
        held = self.positions.get(one.id)
        if held is None:
            return
        favourable = one.highs[row] if held.side > 0 else one.lows[row]
        if self.break_even is not None:
            entry, target = exact(held.entry), exact(held.first_target)
            way = entry + (target - entry) * self.break_even
            if held.side * (exact(favourable) - way) >= 0:
                self.tighten(held, held.entry, "breakEven")
        if self.trail is not None and (self.target is None or held.target is None):
            start, since = (held.entry, held.row) if self.target is None else (held.target_level, held.target_row)
            held.best = start if held.best is None else held.best
            if row > since:
                held.best = max(held.best, favourable) if held.side > 0 else min(held.best, favourable)
            self.tighten(held, float(exact(held.best) * (1 - held.side * self.trail)), "trailing")

    @staticmethod
    def tighten(held, level, reason):
        if held.stop is None or held.side * (level - held.stop) > 0:
            held.stop, held.stop_reason = level, reason

    # 7.1 (6), 7.2, 7.9: decisions

    def decide(self, one, row):
        """Quantity fixed with this close as price, floored to the lot step; below the minimum notional refused."""
        held = self.positions.get(one.id)
        side = held.side if held else 0
        wanted = self.strategies[one.id].decide(row, side)
        if wanted == side:
            return
        close, lots = exact(one.closes[row]), 0
        notional = exact(self.equity_rows[-1]) * self.share if self.notional is None else self.notional
        if wanted and notional > 0:
            lots = int((notional / close / one.lot).to_integral_value(ROUND_FLOOR))
            if lots * one.lot * close < one.min_notional:
                lots = 0
        self.orders[one.id] = Order(wanted, lots)


# -------------------------------------------------------------------------------------------------------- golden


def shown(value):
    """Twelve significant digits: a thousand times finer than the test asks."""
    return float(f"{value:.12g}")


def golden_case(spec, folder, manifest):
    instruments = list(read_instruments(folder, manifest, spec["symbols"], spec["gaps"]))
    run = Run(instruments, spec["strategy"], spec["flags"]).run()
    ids = [one.id for one in instruments]
    rows = np.linspace(0, len(run.equity_rows) - 1, 100).round().astype(int).tolist()
    trades = sorted((time, held.opened, ids.index(key), held, reason) for key, held, time, reason in run.trades)
    print(
        f"{spec['name']:42s} {len(trades):5d} trades {len(run.fills):5d} fills {run.ambiguous:4d} ambiguous "
        f"{run.touches:4d} exact {sum(fill[4] == 'liquidation' for fill in run.fills):4d} liquidations "
        f"{run.equity_rows[-1]:12.2f}"
    )
    return spec | {
        "fills": len(run.fills),
        "bars": len(run.equity_rows),
        "finalEquity": run.equity_rows[-1],
        "realised": run.realised,
        "fees": run.fees,
        "funding": run.paid,
        "ambiguousExits": run.ambiguous,
        "equity": [[row, shown(run.equity_rows[row])] for row in rows],
        "trades": [
            trade_row(run.first_time, instruments[k], k, held, time, reason) for time, _, k, held, reason in trades
        ],
    }


def trade_row(first_time, one, k, held, time, reason):
    """[instrument, open bar, close bar, entry price, exit price, signed quantity, profit, exit reason]"""
    bars = [(at - first_time) // one.interval for at in (held.opened, time)]
    profit = held.gross - held.fees - held.funding
    exit_price = held.exit_value / held.size
    quantity = held.side * one.units(held.size)
    numbers = [shown(value) for value in (held.entry, exit_price, quantity, profit)]
    return [k, *bars, *numbers, reason]


def main(dataset, output):
    folder = pathlib.Path(dataset)
    manifest = json.loads((folder / "manifest.json").read_text())
    cases = [golden_case(spec, folder, manifest) for spec in all_cases()]
    head = {"contentHash": manifest["contentHash"], "generator": manifest["generator"]}
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    pathlib.Path(output).write_text(f'{{"dataset":{json.dumps(head)},\n"cases":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python make-backtest-golden.py <dataset folder> <output>")
    main(*sys.argv[1:])
