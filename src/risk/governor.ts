import { DAY_MS } from '../core/time.ts'
import type { Control } from '../market/event.ts'
import type { RefusalLimits } from '../market/records.ts'
import {
  type Proposal,
  type Refused,
  type RiskLayer,
  type Standing,
  takeRoom,
  tighterLimit,
} from './proposal.ts'
import type { GovernorRules } from './rules.ts'

/** ACTIVE: everything passes. REDUCING: only closing orders. HALTED: nothing new, and positions are flattened. */
export type GovernorMode = 'ACTIVE' | 'REDUCING' | 'HALTED'

export type GovernorCause = RefusalLimits['governor']

/** What each cause does, the gravest first. */
const MODE_OF: Readonly<Record<GovernorCause, GovernorMode>> = {
  killSwitch: 'HALTED',
  dailyLoss: 'HALTED',
  losingStreak: 'REDUCING',
  unhealthy: 'REDUCING',
  exposure: 'REDUCING',
}

const CAUSES = Object.keys(MODE_OF) as GovernorCause[]

/** A cause that began or ended, and the mode since then. */
export interface GovernorChange {
  readonly time: number
  readonly mode: GovernorMode
  readonly cause: GovernorCause
  readonly isOn: boolean
  readonly value: number
  readonly bound: number
}

interface Trip {
  readonly value: number
  readonly bound: number
}

/** What the governor remembers, JSON-safe. */
export interface GovernorMemory {
  /** UTC day (days since 1970) that is being counted; −1 before the first bar. */
  day: number
  /** Equity with which it began. */
  dayStart: number
  /** Equity at the end of the last bar. */
  lastEquity: number
  /** Losing trades in a row. */
  streak: number
  /** The last bar of a day lost it: that is remembered until the next bar has ended. */
  isLostAtMidnight: boolean
  /** The causes that hold now. */
  trips: Partial<Record<GovernorCause, Trip>>
}

/**
 * The first layer: may there be new risk at all? It watches the account at the end of every bar (SPEC §6.2.1).
 *
 *   daily loss     equity − equity at 00:00 UTC ≤ −limit              HALTED until reset
 *   losing streak  that many trades in a row with a loss              REDUCING until reset
 *   exposure       notional of all positions > limit                  REDUCING while it is so
 *   unhealthy      told from outside                                  REDUCING until told otherwise
 *   kill switch    told from outside                                  HALTED until resumed
 *
 * A UTC day begins with the equity of the last bar that ended at or before 00:00, and that bar's end is when a
 * reset by day happens: what is decided at that close belongs to the new day, unless that very bar lost the day.
 */
export class Governor implements RiskLayer<'governor'> {
  readonly name = 'governor'
  mode: GovernorMode = 'ACTIVE'
  readonly memory: GovernorMemory
  readonly rules: GovernorRules
  private readonly hasLimits: boolean
  private readonly onChange: (change: GovernorChange) => void

  /** With rules of kind `none` only the controls from outside act. */
  constructor(rules: GovernorRules, initialEquity: number, onChange: (change: GovernorChange) => void) {
    this.rules = rules
    this.hasLimits = rules.kind !== 'none'
    this.onChange = onChange
    this.memory = {
      day: -1,
      dayStart: initialEquity,
      lastEquity: initialEquity,
      streak: 0,
      isLostAtMidnight: false,
      trips: {},
    }
  }

  /** Positions are to be closed now. */
  get isFlattening(): boolean {
    return this.mode === 'HALTED' && (this.rules.isFlattening || this.memory.trips.killSwitch !== undefined)
  }

  /** True when the account has to be watched bar by bar. */
  get isWatching(): boolean {
    return this.hasLimits
  }

  /** Equity at or below which the day is lost; −Infinity where no limit holds or the day is lost already. */
  get equityFloor(): number {
    return this.memory.trips.dailyLoss ? Number.NEGATIVE_INFINITY : this.memory.dayStart - this.maxDailyLoss
  }

  private get maxDailyLoss(): number {
    return tighterLimit(this.rules.maxDailyLoss, this.rules.maxDailyLossPct, this.memory.dayStart)
  }

  maxExposure(equity: number): number {
    const { maxExposure, maxExposureTimes } = this.rules
    return this.hasLimits ? tighterLimit(maxExposure, maxExposureTimes, equity) : Number.POSITIVE_INFINITY
  }

