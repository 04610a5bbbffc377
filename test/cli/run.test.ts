import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { qt } from './support.ts'

const ROOT = resolve(import.meta.dirname, '../..')
let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'qt-cli-'))
  vi.stubEnv('QT_HOME', home)
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

const SMALL = ['--data', 'small'] as const

beforeAll(async () => {
  await qt(
    'data',
    'synth',
    '--name',
    'small',
    '--seed',
    '3',
    '--instruments',
    '2',
    '--bars',
    '600',
    '--timeframe',
    '1h',
  )
})

describe('qt backtest', () => {
  it('prints one JSON document with what other programs need', async () => {
    const { code, out } = await qt('backtest', ...SMALL, '--strategy', 'rsi-reversion', '--json')
    expect(code).toBe(0)
    const document = JSON.parse(out)
    expect(document).toMatchObject({
      runHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      dataset: { name: 'small', hash: expect.stringMatching(/^[0-9a-f]{64}$/), synthetic: true },
      strategy: { name: 'rsi-reversion', params: { period: 14 } },
      metrics: { trades: document.trades.length, isSynthetic: true },
    })
    expect(existsSync(resolve(document.report))).toBe(true)
  })

  it('tells other programs who refused what', async () => {
    const { out } = await qt('backtest', ...SMALL, '--profile', 'default', '--json', '--no-report')
    const { refusals, metrics } = JSON.parse(out)
    expect(refusals.length).toBeGreaterThan(0)
    expect(refusals[0]).toMatchObject({
      layer: expect.any(String),
      limit: expect.any(String),
      bound: expect.anything(),
    })
    const refused = refusals.reduce((sum: number, { repeats }: { repeats: number }) => sum + 1 + repeats, 0)
    expect(refused).toBe(metrics.refusals)
  })

  it('gives the same run hash and the same bytes of metrics twice, and with the other driver', async () => {
    const run = async (name: string, ...flags: string[]) =>
      JSON.parse((await qt('backtest', ...SMALL, '--json', '--out', join(home, name), ...flags)).out)
    const documents = [await run('a'), await run('b')]
    const replayed = await run('c', '--driver', 'replay')
    const bytes = ['a', 'b', 'c'].map((name) => readFileSync(join(home, name, 'metrics.json'), 'utf8'))
    expect(documents[1].runHash).toBe(documents[0].runHash)
    expect(new Set(bytes).size).toBe(1)
    expect(replayed.runHash).toBe(documents[0].runHash)
  })

  it('has another run hash for other parameters, rules, instruments or days', async () => {
    const variants = [
      [],
      ['-p', 'fast=13'],
      ['--stop', '5'],
      ['--symbols', 'BTCUSDT'],
      ['--from', '2023-01-05'],
      ['--seed', '2'],
    ]
    const hashes = []
    for (const variant of variants) {
      const { out } = await qt('backtest', ...SMALL, '--no-report', '--json', ...variant)
      hashes.push(JSON.parse(out).runHash)
    }
    expect(new Set(hashes).size).toBe(variants.length)
  })

  it('says synthetic beside its figures', async () => {
    expect((await qt('backtest', ...SMALL, '--no-report')).out).toMatch(/small\s+\(synthetic data\)/)
  })

  it('runs a strategy from a file of the user', async () => {
    const path = join(home, 'mine.ts')
    writeFileSync(
      path,
      `import { buy, defineStrategy } from '${ROOT}/src/strategy.ts'\nexport default defineStrategy({ name: 'mine', summary: 'buys', profile: 'plain', params: {}, features: () => ({}), decide: () => buy() })\n`,
    )
    const { code, out } = await qt('backtest', ...SMALL, '--strategy', path, '--no-report', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out).openPositions).toHaveLength(2)
  })

  it('lets a strategy anywhere import the façade by its name, and hashes what it imports', () => {
    const helper = join(home, 'help.ts')
    const path = join(home, 'helped.ts')
    writeFileSync(
      path,
      `import { buy, defineStrategy, hold, rsi } from 'quantum-trader/strategy'\nimport { LEVEL } from './help.ts'\nexport default defineStrategy({ name: 'helped', summary: 'buys', params: {}, features: () => ({ strength: rsi() }), decide: ({ strength }) => (strength < LEVEL ? buy() : hold()) })\n`,
    )
    const hashes = [40, 45].map((level) => {
      writeFileSync(helper, `export const LEVEL = ${level}\n`)
      // In a process of its own: names are resolved by Node there, not by the test runner.
      const command = [join(ROOT, 'src/cli/start.mjs'), 'backtest', ...SMALL, '--strategy', path]
      const out = execFileSync(process.execPath, [...command, '--no-report', '--json'], {
        encoding: 'utf8',
        maxBuffer: 64e6,
        env: { ...process.env, QT_HOME: home },
      })
      return JSON.parse(out).runHash
    })
    expect(hashes[0]).not.toBe(hashes[1])
  })

  it('leaves out instruments without bars in the selected time, and says so', async () => {
    const lines = (bars: number) => {
      const row = (_: unknown, i: number) => `${Date.UTC(2024, 0, 1) + i * 3_600_000},100,101,99,100,10`
      return ['timestamp,open,high,low,close,volume', ...Array.from({ length: bars }, row)].join('\n')
    }
    const source = join(home, 'universe')
    mkdirSync(source, { recursive: true })
    writeFileSync(join(source, 'AAAUSDT-1h.csv'), lines(200))
    writeFileSync(join(source, 'BBBUSDT-1h.csv'), lines(50))
    await qt('data', 'import', source, '--name', 'universe', '--timeframe', '1h')
    const { out, code } = await qt(
      ...['backtest', '--data', 'universe', '--from', '2024-01-05', '--no-report', '--json'],
    )
    expect(code).toBe(0)
    expect(JSON.parse(out).notes.join(' ')).toMatch(/left out: BBBUSDT/)
  })

  it('writes every file of a run', async () => {
    await qt('backtest', ...SMALL, '--out', join(home, 'all'))
    const files = readdirSync(join(home, 'all'))
    for (const name of [
      'report.html',
      'metrics.json',
      'run.json',
      'trades.csv',
      'trades.arrow',
      'equity.csv',
      'equity.arrow',
    ]) {
      expect(files).toContain(name)
    }
  })
})

