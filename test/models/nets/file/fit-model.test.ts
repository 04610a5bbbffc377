import { beforeAll, expect, it } from 'vitest'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import { modelOfFit } from '../../../../src/models/nets/file/fit-model.ts'
import { restoreNet } from '../../../../src/models/nets/file/net-model.ts'
import { readNet } from '../../../../src/models/nets/file/read.ts'
import { writeNet } from '../../../../src/models/nets/file/write.ts'
import { fitNet } from '../../../../src/models/nets/fit.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import { weightsOf } from '../../../../src/models/nets/weights.ts'
import { PANELS, SPECS, taskOf } from '../fit-tasks.ts'

let kit: Kit
beforeAll(async () => {
  kit = await openKit()
})

it.each(SPECS)('of a fit of $kind is its net, and tells how it was trained', (spec) => {
  const task = taskOf(spec)
  const fit = fitNet(kit, PANELS, task)
  const model = readNet(writeNet(modelOfFit(task, fit)), 'net.json')
  expect(model).toMatchObject({ spec, scaling: task.recipe.scaling })
  expect(model.training).toEqual({
    recipe: task.recipe,
    seed: 1,
    best: fit.best,
    steps: fit.steps,
    skippedSteps: 0,
    stopped: 'steps',
    windows: fit.windows,
  })
  expect(weightsOf(restoreNet(kit, model).net)).toEqual(fit.weights)
})
