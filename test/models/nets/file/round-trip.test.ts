import { beforeAll, describe, expect, test } from 'vitest'
import { dlinearConfig } from '../../../../src/models/nets/baselines/dlinear-config.ts'
import { createNet, type NetSpec } from '../../../../src/models/nets/create-net.ts'
import { checksumOf } from '../../../../src/models/nets/file/document.ts'
import { type NetModel, netModel, restoreNet } from '../../../../src/models/nets/file/net-model.ts'
import { readNet } from '../../../../src/models/nets/file/read.ts'
import { type NetParts, writeNet } from '../../../../src/models/nets/file/write.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { NetInput } from '../../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { kitOn } from '../reference-case.ts'

const SPECS: NetSpec[] = [
  { kind: 'dlinear', config: dlinearConfig({ inputLength: 32, horizon: 4 }) },
  { kind: 'nhits', config: nhitsConfig({ inputLength: 32, horizon: 4, widths: [8, 8], dropout: 0.1 }) },
  {
    kind: 'patchtst',
    config: patchtstConfig({
      inputLength: 32,
      horizon: 4,
      layers: 1,
      channels: 2,
      affine: true,
      head: { kind: 'quantiles', levels: [0.1, 0.5, 0.9] },
    }),
  },
  {
    kind: 'patchtst',
    config: patchtstConfig({
      inputLength: 32,
      horizon: 4,
      layers: 1,
      channels: 2,
      head: { kind: 'classes', count: 3 },
    }),
  },
]

const TRAINING = { steps: 12, best: { step: 8, loss: 0.25 }, history: [{ loss: Number.NaN }] }

let kit: Kit
let input: NetInput

beforeAll(async () => {
  kit = await kitOn('cpu')
  input = { samples: 2, channels: 2, history: kit.tf.randomNormal([4, 32], 0, 1, 'float32', 5) }
})

describe('a saved net', () => {
  test.each(SPECS.map((spec) => [spec.kind, spec.config.head.kind, spec] as const))(
    '%s, %s: says the same to the bit',
    (_kind, _head, spec) => {
      const net = createNet(kit, spec, 7)
      const parts = writeNet(netModel(net, { scaling: 'standard', training: TRAINING }))
      const restored = restoreNet(kit, readNet(parts, 'net.json'))
      const said = net.forward(kit, input, { training: false }).dataSync()
      expect(restored.net.forward(kit, input, { training: false }).dataSync()).toEqual(said)
      expect(restored.net.config).toEqual(spec.config)
      expect(restored.scaling).toBe('standard')
      expect(restored.training).toEqual(TRAINING)
    },
  )

  test('is the same text and bytes every time', () => {
    const once = writeNet(modelOf())
    expect(writeNet(readNet(once, 'net.json'))).toEqual(once)
  })

  test('keeps every float, whatever it is', () => {
    const model = modelOf()
    const odd = [Number.NaN, -0, Number.POSITIVE_INFINITY, 1e-45, 3.4e38]
    model.weights.get('linear_trend.bias')!.values.set(odd.slice(0, 4))
    expect(readNet(writeNet(model), 'net.json').weights).toEqual(model.weights)
  })
})

function modelOf(): NetModel {
  const net = createNet(kit, SPECS[0]!, 7)
  return netModel(net, { scaling: 'none', training: TRAINING })
}

/** Parts whose document was changed by someone who knew how to sign it. */
function signed(change: (document: Record<string, never>) => void): NetParts {
  const { document, binary } = writeNet(modelOf())
  const changed = JSON.parse(document)
  change(changed)
  changed.sha256 = checksumOf(changed)
  return { document: JSON.stringify(changed), binary }
}

const set = (path: string, value: unknown) => (document: Record<string, never>) => {
  const names = path.split('.')
  const last = names.pop()!
  let at: Record<string, unknown> = document
  for (const name of names) at = at[name] as Record<string, unknown>
  at[last] = value
}