describe('a mistake', () => {
  it.each([
    [['backtset'], 2, /unknown command 'backtset'; did you mean 'backtest'/],
    [['backtest', ...SMALL, '--from', '2023-02-31'], 2, /--from: expected a UTC date/],
    [['data', 'imprt'], 2, /unknown command 'data imprt'/],
    [['backtest', '--stratgy', 'x'], 2, /unknown flag --stratgy; did you mean --strategy/],
    [['backtest', '--strategy', 'emacross'], 2, /unknown strategy 'emacross'; did you mean 'ema-cross'/],
    [['backtest', '--strategy', './nowhere.ts'], 2, /nowhere.ts does not exist/],
    [['backtest', ...SMALL, '-p', 'fasst=3'], 2, /no parameter 'fasst'; did you mean 'fast'/],
    [['backtest', ...SMALL, '-p', 'fast'], 2, /--param: expected NAME=NUMBER, got 'fast'/],
    [['backtest', ...SMALL, '-p', 'fast=1'], 2, /fast: expected 2 … 500, got 1/],
    [['backtest', '--data', 'smal'], 2, /smal.*small/s],
    [['backtest', ...SMALL, '--symbols', 'BTCUSD'], 2, /BTCUSD.*did you mean "BTCUSDT"/],
    [['backtest', ...SMALL, '--from', 'yesterday'], 2, /--from: expected a UTC date/],
    [['backtest', ...SMALL, '--from', '2023-01-05', '--to', '2023-01-04'], 2, /--from must be before --to/],
    [['backtest', ...SMALL, '--from', '2031-01-01'], 2, /no bars/],
    [
      ['backtest', ...SMALL, '--leverage', '500'],
      2,
      /--leverage: expected a number from 1 to 125, got '500'/,
    ],
    [['backtest', ...SMALL, '--profile', 'bold'], 2, /--profile: unknown value 'bold'/],
    [['backtest', ...SMALL, '--set', 'exits.stopPtc=1'], 2, /did you mean 'exits.stopPct'/],
    [['backtest', ...SMALL, '--config', 'nowhere.json'], 2, /nowhere.json does not exist/],
    [['backtest', ...SMALL, '--reading', 'hopeful'], 2, /--reading: unknown value 'hopeful'/],
    [['backtest', ...SMALL, '--slippage', 'some'], 2, /--slippage: got 'some'/],
    [['backtest', ...SMALL, '--break-even', '70'], 2, /needs --target/],
    [['backtest', ...SMALL, '--share', '1', '--notional', '5'], 2, /not both/],
    [['backtest', 'ema-cross'], 2, /unexpected argument 'ema-cross'/],
    [['features', 'show', 'emma()'], 2, /emma.*ema/s],
    [['features', 'list', 'trends'], 2, /unknown group 'trends'/],
  ] as [string[], number, RegExp][])('%j: exit code %i', async (args, code, message) => {
    const { err, code: actual } = await qt(...args)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n\s+at /)
    expect(actual).toBe(code)
  })

  it('with --json is one document as well', async () => {
    const { code, out } = await qt('backtest', '--strategy', 'nope', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining('nope') },
    })
  })

  it('in a folder that cannot be written leaves earlier reports untouched', async () => {
    const blocked = join(home, 'blocked')
    writeFileSync(blocked, 'a file, not a folder')
    const { code, err } = await qt('backtest', ...SMALL, '--out', join(blocked, 'report'))
    expect(code).toBe(1)
    expect(err).toMatch(/blocked/)
    expect(readFileSync(blocked, 'utf8')).toBe('a file, not a folder')
  })

  it('in a strategy file is named', async () => {
    const path = join(home, 'broken.ts')
    writeFileSync(path, 'export default { decide')
    expect((await qt('backtest', ...SMALL, '--strategy', path)).err).toMatch(/broken.ts does not load/)
    writeFileSync(join(home, 'empty.ts'), 'export const nothing = 1\n')
    const { code, err } = await qt('backtest', ...SMALL, '--strategy', join(home, 'empty.ts'))
    expect(err).toMatch(/no strategy as its default export/)
    expect(code).toBe(1)
  })
})

