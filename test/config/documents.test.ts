import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configure } from '../../src/config/configure.ts'
import { envExample, settingsTable } from '../../src/config/documents.ts'
import { SETTINGS, VARIABLES } from '../../src/config/settings.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const README = join(ROOT, 'src/config/README.md')
const EXAMPLE = join(ROOT, '.env.example')

describe('the documentation', () => {
  it('shows the table that the code has', async () => {
    const [before, rest] = readFileSync(README, 'utf8').split('<!-- settings -->\n')
    const after = rest!.slice(rest!.indexOf('<!-- /settings -->'))
    const text = `${before}<!-- settings -->\n${settingsTable()}\n${after}`
    await expect(text).toMatchFileSnapshot(README)
    for (const { path } of SETTINGS) expect(text).toContain(`\`${path}\``)
  })

  it('has an example of the environment that the code has', async () => {
    await expect(envExample()).toMatchFileSnapshot(EXAMPLE)
  })
})

describe('.env.example', () => {
  const example = readFileSync(EXAMPLE, 'utf8')

  it('names every variable', () => {
    for (const name of VARIABLES) expect(example).toMatch(new RegExp(`^# ${name}\\b`, 'm'))
  })

  it('changes nothing as it stands', () => {
    expect(configure({ envFile: { name: '.env', text: example } })).toEqual(configure({}))
  })

  it('gives the defaults where the # is taken away', () => {
    const text = example.replace(/^# ([A-Z_]+=)/gm, '$1')
    const { rules, operation, settings } = configure({ envFile: { name: '.env', text } })
    expect({ rules, operation }).toEqual({ rules: configure({}).rules, operation: configure({}).operation })
    const given = settings.filter(({ origin }) => origin.layer === 'environment')
    expect(given.length).toBe(
      SETTINGS.filter(
        ({ variables, value, scope }) =>
          variables.length > 0 && value.kind !== 'secret' && scope !== 'process',
      ).length,
    )
  })
})
