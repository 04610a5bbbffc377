// What the kernel offers. Every export works on records in memory (see layout) and keeps nothing between calls.

export { heapBase } from './heap'
export { makeKeys32, makeKeys64 } from './keys'
export { binLightgbm, sortFloats } from './lightgbm-bins'
export { exponential32, exponential64, sigmoid32, sigmoid64, softmax32, softmax64 } from './link'
export { perform } from './perform'
export { addFloat32, addNarrowFloat64, addWideFloat64, tellNarrowLeaves, tellWideLeaves } from './predict'
export { explainNarrow, explainWide } from './shap'
export { xgboostSample } from './xgboost-sample'
export { gainOf as xgboostGain, weightOfSums as xgboostWeight } from './xgboost-split'
