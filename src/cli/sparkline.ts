const LEVELS = '▁▂▃▄▅▆▇█'

/** A column as one line of block characters: the mean of each slice between the least and the greatest value. */
export function sparkline(values: Float64Array, width: number): string {
  const count = Math.min(width, values.length)
  const means = Array.from({ length: count }, (_, k) => {
    const slice = values.subarray(
      Math.floor((k * values.length) / count),
      Math.floor(((k + 1) * values.length) / count),
    )
    const known = slice.filter((value) => !Number.isNaN(value))
    return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length
  })
  const known = means.filter((mean) => !Number.isNaN(mean))
  const least = Math.min(...known)
  const range = Math.max(...known) - least
  return means
    .map((mean) => {
      if (Number.isNaN(mean)) return ' '
      const level =
        range === 0 ? 0 : Math.min(LEVELS.length - 1, Math.floor(((mean - least) / range) * LEVELS.length))
      return LEVELS[level]
    })
    .join('')
}
