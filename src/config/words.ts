import type { SettingValue } from './setting.ts'

/** What a value may be, in words: for the message, and whole for the hint. */
export function allowedWords(value: SettingValue, unit: string): { expected: string; allowed: string } {
  const expected = expectedWords(value)
  const measured = unit === '' || value.kind !== 'number' ? expected : `${expected} (${unit})`
  const others = [
    ...('word' in value && value.word ? [value.word] : []),
    ...(value.isOptional ? ['none'] : []),
  ]
  return { expected, allowed: `allowed: ${[measured, ...others].join(', or ')}` }
}

export function expectedWords(value: SettingValue): string {
  switch (value.kind) {
    case 'number':
      return rangeWords(value)
    case 'choice':
      return value.choices.join(', ')
    case 'switch':
      return 'true or false'
    case 'names':
      return 'instrument ids such as BTCUSDT,ETHUSDT'
    default:
      return 'a text'
  }
}

function rangeWords({ least, most, isLeastAllowed, isInteger }: SettingValue & { kind: 'number' }): string {
  const kind = isInteger ? 'a whole number' : 'a number'
  const [low, high] = [boundWord(least), boundWord(most)]
  return isLeastAllowed ? `${kind} from ${low} to ${high}` : `${kind} above ${low}, at most ${high}`
}

/** 1e15 instead of its zeros. */
function boundWord(value: number): string {
  return value >= 1e7 ? value.toExponential().replace('+', '') : String(value)
}
