import { describe, expect, it } from 'vitest'
import { lightgbmParameterLines } from '../../../../../src/models/gbdt/lightgbm/file/parameter-lines.ts'
import { parseLightgbmText } from '../../../../../src/models/gbdt/lightgbm/file/text.ts'
import { officialFiles, officialText } from '../../../../support/gbdt/files.ts'

const LINE = /^\[(\w+): (.*)\]$/
const entry = (line: string) => LINE.exec(line)!.slice(1) as [string, string]

describe('lightgbmParameterLines', () => {
  it('names every parameter once, with its default', () => {
    const lines = lightgbmParameterLines({})
    expect(new Set(lines.map((line) => entry(line)[0])).size).toBe(121)
    expect(lines.slice(0, 3)).toEqual(['[boosting: gbdt]', '[objective: regression]', '[metric: l2]'])
    expect(lines).toContain('[feature_contri: ]')
  })

  it('prints overrides in their place, numbers with six digits', () => {
    const overrides = {
      learning_rate: 0.123456789,
      lambda_l1: 1e-7,
      lambda_l2: 12345678,
      top_k: 12345678,
      metric: '',
    }
    const lines = lightgbmParameterLines(overrides)
    expect(lines[2]).toBe('[metric: ]')
    expect(lines[9]).toBe('[learning_rate: 0.123457]')
    expect(lines).toContain('[lambda_l1: 1e-07]')
    expect(lines).toContain('[lambda_l2: 1.23457e+07]')
    expect(lines).toContain('[top_k: 12345678]')
  })

  it.each(officialFiles('lightgbm-', '.txt').filter((name) => officialText(name).includes('\nparameters:')))(
    '%s: the names and order of the official library; defaults wherever the script set nothing',
    (name) => {
      const { parameters } = parseLightgbmText(officialText(name), name)
      const overrides = Object.fromEntries(parameters!.map(entry).filter(([key]) => SET_BY_SCRIPT.has(key)))
      expect(lightgbmParameterLines(overrides)).toEqual(parameters)
    },
  )

  it('refuses a name that does not exist', () => {
    expect(() => lightgbmParameterLines({ num_leafs: 3 })).toThrow('LightGBM has no parameter num_leafs')
  })
})

/** Settings of make-gbdt-files.py, and what follows from them. */
const SET_BY_SCRIPT = new Set([
  ...[
    'boosting',
    'objective',
    'metric',
    'data_sample_strategy',
    'num_iterations',
    'learning_rate',
    'num_leaves',
  ],
  ...[
    'num_threads',
    'deterministic',
    'force_col_wise',
    'min_data_in_leaf',
    'min_sum_hessian_in_leaf',
    'verbosity',
  ],
  ...[
    'bagging_fraction',
    'bagging_freq',
    'feature_fraction',
    'early_stopping_round',
    'lambda_l1',
    'drop_rate',
  ],
  ...[
    'skip_drop',
    'min_data_per_group',
    'cat_smooth',
    'max_cat_to_onehot',
    'monotone_constraints',
    'num_class',
  ],
  ...[
    'saved_feature_importance_type',
    'zero_as_missing',
    'categorical_feature',
    'scale_pos_weight',
    'sigmoid',
  ],
])
