import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SETTINGS } from '../../../src/config/settings.ts'
import { qt } from '../support.ts'

let home: string
const put = (name: string, text: string) => writeFileSync(join(home, name), text)

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'qt-doctor-'))
  vi.stubEnv('QT_HOME', home)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

async function doctor(...flags: string[]) {
  const { out, code, err } = await qt('doctor', '--json', ...flags)
  const document = JSON.parse(out)
  const row = (path: string) => document.settings.find((setting: { path: string }) => setting.path === path)
  return { document, row, code, err }
}

describe('qt doctor', () => {
  it('shows every setting with value, unit, origin and use', async () => {
    const { document, row, code } = await doctor()
    expect(code).toBe(0)
    expect(document.settings.map(({ path }: { path: string }) => path)).toEqual(
      SETTINGS.map(({ path }) => path),
    )
    expect(row('exits.stopPct')).toMatchObject({
      section: 'exits',
      value: '0.08',
      unit: 'share of the entry price',
      origin: 'default',
      use: 'yes',
    })
    expect(document).toMatchObject({
      node: process.version,
      home,
      datasets: [],
      profile: { name: 'default', origin: 'default' },
      problems: [],
    })
    const { out } = await qt('doctor')
    expect(out).toMatch(/exits\.stopPct +0\.08 +share of the entry price +default +yes/)
    for (const { path } of SETTINGS) expect(out).toContain(path)
  })

  it('says where each value comes from', async () => {
    put('qt.config.mjs', 'export default { profile: "safe", exits: { timeStopBars: 24 } }')
    put('.env', '# mine\nQT_TRAIL_PCT=0.04\n')
    vi.stubEnv('QT_COOLDOWN_SECONDS', '600')
    const { row, document } = await doctor('--stop', '3', '--set', 'risk.costs.spreadBps=2')
    const origins = Object.fromEntries(
      [
        'sizing.riskPct',
        'exits.timeStopBars',
        'exits.trailPct',
        'risk.portfolio.cooldownSeconds',
        'exits.stopPct',
        'risk.costs.spreadBps',
        'exits.targetPct',
        'home',
      ].map((path) => [path, [row(path).value, row(path).origin]]),
    )
    expect(origins).toEqual({
      'sizing.riskPct': ['0.008', 'profile safe'],
      'exits.timeStopBars': ['24', 'qt.config.mjs'],
      'exits.trailPct': ['0.04', '.env line 2'],
      'risk.portfolio.cooldownSeconds': ['600', 'environment QT_COOLDOWN_SECONDS'],
      'exits.stopPct': ['0.03', 'flag --stop'],
      'risk.costs.spreadBps': ['2', 'flag --set risk.costs.spreadBps'],
      'exits.targetPct': ['0.06', 'default'],
      home: [home, 'environment QT_HOME'],
    })
    expect(document.profile).toEqual({ name: 'safe', origin: 'qt.config.mjs' })
  })

  it('says what is not used, and why', async () => {
    const { row } = await doctor('--profile', 'plain')
    expect(row('risk.portfolio.maxPositions').use).toBe('not while risk.portfolio.kind is none')
    expect(row('sizing.riskPct').use).toBe('not while sizing.kind is share')
    expect(row('exits.targetShare').use).toBe('not while exits.targetPct is none')
    expect(row('autoLeverage.least').use).toBe('not while leverage is 5')
    expect(row('execution.paperBalance').use).toBe('not used yet')
    expect(row('universe.allowed').use).toBe('yes')
  })

  it('takes what a strategy brings along', async () => {
    const { row, document } = await doctor('--strategy', 'ema-cross')
    expect(document.profile).toEqual({ name: 'plain', origin: 'strategy ema-cross' })
    expect(row('exits.stopPct')).toMatchObject({ value: 'none', origin: 'profile plain' })
    expect((await qt('doctor', '--strategy', 'ema-cross')).out).toMatch(
      /profile +plain \(strategy ema-cross\)/,
    )
  })

  it('leaves the defaults out with --changed', async () => {
    vi.stubEnv('QT_HOME', '')
    vi.stubEnv('QT_SL_PCT', '0.05')
    vi.stubEnv('QT_TP_PCT', '0.06')
    const { document } = await doctor('--changed', '--config', configIn(home))
    expect(document.settings.map(({ path }: { path: string }) => path)).toEqual(['exits.stopPct'])
  })

  it('says which consents to real orders are there', async () => {
    const missing = await doctor()
    expect(missing.document.consents.map(({ isGiven }: { isGiven: boolean }) => isGiven)).toEqual([
      false,
      false,
      false,
    ])
    vi.stubEnv('REAL_TRADING', '1')
    expect((await doctor()).document.consents).toMatchObject([
      { name: 'REAL_TRADING=1', isGiven: true },
      { name: 'promoted model', isGiven: false, note: expect.stringContaining('does not exist yet') },
      { name: '--live', isGiven: false },
    ])
    expect((await qt('doctor')).out).toMatch(
      /given +REAL_TRADING=1\n +missing +promoted model .*\n +missing +--live/,
    )
  })

  it('lists every problem and fails', async () => {
    put('.env', 'QT_SL_PCT=8\nQT_TPP_PCT=1\n')
    const { document, code, err } = await doctor('--strategy', 'nobody')
    expect(code).toBe(1)
    expect(err).toMatch(/3 problems in the configuration/)
    expect(document.problems.map(({ message }: { message: string }) => message)).toEqual([
      expect.stringMatching(/unknown strategy 'nobody'/),
      expect.stringMatching(/QT_SL_PCT \(\.env line 1\).*got '8'/),
      expect.stringMatching(/unknown variable QT_TPP_PCT .*did you mean QT_TP_PCT/),
    ])
    const { out } = await qt('doctor')
    expect(out).toMatch(/problem: QT_SL_PCT/)
    expect(out).toMatch(/exits\.targetPct/)
  })

  it('lists a file that does not load among the problems', async () => {
    put('qt.config.json', '{')
    const { document, code } = await doctor()
    expect(code).toBe(1)
    expect(document.problems).toMatchObject([{ message: expect.stringContaining('qt.config.json') }])
  })

  it('shows of a secret only whether it is set', async () => {
    put('.env', 'BINANCE_API_SECRET=n0body-may-see\n')
    vi.stubEnv('BINANCE_TESTNET_API_KEY', 'n0body-either')
    const { row, document, err } = await doctor()
    const text = await qt('doctor')
    expect(row('secrets.binanceSecret')).toMatchObject({ value: 'set', origin: '.env line 1' })
    expect(row('secrets.binanceTestnetKey')).toMatchObject({ value: 'set' })
    expect(row('secrets.binanceKey')).toMatchObject({ value: 'not set', origin: 'default' })
    for (const output of [JSON.stringify(document), err, text.out, text.err])
      expect(output).not.toContain('n0body')
  })

  it('takes no other words', async () => {
    expect((await qt('doctor', 'all')).code).toBe(2)
  })
})

function configIn(folder: string): string {
  put('empty.json', '{}')
  return join(folder, 'empty.json')
}
