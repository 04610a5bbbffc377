import { describe, expect, it } from 'vitest'
import { dlinearConfig } from '../../../../src/models/nets/baselines/dlinear-config.ts'
import type { NetSpec } from '../../../../src/models/nets/create-net.ts'
import type { Head } from '../../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { checkRecipe } from '../../../../src/models/nets/training/check-training.ts'
import { recipeFor } from '../../../../src/models/nets/training/recipe-for.ts'

const specsOf = (head: Head): NetSpec[] => [
  { kind: 'nhits', config: nhitsConfig({ horizon: 6, head }) },
  { kind: 'patchtst', config: patchtstConfig({ horizon: 6, channels: 1, head }) },
  { kind: 'dlinear', config: dlinearConfig({ horizon: 6, head }) },
]

describe('recipeFor', () => {
  it.each<[Head, string]>([
    [{ kind: 'point' }, 'mae'],
    [{ kind: 'quantiles', levels: [0.1, 0.9] }, 'pinball'],
    [{ kind: 'classes', count: 3 }, 'cross-entropy'],
  ])('of %j learns by %s, and can be trained by', (head, loss) => {
    for (const spec of specsOf(head)) {
      const recipe = recipeFor(spec)
      expect(recipe).toMatchObject({ loss: { kind: loss }, microBatch: recipe.batch })
      expect(() => checkRecipe(recipe)).not.toThrow()
    }
  })

  it('keeps what is given; a batch goes through at once unless it is said otherwise', () => {
    const [nhits] = specsOf({ kind: 'point' })
    expect(recipeFor(nhits!, { batch: 32, loss: { kind: 'mse' } })).toMatchObject({
      batch: 32,
      microBatch: 32,
      loss: { kind: 'mse' },
      steps: 1000,
    })
    expect(recipeFor(nhits!, { batch: 32, microBatch: 8 })).toMatchObject({ batch: 32, microBatch: 8 })
  })

  it('refuses an architecture that cannot be', () => {
    expect(() => recipeFor({ kind: 'lstm', config: {} } as never)).toThrow('kind of a net: lstm')
    expect(() => recipeFor({ kind: 'nhits' } as never)).toThrow('config: an object expected, got nothing')
  })
})
