import { expect, it } from 'vitest'
import { configure } from '../../src/config/configure.ts'
import { defineConfig } from '../../src/index.ts'

it('defineConfig knows what may stand in a file', () => {
  const value = defineConfig({
    profile: 'safe',
    leverage: 'auto',
    autoLeverage: { most: 10 },
    sizing: { riskPct: 0.005, maxNotional: 2000 },
    entry: { kind: 'limit', offsetBps: 3 },
    exits: { stopPct: 0.05, stopAtrs: 'none' },
    risk: { governor: { maxDailyLoss: 300 }, portfolio: { maxPositions: 4 } },
    venue: { slippage: { kind: 'atrShare', bps: 1, share: 0.05 } },
    universe: { allowed: ['BTCUSDT'] },
    execution: { paperBalance: 1000 },
  })
  const { rules, operation } = configure({ file: { name: 'qt.config.ts', value } })
  expect(rules).toMatchObject({
    leverage: { kind: 'auto', most: 10 },
    sizing: { kind: 'risk', riskPct: 0.005, maxNotional: 2000 },
    entry: { kind: 'limit', offsetBps: 3, lifeBars: 1 },
    exits: { stopPct: 0.05, trailPct: 0.02 },
    risk: { governor: { maxDailyLoss: 300, maxDailyLossPct: 0.02 }, portfolio: { maxPositions: 4 } },
    venue: { slippage: { kind: 'atrShare', bps: 1, share: 0.05 } },
  })
  expect(rules.exits).not.toHaveProperty('stopAtrs')
  expect(operation).toMatchObject({ universe: { allowed: ['BTCUSDT'] }, execution: { paperBalance: 1000 } })
})

it('and what may not', () => {
  // @ts-expect-error misspelt
  defineConfig({ exits: { stopPtc: 0.05 } })
  // @ts-expect-error a number
  defineConfig({ risk: { portfolio: { maxPositions: '4' } } })
  // @ts-expect-error the number of positions cannot be switched off
  defineConfig({ risk: { portfolio: { maxPositions: 'none' } } })
  // @ts-expect-error consent is given in the environment
  defineConfig({ execution: { isReal: true } })
  // @ts-expect-error no such profile
  defineConfig({ profile: 'bold' })
})
