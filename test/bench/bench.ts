/** What one benchmark is: it proves what it computes, then it is timed. Each phase runs in a process of its own. */
export interface Bench {
  readonly name: string
  /** What is computed, in a line. */
  readonly work: string
  /** What one unit of it is called. */
  readonly unit: string
  readonly targets: readonly Target[]
  /** Takes minutes: runs only when named, or with --all. */
  readonly isLong?: boolean
  /** Writes what the other phases read into the folder. */
  prepare?(context: BenchContext): Promise<void>
  /** Throws unless the computation is right. */
  verify(context: BenchContext): Promise<Verification>
  measure(context: BenchContext): Promise<Measurement>
  /** Ours and others' programs in turn, where there are such. */
  compare?(context: BenchContext): Promise<PeerTiming[]>
}

export interface BenchContext {
  /** Empty at first, shared by the phases, removed afterwards. */
  readonly folder: string
  readonly runs: number
  readonly isDetailed: boolean
  readonly log: (text: string) => void
}

export interface Verification {
  /** What was found equal to what, in words. */
  readonly checks: readonly string[]
  /** Of the verified result: the timed runs must give the same. */
  readonly fingerprint: string
}

export interface Measurement {
  readonly fingerprint: string
  readonly units: number
  /** One per run. */
  readonly seconds: readonly number[]
  /** Whatever else is worth knowing, by name: `fills`; `peakBytes`, where not this process does the work. */
  readonly figures?: Readonly<Record<string, number>>
}

/** A peer and ourselves on the same work, in alternation. */
export interface PeerTiming {
  readonly name: string
  readonly work: string
  /** Whatever targets are about, by name. */
  readonly figures?: Readonly<Record<string, number>>
  /** Lines shown with --detail. */
  readonly detail?: readonly string[]
  /** Why there are no figures. */
  readonly missing?: string
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}

/** A bound on `seconds`, `perSecond`, `peakMb`, or one of the figures. */
export interface Target {
  readonly figure: string
  readonly text: string
  readonly atMost?: number
  readonly atLeast?: number
}
