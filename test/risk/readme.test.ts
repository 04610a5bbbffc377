import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const text = readFileSync(join(ROOT, 'src/risk/README.md'), 'utf8')
const ROW = /^\| [\d., ]+ \| (.+) \| `(\S+)` `(\w+)` \| `(\S+)` "(.+)" \|$/gm
const rows = [...text.matchAll(ROW)].map(([, rule, code, symbol, test, title]) => ({
  rule: rule!,
  code: code!,
  symbol: symbol!,
  test: test!,
  title: title!,
}))

describe('the table of rules', () => {
  it('has a row for every rule that can be read', () => {
    const lines = text.split('\n').filter((line) => /^\| \d/.test(line))
    expect(rows).toHaveLength(lines.length)
    expect(rows.length).toBeGreaterThan(30)
  })

  it.each(rows)('leads to code and test: $rule', ({ code, symbol, test, title }) => {
    expect(readFileSync(join(ROOT, 'src', code), 'utf8')).toMatch(new RegExp(`\\b${symbol}\\b`))
    expect(readFileSync(join(ROOT, 'test', test), 'utf8')).toContain(title)
  })
})
