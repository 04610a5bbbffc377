import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { plotlyBundle } from '../../src/adapters/artifacts/plotly-bundle.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import { type ReportOptions, renderReport } from '../../src/report/render-report.ts'
import { computeMetrics } from '../../src/research/metrics.ts'
import type { BacktestResult } from '../../src/research/result.ts'
import { sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

const PLOTLY = 'var Plotly = {}'
const market = sampleMarket({ instruments: 2, bars: 1_500 })
const result = sampleResult(market)

function render(run: BacktestResult, data: MarketData, options: Partial<ReportOptions> = {}): string {
  return renderReport(run, computeMetrics(run), data, { plotly: PLOTLY, ...options })
}

interface Drawing {
  readonly choices: readonly (readonly Record<string, unknown>[])[]
  readonly layout: unknown
}

function figuresOf(page: string): Record<string, Drawing> {
  const [, text] = /<script type="application\/json" id="figures">(.*)<\/script>/.exec(page)!
  return JSON.parse(text!) as Record<string, Drawing>
}

const textOf = (page: string) =>
  page.replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')

describe('the page', () => {
  const page = render(result, market)

  test('asks nothing of the network', () => {
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<(?:script|img|link|iframe|a)[^>]*\s(?:src|href)=/)
    expect(page).not.toMatch(/@import|url\(|https?:|\/\/cdn/)
  })

  test('is the same for the same run', () => expect(render(result, market)).toBe(page))

  test('carries its run hash, dataset hash and seed', () => {
    for (const fact of [result.runHash, result.dataset.hash, result.strategy.name])
      expect(page).toContain(fact)
  })

  test('has scripts that parse', () => {
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, source]) => source!)
    expect(scripts).toHaveLength(2)
    for (const source of scripts) expect(() => new Script(source)).not.toThrow()
  })

  test('names every section once and describes every plot', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const drawn = [...page.matchAll(/data-figure="([^"]+)" role="img" aria-label="[^"]{20,}"/g)].map(
      ([, id]) => id,
    )
    expect(drawn).toEqual([
      'equity',
      'daily-returns',
      'rolling-sharpe',
      'exposure',
      'candles',
      'trade-profits',
      'excursions',
      'r-multiples',
      'exit-reasons',
      'decisions',
      'costs',
    ])
    expect(Object.keys(figuresOf(page)).sort()).toEqual([...drawn].sort())
  })

  test('never shows NaN, Infinity, null or undefined', () => {
    expect(textOf(page)).not.toMatch(/NaN|Infinity|\bnull\b|undefined|\[object/)
  })

  test('says what the reader must know', () => {
    const text = textOf(page)
    expect(text).toContain('3 settlements had no known funding rate')
    expect(text).toContain('2 exits happened in a bar inside which something else may have come first')
    expect(text).toContain('1 fill happened in bars in which nothing was traded')
    expect(text).toContain('1 order was refused by the venue')
    expect(text).toContain(result.notes[0])
  })
})

describe('synthetic', () => {
  test('stands beside every headline figure, in every section and inside every plot', () => {
    const page = render(result, market)
    expect(page.match(/<div class="card"><dt>[^<]+<span class="tag">synthetic<\/span>/g)).toHaveLength(8)
    expect(page).toMatch(/<title>[^<]*synthetic/)
    expect(page).toContain('Synthetic data')
    for (const { layout } of Object.values(figuresOf(page)))
      expect(JSON.stringify(layout)).toContain('synthetic data')
  })

  test('is not said of real data', () => {
    const real = sampleMarket({ instruments: 1, bars: 300, isSynthetic: false })
    expect(render(sampleResult(real), real)).not.toMatch(/synthetic/i)
  })
})

describe('names from outside', () => {
  const HOSTILE = `"><script>alert('x')</script><!--`
  const hostile: MarketData = {
    ...market,
    name: HOSTILE,
    instruments: market.instruments.map((each) => ({
      ...each,
      instrument: { ...each.instrument, id: HOSTILE, quote: HOSTILE },
    })),
  }
  const page = render(
    {
      ...sampleResult(hostile),
      strategy: { name: HOSTILE, params: { [HOSTILE]: 1 } },
      config: { [HOSTILE]: HOSTILE },
      notes: [HOSTILE],
    },
    hostile,
  )

  test('are text, never markup', () => {
    expect(page).not.toContain(HOSTILE)
    expect(page).not.toContain("<script>alert('x')")
    expect(page.match(/<script/g)).toHaveLength(3)
    expect(page.match(/<!--/g)).toBeNull()
    expect(textOf(page)).toContain('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)')
  })

  test('leave the figures readable', () => expect(Object.keys(figuresOf(page))).toHaveLength(11))
})

