import { describe, expect, it } from 'vitest'
import { FillLog } from '../../src/ledger/fill-log.ts'
import type { Fill } from '../../src/market/records.ts'

const fill = (sequence: number): Fill => ({
  sequence,
  time: 1e12 + sequence,
  instrument: sequence % 3,
  side: sequence % 2 === 0 ? 1 : -1,
  lots: sequence + 1,
  price: 100 + sequence / 7,
  reference: 100,
  fee: sequence / 1000,
  isMaker: sequence % 5 === 0,
  reason: sequence % 4 === 0 ? 'entry' : 'liquidation',
  isAmbiguous: sequence % 7 === 0,
})

describe('a packed log', () => {
  it('gives back what was put in, over many chunks and after it was cleared', () => {
    const log = new FillLog()
    for (const count of [3000, 1500]) {
      log.clear()
      const fills = Array.from({ length: count }, (_, k) => fill(k))
      for (const record of fills) log.push(record)
      expect(log.length).toBe(count)
      expect([...log]).toEqual(fills)
      expect(JSON.parse(JSON.stringify(log))).toEqual(fills)
      expect(log.at(count - 1)).toEqual(fills.at(-1))
      expect(log.at(count)).toBeUndefined()
    }
  })
})
