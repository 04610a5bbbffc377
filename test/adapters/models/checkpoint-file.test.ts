import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCheckpoint, saveCheckpoint } from '../../../src/adapters/models/checkpoint-file.ts'
import { openKit } from '../../../src/adapters/tensorflow/open-kit.ts'
import { createNet } from '../../../src/models/nets/create-net.ts'
import type { Checkpoint } from '../../../src/models/nets/training/checkpoint.ts'
import { trainNet } from '../../../src/models/nets/training/train.ts'
import { weightsOf } from '../../../src/models/nets/weights.ts'
import { targetOf } from '../../../src/models/nets/windows/target.ts'
import { usableWindows } from '../../../src/models/nets/windows/usable.ts'
import { PANELS, SPECS, taskOf } from '../../models/nets/fit-tasks.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qt-checkpoint-'))
  path = join(folder, 'run.checkpoint')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** A PatchTST trained from these first weights: batch statistics, dropout, all that a run can hold. */
async function run(seed: number, options: object) {
  const kit = await openKit()
  const { recipe, train: origins } = taskOf(SPECS[1]!)
  const net = createNet(kit, SPECS[1]!, seed)
  const { inputLength, horizon, head } = net
  const { set } = usableWindows(PANELS, { inputLength, horizon, target: targetOf(head), origins })
  const own = { ...recipe, averaging: 0.9 }
  const result = trainNet(kit, net, { train: set, validation: set, recipe: own, seed: 4, ...options })
  return { ...result, weights: weightsOf(net) }
}

describe('the file of a checkpoint', () => {
  it('goes on where the run stood, to the bit', async () => {
    const onCheckpoint = (checkpoint: Checkpoint) => saveCheckpoint(path, checkpoint)
    const whole = await run(1, { checkpointEvery: 7, onCheckpoint })
    const resume = await openCheckpoint(path)
    expect(resume.step).toBe(7)
    expect(await run(2, { resume })).toEqual(whole)
  })

  it('that is damaged, cut short or something else is refused', async () => {
    await run(1, { checkpointEvery: 12, onCheckpoint: (one: Checkpoint) => saveCheckpoint(path, one) })
    const bytes = readFileSync(path)
    const flipped = Buffer.from(bytes)
    flipped[flipped.length - 9]! ^= 1
    const broken = { flipped, short: bytes.subarray(0, 2000), empty: Buffer.of(), other: Buffer.from('{}') }
    for (const content of Object.values(broken)) {
      writeFileSync(path, content)
      await expect(openCheckpoint(path)).rejects.toMatchObject({ name: 'QtError', code: 'data' })
    }
  })

  it('that is not there is named', async () => {
    await expect(openCheckpoint(path)).rejects.toThrow(/cannot read the checkpoint .*run\.checkpoint/)
  })
})
