/** The evaluation that was best so far. */
export interface Best {
  readonly step: number
  readonly loss: number
}

export interface PatienceState {
  readonly best?: Best
  readonly waited: number
}

/** Early stopping: how many evaluations have gone by without a better one. */
export class Patience {
  private readonly limit: number
  private found: Best | undefined
  private waited: number

  /** @param limit evaluations without improvement before it is at an end */
  constructor(limit: number, { best, waited }: PatienceState = { waited: 0 }) {
    this.limit = limit
    this.found = best
    this.waited = waited
  }

  get best(): Best | undefined {
    return this.found
  }

  get isExhausted(): boolean {
    return this.waited >= this.limit
  }

  /** Whether this loss is the best so far; one that is no number never is. */
  observe(step: number, loss: number): boolean {
    const isBetter = Number.isFinite(loss) && loss < (this.found?.loss ?? Number.POSITIVE_INFINITY)
    if (isBetter) this.found = { step, loss }
    this.waited = isBetter ? 0 : this.waited + 1
    return isBetter
  }

  state(): PatienceState {
    return { ...(this.found ? { best: this.found } : {}), waited: this.waited }
  }
}
