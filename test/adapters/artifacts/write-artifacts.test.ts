import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from '@uwdata/flechette'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeArtifacts } from '../../../src/adapters/artifacts/write-artifacts.ts'
import { QtError } from '../../../src/core/error.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { sampleMarket } from '../../support/sample-market.ts'
import { sampleResult } from '../../support/sample-result.ts'

const result = sampleResult(sampleMarket({ instruments: 2, bars: 400 }))
const metrics = computeMetrics(result)

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qt-artifacts-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(folder: string, html = '<p>report</p>') {
  return writeArtifacts(folder, result, metrics, html)
}

describe('a run on disk', () => {
  test('has all its files and no temporary one', () => {
    const paths = write(join(root, 'new', 'run'))
    const tables = ['equity', 'fills', 'funding', 'governor', 'refusals', 'trades'].flatMap((name) => [
      `${name}.arrow`,
      `${name}.csv`,
    ])
    expect(readdirSync(paths.folder).sort()).toEqual(
      [...tables, 'metrics.json', 'report.html', 'run.json'].sort(),
    )
    expect(readFileSync(paths.report, 'utf8')).toBe('<p>report</p>')
    expect(JSON.parse(readFileSync(paths.metrics, 'utf8'))).toEqual(metrics)
  })

  test('twice the same run gives the same bytes', () => {
    const first = write(join(root, 'a')).folder
    const second = write(join(root, 'b')).folder
    for (const name of readdirSync(first)) {
      expect(readFileSync(join(first, name)).equals(readFileSync(join(second, name))), name).toBe(true)
    }
  })

  test('arrow and CSV hold the same trades', () => {
    const { folder } = write(root)
    const table = tableFromIPC(readFileSync(join(folder, 'trades.arrow')))
    const rows = readFileSync(join(folder, 'trades.csv'), 'utf8').trimEnd().split('\n')
    const names = rows[0]!.split(',')
    expect(names).toEqual(table.names)
    expect(rows.length - 1).toBe(result.trades.length)
    expect(table.numRows).toBe(result.trades.length)
    for (const [index, trade] of [...result.trades].entries()) {
      const cells = Object.fromEntries(
        rows[index + 1]!.split(',').map((cell, column) => [names[column], cell]),
      )
      expect(Number(cells.profit)).toBe(trade.profit)
      expect(Date.parse(cells.closeTime!)).toBe(trade.closeTime)
      expect(cells.instrument).toBe(result.instruments[trade.instrument]!.id)
      const row = table.at(index) as Record<string, unknown>
      expect(row.profit).toBe(trade.profit)
      expect(row.closeTime).toBe(trade.closeTime)
      expect(row.side).toBe(trade.side > 0 ? 'long' : 'short')
    }
  })

  test('trades carry their life cycle, excursions and R', () => {
    const { folder } = write(root)
    const table = tableFromIPC(readFileSync(join(folder, 'trades.arrow')))
    const trades = [...result.trades]
    for (const index of [0, trades.findIndex(({ exitReason }) => exitReason === 'trailing')]) {
      const trade = trades[index]!
      expect(table.at(index)).toMatchObject({
        proposedTime: trade.proposedTime,
        partialTime: Number.isNaN(trade.partialTime) ? null : trade.partialTime,
        trailingTime: Number.isNaN(trade.trailingTime) ? null : trade.trailingTime,
        mae: trade.adverseExcursion,
        mfe: trade.favourableExcursion,
        initialRisk: trade.initialRisk,
        rMultiple: trade.profit / trade.initialRisk,
        regime: { 1: 'trending', 0: 'normal', '-1': 'ranging' }[trade.regime],
        leverage: 5,
      })
    }
  })

  test('refusals name their layer; changes of the governor have a table', () => {
    const { folder } = write(root)
    const linesOf = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
    const refusals = linesOf('refusals.csv')
    expect(refusals[0]).toBe('time,instrument,side,layer,limit,value,bound,repeats')
    expect(refusals[1]).toMatch(/^2023-.*Z,ADAUSDT,buy,policy,confidence,0.31,0.38,3$/)
    const governor = linesOf('governor.csv')
    expect(governor[0]).toBe('time,mode,cause,isOn,value,bound')
    expect(governor.map((line) => line.split(',').slice(1).join(' ')).slice(1)).toEqual([
      'REDUCING losingStreak true 5 5',
      'HALTED dailyLoss true -1610 -1500',
      'REDUCING dailyLoss false -1610 -1500',
      'ACTIVE losingStreak false 5 5',
    ])
  })

  test('equity has every bar with all its digits', () => {
    const { folder } = write(root)
    const table = tableFromIPC(readFileSync(join(folder, 'equity.arrow')))
    expect(Array.from(table.getChild('equity'))).toEqual(Array.from(result.equity))
    const rows = readFileSync(join(folder, 'equity.csv'), 'utf8').trimEnd().split('\n').slice(1)
    expect(rows.map((row) => Number(row.split(',')[1]))).toEqual(Array.from(result.equity))
    expect(rows.map((row) => Date.parse(row.split(',')[0]!))).toEqual(Array.from(result.times))
  })
})

describe('a folder that cannot be written', () => {
  test('below a file', () => {
    writeFileSync(join(root, 'file'), 'x')
    const folder = join(root, 'file', 'run')
    expect(() => write(folder)).toThrow(QtError)
    expect(() => write(folder)).toThrow(`cannot write the report into ${folder}`)
  })

  test('leaves an earlier report as it was', () => {
    writeFileSync(join(root, 'metrics.json'), 'earlier')
    mkdirSync(join(root, 'report.html')) // in the way of the last file
    expect(() => write(root)).toThrow('report.html is a folder')
    expect(readFileSync(join(root, 'metrics.json'), 'utf8')).toBe('earlier')
    expect(readdirSync(root).sort()).toEqual(['metrics.json', 'report.html'])
  })
})
