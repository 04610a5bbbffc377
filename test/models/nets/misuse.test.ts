import { beforeAll, describe, expect, it } from 'vitest'
import {
  changesOf,
  createNet,
  disposeNet,
  evaluateNet,
  fitNet,
  fitRidge,
  forecastRidge,
  type Head,
  type Kit,
  type NetSpec,
  type NetTask,
  netModel,
  nhitsConfig,
  openKit,
  originsWithin,
  type Panel,
  patchtstConfig,
  predictNet,
  QtError,
  QuantileReader,
  type Recipe,
  recipeFor,
  saveNet,
  signalsFromQuantiles,
  trainNet,
  usableWindows,
  type WindowSet,
  weightsOf,
  windowsAt,
} from '../../../src/index.ts'
import type { Checkpoint } from '../../../src/models/nets/training/checkpoint.ts'

const ROWS = 300
const wave = Float64Array.from({ length: ROWS }, (_, row) => Math.sin(row / 5) + 0.1 * Math.sin(row * 12.9))
const panel: Panel = { channels: [wave] }
const shape = { inputLength: 24, horizon: 6 }
const train = originsWithin(shape, 0, 200)
const validation = originsWithin(shape, 200, ROWS)

/** As a hurried user writes it: of no type. */
type Loose = Record<string, unknown>

const nhits = (changes: Loose = {}): NetSpec => ({
  kind: 'nhits',
  config: { ...nhitsConfig({ ...shape, widths: [8, 8] }), ...changes },
})
const patchtst = (changes: Loose = {}): NetSpec => {
  const size = { patchLength: 8, stride: 4, layers: 1, width: 8, heads: 2, feedForward: 8 }
  return { kind: 'patchtst', config: { ...patchtstConfig({ ...shape, ...size }), ...changes } }
}
const recipe = (changes: Loose = {}, spec = nhits()) =>
  recipeFor(spec, { steps: 4, batch: 8, evaluateEvery: 2, ...changes })
const classes: Head = { kind: 'classes', count: 3 }

let kit: Kit
beforeAll(async () => {
  kit = await openKit()
})

function trained(spec: NetSpec, changes: Loose = {}, panels: unknown = [panel]) {
  const task = { net: spec, recipe: recipe({}, spec), seed: 1, train: [train], validation: [validation] }
  return fitNet(kit, panels as Panel[], { ...task, ...changes } as NetTask)
}

/** The error of a call: one of ours, with what was wrong and what is allowed. */
function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (!(error instanceof QtError)) throw error
    return `${error.message} | ${error.hint}`
  }
  return 'nothing refused'
}

const column = (value: number) => new Float64Array(ROWS).fill(value)
const withLabels = (labelOf: (row: number) => unknown) => [
  { ...panel, labels: Array.from(wave, (_, i) => labelOf(i)) },
]

