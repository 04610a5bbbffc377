/** LightGBM's ε: the float32 1e-15, widened. */
export const EPSILON = Math.fround(1e-15)
