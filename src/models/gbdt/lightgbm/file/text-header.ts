import type { LightgbmModel } from '../model.ts'
import { TextFields } from './text-fields.ts'
import type { TextLines } from './text-lines.ts'

/** Bounds what one number in a file can make us allocate. */
const OUTPUTS_MAX = 65_536

const FIELDS = [
  'tree',
  'version',
  'num_class',
  'num_tree_per_iteration',
  'label_index',
  'max_feature_idx',
  'objective',
  'average_output',
  'feature_names',
  'monotone_constraints',
  'feature_infos',
  'tree_sizes',
]

type Header = Omit<LightgbmModel, 'library' | 'trees'> & { readonly treeSizes: readonly number[] | undefined }

/** The lines before the first tree. */
export function headerOf(lines: TextLines): Header {
  const fields = new TextFields(lines, 'the header', FIELDS)
  const numClass = outputsOf(fields, 'num_class')
  const features = fields.count('max_feature_idx') + 1
  return {
    version: fields.has('version') ? versionOf(fields) : '',
    numClass,
    treesPerIteration: fields.has('num_tree_per_iteration')
      ? outputsOf(fields, 'num_tree_per_iteration')
      : numClass,
    labelIndex: fields.count('label_index'),
    objective: fields.has('objective') ? fields.text('objective') : '',
    averageOutput: fields.has('average_output'),
    featureNames: perFeature(fields, 'feature_names', fields.items('feature_names'), features),
    featureInfos: perFeature(fields, 'feature_infos', fields.items('feature_infos'), features),
    monotoneConstraints: constraintsOf(fields, features),
    treeSizes: fields.has('tree_sizes') ? fields.integers('tree_sizes', 1, 2 ** 31 - 1) : undefined,
  }
}

function versionOf(fields: TextFields): string {
  const version = fields.text('version')
  if (version === 'v3' || version === 'v4') return version
  return fields.fault(
    'version',
    `v3 or v4 expected, got ${JSON.stringify(version)}`,
    'save it again with LightGBM ≥ 2.3',
  )
}

function outputsOf(fields: TextFields, name: string): number {
  const outputs = fields.count(name, 1)
  return outputs <= OUTPUTS_MAX
    ? outputs
    : fields.fault(name, `at most ${OUTPUTS_MAX} expected, got ${outputs}`)
}

function constraintsOf(fields: TextFields, features: number): readonly number[] {
  const name = 'monotone_constraints'
  return fields.has(name) ? perFeature(fields, name, fields.integers(name, -1, 1), features) : []
}

function perFeature<T>(
  fields: TextFields,
  name: string,
  items: readonly T[],
  features: number,
): readonly T[] {
  if (items.length === features) return items
  return fields.fault(name, `${features} items expected, max_feature_idx + 1, got ${items.length}`)
}