describe('a hurried user is told what is wrong with', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['no panel', () => trained(nhits(), {}, []), /need a panel/],
    ['a panel for panels', () => trained(nhits(), {}, panel), /need a panel/],
    ['no channel', () => trained(nhits(), {}, [{ channels: [] }]), /panel 0: at least one channel/],
    ['a forgotten channel', () => trained(nhits(), {}, [{}]), /panel 0: at least one channel/],
    [
      'a plain list',
      () => trained(nhits(), {}, [{ channels: [[1, 2]] }]),
      /channels\[0\] is no column .* Float64Array/,
    ],
    [
      'two lengths',
      () => trained(nhits(), {}, [{ channels: [wave, wave.slice(1)] }]),
      /channels\[1\] has 299 rows/,
    ],
    [
      'a column of NaN',
      () => trained(nhits(), {}, [{ channels: [column(Number.NaN)] }]),
      /no training window .* unknown/,
    ],
    ['few rows', () => trained(nhits(), {}, [{ channels: [wave.slice(0, 20)] }]), /no training window/],
    [
      'no weight at all',
      () => trained(nhits(), {}, [{ ...panel, weights: column(0) }]),
      /no training window .* weight/,
    ],
    [
      'weights beyond float32',
      () => trained(nhits(), {}, [{ ...panel, weights: column(1e-300) }]),
      /no training window/,
    ],
    ['origins of one panel', () => trained(nhits(), { train }), /origins of 171 panels given, there are 1/],
    ['origins as a list', () => trained(nhits(), { train: [[30, 31]] }), /origins of panel 0: a Uint32Array/],
    ['no origins', () => trained(nhits(), { train: undefined }), /windows to train on: none given/],
    [
      'an origin beyond',
      () => trained(nhits(), { predict: [Uint32Array.of(301)] }),
      /origin 301 .* 24 … 300/,
    ],
    [
      'a stretch without window',
      () => originsWithin(shape, 100, 105),
      /no window between row 100 and row 105/,
    ],
  ])('data: %s', (_, call, message) => {
    expect(refusal(call)).toMatch(message)
  })

  it.each<[string, () => unknown, RegExp]>([
    ['horizon 0', () => trained(nhits({ horizon: 0 })), /horizon of N-HiTS: 0 .* from 1/],
    [
      'a forgotten member',
      () => trained(nhits({ widths: undefined })),
      /config\.widths: a list expected, got nothing/,
    ],
    ['a number for a list', () => trained(nhits({ blocks: 3 })), /config\.blocks: a list expected, got 3/],
    [
      'a misspelt member',
      () => trained(nhits({ inputlength: 9 })),
      /config\.inputlength: no such .* mean inputLength/,
    ],
    [
      'an unknown kind',
      () => createNet(kit, { ...nhits(), kind: 'lstm' } as never, 1),
      /lstm .* nhits, patchtst/,
    ],
    [
      'an input shorter than a patch',
      () => trained(patchtst({ inputLength: 6 })),
      /a patch has 8 bars, a window 6/,
    ],
    [
      'a head by its name',
      () => trained(nhits({ head: 'point' })),
      /config\.head\.kind: point, quantiles, classes expected/,
    ],
    [
      'levels out of order',
      () => trained(nhits({ head: { kind: 'quantiles', levels: [0.5, 0.1] } })),
      /\[0\.5, 0\.1\] .* rising/,
    ],
    [
      'levels at the edge',
      () => trained(nhits({ head: { kind: 'quantiles', levels: [0, 1] } })),
      /between 0 and 1/,
    ],
    ['no kit', () => createNet(openKit() as never, nhits(), 1), /needs a kit .* openKit/],
    ['a backend that is none', () => openKit({ backend: 'webgpu' as never }), /webgpu .* wasm, cpu, native/],
    ['a seed that is none', () => createNet(kit, nhits(), Number.NaN), /seed: NaN/],
    [
      'covariates that are missing',
      () => trained(nhits({ covariates: { past: 1, ahead: 0, fixed: 0 } })),
      /0 past covariates .* reads 1/,
    ],
  ])('architecture: %s', (_, call, message) => {
    expect(refusal(call)).toMatch(message)
  })

  it.each<[string, Loose, RegExp]>([
    ['batch 0', { batch: 0 }, /batch of the recipe: 0 .* from 1/],
    ['microBatch 0', { microBatch: 0 }, /microBatch of the recipe: 0/],
    ['pinball of points', { loss: { kind: 'pinball' } }, /loss pinball .* kind point .* mse, mae, huber/],
    ['a loss by its name', { loss: 'mse' }, /loss of the recipe: mse .* kind/],
    ['a member misspelt', { learningrate: 1 }, /learningrate of the recipe: no such .* mean learningRate/],
    ['an unknown scaling', { scaling: 'zscore' }, /scaling: zscore .* none, standard/],
    ['a rate beyond all bounds', { learningRate: 1e38, steps: 30 }, /training diverged: no finite loss/],
  ])('recipe: %s', (_, changes, message) => {
    expect(refusal(() => trained(nhits(), { recipe: recipe(changes as Partial<Recipe>) }))).toMatch(message)
  })

  it('a run that ends with weights that are no numbers', () => {
    const once = { recipe: recipe({ learningRate: 1e38, steps: 1 }), validation: undefined }
    expect(refusal(() => trained(nhits(), once))).toMatch(/training diverged: weight .* no numbers/)
  })

  it('no recipe', () => {
    expect(refusal(() => trained(nhits(), { recipe: undefined }))).toMatch(/recipe: none given .* recipeFor/)
  })

  it.each<[string, NetSpec, () => unknown, RegExp]>([
    ['none', nhits({ head: classes }), () => [panel], /panel 0: a class head learns from labels/],
    [
      'outside of the classes',
      nhits({ head: classes }),
      () => withLabels((row) => row % 4),
      /label 3 .* 0 … 2/,
    ],
    ['by their names', nhits({ head: classes }), () => withLabels(() => 'BUY'), /no training window/],
    [
      'for other channels',
      patchtst({ head: classes, channels: 2 }),
      () => withLabels(() => 1),
      /windows of 1 channels .* made for 2/,
    ],
    [
      'for unknown channels',
      patchtst({ head: classes }),
      () => withLabels(() => 1),
      /channels of PatchTST: not given/,
    ],
  ])('labels: %s', (_, spec, panels, message) => {
    expect(refusal(() => trained(spec, {}, panels()))).toMatch(message)
  })

  it.each<[string, () => unknown, RegExp]>([
    ['levels out of order', () => signalsFromQuantiles(new Float32Array(3), [0.9, 0.5, 0.1], 0), /rising/],
    ['levels at the edge', () => new QuantileReader([0, 0.5, 1]), /between 0 and 1/],
    ['one level', () => signalsFromQuantiles(new Float32Array(3), [0.5], 0), /two levels/],
    ['an edge below 0', () => signalsFromQuantiles(new Float32Array(2), [0.1, 0.9], -1), /edge .* from 0/],
    [
      'part of a row',
      () => signalsFromQuantiles(new Float32Array(3), [0.1, 0.9], 0),
      /3 numbers in rows of 2/,
    ],
    [
      'other forecasts',
      () => changesOf(windowsAt([panel], { ...shape, origins: [train] }), new Float32Array(2)),
      /2 forecasts of 171 series/,
    ],
  ])('signals: %s', (_, call, message) => {
    expect(refusal(call)).toMatch(message)
  })
})

