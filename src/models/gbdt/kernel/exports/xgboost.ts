/** What the kernel exports for training XGBoost models. */
export interface XgboostExports {
  /** Unscaled weight of a node under a Rule record, float32. */
  xgboostWeight(rule: number, gradient: number, hessian: number): number
  /** Gain of a node at its weight, float32. */
  xgboostGain(rule: number, gradient: number, hessian: number): number
  /** Copies (gradient, hessian) pairs; each row is kept with a probability, else its pair becomes 0. */
  xgboostSample(pairs: number, to: number, rows: number, seed: number, share: number): void
}