describe('runs with little in them', () => {
  const nothing = { trades: [], fills: [], fundingPayments: [], openPositions: [], refusals: [], notes: [] }

  test('no trade', () => {
    const counts = { ...result.counts, proposals: 0, entryOrders: 0 }
    const page = render({ ...result, ...nothing, governorChanges: [], counts }, market)
    const text = textOf(page)
    expect(text).toContain('No trade was closed.')
    expect(text).toContain('No signal asked for an entry.')
    expect(Object.keys(figuresOf(page))).not.toContain('decisions')
    expect(Object.keys(figuresOf(page))).not.toContain('r-multiples')
    expect(text).toContain('Every position was closed by the end.')
    expect(text).not.toMatch(/NaN|Infinity|\bnull\b|undefined/)
  })

  test('one bar', () => {
    const tiny = sampleMarket({ instruments: 1, bars: 1 })
    expect(textOf(render(sampleResult(tiny), tiny))).not.toMatch(/NaN|Infinity|\bnull\b|undefined/)
  })
})

test('ambiguous exits have a section of their own, with every reading', () => {
  const reading = { totalReturn: 0.1, maxDrawdown: 0.2, finalEquity: 11_000, trades: 40 }
  const readings = {
    pessimistic: reading,
    optimistic: { ...reading, totalReturn: 0.123, finalEquity: 11_230 },
    ohlc: { ...reading, totalReturn: 0.1111, finalEquity: 11_111 },
    ambiguousExits: 7,
    settledExits: 12,
    ambiguousTrades: 6,
    ambiguousProfit: -321.5,
    profitResting: 230,
  }
  const text = textOf(render(result, market, { readings }))
  expect(text).toContain('7 exits of this run are ambiguous')
  expect(text).toContain('12 more would be, had not finer bars told the order')
  expect(text).toContain('6 trades ended by them, or partly closed, made −321.50 USDT')
  expect(text).toContain('230.00 USDT of final equity rest on the reading')
  for (const figure of ['+10.00', '+12.30', '+11.11']) expect(text).toContain(figure)
  const unsettled = textOf(render(result, market, { readings: { ...readings, settledExits: 0 } }))
  expect(unsettled).not.toContain('finer bars told')
  expect(textOf(render(result, market))).not.toContain('of this run are ambiguous')
})

describe('the size of the file', () => {
  test('8 instruments × 17 520 hourly bars stay far below 6 MB', () => {
    const two = sampleMarket({ instruments: 8, bars: 17_520 })
    const page = render(sampleResult(two, { holdBars: 12 }), two, { plotly: plotlyBundle() })
    expect(page.length).toBeLessThan(4e6)
    for (const [id, { choices }] of Object.entries(figuresOf(page))) {
      for (const trace of choices.flat()) {
        const lengths = ['x', 'y', 'open', 'high', 'low', 'close'].flatMap((key) =>
          Array.isArray(trace[key]) ? [trace[key].length] : [],
        )
        expect(new Set(lengths).size, id).toBe(1)
        expect(lengths[0], id).toBeLessThanOrEqual(2_600)
      }
    }
  })

  test('many instruments and trades are thinned', () => {
    const few = sampleMarket({ instruments: 8, bars: 3_000 })
    const wide = { ...few, instruments: Array.from({ length: 60 }, (_, k) => few.instruments[k % 8]!) }
    const page = render(sampleResult(wide, { holdBars: 2 }), wide, { plotly: plotlyBundle() })
    expect(page.length).toBeLessThan(6e6)
    expect(page).toContain('an even sample of them is marked')
  })
})

test('the profile stands in the head, where a run had one', () => {
  expect(textOf(render({ ...result, profile: 'safe' }, market))).toContain('Profile safe')
  expect(textOf(render(result, market))).not.toContain('Profile ')
})

test('without ambiguous exits the report says that there are none, and what finer bars have settled', () => {
  const none = { ...result, counts: { ...result.counts, ambiguousExits: 0, settledExits: 0 } }
  expect(textOf(render(none, market))).toContain('No exit of this run is ambiguous')
  const settled = textOf(render({ ...none, counts: { ...none.counts, settledExits: 56 } }, market))
  expect(settled).toContain('56 exits would be, had not finer bars told the order')
})
