import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const INDEX = join(ROOT, 'src/index.ts')

/** What the examples take for granted: a dataset of 3000 hours. */
const DATASET = `
import { synthesize } from 'quantum-trader'
const firstTime = Date.UTC(2025, 0, 1)
await synthesize('datasets', 'hours', { seed: 7, instruments: 1, bars: 3000, timeframe: '1h', firstTime })
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qt-readme-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function codeOf(readme: string): string[] {
  const text = readFileSync(join(ROOT, readme), 'utf8')
  return Array.from(text.matchAll(/```ts\n([\s\S]*?)```/g), ([, code]) => code!)
}

/** Runs a program in a folder of its own. @returns what it prints */
function run(...parts: readonly string[]): unknown {
  const file = join(folder, 'example.ts')
  writeFileSync(file, parts.join('\n').replaceAll("'quantum-trader'", JSON.stringify(INDEX)))
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  return JSON.parse(
    execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', stdio: [...stdio] }),
  )
}

it('the examples of the nets run as they stand there', () => {
  const printed = run(
    DATASET,
    ...codeOf('src/models/nets/README.md'),
    `const add = (columns) => columns[0].map((_, row) => columns.reduce((sum, column) => sum + column[row], 0))
    const isOne = (sum) => Math.abs(sum - 1) < 1e-6
    console.log(JSON.stringify({
      windows: fit.windows.train.used,
      isLearnt: fit.best.loss < fit.history[0].validationLoss,
      sameAgain: again.join() === fit.predictions.join(),
      signals: [buy.length, add([sell, hold, buy]).every(isOne)],
      chances: [chances.buy.length, add([chances.sell, chances.hold, chances.buy]).every(isOne)],
      folds: fits.map(({ predictions }) => predictions.length),
      sameResumed: resumed === result.best.loss,
      areSound: [errors.nhits, errors.ridge, errors.naive].map((error) => error > 0.3 && error < 0.7),
    }))`,
  )
  expect(printed).toEqual({
    windows: 2000 - 120 - 12 + 1,
    isLearnt: true,
    sameAgain: true,
    signals: [489, true],
    chances: [489, true],
    folds: [489 * 12 * 5, 489 * 12 * 5],
    sameResumed: true,
    areSound: [true, true, true],
  })
}, 120_000)

it('the example of the README runs as it stands there', () => {
  const [example] = codeOf('README.md').filter((code) => code.includes('fitNet'))
  const printed = run(DATASET, example!, 'console.log(JSON.stringify([buy.length, net.kind]))')
  expect(printed).toEqual([489, 'nhits'])
  expect(readFileSync(join(folder, 'models/nhits.json'), 'utf8')).toContain('"quantum-trader net"')
}, 60_000)

it('the package loads no TensorFlow.js until a kit is opened', () => {
  const printed = run(
    `import { createRequire } from 'node:module'
    import { openKit } from 'quantum-trader'
    const { cache } = createRequire(${JSON.stringify(join(ROOT, 'package.json'))})
    const loaded = () => Object.keys(cache).some((path) => path.includes('tensorflow'))
    const before = loaded()
    await openKit()
    console.log(JSON.stringify([before, loaded()]))`,
  )
  expect(printed).toEqual([false, true])
}, 60_000)
