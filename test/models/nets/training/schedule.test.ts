import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Schedule } from '../../../../src/models/nets/training/recipe.ts'
import { paceOf } from '../../../../src/models/nets/training/schedule.ts'
import { recipeOf } from './support.ts'

interface Table {
  readonly name: string
  readonly options: Readonly<Record<string, number>>
  readonly lr: readonly number[]
  readonly beta1: readonly number[]
  readonly every: number
}

const FILE = join(import.meta.dirname, '../../../golden/nets/schedules.json')
const { schedules } = JSON.parse(readFileSync(FILE, 'utf8')) as { schedules: readonly Table[] }
const tables = (name: string) => schedules.filter((table) => table.name === name)

const near = (own: number, expected: number) => expect(Math.abs(own / expected - 1)).toBeLessThan(1e-12)

describe('the schedule', () => {
  it('one-cycle is PyTorch’s', () => {
    expect(tables('one-cycle')).toHaveLength(2)
    for (const { options, lr, beta1 } of tables('one-cycle')) {
      const schedule: Schedule = { kind: 'one-cycle', rise: options.pct_start!, cycleMomentum: true }
      const recipe = recipeOf({ schedule, learningRate: options.lr!, steps: options.total_steps! })
      lr.forEach((expected, step) => {
        const pace = paceOf(recipe, { step, pass: 0 })
        near(pace.learningRate, expected)
        near(pace.beta1!, beta1[step]!)
      })
    }
  })

  it('one-cycle leaves β₁ alone when told so', () => {
    const schedule: Schedule = { kind: 'one-cycle', rise: 0.4, cycleMomentum: false }
    expect(paceOf(recipeOf({ schedule }), { step: 3, pass: 0 })).not.toHaveProperty('beta1')
  })

  it('type3 is that of the published PatchTST runs, their accident in the first pass included', () => {
    const [{ options, lr }] = tables('patchtst-type3') as [Table]
    const schedule: Schedule = { kind: 'type3', firstPass: 1 / 25 }
    const recipe = recipeOf({ schedule, learningRate: options.lr! })
    lr.forEach((expected, pass) => {
      near(paceOf(recipe, { step: 0, pass }).learningRate, expected)
    })
    const plain = recipeOf({ schedule: { kind: 'type3' }, learningRate: 0.5 })
    expect(paceOf(plain, { step: 0, pass: 0 }).learningRate).toBe(0.5)
  })

  it('halving is neuralforecast’s', () => {
    const [{ options, lr, every }] = tables('step') as [Table]
    const schedule: Schedule = { kind: 'halving', times: options.num_lr_decays! }
    const recipe = recipeOf({ schedule, learningRate: options.lr!, steps: options.max_steps! })
    lr.forEach((expected, i) => {
      near(paceOf(recipe, { step: i * every, pass: 0 }).learningRate, expected)
    })
  })

  it('warm-up rises evenly and stays', () => {
    const recipe = recipeOf({ schedule: { kind: 'warm-up', steps: 4 }, learningRate: 0.5 })
    const rates = [0, 1, 2, 3, 4, 50].map((step) => paceOf(recipe, { step, pass: 0 }).learningRate)
    expect(rates).toEqual([0.125, 0.25, 0.375, 0.5, 0.5, 0.5])
  })

  it('halving no times, or constant, is constant', () => {
    for (const schedule of [{ kind: 'halving', times: 0 }, { kind: 'constant' }] as const) {
      const recipe = recipeOf({ schedule, learningRate: 0.2, steps: 50 })
      for (const step of [0, 10, 49])
        expect(paceOf(recipe, { step, pass: step })).toEqual({ learningRate: 0.2 })
    }
  })
})
