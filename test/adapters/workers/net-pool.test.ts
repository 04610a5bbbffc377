import '../../support/keep-type-stripper.ts'
import { describe, expect, it } from 'vitest'
import { openKit } from '../../../src/adapters/tensorflow/open-kit.ts'
import { NetPool } from '../../../src/adapters/workers/net-pool.ts'
import { fitNet } from '../../../src/models/nets/fit.ts'
import { PANELS, SPECS, taskOf } from '../../models/nets/fit-tasks.ts'

/** Each kind of net, twice, by two seeds. */
const tasks = [1, 2].flatMap((seed) => SPECS.map((spec) => taskOf(spec, seed)))

describe('nets', () => {
  it.each([1, 2])('come back from %i threads in order, bit for bit as without', async (workers) => {
    const kit = await openKit()
    const pool = await NetPool.start({ panels: PANELS, workers })
    try {
      const heard: number[] = []
      const fits = await pool.fit(tasks, (index) => heard.push(index))
      expect(fits).toEqual(tasks.map((task) => fitNet(kit, PANELS, task)))
      expect(heard.sort()).toEqual([0, 1, 2, 3, 4, 5])
      expect(fits[0]!.weights).not.toEqual(fits[3]!.weights)
    } finally {
      await pool.close()
    }
  })

  it('read labels and weights in workers too', async () => {
    const panels = PANELS.map((panel) => ({
      ...panel,
      labels: panel.channels[0]!.map((x) => (x > 0 ? 1 : 0)),
      weights: panel.channels[0]!.map((_, row) => row % 3),
    }))
    const [spec] = SPECS as [Extract<(typeof SPECS)[number], { kind: 'nhits' }>]
    const head = { kind: 'classes', count: 2 } as const
    const task = taskOf({ ...spec, config: { ...spec.config, head } })
    const classTask = { ...task, recipe: { ...task.recipe, loss: { kind: 'cross-entropy' } as const } }
    const pool = await NetPool.start({ panels, workers: 1 })
    try {
      const [fit] = await pool.fit([classTask])
      expect(fit).toEqual(fitNet(await openKit(), panels, classTask))
      expect(fit!.windows.train.weightless).toBeGreaterThan(50)
    } finally {
      await pool.close()
    }
  })

  it('run on the backend that is asked for', async () => {
    const pool = await NetPool.start({ panels: PANELS, workers: 1, backend: 'cpu' })
    try {
      const [fit] = await pool.fit([tasks[2]!])
      const own = fitNet(await openKit(), PANELS, tasks[2]!)
      expect(fit!.best!.loss).toBeCloseTo(own.best!.loss, 4)
    } finally {
      await pool.close()
    }
  })

  it('report what is wrong with a task', async () => {
    const pool = await NetPool.start({ panels: PANELS, workers: 1 })
    try {
      const wrong = { ...tasks[0]!, recipe: { ...tasks[0]!.recipe, batch: 0 } }
      await expect(pool.fit([wrong])).rejects.toMatchObject({ name: 'QtError', code: 'usage' })
    } finally {
      await pool.close()
    }
  })

  it('are refused without threads, or with panels that do not fit together', async () => {
    const expected = { name: 'QtError' }
    for (const workers of [0, 1.5])
      await expect(NetPool.start({ panels: PANELS, workers })).rejects.toMatchObject(expected)
    const [first] = PANELS
    const ragged = [first!, { channels: [...first!.channels, first!.channels[0]!] }]
    await expect(NetPool.start({ panels: ragged, workers: 1 })).rejects.toMatchObject(expected)
  })

  it('are refused by a pool that was closed', async () => {
    const pool = await NetPool.start({ panels: PANELS, workers: 1 })
    await pool.close()
    await expect(pool.fit(tasks)).rejects.toThrow('closed')
  })
})
