import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openNet, saveNet } from '../../../src/adapters/models/net-file.ts'
import { openKit } from '../../../src/adapters/tensorflow/open-kit.ts'
import { netModel } from '../../../src/models/nets/file/net-model.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { createNhits } from '../../../src/models/nets/nhits/nhits.ts'
import { weightsOf } from '../../../src/models/nets/weights.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qt-net-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

async function smallNet(seed = 3) {
  const kit = await openKit({ backend: 'cpu' })
  const net = createNhits(kit, nhitsConfig({ inputLength: 16, horizon: 4, widths: [8] }), seed)
  return { kit, net, model: netModel(net, { scaling: 'robust', training: { steps: 1 } }) }
}

describe('the file of a net', () => {
  test('is a document and its weights', async () => {
    const { kit, net, model } = await smallNet()
    saveNet(join(folder, 'eth.json'), model)
    expect(readdirSync(folder).sort()).toEqual(['eth.bin', 'eth.json'])
    const opened = await openNet(kit, join(folder, 'eth.json'))
    expect(weightsOf(opened.net)).toEqual(weightsOf(net))
    expect(opened.scaling).toBe('robust')
    expect(opened.training).toEqual({ steps: 1 })
  })

  test('may be renamed, both parts together', async () => {
    const { kit, model } = await smallNet()
    saveNet(join(folder, 'a.json'), model)
    for (const ending of ['json', 'bin']) renameSync(join(folder, `a.${ending}`), join(folder, `b.${ending}`))
    expect((await openNet(kit, join(folder, 'b.json'))).net.kind).toBe('nhits')
  })

  test('with the weights of another net is refused', async () => {
    const { kit, model } = await smallNet()
    saveNet(join(folder, 'a.json'), model)
    saveNet(join(folder, 'b.json'), (await smallNet(4)).model)
    writeFileSync(join(folder, 'a.bin'), readFileSync(join(folder, 'b.bin')))
    await expect(openNet(kit, join(folder, 'a.json'))).rejects.toThrow(/a.json: the checksum of the weights/)
  })

  test('that is not there is named', async () => {
    const { kit, model } = await smallNet()
    await expect(openNet(kit, join(folder, 'no.json'))).rejects.toThrow(
      /cannot read the net .*no\.(json|bin)/,
    )
    saveNet(join(folder, 'a.json'), model)
    rmSync(join(folder, 'a.bin'))
    await expect(openNet(kit, join(folder, 'a.json'))).rejects.toThrow(/cannot read the net .*a\.bin/)
  })

  test('is called .json', async () => {
    const { kit, model } = await smallNet()
    expect(() => saveNet(join(folder, 'eth'), model)).toThrow(/the document of a net is a .json/)
    await expect(openNet(kit, join(folder, 'eth.onnx'))).rejects.toThrow(/is a .json/)
  })
})
