import { describe, expect, it } from 'vitest'
import { parseEnvFile } from '../../src/config/env-file.ts'

const one = (text: string) => parseEnvFile(text, '.env')[0]?.value

describe('a .env file', () => {
  it.each([
    ['A=1', '1'],
    ['  A = 1  ', '1'],
    ['export A=1', '1'],
    ['A=', ''],
    ['A=   # nothing', ''],
    ['A=#1', ''],
    ['A=1 # remark', '1'],
    ['A=1#2', '1#2'],
    ['A=a=b', 'a=b'],
    [`A='1 # 2'`, '1 # 2'],
    [`A='a\\nb'`, 'a\\nb'],
    ['A="a\\nb" # remark', 'a\nb'],
    ['A="say \\"hi\\" \\\\"', 'say "hi" \\'],
    ['A=""', ''],
    ['\uFEFFA=1', '1'],
  ])('reads %j', (text, value) => {
    expect(one(text)).toBe(value)
  })

  it('counts lines, blank ones, remarks and Windows ends among them', () => {
    expect(parseEnvFile('# a\r\n\r\nA=1\r\n  # b\r\nB=2\r\n', '.env')).toEqual([
      { name: 'A', value: '1', line: 3 },
      { name: 'B', value: '2', line: 5 },
    ])
  })

  it.each([
    ['A', /^x\.env line 1: expected NAME=VALUE$/],
    ['B=1\n1A=2', /line 2: expected NAME=VALUE/],
    [`A='x`, /line 1: A: its quotes do not close/],
    [`A="x" y`, /line 1: A: its quotes do not close/],
    ['A="x\\"', /do not close/],
  ])('refuses %j', (text, message) => {
    expect(() => parseEnvFile(text, 'x.env')).toThrow(message)
  })
})
