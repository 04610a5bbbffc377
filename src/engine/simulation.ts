import { FillLog } from '../ledger/fill-log.ts'
import { TradeLog } from '../ledger/trade-log.ts'
import type { MarketEvent, VenueEvent } from '../market/event.ts'
import type { Instrument } from '../market/instrument.ts'
import type { FundingPayment, Refusal } from '../market/records.ts'
import type { GovernorChange } from '../risk/governor.ts'
import { SimulatedVenue } from '../venue/simulated-venue.ts'
import type { TradingRules } from './rules.ts'
import { createState, type EngineState } from './state.ts'
import { step } from './step.ts'

/** What a simulated run leaves behind, in the order in which it happened. */
export class RunLog {
  readonly fills = new FillLog()
  readonly trades = new TradeLog()
  fundingPayments: FundingPayment[] = []
  refusals: Refusal[] = []
  governorChanges: GovernorChange[] = []

  /** Empties the log for another run; the memory of fills and trades is used again. */
  clear(): void {
    this.fills.clear()
    this.trades.clear()
    this.fundingPayments = []
    this.refusals = []
    this.governorChanges = []
  }
}

/**
 * The engine wired to the simulated venue: market events go to the venue, what it does goes to the engine,
 * what the engine asks goes back to the venue. Backtest and paper trading are this; live puts a broker in
 * the venue's place.
 */
export class Simulation {
  readonly state: EngineState
  readonly venue: SimulatedVenue
  readonly log: RunLog

  constructor(
    instruments: readonly Instrument[],
    rules: TradingRules,
    intervalMs: number,
    log = new RunLog(),
  ) {
    this.log = log
    this.state = createState(instruments, rules, intervalMs, {
      onTrade: (trade) => log.trades.push(trade),
      onRefusal: (refusal) => log.refusals.push(refusal),
      onGovernor: (change) => log.governorChanges.push(change),
    })
    this.venue = new SimulatedVenue(this.state.account, rules.venue, (event) => this.onVenue(event))
  }

  /** Takes in one fact. Events of one instant come in the order of the phases in SPEC §7.1. */
  feed(event: MarketEvent): void {
    switch (event.kind) {
      case 'bar.opened':
        this.venue.onMarket(event)
        this.stepAndSubmit(event)
        break
      case 'funding.settled': // the venue answers these with events of its own
      case 'orders.released':
      case 'bar.traded':
        this.venue.onMarket(event)
        break
      case 'bar.closed': // these are between the strategy and the engine
      case 'signal.raised':
      case 'decisions.due':
      case 'control.issued':
      case 'risk.checked':
        this.stepAndSubmit(event)
    }
  }

  private onVenue(event: VenueEvent): void {
    if (event.kind === 'order.filled') this.log.fills.push(event.fill)
    else if (event.kind === 'funding.paid' && !Number.isNaN(event.payment)) {
      const { settledAt, instrument, payment } = event
      this.log.fundingPayments.push({ time: settledAt, instrument, payment })
    }
    this.stepAndSubmit(event)
  }

  private stepAndSubmit(event: MarketEvent | VenueEvent): void {
    const commands = step(this.state, event)
    for (let k = 0; k < commands.length; k++) this.venue.submit(commands[k]!)
  }
}