  /** Looks at the account at the end of a bar. @param exposure notional of all positions */
  observe(now: number, equity: number, exposure: number): void {
    if (!this.hasLimits) return
    const { memory } = this
    const day = Math.floor(now / DAY_MS)
    if (memory.isLostAtMidnight) this.forgetLastNight(now)
    const isMidnight = now % DAY_MS === 0
    if (day !== memory.day && isMidnight && memory.day >= 0) this.judgeDay(now, equity)
    if (day !== memory.day) this.beginDay(now, day, isMidnight ? equity : memory.lastEquity)
    memory.lastEquity = equity
    this.judgeDay(now, equity)
    const limit = this.maxExposure(equity)
    if (exposure > limit) this.trip(now, 'exposure', exposure, limit)
    else this.release(now, 'exposure')
  }

  private judgeDay(now: number, equity: number): void {
    const { memory } = this
    if (equity > this.equityFloor) return
    memory.isLostAtMidnight = now % DAY_MS === 0
    this.trip(now, 'dailyLoss', equity - memory.dayStart, -this.maxDailyLoss)
  }

  /** A day that was lost with its last bar halts that close, and is forgotten with the next. */
  private forgetLastNight(now: number): void {
    this.memory.isLostAtMidnight = false
    if (this.rules.reset === 'newDay') this.release(now, 'dailyLoss')
  }

  private beginDay(now: number, day: number, equity: number): void {
    const { memory } = this
    memory.day = day
    memory.dayStart = equity
    if (this.rules.reset === 'newDay') this.forget(now)
  }

  /** A trade has ended. @param profit after fees and funding */
  onTrade(now: number, profit: number): void {
    if (!this.hasLimits) return
    const { memory, rules } = this
    memory.streak = profit < 0 ? memory.streak + 1 : 0
    if (memory.streak >= rules.maxLosingStreak) {
      this.trip(now, 'losingStreak', memory.streak, rules.maxLosingStreak)
    }
  }

  /** @param equity where counting begins anew after `resume` */
  command(now: number, control: Control, equity: number): void {
    switch (control) {
      case 'kill':
        this.trip(now, 'killSwitch', 1, 0)
        break
      case 'unhealthy':
        this.trip(now, 'unhealthy', 1, 0)
        break
      case 'healthy':
        this.release(now, 'unhealthy')
        break
      case 'resume':
        this.memory.dayStart = equity
        this.memory.isLostAtMidnight = false
        this.forget(now)
        this.release(now, 'killSwitch')
    }
  }

  private forget(now: number): void {
    this.memory.streak = 0
    if (!this.memory.isLostAtMidnight) this.release(now, 'dailyLoss')
    this.release(now, 'losingStreak')
  }

  private trip(time: number, cause: GovernorCause, value: number, bound: number): void {
    const { trips } = this.memory
    if (trips[cause]) return
    trips[cause] = { value, bound }
    this.settleMode()
    this.onChange({ time, mode: this.mode, cause, isOn: true, value, bound })
  }

  private release(time: number, cause: GovernorCause): void {
    const trip = this.memory.trips[cause]
    if (!trip) return
    delete this.memory.trips[cause]
    this.settleMode()
    this.onChange({ time, mode: this.mode, cause, isOn: false, ...trip })
  }

  private settleMode(): void {
    const gravest = this.gravestCause()
    this.mode = gravest === undefined ? 'ACTIVE' : MODE_OF[gravest]
  }

  private gravestCause(): GovernorCause | undefined {
    return CAUSES.find((cause) => this.memory.trips[cause] !== undefined)
  }

  review(proposal: Proposal, standing: Standing): Refused<'governor'> | undefined {
    if (this.mode !== 'ACTIVE') {
      const limit = this.gravestCause()!
      return { limit, ...this.memory.trips[limit]! }
    }
    const exposure = standing.longNotional + standing.shortNotional
    return takeRoom(proposal, 'exposure', exposure, this.maxExposure(standing.equity))
  }

  snapshot(): GovernorMemory {
    return { ...this.memory, trips: { ...this.memory.trips } }
  }

  restore(memory: GovernorMemory): void {
    Object.assign(this.memory, memory, { trips: { ...memory.trips } })
    this.settleMode()
  }
}
