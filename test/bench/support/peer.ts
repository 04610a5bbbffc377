import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

type Answer = Readonly<Record<string, unknown>>

/** Python that has the peers: `BENCH_PYTHON`, else whatever python3 is on the path. */
const PYTHON = process.env.BENCH_PYTHON ?? 'python3'

/**
 * A Python program that does the same work as we: it reads its data from the folder, says that it is ready, and
 * then answers one line of JSON for each line it is sent. It stays alive, so that it is as warm as we are.
 */
export class Peer {
  /** Name and version of the library, as it says itself. */
  readonly version: string
  private readonly child: ChildProcessWithoutNullStreams
  private readonly lines: AsyncIterator<string>

  private constructor(child: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, version: string) {
    this.child = child
    this.lines = lines
    this.version = version
  }

  /** The peer, or why there is none. @param script file in test/bench/peers */
  static async start(script: string, folder: string, options: object): Promise<Peer | string> {
    const path = join(import.meta.dirname, '../peers', script)
    const child = spawn(PYTHON, [path, folder, JSON.stringify(options)])
    child.stderr.pipe(process.stderr)
    const isSpawned = await new Promise<boolean>((resolve) => {
      child.on('spawn', () => resolve(true))
      child.on('error', () => resolve(false))
    })
    if (!isSpawned) return `no Python: ${PYTHON} cannot be started`
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const first = await nextLine(lines)
    if (typeof first.version === 'string') return new Peer(child, lines, first.version)
    return String(first.unavailable ?? 'it stopped without a word')
  }

  async ask(command: string): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(command)}\n`)
    const answer = await nextLine(this.lines)
    if (typeof answer.error === 'string') throw new Error(`peer ${this.version}: ${answer.error}`)
    return answer
  }

  /** Seconds of one run, measured by the peer itself. */
  async seconds(command: string): Promise<number> {
    return Number((await this.ask(command)).seconds)
  }

  close(): void {
    this.child.stdin.end()
  }
}

async function nextLine(lines: AsyncIterator<string>): Promise<Answer> {
  const { value, done } = await lines.next()
  return done ? { error: 'it stopped' } : (JSON.parse(value as string) as Answer)
}
