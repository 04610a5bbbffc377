import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDataset } from './dataset.ts'
import { standardise } from './standardise.ts'

const DATA = resolve(import.meta.dirname, '../../../shared/data/ett')
const isThere = existsSync(DATA)
if (!isThere) console.warn('test/ett/real-data.test.ts skipped: ../shared/data/ett is absent')

describe.skipIf(!isThere)('the ETT stations', () => {
  it('have the means and deviations of the published pipeline in their training rows', () => {
    const { columns, names, intervalMinutes } = readDataset(DATA, 'ETTh1')
    const { means, deviations } = standardise(columns, 8640)
    const published = {
      means: [7.937742, 2.021039, 5.079771, 0.746186, 2.781762, 0.788453, 17.128262],
      deviations: [5.812749, 2.090105, 5.518794, 1.926379, 1.023523, 0.630237, 9.176491],
    }
    expect(names).toEqual(['HUFL', 'HULL', 'MUFL', 'MULL', 'LUFL', 'LULL', 'OT'])
    expect(intervalMinutes).toBe(60)
    means.forEach((mean, c) => {
      expect(mean).toBeCloseTo(published.means[c]!, 6)
      expect(deviations[c]).toBeCloseTo(published.deviations[c]!, 6)
    })
  })

  it('come every hour or every quarter of one', () => {
    const { intervalMinutes, rows } = readDataset(DATA, 'ETTm1')
    expect({ intervalMinutes, rows }).toEqual({ intervalMinutes: 15, rows: 69_680 })
  })
})
