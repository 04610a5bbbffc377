import { DAY_MS } from '../core/time.ts'

/** Crypto trades every day: daily figures are annualised with 365 (SPEC §7.8). */
export const DAYS_PER_YEAR = 365

/** Elapsed time is counted in years of 365.25 days. */
export const YEAR_MS = 365.25 * DAY_MS
