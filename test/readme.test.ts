import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { openDataset } from '../src/adapters/data/open-dataset.ts'
import { synthesize } from '../src/adapters/data/synthesize.ts'
import { loadStrategy } from '../src/adapters/strategies.ts'
import { resolveParams } from '../src/authoring/params.ts'
import { COMMANDS } from '../src/cli/registry.ts'
import { PLAIN_RULES } from '../src/engine/rules.ts'
import { runBacktest } from '../src/research/backtest.ts'

const ROOT = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

it('the strategy in the README runs as it stands there', async () => {
  const code = /```ts\n([\s\S]*?)```/
    .exec(readme)![1]!
    .replace('quantum-trader/strategy', `${ROOT}/src/strategy.ts`)
  const folder = mkdtempSync(join(tmpdir(), 'qt-readme-'))
  try {
    writeFileSync(join(folder, 'trend-carry.ts'), code)
    const { strategy } = await loadStrategy([folder], 'trend-carry')
    const params = resolveParams(strategy.name, strategy.params, {})
    const firstTime = Date.UTC(2024, 0, 1)
    await synthesize(folder, 'small', { seed: 1, instruments: 2, bars: 1500, timeframe: '1h', firstTime })
    const data = await openDataset(folder, 'small')
    const result = runBacktest({ data, strategy, params, rules: PLAIN_RULES, seed: 1, codeHash: '' })
    expect(result.fills.length).toBeGreaterThan(10)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('the README names commands and scripts that exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  for (const [, script] of readme.matchAll(/npm run (?:-s )?([a-z:]+)/g))
    expect(Object.keys(scripts)).toContain(script)
  const names = COMMANDS.map(({ name }) => name)
  for (const [, name] of readme.matchAll(/qt -- ([a-z]+ [a-z]+)/g)) expect(names).toContain(name)
})
