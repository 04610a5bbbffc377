import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { qt } from '../support.ts'

let home: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'qt-backtest-'))
  vi.stubEnv('QT_HOME', home)
  await qt(...'data synth --name small --seed 3 --instruments 3 --bars 600 --timeframe 1h'.split(' '))
  vi.unstubAllEnvs()
})

beforeEach(() => vi.stubEnv('QT_HOME', home))
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(home, { recursive: true, force: true }))

const RUN = ['backtest', '--data', 'small', '--no-report'] as const

async function backtest(...flags: string[]) {
  const { out, code, err } = await qt(...RUN, '--json', ...flags)
  return { document: code === 0 ? JSON.parse(out) : undefined, code, err }
}

describe('qt backtest and its configuration', () => {
  it('runs the baselines without layers, and says so', async () => {
    const { document } = await backtest()
    expect(document.profile).toMatchObject({ name: 'plain', origin: 'strategy ema-cross' })
    expect(document.config).toMatchObject({
      leverage: 5,
      sizing: { kind: 'share' },
      risk: { policy: { kind: 'none' } },
    })
    expect((await qt(...RUN)).out.split('\n')[0]).toMatch(/ema-cross .*profile plain, on small/)
  })

  it('records who said what', async () => {
    vi.stubEnv('QT_TRAIL_PCT', '0.03')
    vi.stubEnv('BINANCE_API_KEY', 'n0body-may-see')
    const { document } = await backtest('--stop', '5')
    expect(document.profile.explicit).toEqual([
      { path: 'home', value: home, origin: 'environment QT_HOME' },
      { path: 'exits.stopPct', value: '0.05', origin: 'flag --stop' },
      { path: 'exits.trailPct', value: '0.03', origin: 'environment QT_TRAIL_PCT' },
    ])
    expect(document.config.exits).toEqual({ stopPct: 0.05, targetShare: 0.5, trailPct: 0.03 })
    expect(JSON.stringify(document)).not.toContain('n0body')
  })

  it('has another run hash where the rules are others, whoever said so', async () => {
    const plain = (await backtest()).document.runHash
    const flagged = (await backtest('--stop', '5')).document.runHash
    vi.stubEnv('QT_SL_PCT', '0.05')
    expect((await backtest()).document.runHash).toBe(flagged)
    expect(flagged).not.toBe(plain)
  })

  it('says what was given in vain', async () => {
    vi.stubEnv('QT_MAX_POSITIONS', '2')
    const { document } = await backtest()
    expect(document.notes.join(' ')).toMatch(
      /Without effect under profile plain: QT_MAX_POSITIONS \(environment\)/,
    )
  })

  it('trades the allowed instruments that the dataset has, unless --symbols names others', async () => {
    const ids = (document: { instruments: { id: string }[] }) => document.instruments.map(({ id }) => id)
    const all = ids((await backtest()).document)
    expect(all).toHaveLength(3)
    vi.stubEnv('QT_ALLOWED_SYMBOLS', `${all[0]},NOTHEREUSDT`)
    expect(ids((await backtest()).document)).toEqual([all[0]])
    expect(ids((await backtest('--symbols', all[1]!)).document)).toEqual([all[1]])
    vi.stubEnv('QT_ALLOWED_SYMBOLS', 'NOTHEREUSDT')
    const { code, err } = await backtest()
    expect(code).toBe(2)
    expect(err).toMatch(
      /QT_ALLOWED_SYMBOLS \(environment\) allows NOTHEREUSDT: dataset small has none of them/,
    )
  })

  it('reads qt.config.json, and another by --config', async () => {
    const path = join(home, 'other.json')
    writeFileSync(path, JSON.stringify({ exits: { stopPct: 0.07 } }))
    const { document } = await backtest('--config', path)
    expect(document.config.exits).toMatchObject({ stopPct: 0.07 })
    expect(document.profile.explicit).toContainEqual({ path: 'exits.stopPct', value: '0.07', origin: path })
  })

  it('stops at a wrong variable with its name', async () => {
    vi.stubEnv('QT_COOLDOWN_SECOND', '5')
    const { code, err } = await backtest()
    expect(code).toBe(2)
    expect(err).toMatch(/unknown variable QT_COOLDOWN_SECOND .*did you mean QT_COOLDOWN_SECONDS/)
  })

  it.each(['default', 'safe', 'aggressive'])('runs under profile %s', async (name) => {
    const { document, err } = await backtest('--profile', name)
    expect(err).not.toMatch(/error/)
    expect(document.profile).toMatchObject({ name, origin: 'flag --profile' })
    expect(document.config.sizing.kind).toBe('risk')
  })
})
