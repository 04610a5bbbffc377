import type { Timeframe } from '../../core/time.ts'
import type { Place } from './evidence.ts'

/**
 *   lookAhead      another future changes what was said before it
 *   notLive        fed bar by bar, as it is live, it says something else than over the whole history, though no
 *                  change of the future was found to matter
 *   notRestarted   after a restart from its snapshot it says something else
 *   notRepeatable  on identical data it says something else the second time: nothing can be proved
 *   notAnswering   it refuses every shortened and changed history: nothing could be tried
 */
export type FindingKind = 'lookAhead' | 'notLive' | 'notRestarted' | 'notRepeatable' | 'notAnswering'

/** One thing that is not as it must be, with where it shows first. */
export interface Finding {
  readonly kind: FindingKind
  readonly place: Place
  /** The feature, the field of the decision, or the kind of record. */
  readonly name: string
  /** Ids of all instruments that show it. */
  readonly instruments: readonly string[]
  /** Bars that differed, of all instruments together, among those that were tried. */
  readonly bars: number
  readonly first: {
    readonly instrument: string
    readonly row: number
    /** Open of the bar, epoch ms. */
    readonly time: number
    /** With the future that the data have, and with another or none. */
    readonly value: number
    readonly other: number
  }
  /**
   * Bars after its own that it reads, nearest and farthest. Absent where the place only passes on what another
   * leaked, or where it could not be measured.
   */
  readonly ahead?: { readonly nearest: number; readonly farthest: number; readonly isToTheEnd: boolean }
}

/** What was tried. */
export interface Coverage {
  readonly instruments: number
  /** Bars of all instruments together. */
  readonly bars: number
  /** Bars that were also fed one by one: all of them. */
  readonly streamedBars: number
  /** Whether the history was cut after every bar; else after a sample. */
  readonly isEveryBar: boolean
  /** Whole runs cut: features, decisions, orders, fills, equity. */
  readonly wholeCuts: number
  /** Slices of all instruments cut: features and decisions. */
  readonly sliceCuts: number
  /** Columns computed over whole histories, cut one by one, all instruments together. */
  readonly columns: number
  readonly columnCuts: number
}

/** The answer to the question whether a strategy looks ahead. */
export interface LeakCertificate {
  readonly isClean: boolean
  readonly strategy: string
  readonly params: Readonly<Record<string, number>>
  readonly dataset: {
    readonly name: string
    readonly hash: string
    readonly isSynthetic: boolean
    readonly timeframe: Timeframe
  }
  readonly coverage: Coverage
  /** In the order in which one follows from another: the first is the cause. */
  readonly findings: readonly Finding[]
}
