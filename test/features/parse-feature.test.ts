import { describe, expect, it } from 'vitest'
import { parseFeature } from '../../src/features/parse-feature.ts'
import { everySpec } from './support/specs.ts'

describe('parseFeature', () => {
  it.each([
    ['ema', 'ema(close, period=20)'],
    ['ema()', 'ema(close, period=20)'],
    ['ema(period=12)', 'ema(close, period=12)'],
    [' ema ( high , period = 12 ) ', 'ema(high, period=12)'],
    ['macd(fast=8, output=histogram)', 'macd(close, fast=8, slow=26, signal=9).histogram'],
    ['macd(close, fast=8).signal', 'macd(close, fast=8, slow=26, signal=9).signal'],
    ['sma(rsi(period=14), period=5)', 'sma(rsi(close, period=14), period=5)'],
    ['sma(macd.signal)', 'sma(macd(close, fast=12, slow=26, signal=9).signal, period=20)'],
    ['sma(volumeRank)', 'sma(volumeRank, period=20)'],
    ['sma(volumeRank())', 'sma(volumeRank(), period=20)'],
    ['linear(scale=-1e-3)', 'linear(close, scale=-0.001, offset=0)'],
    ['onTimeframe(4h, ema(period=50))', 'onTimeframe(4h, ema(close, period=50))'],
  ])('reads %s', (text, key) => {
    expect(parseFeature(text).key).toBe(key)
  })

  it('reads every key that is printed', () => {
    for (const { key } of everySpec()) expect(parseFeature(key).key).toBe(key)
  })

  it.each([
    ['emma', "there is no feature 'emma'; did you mean 'ema'?"],
    ['sma(clos)', "there is no column or feature 'clos'; did you mean 'close'?"],
    ['ema(perid=3)', "ema has no parameter 'perid'; did you mean 'period'?"],
    ['ema(period=2.5)', 'ema: period must be an integer from 1 to 10000, got 2.5'],
    ['ema(period=x)', 'ema: period must be an integer from 1 to 10000, got x'],
    ['macd(output=signl)', "macd has no output 'signl'; did you mean 'signal'?"],
    ['ema(close, high)', 'ema takes 1 source(s), got 2'],
    ['ema(period=3', "expected ')', got the end"],
    ['ema(period=3) rsi', "expected the end, got 'rsi'"],
    ['ema(period=)', "expected a value, got ')'"],
    ['', 'expected a feature, got the end'],
    ['(', "expected a feature, got '('"],
  ])('refuses %s', (text, message) => {
    expect(() => parseFeature(text)).toThrow(message)
  })
})
