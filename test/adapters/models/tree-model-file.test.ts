import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatOf, openTreeModel, saveTreeModel } from '../../../src/adapters/models/tree-model-file.ts'

const GOLDEN = resolve(import.meta.dirname, '../../golden/gbdt')
const official = (name: string): string =>
  JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8')).model_text
const bytesOf = (text: string) => new TextEncoder().encode(text)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qt-models-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('files of tree models', () => {
  it.each([
    ['xgb_multi', 'xgboost'],
    ['lgb_binary', 'lightgbm'],
  ])('opens what the original saved and saves the same bytes: %s', async (name, library) => {
    const [from, to] = [join(folder, 'official'), join(folder, 'new', 'ours')]
    writeFileSync(from, official(name))
    const model = await openTreeModel(from)
    expect(model.library).toBe(library)
    saveTreeModel(to, model)
    expect(readFileSync(to, 'utf8')).toBe(official(name))
  })

  it('replaces an earlier file of that name', async () => {
    const path = join(folder, 'model.json')
    writeFileSync(path, 'earlier')
    const from = join(folder, 'official')
    writeFileSync(from, official('xgb_binary'))
    saveTreeModel(path, await openTreeModel(from))
    expect(readFileSync(path, 'utf8')).toBe(official('xgb_binary'))
  })

  it('refuses a name that XGBoost would take for another format', async () => {
    const from = join(folder, 'official')
    writeFileSync(from, official('xgb_binary'))
    const model = await openTreeModel(from)
    expect(() => saveTreeModel(join(folder, 'model.ubj'), model)).toThrow('written as JSON, not as UBJSON')
  })

  it('knows a format by its content', () => {
    expect(formatOf(bytesOf(' \n{ "learner": {}}'))).toBe('json')
    expect(formatOf(bytesOf('{}'))).toBe('json')
    expect(formatOf(bytesOf('{'))).toBe('json')
    expect(formatOf(Uint8Array.of(0x7b, 0x4c, 0, 0, 0, 0, 0, 0, 0, 7))).toBe('ubjson')
    expect(formatOf(bytesOf('tree\nversion=v4\n'))).toBe('text')
    expect(formatOf(new Uint8Array())).toBe('text')
  })

  it('says which file cannot be read, written or trusted', async () => {
    const absent = join(folder, 'absent')
    await expect(openTreeModel(absent)).rejects.toMatchObject({
      code: 'io',
      message: /cannot read the model/,
    })
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, official('xgb_binary').slice(0, 500))
    await expect(openTreeModel(broken)).rejects.toMatchObject({ code: 'data', message: /broken\.json/ })
    const good = join(folder, 'official')
    writeFileSync(good, official('lgb_goss'))
    const taken = join(folder, 'taken')
    mkdirSync(taken)
    const model = await openTreeModel(good)
    expect(() => saveTreeModel(taken, model)).toThrow(/cannot write the model into .*is a folder/)
  })
})
