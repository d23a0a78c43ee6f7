export { Activate } from "./activate.js";
export { activationOf } from "./activation-of.js";
export type { CeluOptions } from "./activations/celu.js";
export { celu } from "./activations/celu.js";
export type { EluOptions } from "./activations/elu.js";
export { elu } from "./activations/elu.js";
export { exponential } from "./activations/exponential.js";
export { geluTanh } from "./activations/gelu-tanh.js";
export { hardSigmoid } from "./activations/hard-sigmoid.js";
export { hardSwish } from "./activations/hard-swish.js";
export { hardTanh } from "./activations/hard-tanh.js";
export { identity } from "./activations/identity.js";
export type { LeakyReluOptions } from "./activations/leaky-relu.js";
export { leakyRelu } from "./activations/leaky-relu.js";
export { logSigmoid } from "./activations/log-sigmoid.js";
export { logSoftmax } from "./activations/log-softmax.js";
export { mish } from "./activations/mish.js";
export { relu } from "./activations/relu.js";
export { relu6 } from "./activations/relu-6.js";
export { selu } from "./activations/selu.js";
export { sigmoid } from "./activations/sigmoid.js";
export { silu } from "./activations/silu.js";
export { softmax } from "./activations/softmax.js";
export { softplus } from "./activations/softplus.js";
export { softsign } from "./activations/softsign.js";
export { tanh } from "./activations/tanh.js";
export type { TemperedSoftmaxOptions } from "./activations/tempered-softmax.js";
export { temperedSoftmax } from "./activations/tempered-softmax.js";
export type { ThresholdedReluOptions } from "./activations/thresholded-relu.js";
export { thresholdedRelu } from "./activations/thresholded-relu.js";
export { MultiHeadAttention } from "./attention/multi-head-attention.js";
export type { MultiHeadAttentionOptions, MultiHeadAttentionSettings } from "./attention/options.js";
export type { PositionalEmbeddingOptions } from "./attention/positional-embedding.js";
export { PositionalEmbedding } from "./attention/positional-embedding.js";
export { Add } from "./containers/add.js";
export type { BidirectionalOptions, SequenceLayer } from "./containers/bidirectional.js";
export { Bidirectional } from "./containers/bidirectional.js";
export { Concatenate } from "./containers/concatenate.js";
export { Multiply } from "./containers/multiply.js";
export { Residual } from "./containers/residual.js";
export type { AveragePooling1DOptions, AveragePooling1DSettings } from "./convolution/average-pooling-1d.js";
export { AveragePooling1D } from "./convolution/average-pooling-1d.js";
export type { AveragePooling2DOptions, AveragePooling2DSettings } from "./convolution/average-pooling-2d.js";
export { AveragePooling2D } from "./convolution/average-pooling-2d.js";
export { Conv1D } from "./convolution/conv-1d.js";
export { Conv2D } from "./convolution/conv-2d.js";
export { Conv2DTranspose } from "./convolution/conv-2d-transpose.js";
export type { Cropping2DSettings } from "./convolution/cropping-2d.js";
export { Cropping2D } from "./convolution/cropping-2d.js";
export { DepthwiseConv2D } from "./convolution/depthwise-conv-2d.js";
export type { Padding, Pair } from "./convolution/geometry.js";
export { GlobalAveragePooling1D } from "./convolution/global-average-pooling-1d.js";
export { GlobalAveragePooling2D } from "./convolution/global-average-pooling-2d.js";
export { GlobalMaxPooling1D } from "./convolution/global-max-pooling-1d.js";
export { GlobalMaxPooling2D } from "./convolution/global-max-pooling-2d.js";
export type { SideSizes } from "./convolution/images.js";
export type { MaxPooling1DOptions, MaxPooling1DSettings } from "./convolution/max-pooling-1d.js";
export { MaxPooling1D } from "./convolution/max-pooling-1d.js";
export type { MaxPooling2DOptions, MaxPooling2DSettings } from "./convolution/max-pooling-2d.js";
export { MaxPooling2D } from "./convolution/max-pooling-2d.js";
export type {
  Conv1DOptions,
  Conv1DSettings,
  Conv2DOptions,
  Conv2DSettings,
  Conv2DTransposeOptions,
  Conv2DTransposeSettings,
  ConvolutionOptions,
  DepthwiseConv2DOptions,
  DepthwiseConv2DSettings,
} from "./convolution/options.js";
export type { UpSampling2DSettings } from "./convolution/up-sampling-2d.js";
export { UpSampling2D } from "./convolution/up-sampling-2d.js";
export type { ZeroPadding2DSettings } from "./convolution/zero-padding-2d.js";
export { ZeroPadding2D } from "./convolution/zero-padding-2d.js";
export type { DenseOptions, DenseSettings } from "./dense.js";
export { Dense } from "./dense.js";
export type { EmbeddingOptions, EmbeddingSettings } from "./embedding/embedding.js";
export { Embedding } from "./embedding/embedding.js";
export { Flatten } from "./flatten.js";
export { Constant, ones, zeros } from "./initializers/constant.js";
export { glorotNormal, glorotUniform } from "./initializers/glorot.js";
export { heNormal, heUniform } from "./initializers/he.js";
export { identityMatrix } from "./initializers/identity-matrix.js";
export { lecunNormal, lecunUniform } from "./initializers/lecun.js";
export { orthogonal } from "./initializers/orthogonal.js";
export type { NormalOptions, UniformOptions } from "./initializers/random.js";
export { Normal, Uniform } from "./initializers/random.js";
export type { SparseOptions } from "./initializers/sparse.js";
export { Sparse } from "./initializers/sparse.js";
export { TruncatedNormal } from "./initializers/truncated-normal.js";
export type { VarianceScalingOptions } from "./initializers/variance-scaling.js";
export { VarianceScaling } from "./initializers/variance-scaling.js";
export type { BatchNormalizationOptions } from "./normalization/batch-normalization.js";
export { BatchNormalization } from "./normalization/batch-normalization.js";
export type { LayerNormalizationOptions } from "./normalization/layer-normalization.js";
export { LayerNormalization } from "./normalization/layer-normalization.js";
export type { RMSNormalizationOptions } from "./normalization/rms-normalization.js";
export { RMSNormalization } from "./normalization/rms-normalization.js";
export type { PReLUOptions } from "./prelu.js";
export { PReLU } from "./prelu.js";
export { GRU } from "./recurrent/any-gru.js";
export { LSTM } from "./recurrent/any-lstm.js";
export { SimpleRNN } from "./recurrent/any-simple-rnn.js";
export type {
  GRUOptions,
  GRUSettings,
  LSTMOptions,
  LSTMSettings,
  RecurrentOptions,
  RecurrentSettings,
} from "./recurrent/options.js";
export { Reverse } from "./recurrent/reverse.js";
export { AlphaDropout } from "./regularization/alpha-dropout.js";
export { Dropout } from "./regularization/dropout.js";
export { GaussianNoise } from "./regularization/gaussian-noise.js";
export { SpatialDropout2D } from "./regularization/spatial-dropout-2d.js";
export type { Reshaped, ReshapeSettings } from "./reshape.js";
export { Reshape } from "./reshape.js";

// Behind all that it lists: in the page its own list stands there, which imports them from here.

export { layerKinds } from "./kinds.js";
