import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const INDEX = join(ROOT, 'src/index.ts')

/** What the examples take for granted: 600 rows, three features, labels that follow them. */
const DATA = `
const noise = (i: number) => Math.sin(i * 12.9898) * 43758.5453 % 1
const column = (f: number) => Float32Array.from({ length: 600 }, (_, i) => noise(i * 3 + f + 1))
const [rsi, carry, trend, momentum] = [column(0), column(1), column(2), column(3)] as const
const labels = Float32Array.from(rsi, (x, i) => x + carry[i]! > 0.4 ? 2 : x > 0 ? 1 : 0)
const up = { columns: [rsi, carry, trend], labels: labels.map((y) => Math.min(y, 1)) }
const later = { columns: up.columns.map((c) => c.slice(400)), labels: up.labels.slice(400) }
const known = Uint32Array.from({ length: 400 }, (_, i) => i)
const unseen = Uint32Array.from({ length: 200 }, (_, i) => 400 + i)
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

/** Runs examples as one program in a folder of their own. @returns what it prints */
function run(examples: readonly string[], ending: string): string {
  const program = [DATA, ...examples, ending].join('\n')
  const file = join(folder, 'example.ts')
  writeFileSync(file, program.replaceAll("'quantum-trader'", JSON.stringify(INDEX)))
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' })
}

it('the examples of the boosted trees run as they stand there', () => {
  const printed = run(
    codeOf('src/models/gbdt/README.md'),
    `console.log(JSON.stringify({
      rows: probabilities.length / 3,
      isSame: predictor.row([rsi[7], carry[7], trend[7]]).join() === probabilities.slice(21, 24).join(),
      now: now.length,
      rounds: fit.history.later!.auc!.length - fit.model.trees.length > 0,
      best: fit.bestIteration! + 1 - fit.model.trees.length,
      kept: best.treeCount < stopped.model.trees.length,
      folds: fits.map(({ predictions }) => predictions!.length),
    }))`,
  )
  expect(JSON.parse(printed)).toEqual({
    rows: 600,
    isSame: true,
    now: 3,
    rounds: true,
    best: 0,
    kept: true,
    folds: [600, 600],
  })
})

it('the example of the README runs as it stands there', () => {
  const [example] = codeOf('README.md').filter((code) => code.includes('trainLightgbm'))
  const printed = run([example!], 'console.log(probabilities.length)')
  expect(printed.trim()).toBe('3')
  expect(readFileSync(join(folder, 'models/lgbm.txt'), 'utf8')).toMatch(/^tree\n/)
})
