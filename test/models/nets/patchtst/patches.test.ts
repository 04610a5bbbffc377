import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patchesOf, patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { patchesFrom } from '../../../../src/models/nets/patchtst/patches.ts'
import { kitOn } from '../reference-case.ts'

/** As PyTorch's ReplicationPad1d((0, stride)) and unfold. */
function unfold(row: readonly number[], patchLength: number, stride: number): number[][] {
  const padded = [...row, ...Array<number>(stride).fill(row.at(-1)!)]
  const patches: number[][] = []
  for (let from = 0; from + patchLength <= padded.length; from += stride)
    patches.push(padded.slice(from, from + patchLength))
  return patches
}

test.each([
  [336, 42],
  [512, 64],
  [128, 16],
])('a window of %d bars has %d patches', (inputLength, patches) => {
  expect(patchesOf(patchtstConfig({ horizon: 1, inputLength }))).toBe(patches)
})

test('patches of any length and stride', async () => {
  const kit = await kitOn('cpu')
  const sizes = fc.record({
    inputLength: fc.integer({ min: 1, max: 40 }),
    patchLength: fc.integer({ min: 1, max: 40 }),
    stride: fc.integer({ min: 1, max: 40 }),
  })
  fc.assert(
    fc.property(sizes, ({ inputLength, patchLength, stride }) => {
      fc.pre(patchLength <= inputLength)
      const config = patchtstConfig({ horizon: 1, inputLength, patchLength, stride })
      const rows = [0, 100].map((first) => Array.from({ length: inputLength }, (_, i) => first + i))
      const own = kit.tf.tidy(() => patchesFrom(kit, kit.tf.tensor2d(rows), config).arraySync())
      expect(own).toEqual(rows.map((row) => unfold(row, patchLength, stride).flat()))
    }),
  )
})
