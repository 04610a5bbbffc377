import { LANES, loadLanes, storeLanes } from './vectors'

/**
 * One step of Adam, in place:
 *
 *   g ← scale · g + coupled · w      w ← shrink · w
 *   m ← m + (1 − β₁)(g − m)          v ← β₂ · v + (1 − β₂) g²
 *   w ← w − step · m / (√v · root + ε)
 *
 * @param step the learning rate / (1 − β₁ᵗ)
 * @param root 1 / √(1 − β₂ᵗ)
 */
export function adam(
  weight: usize, gradient: usize, mean: usize, square: usize, count: i32,
  scale: f32, coupled: f32, shrink: f32, rest1: f32, beta2: f32, rest2: f32, step: f32, root: f32, epsilon: f32,
): void {
  for (let left = count; left > 0; left -= LANES) {
    let w = loadLanes(weight, left)
    let m = loadLanes(mean, left)
    let v = loadLanes(square, left)
    let g = f32x4.mul(loadLanes(gradient, left), f32x4.splat(scale))
    g = f32x4.relaxed_madd(f32x4.splat(coupled), w, g)
    w = f32x4.mul(w, f32x4.splat(shrink))
    m = f32x4.relaxed_madd(f32x4.splat(rest1), f32x4.sub(g, m), m)
    v = f32x4.relaxed_madd(f32x4.mul(g, g), f32x4.splat(rest2), f32x4.mul(v, f32x4.splat(beta2)))
    const spread = f32x4.relaxed_madd(f32x4.sqrt(v), f32x4.splat(root), f32x4.splat(epsilon))
    w = f32x4.sub(w, f32x4.div(f32x4.mul(f32x4.splat(step), m), spread))
    storeLanes(weight, left, w)
    storeLanes(mean, left, m)
    storeLanes(square, left, v)
    weight += 16
    gradient += 16
    mean += 16
    square += 16
  }
}
