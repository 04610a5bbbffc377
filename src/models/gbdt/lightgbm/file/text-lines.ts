import { fileFault } from '../../file/file-fault.ts'

/** A text, line by line, each looked at once. */
export class TextLines {
  readonly source: string
  private readonly text: string
  private at = 0
  private count = 0

  constructor(text: string, source: string) {
    this.text = text
    this.source = source
  }

  /** Characters before the next line. */
  get offset(): number {
    return this.at
  }

  /** Number of the line read last. */
  get lineNumber(): number {
    return this.count
  }

  /** The next line without its end; undefined after the last. */
  peek(): string | undefined {
    return this.at < this.text.length ? this.text.slice(this.at, this.end()) : undefined
  }

  next(): string | undefined {
    const line = this.peek()
    if (line === undefined) return undefined
    this.at = Math.min(this.end() + 1, this.text.length)
    this.count++
    return line
  }

  skipBlank(): void {
    while (this.peek() === '') this.next()
  }

  /** Refuses what the line read last says. */
  refuse(problem: string, hint?: string): never {
    throw fileFault(this.source, `line ${this.count}`, problem, hint)
  }

  private end(): number {
    const end = this.text.indexOf('\n', this.at)
    return end < 0 ? this.text.length : end
  }
}
