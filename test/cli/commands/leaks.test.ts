import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { qt } from '../support.ts'

let home: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'qt-leaks-'))
  vi.stubEnv('QT_HOME', home)
  const size = ['--instruments', '2', '--bars', '90', '--timeframe', '1h']
  await qt('data', 'synth', '--name', 'small', '--seed', '3', ...size)
  file(
    'peek.ts',
    `export default defineStrategy({
      name: 'peek',
      summary: 'Knows the bar after the next.',
      params: { bars: int(2, [1, 9]) },
      features: (p) => ({
        later: column({
          name: 'later',
          inputs: ['close'],
          params: { bars: p.bars },
          compute: ({ close }, { bars }) => close.map((v, i) => (close[i + bars] ?? v) - v),
        }),
      }),
      decide: ({ later }) => (later > 0 ? buy() : sell()),
    })`,
  )
  file('memory.ts', 'export const seen: number[] = []')
  file(
    'hoard.ts',
    `import { seen } from './memory.ts'
    let mean: number | undefined
    export default defineStrategy({
      name: 'hoard',
      summary: 'Keeps the mean of the whole sample from the first time on.',
      params: {},
      features: () => ({
        x: column({
          name: 'x',
          inputs: ['close'],
          compute: ({ close }) => {
            if (seen.length === 0) seen.push(close.reduce((a, b) => a + b, 0) / close.length)
            return close.map((v) => v - seen[0])
          },
        }),
      }),
      decide: ({ x }) => (x > 0 ? buy() : sell()),
    })`,
  )
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

function file(name: string, text: string): void {
  const head = "import { buy, column, defineStrategy, int, sell } from 'quantum-trader/strategy'\n"
  writeFileSync(join(home, name), name === 'memory.ts' ? text : head + text)
}

const START = resolve(import.meta.dirname, '../../../src/cli/start.mjs')

/** Runs it in a process of its own, where files of strategies are loaded as they always are. */
function qtAlone(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, ...args], {
    encoding: 'utf8',
    env: { ...process.env, QT_HOME: home },
  })
  return { code: status, out: stdout, err: stderr }
}

describe('qt leaks', () => {
  it('clears an honest strategy with exit code 0', async () => {
    const { code, out } = await qt('leaks', 'ema-cross', '--data', 'small')
    expect(code).toBe(0)
    expect(out).toContain('CLEAN')
    expect(out).toContain('synthetic')
    expect(out).toContain('180 bars of 1h')
    expect(out).toMatch(/cut after every bar: 90 cuts/)
  })

  it('refuses a leak with exit code 3, and says what, where and how far', () => {
    const { code, out, err } = qtAlone('leaks', join(home, 'peek.ts'), '--data', 'small')
    expect(code).toBe(3)
    expect(out).toContain('LEAK')
    expect(out).toContain('feature later changes when the future does; it looks ahead 2 bars')
    expect(out).toMatch(/first at \w+USDT \d{4}-\d\d-\d\dT/)
    expect(err).toContain('error: peek looks ahead')
  })

  it('prints one JSON document', () => {
    const flags = ['--data', 'small', '--json', '--param', 'bars=4', '--symbols', 'BTCUSDT']
    const { code, out } = qtAlone('leaks', join(home, 'peek.ts'), ...flags)
    expect(code).toBe(3)
    const document = JSON.parse(out)
    expect(document).toMatchObject({
      isClean: false,
      strategy: 'peek',
      params: { bars: 4 },
      dataset: { name: 'small', isSynthetic: true },
      coverage: { instruments: 1, bars: 90, isEveryBar: true },
    })
    expect(document.findings[0]).toMatchObject({
      kind: 'lookAhead',
      place: 'feature',
      name: 'later',
      instruments: ['BTCUSDT'],
      ahead: { nearest: 4, farthest: 4, isToTheEnd: false },
    })
  })

  it('is not deceived by what a file and its imports remember between runs', () => {
    const { code, out } = qtAlone('leaks', join(home, 'hoard.ts'), '--data', 'small')
    expect(code).toBe(3)
    expect(out).toContain('feature x')
    expect(out).toContain('to the end of the data')
  })

  it.each([
    [['leaks'], 'name the strategy'],
    [['leaks', 'ema-cross', 'more'], "unexpected argument 'more'"],
    [['leaks', 'ema-crosss'], 'did you mean'],
    [['leaks', 'ema-cross', '--data', 'small', '--param', 'fast=0'], 'fast'],
    [['leaks', 'ema-cross', '--driver', 'scan'], 'unknown flag --driver'],
  ])('%j is a usage error', async (args, message) => {
    const { code, err } = await qt(...args)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})
