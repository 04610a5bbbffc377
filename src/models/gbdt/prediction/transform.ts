/** What becomes of margins: the kernel's transform by this name. */
export type Transform = 'identity' | 'sigmoid' | 'softmax' | 'exp'

/** From margins to predictions: what a model's objective does, and with which slope. */
export interface Link {
  readonly transform?: Transform
  /** LightGBM's sigmoid: 1 / (1 + e^(−slope · x)). */
  readonly slope: number
}
