import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Random } from '../../src/core/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'ett-main-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function ett(...args: string[]): Promise<Ended> {
  const program = join(import.meta.dirname, 'main.ts')
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

describe('npm run ett', () => {
  it('helps', async () => {
    const { code, stdout } = await ett('--help')
    expect(code).toBe(0)
    expect(stdout).toContain('--horizon')
  })

  it('ends with code 2 and one message for a mistake in the arguments', async () => {
    const { code, stdout, stderr } = await ett('--model', 'nhits', '--dataset', 'ETTh1', '--horizon', 'ten')
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toBe(
      "--horizon: a whole number of at least 1 expected, got 'ten'\n  npm run ett -- --help\n",
    )
  })

  it('ends with code 1 where there is no such dataset', async () => {
    const { code, stderr } = await ett('--model=ridge', '--dataset=none', '--horizon=96', `--data=${folder}`)
    expect(code).toBe(1)
    expect(stderr).toContain('none.csv or none.csv.gz expected, neither is there')
  })

  it('evaluates the baselines of a dataset of one’s own, and writes them as JSON', async () => {
    const random = new Random(1, 'waves')
    const row = (hour: number) =>
      `${new Date(hour * 3_600_000).toISOString()},${Math.sin(hour / 4) + 0.1 * random.normal()}`
    writeFileSync(
      join(folder, 'waves.csv'),
      `date,wave\n${Array.from({ length: 2000 }, (_, hour) => row(hour)).join('\n')}\n`,
    )
    const json = join(folder, 'out.json')
    const { code, stdout } = await ett(
      ...[
        '--model=ridge',
        '--dataset=waves',
        '--horizon=12',
        `--data=${folder}`,
        '--no-dlinear',
        `--json=${json}`,
      ],
    )
    expect(code).toBe(0)
    expect(stdout).toContain('waves, horizon 12: all 389 test windows × 1 channels')
    const [{ models }] = JSON.parse(readFileSync(json, 'utf8'))
    const mse = Object.fromEntries(
      models.map((one: { model: string; mse: { mean: number } }) => [one.model, one.mse.mean]),
    )
    // noise of 0.1 on a wave of variance one half: nothing can be below 0.02
    expect(mse.ridge).toBeGreaterThan(0.02)
    expect(mse.ridge).toBeLessThan(0.1)
    expect(mse['repeat-last']).toBeGreaterThan(1)
  })
})
