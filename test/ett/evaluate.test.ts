import { describe, expect, it, vi } from 'vitest'
import { evaluate, type RunJobs, type Task } from './evaluate.ts'
import type { Job, Outcome } from './outcome.ts'
import { recipesOf } from './recipes/recipes.ts'

vi.mock('./recipes/recipes.ts', () => ({ recipesOf: vi.fn() }))
const training = { judge: { kind: 'mae' } }
const two = [
  { name: 'small', training },
  { name: 'large', training },
]

vi.mocked(recipesOf).mockReturnValue(two as never)

const task: Task = {
  dataset: 'ETTh1',
  channels: 7,
  intervalMinutes: 60,
  horizon: 96,
  models: ['nhits'],
  seeds: 3,
  withDlinear: false,
}

/** Errors of each job as told; everything that was asked, in order. */
function runner(errorsOf: (job: Job) => { validation: number; test: number }) {
  const asked: Job[] = []
  const run: RunJobs = async (jobs) => {
    asked.push(...jobs)
    return jobs.map((job): Outcome => {
      const { validation, test } = errorsOf(job)
      const score = { mse: test, mae: test }
      return {
        ...job,
        validation: { mse: 1 / validation, mae: validation },
        test: { ...score, windows: 2785, full: { ...score, windows: 2688, batch: 128 } },
        seconds: 1,
      }
    })
  }
  return { run, asked }
}

const brief = ({ model, recipe, seed }: Job) => `${model} ${recipe} ${seed}`

describe('evaluate', () => {
  // the second recipe is better on validation and worse on the test
  const errors = ({ model, recipe, seed }: Job) =>
    model === 'nhits'
      ? { validation: 2 - recipe, test: 0.4 + recipe * 0.1 + seed * 0.01 }
      : { validation: 1, test: 0.37 }

  it('chooses by validation alone, and trains only the chosen recipe with the other seeds', async () => {
    const { run, asked } = runner(errors)
    const { models } = await evaluate(task, run)
    expect(asked.map(brief)).toEqual([
      'repeat-last 0 1',
      'ridge 0 1',
      'nhits 0 1',
      'nhits 1 1',
      'nhits 1 2',
      'nhits 1 3',
    ])
    const net = models.at(-1)!
    expect(net.recipe).toBe('large')
    expect(net.choices.map(({ isChosen }) => isChosen)).toEqual([false, true])
    expect(net.outcomes.map(brief)).toEqual(['nhits 1 1', 'nhits 1 2', 'nhits 1 3'])
    expect(net.mse.mean).toBeCloseTo(0.52, 12)
    expect(net.published).toMatchObject({
      mse: 0.378,
      msePercent: expect.closeTo((0.52 / 0.378 - 1) * 100, 9),
    })
  })

  it('never chooses a recipe whose validation is no number', async () => {
    for (const broken of [0, 1]) {
      const { run } = runner((job) =>
        job.recipe === broken && job.model === 'nhits' ? { validation: Number.NaN, test: 0.1 } : errors(job),
      )
      const { models } = await evaluate(task, run)
      expect(models.at(-1)!.recipe).toBe(broken === 0 ? 'large' : 'small')
    }
  })

  it('trains a baseline once, a model that is asked for with every seed', async () => {
    const { run, asked } = runner(errors)
    vi.mocked(recipesOf).mockReturnValue(two.slice(0, 1) as never)
    await evaluate({ ...task, withDlinear: true }, run)
    expect(asked.filter(({ model }) => model === 'dlinear')).toHaveLength(1)
    asked.length = 0
    await evaluate({ ...task, models: ['dlinear', 'ridge'] }, run)
    expect(asked.filter(({ model }) => model === 'dlinear')).toHaveLength(3)
    expect(asked.filter(({ model }) => model === 'ridge')).toHaveLength(1)
  })
})
