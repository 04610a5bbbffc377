/**
 * TensorFlow.js, handed in from the edge: the nets know its types and load nothing. Whoever opens a backend
 * (asynchronous, an adapter's work) gives it to `createKit`; everything after that is synchronous.
 */
export type TensorFlow = typeof import('@tensorflow/tfjs')

export type Tensor = import('@tensorflow/tfjs').Tensor
export type Tensor1D = import('@tensorflow/tfjs').Tensor1D
export type Tensor2D = import('@tensorflow/tfjs').Tensor2D
export type Tensor3D = import('@tensorflow/tfjs').Tensor3D
export type Tensor4D = import('@tensorflow/tfjs').Tensor4D
export type Variable = import('@tensorflow/tfjs').Variable
export type TensorInfo = import('@tensorflow/tfjs').TensorInfo
