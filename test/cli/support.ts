import { vi } from 'vitest'
import { runCli } from '../../src/cli/run.ts'

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process. */
export async function qt(...args: string[]): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const keepIn = (chunks: string[]) => (chunk: unknown) => {
    chunks.push(String(chunk))
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keepIn(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(keepIn(err)),
  ]
  try {
    return { code: await runCli(args), out: out.join(''), err: err.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
