import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { parseLightgbmText, writeLightgbmText } from '../../src/models/gbdt/lightgbm/file/text.ts'
import { parseXgboostJson, writeXgboostJson } from '../../src/models/gbdt/xgboost/file/json.ts'
import { parseXgboostUbjson } from '../../src/models/gbdt/xgboost/file/ubjson.ts'
import { officialBytes, officialFiles, officialPath, officialText } from '../support/gbdt/files.ts'
import { lightgbmMargins, randomLightgbmModel } from '../support/gbdt/random-lightgbm.ts'
import { probeRows, Rolls } from '../support/gbdt/random-rolls.ts'
import { randomXgboostModel, xgboostMargins } from '../support/gbdt/random-xgboost.ts'

/**
 * The official libraries read what we write: run with QT_ORACLE_PYTHON set to a Python that has xgboost 3.4.1 and
 * lightgbm 4.7.0; skipped without.
 */
const python = process.env.QT_ORACLE_PYTHON
const script = fileURLToPath(new URL('check-gbdt-files.py', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gbdt-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Task {
  readonly library: 'xgboost' | 'lightgbm'
  readonly written: string
  readonly original: string | null
  readonly rows: readonly (readonly number[])[]
  readonly expected: readonly number[] | null
  /** Whether the library saves the model again to the same bytes. */
  readonly saves: boolean
}

function task(library: Task['library'], name: string, text: string, more: Partial<Task>): Task {
  const written = join(folder, name)
  writeFileSync(written, text)
  return { library, written, original: null, rows: [], expected: null, saves: true, ...more }
}

/** NaN and infinities as Python's JSON reader takes them. */
function pythonJson(value: unknown): string {
  const text = JSON.stringify(value, (_, item) =>
    typeof item !== 'number' || Number.isFinite(item) ? item : `#${item}`,
  )
  return text.replaceAll(/"#(-?Infinity|NaN)"/g, '$1')
}

function check(tasks: readonly Task[]): void {
  const list = join(folder, 'tasks.json')
  writeFileSync(list, pythonJson(tasks))
  const answer = JSON.parse(
    execFileSync(python!, [script, list], { encoding: 'utf8' }).trim().split('\n').at(-1)!,
  )
  expect(answer).toEqual({ files: tasks.length, problems: [] })
}

describe.skipIf(!python)('official libraries read what we write (skipped without QT_ORACLE_PYTHON)', () => {
  const rolls = new Rolls(1)

  it('XGBoost: official files, those of older versions too', () => {
    const names = [...officialFiles('xgboost-', '.json'), ...officialFiles('old-xgboost-', '.json')]
    check(
      names.map((name) => {
        const model = parseXgboostJson(officialText(name), name)
        const rows = probeRows(rolls, model.numFeature, 200)
        const original = fileURLToPath(officialPath(name))
        return task('xgboost', name, writeXgboostJson(model), {
          original,
          rows,
          saves: !name.startsWith('old-'),
        })
      }),
    )
  })

  it('XGBoost: official binary files', () => {
    check(
      officialFiles('xgboost-', '.ubj').map((name) => {
        const model = parseXgboostUbjson(officialBytes(name), name)
        const rows = probeRows(rolls, model.numFeature, 200)
        return task('xgboost', `${name}.json`, writeXgboostJson(model), {
          original: fileURLToPath(officialPath(name)),
          rows,
        })
      }),
    )
  })

  it('LightGBM: official files, those of older versions too', () => {
    const names = [...officialFiles('lightgbm-', '.txt'), ...officialFiles('old-lightgbm-', '.txt')]
    check(
      names.map((name) => {
        const model = parseLightgbmText(officialText(name), name)
        const rows = probeRows(rolls, model.featureNames.length, 200)
        const original = fileURLToPath(officialPath(name))
        const saves = !/^old-|gain-importance-argument|slice|no-trees/.test(name) // what follows the trees is the saver's choice
        return task('lightgbm', name, writeLightgbmText(model), { original, rows, saves })
      }),
    )
  })

  it('XGBoost: models made here of random trees', () => {
    check(
      Array.from({ length: 150 }, (_, seed) => {
        const model = randomXgboostModel(new Rolls(seed))
        const rows = probeRows(rolls, model.numFeature, 60)
        return task('xgboost', `random-${seed}.json`, writeXgboostJson(model), {
          rows,
          expected: xgboostMargins(model, rows),
        })
      }),
    )
  })

  it('LightGBM: models made here of random trees', () => {
    check(
      Array.from({ length: 150 }, (_, seed) => {
        const model = randomLightgbmModel(new Rolls(seed))
        const rows = probeRows(rolls, model.featureNames.length, 60)
        return task('lightgbm', `random-${seed}.txt`, writeLightgbmText(model), {
          rows,
          expected: lightgbmMargins(model, rows),
          saves: model.trees.length > 0,
        })
      }),
    )
  })
})
