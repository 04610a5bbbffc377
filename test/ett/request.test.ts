import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { MODELS } from './models.ts'
import { parseRequest } from './request.ts'

const folder = tmpdir()
const environment = { QT_ETT_DIR: folder }
const flags = ['--model', 'nhits', '--dataset', 'ETTh1', '--horizon', '96']
const parse = (...more: string[]) => parseRequest([...flags, ...more], environment)

describe('parseRequest', () => {
  it('fills in what is not said', () => {
    expect(parse()).toEqual({
      models: ['nhits'],
      dataset: 'ETTh1',
      horizons: [96],
      seeds: 5,
      workers: 2,
      data: folder,
      withDlinear: true,
    })
  })

  it('takes all models and all horizons', () => {
    expect(parse('--model', 'all', '--horizon', 'all')).toMatchObject({
      models: MODELS,
      horizons: [96, 192, 336, 720],
    })
  })

  it('takes the folder of the flag before that of the variable', () => {
    expect(parse('--data', '.')).toMatchObject({ data: '.' })
  })

  it('helps, whatever else is said', () => {
    expect(parse('--model', 'nonsense', '--help')).toBe('help')
  })

  it.each([
    [['--model', 'nhit'], "got 'nhit'; did you mean nhits?"],
    [['--horizon', '0'], "--horizon: a whole number of at least 1 expected, got '0'"],
    [['--horizon', '9e1'], "got '9e1'"],
    [['--seeds', '-1'], 'seeds'],
    [['--seeds=-1'], "--seeds: a whole number of at least 1 expected, got '-1'"],
    [['--workers', 'two'], "--workers: a whole number of at least 1 expected, got 'two'"],
    [['--dataset', '../ETTh1.csv'], "--dataset: a name such as ETTh1 expected, got '../ETTh1.csv'"],
    [['--model', 'ridge', 'extra'], 'extra'],
    [['--sedes', '3'], '--sedes'],
  ])('refuses %j as a mistake in the arguments', (more, message) => {
    expect(() => parse(...more)).toThrow(expect.objectContaining({ exitCode: 2 }))
    expect(() => parse(...more)).toThrow(message)
  })

  it.each([
    ['--model', []],
    ['--dataset', ['--model', 'nhits']],
    ['--horizon', ['--model', 'nhits', '--dataset', 'ETTh1']],
  ])('misses %s', (flag, given) => {
    expect(() => parseRequest(given, environment)).toThrow(`${flag} is missing`)
  })

  it('names a folder that is not there', () => {
    expect(() => parse('--json', '/nowhere/out.json')).toThrow('--json /nowhere/out.json: no such folder')
    expect(() => parse('--data', '/nowhere/at/all')).toThrow('/nowhere/at/all: no such folder')
  })
})
