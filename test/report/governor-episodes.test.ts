import { describe, expect, test } from 'vitest'
import { governorEpisodes, joinEpisodes, shareOfTime } from '../../src/report/governor-episodes.ts'
import type { GovernorChange, GovernorMode } from '../../src/risk/governor.ts'

const change = (time: number, mode: GovernorMode): GovernorChange => ({
  time,
  mode,
  cause: 'dailyLoss',
  isOn: mode !== 'ACTIVE',
  value: 1,
  bound: 0,
})

describe('episodes', () => {
  test.each<[string, GovernorChange[], [string, number, number][]]>([
    ['none', [], []],
    ['one', [change(10, 'HALTED'), change(30, 'ACTIVE')], [['HALTED', 10, 30]]],
    [
      'one mode after the other',
      [change(10, 'REDUCING'), change(20, 'HALTED'), change(25, 'REDUCING'), change(30, 'ACTIVE')],
      [
        ['REDUCING', 10, 20],
        ['HALTED', 20, 25],
        ['REDUCING', 25, 30],
      ],
    ],
    [
      'another cause of the same mode is the same episode',
      [change(10, 'HALTED'), change(20, 'HALTED'), change(30, 'ACTIVE')],
      [['HALTED', 10, 30]],
    ],
    ['lasting to the end', [change(90, 'REDUCING')], [['REDUCING', 90, 100]]],
    [
      'two causes that begin and end at once',
      [change(10, 'REDUCING'), change(10, 'HALTED'), change(10, 'ACTIVE')],
      [],
    ],
  ])('%s', (_, changes, wanted) => {
    expect(governorEpisodes(changes, 100).map(({ mode, from, to }) => [mode, from, to])).toEqual(wanted)
  })
})

test('what cannot be told apart is drawn as one', () => {
  const episodes = governorEpisodes(
    [
      change(0, 'REDUCING'),
      change(10, 'ACTIVE'),
      change(12, 'REDUCING'),
      change(20, 'ACTIVE'),
      change(30, 'HALTED'),
    ],
    40,
  )
  expect(joinEpisodes(episodes, 3).map(({ from, to }) => [from, to])).toEqual([
    [0, 20],
    [30, 40],
  ])
  expect(joinEpisodes(episodes, 2)).toEqual(episodes)
  expect(shareOfTime(episodes, 40)).toBe(0.7)
})
