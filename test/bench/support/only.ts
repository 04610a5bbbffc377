/** Remembers the first value and insists that every later one is the same. */
export class Only {
  private first: string | undefined

  take(value: string): void {
    this.first ??= value
    if (value !== this.first) throw new Error('two runs of the same thing gave different results')
  }

  get value(): string {
    if (this.first === undefined) throw new Error('nothing was computed')
    return this.first
  }
}
