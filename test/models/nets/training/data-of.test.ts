import { expect, it } from 'vitest'
import { dataOf } from '../../../../src/models/nets/training/data-of.ts'
import type { Panel } from '../../../../src/models/nets/windows/panel.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'

const column = Float64Array.of(1, 2, 3, 4, 5, 6)
const at = (panel: Panel, ...origins: number[]) =>
  windowsAt([panel], { inputLength: 2, horizon: 1, origins: [Uint32Array.from(origins)] })

it('is one for the same windows and values, another for any other', () => {
  const panel: Panel = { channels: [column] }
  const train = at(panel, 2, 3)
  const others = [
    { train: at(panel, 2, 4) },
    { train: at({ channels: [column.with(5, 0)] }, 2, 3) },
    { train: at({ channels: [column, column] }, 2, 3) },
    { train: at({ ...panel, past: [column] }, 2, 3) },
    { train: at({ ...panel, fixed: [1] }, 2, 3) },
    { train: at({ ...panel, labels: column }, 2, 3) },
    { train: at({ ...panel, weights: column }, 2, 3) },
    { train, validation: train },
  ]
  const said = [{ train }, ...others].map(dataOf)
  expect(dataOf({ train: at({ channels: [column.slice()] }, 2, 3) })).toBe(said[0])
  expect(new Set(said).size).toBe(said.length)
})
