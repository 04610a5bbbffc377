import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadNative } from '../../../src/adapters/tensorflow/native.ts'

/** A module that stands in for tfjs-node: its backend, and the sum of any product. */
function standIn(backend: string, sum: number): string {
  const path = join(mkdtempSync(join(tmpdir(), 'native-')), 'tf.mjs')
  writeFileSync(
    path,
    `export const ready = async () => {}
    export const getBackend = () => '${backend}'
    export const tidy = (f) => f()
    export const tensor2d = (values) => values
    export const matMul = () => ({ sum: () => ({ dataSync: () => [${sum}] }) })`,
  )
  return pathToFileURL(path).href
}

describe('loadNative', () => {
  it('takes what multiplies rightly', async () => {
    const { native, reason } = await loadNative(standIn('tensorflow', 134))
    expect(native?.getBackend()).toBe('tensorflow')
    expect(reason).toBeUndefined()
  })

  it.each([
    ['multiplies wrongly', standIn('tensorflow', 130), 'multiplies wrongly'],
    ['has fallen back by itself', standIn('cpu', 134), 'has made cpu its backend'],
    [
      'is not installed',
      '@tensorflow/not-there',
      "does not load: Cannot find package '@tensorflow/not-there'",
    ],
  ])('says why not when it %s', async (_, name, why) => {
    const { native, reason } = await loadNative(name)
    expect(native).toBeUndefined()
    expect(reason).toContain(why)
  })
})