describe('the help', () => {
  it('lists every command, and every flag of a command', async () => {
    const { out } = await qt('--help')
    for (const name of [
      'backtest',
      'data import',
      'data list',
      'data check',
      'data show',
      'data synth',
      'features list',
      'features show',
    ]) {
      expect(out).toContain(name)
    }
    expect((await qt('backtest', '--help')).out).toMatch(/--strategy.*--data.*--stop.*--json/s)
  })
})

describe('qt features', () => {
  it('lists the catalogue with lookback and definition', async () => {
    const { out } = await qt('features', 'list', '--json')
    const { features } = JSON.parse(out)
    expect(features.length).toBeGreaterThanOrEqual(60)
    for (const feature of features)
      expect(feature).toMatchObject({
        name: expect.any(String),
        lookback: expect.any(Number),
        summary: expect.stringMatching(/.{10}/),
      })
  })

  it('computes and prints, as numbers and as a sketch', async () => {
    const { out } = await qt('features', 'show', 'ema(period=5)', 'rsi()', ...SMALL, '--rows', '3', '--json')
    const document = JSON.parse(out)
    expect(document.times).toHaveLength(3)
    expect(document.features.map(({ values }: { values: number[] }) => values.length)).toEqual([3, 3])
    expect((await qt('features', 'show', 'ema(period=5)', ...SMALL, '--plot')).out).toMatch(/[▁▂▃▄▅▆▇█]/)
  })
})

describe('the process', () => {
  it('prints exactly one document on standard output, progress on standard error', () => {
    const { stdout, stderr, status } = spawnSync(
      'npm',
      ['run', '-s', 'qt', '--', 'backtest', '--json', '--no-report'],
      { cwd: ROOT, encoding: 'utf8', maxBuffer: 64e6, env: { ...process.env, QT_HOME: home } },
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout).dataset).toMatchObject({ name: 'demo', synthetic: true })
    expect(stderr).toMatch(/synthetic demo/)
  })

  it('survives a reader that stops early', () => {
    const command = `node ${join(ROOT, 'src/cli/start.mjs')} features list | head -n 1`
    expect(execFileSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' })).toMatch(/features/)
  })
})
