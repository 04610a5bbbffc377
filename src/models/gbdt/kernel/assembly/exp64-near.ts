// e^x in float64 to within two units of the last place: as exp64, without fused multiply-adds, which WASM lacks.

import { C2, C3, C4, C5, SCALE, STEP_HIGH, STEP_LOW } from './exp64'
import { EXP_TABLE } from './exp-table'

/** e^x for |x| ≤ 700, where no power leaves the range of float64. */
@inline
export function exp64Near(x: f64): f64 {
  const whole = nearest(SCALE * x)
  const k = <i64>whole
  const r = x + whole * STEP_HIGH + whole * STEP_LOW
  const entry = EXP_TABLE + (<usize>(k & 127) << 4)
  const power = reinterpret<f64>(load<u64>(entry, 8) + (k << 45))
  const r2 = r * r
  const rest = load<f64>(entry) + r + r2 * (C2 + r * C3) + r2 * r2 * (C4 + r * C5)
  return power + power * rest
}
