import { beforeAll, describe, expect, test } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import { type Head, type Net, warmupBars } from '../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { createNhits } from '../../../src/models/nets/nhits/nhits.ts'
import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import { createPatchtst } from '../../../src/models/nets/patchtst/patchtst.ts'
import { predictNet } from '../../../src/models/nets/predict.ts'
import type { Panel } from '../../../src/models/nets/windows/panel.ts'
import { windowsAt } from '../../../src/models/nets/windows/usable.ts'
import { kitOn } from './reference-case.ts'

const SHAPE = { inputLength: 24, horizon: 6 }
const LEVELS = [0.1, 0.5, 0.9]

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

/** Two channels far apart in level and size. */
function walks(rows = 60) {
  const random = new Random(1)
  const walk = (level: number, size: number) =>
    Float64Array.from({ length: rows }, () => {
      level += size * random.normal()
      return level
    })
  return { channels: [walk(100, 1), walk(-5, 0.01)] }
}

const windowsOf = (panels: readonly Panel[], origins: number[]) =>
  windowsAt(panels, { ...SHAPE, origins: panels.map(() => Uint32Array.from(origins)) })

const nhits = (head: Head = { kind: 'point' }) =>
  createNhits(kit, nhitsConfig({ ...SHAPE, widths: [8], head }), 1)

const patchtst = (head: Head = { kind: 'point' }) =>
  createPatchtst(
    kit,
    patchtstConfig({ ...SHAPE, patchLength: 8, stride: 4, layers: 1, channels: 2, head }),
    1,
  )

describe('predictions', () => {
  test('follow the units of the series', () => {
    const plain = walks()
    const moved = { channels: plain.channels.map((column) => column.map((value) => 7 * value + 1000)) }
    const net = patchtst()
    const [once, again] = [plain, moved].map((panel) =>
      predictNet(kit, net, windowsOf([panel], [24, 40, 60]), 'last-standard'),
    )
    once!.subarray(0, 6).forEach((value, i) => {
      expect(again![i]! / (7 * value + 1000)).toBeCloseTo(1, 5) // 1e-5 in the variance is not scaled
    })
  })

  test('do not depend on the batch, nor on each other', () => {
    const set = windowsOf([walks(), walks(50)], [24, 30, 41, 50])
    const whole = predictNet(kit, nhits(), set, 'standard')
    const single = predictNet(kit, nhits(), set, 'standard', { batch: 1 })
    expect(whole.length).toBe(8 * 2 * 6)
    expect(single).toEqual(whole)
  })

  test('of more channels than usually go through the net at a time', () => {
    const [channel] = walks().channels
    const set = windowsOf([{ channels: Array.from({ length: 257 }, () => channel!) }], [24, 30])
    const said = predictNet(kit, nhits(), set, 'standard')
    expect(said.subarray(-6)).toEqual(said.subarray(257 * 6, 258 * 6))
    expect(said.every(Number.isFinite)).toBe(true)
  })

  test('of quantiles are in order', () => {
    const said = predictNet(
      kit,
      nhits({ kind: 'quantiles', levels: LEVELS }),
      windowsOf([walks()], [30, 40]),
      'standard',
    )
    expect(said.length).toBe(2 * 2 * 6 * 3)
    for (let i = 0; i < said.length; i += 3) {
      expect(said[i]).toBeLessThanOrEqual(said[i + 1]!)
      expect(said[i + 1]).toBeLessThanOrEqual(said[i + 2]!)
    }
  })

  test('of classes are probabilities', () => {
    for (const make of [nhits, patchtst]) {
      const said = predictNet(
        kit,
        make({ kind: 'classes', count: 3 }),
        windowsOf([walks()], [30, 40]),
        'standard',
      )
      expect(said.length).toBe(2 * 3)
      for (const row of [said.subarray(0, 3), said.subarray(3)]) {
        expect(row[0]! + row[1]! + row[2]!).toBeCloseTo(1, 5)
        expect(Math.min(...row)).toBeGreaterThan(0)
      }
    }
  })

  test('leave nothing behind', () => {
    const net = nhits()
    const before = kit.tf.memory().numTensors
    predictNet(kit, net, windowsOf([walks()], [30, 40]), 'standard')
    expect(kit.tf.memory().numTensors).toBe(before)
  })
})

describe('unknown values', () => {
  test.each(['none', 'standard', 'robust'] as const)(
    'make NaN of their windows alone, scaled by %s',
    (scaling) => {
      const panel = walks()
      const clean = predictNet(kit, nhits(), windowsOf([panel], [25, 35, 60]), scaling)
      panel.channels[1]![30] = Number.NaN
      const holed = predictNet(kit, nhits(), windowsOf([panel], [25, 35, 60]), scaling)
      expect([...holed.subarray(12, 24)].every(Number.isNaN)).toBe(true)
      expect(holed.subarray(0, 12)).toEqual(clean.subarray(0, 12))
      expect(holed.subarray(24)).toEqual(clean.subarray(24))
    },
  )

  test('in covariates count too', () => {
    const net = createNhits(
      kit,
      nhitsConfig({ ...SHAPE, widths: [8], covariates: { past: 1, ahead: 1, fixed: 1 } }),
      1,
    )
    const panel = {
      ...walks(70),
      past: [new Float32Array(70).fill(1)],
      ahead: [new Float32Array(70).fill(2)],
      fixed: [3],
    }
    const isKnown = () =>
      [25, 60].map(
        (origin) => !Number.isNaN(predictNet(kit, net, windowsOf([panel], [origin]), 'standard')[0]!),
      )
    expect(isKnown()).toEqual([true, true])
    panel.ahead[0]![30] = Number.NaN
    expect(isKnown()).toEqual([false, true])
    panel.past[0]![59] = Number.NaN
    expect(isKnown()).toEqual([false, false])
  })
})

test('an unknown covariate counts though the net reads none', () => {
  const panel = { ...walks(70), ahead: [new Float32Array(70)] }
  const isUnknown = () =>
    Array.from(predictNet(kit, nhits(), windowsOf([panel], [60]), 'standard'), Number.isNaN)
  panel.ahead[0]![66] = Number.NaN
  expect(isUnknown()).toEqual(new Array(12).fill(false))
  panel.ahead[0]![65] = Number.NaN
  expect(isUnknown()).toEqual(new Array(12).fill(true))
})

test('windows of another length are refused', () => {
  const set = windowsAt([walks()], { inputLength: 20, horizon: 6, origins: [Uint32Array.of(30)] })
  expect(() => predictNet(kit, nhits(), set, 'standard')).toThrow(/inputLength of the windows: 20/)
})

test('warm-up is a whole window', () => {
  const nets: Net[] = [nhits(), patchtst()]
  expect(nets.map(warmupBars)).toEqual([24, 24])
  expect(warmupBars(nhitsConfig({ horizon: 12 }))).toBe(120)
  expect(warmupBars(patchtstConfig({ horizon: 12 }))).toBe(128)
})

test.each([0, -1, 1.5])('a batch of %d is refused', (batch) => {
  expect(() => predictNet(kit, nhits(), windowsOf([walks()], [30]), 'standard', { batch })).toThrow(
    /batch of windows/,
  )
})
