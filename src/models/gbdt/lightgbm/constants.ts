/** LightGBM's kEpsilon: the float32 1e-15, widened. */
export const EPSILON = Math.fround(1e-15)

/** LightGBM's kZeroThreshold, the float32 1e-35, widened: |values| up to this are 0. */
export const ZERO_THRESHOLD = Math.fround(1e-35)
