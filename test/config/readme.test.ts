import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

it('the configuration in the README says what it seems to say', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const code = /```ts\n(\/\/ qt\.config\.ts[\s\S]*?)```/.exec(readme)![1]!
  const [, variables] = /^ {4}(QT_\w+=\S+) npm run/m.exec(readme)!
  const [, flags] = /^ {4}QT_.* (--set \S+)$/m.exec(readme)!
  const home = mkdtempSync(join(tmpdir(), 'qt-readme-'))
  try {
    writeFileSync(join(home, 'qt.config.ts'), code)
    const [name, value] = variables!.split('=') as [string, string]
    // In a process of its own: there Node resolves the name of the package.
    const out = execFileSync(
      process.execPath,
      [join(ROOT, 'src/cli/start.mjs'), 'doctor', '--changed', '--json', ...flags!.split(' ')],
      { encoding: 'utf8', env: { ...process.env, QT_HOME: home, [name]: value } },
    )
    const rows: { path: string; value: string; origin: string }[] = JSON.parse(out).settings
    expect(rows.map((row) => [row.path, row.value, row.origin])).toEqual([
      ['profile', 'safe', 'qt.config.ts'],
      ['home', home, 'environment QT_HOME'],
      ['sizing.riskPct', '0.005', 'qt.config.ts'],
      ['exits.stopPct', '0.05', 'qt.config.ts'],
      ['exits.trailPct', '0.03', 'flag --set exits.trailPct'],
      ['exits.timeStopBars', '72', 'qt.config.ts'],
      ['risk.governor.maxDailyLoss', '300', 'qt.config.ts'],
      ['risk.governor.maxDailyLossPct', '0.02', 'profile safe'],
      ['risk.governor.maxExposure', 'none', 'profile safe'],
      ['risk.governor.maxExposureTimes', '10', 'profile safe'],
      ['risk.policy.baseConfidence', '0.55', 'profile safe'],
      ['risk.portfolio.maxPositions', '4', 'qt.config.ts'],
      ['risk.portfolio.cooldownSeconds', '3600', 'environment QT_COOLDOWN_SECONDS'],
    ])
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