describe('once it is trained', () => {
  const windows = (origins: Uint32Array, channels = [wave]): WindowSet =>
    usableWindows([{ channels }], { ...shape, target: 'series', origins: [origins] }).set

  it('a run goes on with its own recipe, seed and data only', () => {
    const net = createNet(kit, nhits(), 1)
    const options = { train: windows(train), validation: windows(validation), recipe: recipe(), seed: 1 }
    const seen: Checkpoint[] = []
    trainNet(kit, net, {
      ...options,
      checkpointEvery: 2,
      onCheckpoint: (checkpoint) => seen.push(checkpoint),
    })
    const [resume] = seen
    const goOn = (changes: Loose) =>
      refusal(() => trainNet(kit, net, { ...options, resume: resume!, ...changes }))
    expect(goOn({ recipe: recipe({ batch: 9 }) })).toMatch(/another recipe: batch/)
    expect(goOn({ train: windows(validation) })).toMatch(/171 training windows, not 95/)
    expect(goOn({ seed: 2 })).toMatch(/under seed 1, not 2/)
    expect(goOn({ validation: undefined })).toMatch(/other windows or other values/)
    const moved = wave.with(100, 1)
    expect(goOn({ train: windows(train, [moved]) })).toMatch(/other windows or other values/)
    expect(goOn({ resume: {} })).toMatch(/no checkpoint .* openCheckpoint/)
    expect(goOn({})).toBe('nothing refused')
    disposeNet(net)
  })

  it('a net that was disposed of is not used', () => {
    const net = createNet(kit, nhits(), 1)
    disposeNet(net)
    const set = windows(train)
    const calls = [
      () => predictNet(kit, net, set, 'standard'),
      () => trainNet(kit, net, { train: set, recipe: recipe(), seed: 1 }),
      () => evaluateNet(kit, net, set, recipe()),
      () => weightsOf(net),
      () => netModel(net, { scaling: 'standard', training: null }),
    ]
    for (const call of calls) expect(refusal(call)).toMatch(/the net was disposed of/)
    expect(refusal(() => disposeNet(net))).toBe('nothing refused')
  })

  it('windows, losses and scalings are those of the net', () => {
    const net = createNet(kit, nhits(), 1)
    const set = windows(train)
    const [shorter, nearer] = [
      { ...set, inputLength: 20 },
      { ...set, horizon: 3 },
    ]
    const pinball = { ...recipe(), loss: { kind: 'pinball' } } as const
    expect(refusal(() => predictNet(kit, net, shorter, 'standard'))).toMatch(
      /inputLength .* 20 .* made for 24/,
    )
    expect(refusal(() => predictNet(kit, net, undefined as never, 'standard'))).toMatch(/windows: none given/)
    expect(refusal(() => predictNet(kit, net, set, 'zscore' as never))).toMatch(/scaling: zscore/)
    expect(refusal(() => predictNet(kit, net, set, 'standard', { batch: 0 }))).toMatch(/batch of windows: 0/)
    expect(refusal(() => evaluateNet(kit, net, nearer, recipe()))).toMatch(/horizon .* 3 .* made for 6/)
    expect(refusal(() => evaluateNet(kit, net, set, pinball))).toMatch(/loss pinball/)
    expect(refusal(() => saveNet('never.json', net as never))).toMatch(/no model of a net .* modelOfFit/)
    disposeNet(net)
  })

  it('a ridge meets neither unknown values nor other lengths', () => {
    const beyond = windowsAt([panel], { ...shape, origins: [Uint32Array.of(290, 299)] })
    expect(refusal(() => fitRidge(beyond))).toMatch(/origin 299 holds an unknown value .* usableWindows/)
    const ridge = fitRidge(windows(train))
    expect(refusal(() => forecastRidge(ridge, { ...beyond, inputLength: 20 }))).toMatch(/fitted to 24/)
  })
})

