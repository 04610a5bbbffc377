import { expect, it } from 'vitest'
import { parseSourceName } from '../../../src/adapters/data/source-name.ts'

it.each([
  ['BTCUSDT-1h.csv.gz', { symbol: 'BTCUSDT', timeframe: '1h' }],
  ['BTCUSDT-1h-2024-01.zip', { symbol: 'BTCUSDT', timeframe: '1h' }],
  ['BTCUSDT-mark-1h.csv.gz', { symbol: 'BTCUSDT', timeframe: '1h' }],
  ['btcusdt.csv', { symbol: 'BTCUSDT' }],
  ['ETH-USDC_15m.parquet', { symbol: 'ETHUSDC', timeframe: '15m' }],
  ['1000PEPEUSDT.arrow', { symbol: '1000PEPEUSDT' }],
  ['ETTh1.csv', undefined],
  ['USDT.csv', undefined],
  ['prices.csv', undefined],
])('%s', (name, expected) => {
  expect(parseSourceName(name)).toEqual(expected)
})
