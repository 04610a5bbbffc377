import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Source of the plotly bundle that reports carry, so that they open offline. */
export function plotlyBundle(): string {
  return readFileSync(createRequire(import.meta.url).resolve('plotly.js-finance-dist-min'), 'utf8')
}