describe('what is unusual but can be meant works', () => {
  const isSound = ({ weights }: { weights: ReadonlyMap<string, { values: Float32Array }> }) =>
    [...weights.values()].every(({ values }) => values.every(Number.isFinite))

  it.each<[string, NetSpec, Loose]>([
    ['a part larger than the batch', nhits(), { recipe: recipe({ microBatch: 100 }) }],
    ['a batch larger than the windows', nhits(), { recipe: recipe({ batch: 1000 }) }],
    ['an evaluation at the end only', nhits(), { recipe: recipe({ evaluateEvery: 100 }) }],
    ['covariates that no net reads', nhits(), {}],
  ])('%s', (_, spec, changes) => {
    const fitted = trained(spec, changes, [{ ...panel, past: [wave] }])
    expect([isSound(fitted), fitted.skippedSteps, Number.isFinite(fitted.best?.loss)]).toEqual([
      true,
      0,
      true,
    ])
  })

  it.each([
    ['N-HiTS', nhits()],
    ['PatchTST', patchtst()],
  ])('%s learns nothing from a constant, and says so', (_, spec) => {
    const fitted = trained(spec, { predict: [validation] }, [{ channels: [column(3)] }])
    expect(isSound(fitted)).toBe(true)
    expect(fitted.windows.train).toEqual({ used: 171, unknown: 0, weightless: 0, constant: 171 })
    expect(fitted.predictions!.every(Number.isFinite)).toBe(true)
  })

  it('one unknown value costs the windows that hold it', () => {
    const fitted = trained(nhits(), { predict: [validation] }, [{ channels: [wave.with(250, Number.NaN)] }])
    expect(isSound(fitted)).toBe(true)
    expect(fitted.windows.validation).toEqual({ used: 65, unknown: 30, weightless: 0, constant: 0 })
    const unknown = fitted.predictions!.filter(Number.isNaN).length / shape.horizon
    expect(unknown).toBe(24) // those that read it; it is the target of six others
  })
})