describe('what is no sound net is refused', () => {
  test.each([
    ['no JSON', '{"format": ', /net.json: no JSON, or not all of it/],
    ['another document', '{"format": "something"}', /net.json: no net/],
    ['null', 'null', /net.json: no net/],
  ])('%s', (_what, document, message) => {
    expect(() => readNet({ document, binary: new Uint8Array() }, 'net.json')).toThrow(message)
  })

  test('a truncated document', () => {
    const { document, binary } = writeNet(modelOf())
    expect(() => readNet({ document: document.slice(0, -20), binary }, 'net.json')).toThrow(/not all of it/)
  })

  test('a document that was changed', () => {
    const { document, binary } = writeNet(modelOf())
    const changed = { document: document.replace('"horizon": 4', '"horizon": 5'), binary }
    expect(() => readNet(changed, 'net.json')).toThrow(/checksum does not fit/)
  })

  test.each([-4, 4])('weights of %d bytes too many', (more) => {
    const { document, binary } = writeNet(modelOf())
    const other = new Uint8Array(binary.length + more)
    expect(() => readNet({ document, binary: other }, 'net.json')).toThrow(
      `weights of ${binary.length} bytes expected, got ${other.length}`,
    )
  })

  test('any flipped bit of the weights', () => {
    const { document, binary } = writeNet(modelOf())
    for (const at of [0, binary.length >> 1, binary.length - 1]) {
      const flipped = binary.slice()
      flipped[at]! ^= 1
      expect(() => readNet({ document, binary: flipped }, 'net.json')).toThrow(/checksum of the weights/)
    }
  })

  test.each([
    ['version', 2, /version 2 of the format; 1 is known here/],
    ['kind', 'lstm', /kind of a net: lstm/],
    ['scaling', 'loud', /scaling: loud/],
    ['config.horizon', 'four', /config.horizon: a number expected, got "four"/],
    ['config.horizon', 0, /config: horizon of DLinear: 0/],
    ['config.span', undefined, /config.span: a number expected, got nothing/],
    ['config.layers', 3, /config.layers: no such member/],
    ['config.head', { kind: 'poem' }, /config.head.kind: point, quantiles, classes expected, got "poem"/],
    ['config.head', { kind: 'quantiles', levels: 0.5 }, /config.head.levels: a list expected, got 0.5/],
    ['config.head', { kind: 'quantiles', levels: ['.5'] }, /config.head.levels\[0\]: a number expected/],
    ['config.head', null, /config.head.kind/],
    ['weights.tensors.0.offset', -4, /lies outside of the \d+ bytes/],
    ['weights.tensors.0.offset', 1056 - 512 + 4, /lies outside of the 1056 bytes/],
    ['weights.tensors.0.offset', 1e6, /lies outside of the \d+ bytes/],
    ['weights.tensors', 7, /weights: a list of names/],
    ['weights.tensors.0', null, /weights: a list of names/],
    ['weights.tensors.0.shape', '4,32', /weights: a list of names/],
    ['weights.tensors.0.shape', [4, -32], /weights: a list of names/],
    ['weights.tensors.0.offset', 0.5, /weights: a list of names/],
    ['weights', null, /weights: a list of names/],
  ])('%s: %j', (path, value, message) => {
    expect(() => readNet(signed(set(path, value)), 'net.json')).toThrow(message)
  })

  test.each([
    ['another shape', 'weights.tensors.0.shape', [32, 4], /shape 4×32 expected, got 32×4/],
    ['another architecture', 'config.inputLength', 16, /shape 4×16 expected, got 4×32/],
    ['an unknown weight', 'weights.tensors.0.name', 'w', /weight w: the net has none of that name/],
  ])('weights of %s', (_what, path, value, message) => {
    const model = readNet(signed(set(path, value)), 'net.json')
    expect(() => restoreNet(kit, model)).toThrow(message)
  })

  test('a missing weight', () => {
    const model = modelOf()
    const weights = new Map([...model.weights].slice(1))
    expect(() => restoreNet(kit, { ...model, weights })).toThrow(/linear_season.weight: missing/)
  })
})

test('a refused net leaves no tensors behind', () => {
  const model = modelOf()
  const before = kit.tf.memory().numTensors
  expect(() => restoreNet(kit, { ...model, weights: new Map() })).toThrow()
  expect(kit.tf.memory().numTensors).toBe(before)
})
