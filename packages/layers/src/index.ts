export { Activate } from "./activations/activate.js";
export { activationOf } from "./activations/activation-of.js";
export { exponential } from "./activations/exponential.js";
export { gelu } from "./activations/gated/gelu.js";
export { geluTanh } from "./activations/gated/gelu-tanh.js";
export { hardSwish } from "./activations/gated/hard-swish.js";
export { mish } from "./activations/gated/mish.js";
export { silu } from "./activations/gated/silu.js";
export { identity } from "./activations/identity.js";
export { logSoftmax } from "./activations/of-rows/log-softmax.js";
export { softmax } from "./activations/of-rows/softmax.js";
export { sparsemax } from "./activations/of-rows/sparsemax.js";
export type { TemperedSoftmaxOptions } from "./activations/of-rows/tempered-softmax.js";
export { temperedSoftmax } from "./activations/of-rows/tempered-softmax.js";
export type { PReLUOptions } from "./activations/prelu.js";
export { PReLU } from "./activations/prelu.js";
export type { CeluOptions } from "./activations/rectifiers/celu.js";
export { celu } from "./activations/rectifiers/celu.js";
export type { EluOptions } from "./activations/rectifiers/elu.js";
export { elu } from "./activations/rectifiers/elu.js";
export type { LeakyReluOptions } from "./activations/rectifiers/leaky-relu.js";
export { leakyRelu } from "./activations/rectifiers/leaky-relu.js";
export { relu } from "./activations/rectifiers/relu.js";
export { relu6 } from "./activations/rectifiers/relu-6.js";
export { selu } from "./activations/rectifiers/selu.js";
export { softplus } from "./activations/rectifiers/softplus.js";
export type { ThresholdedReluOptions } from "./activations/rectifiers/thresholded-relu.js";
export { thresholdedRelu } from "./activations/rectifiers/thresholded-relu.js";
export { hardSigmoid } from "./activations/sigmoids/hard-sigmoid.js";
export { hardTanh } from "./activations/sigmoids/hard-tanh.js";
export { logSigmoid } from "./activations/sigmoids/log-sigmoid.js";
export { sigmoid } from "./activations/sigmoids/sigmoid.js";
export { softsign } from "./activations/sigmoids/softsign.js";
export { tanh } from "./activations/sigmoids/tanh.js";
export { MultiHeadAttention } from "./attention/multi-head-attention.js";
export type { MultiHeadAttentionOptions, MultiHeadAttentionSettings } from "./attention/options.js";
export { Add } from "./containers/add.js";
export type { BidirectionalOptions, SequenceLayer } from "./containers/bidirectional.js";
export { Bidirectional } from "./containers/bidirectional.js";
export { Concatenate } from "./containers/concatenate.js";
export { Multiply } from "./containers/multiply.js";
export { Residual } from "./containers/residual.js";
export type { TiedOptions, TiedSettings } from "./containers/tied.js";
export { Tied } from "./containers/tied.js";
export { Conv1D } from "./convolution/conv-1d.js";
export { Conv2D } from "./convolution/conv-2d.js";
export { Conv2DTranspose } from "./convolution/conv-2d-transpose.js";
export { DepthwiseConv2D } from "./convolution/depthwise-conv-2d.js";
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
  SeparableConv2DOptions,
  SeparableConv2DSettings,
} from "./convolution/options.js";
export type { AveragePooling1DOptions, AveragePooling1DSettings } from "./convolution/pooling/average-pooling-1d.js";
export { AveragePooling1D } from "./convolution/pooling/average-pooling-1d.js";
export type { AveragePooling2DOptions, AveragePooling2DSettings } from "./convolution/pooling/average-pooling-2d.js";
export { AveragePooling2D } from "./convolution/pooling/average-pooling-2d.js";
export { GlobalAveragePooling1D } from "./convolution/pooling/global/global-average-pooling-1d.js";
export { GlobalAveragePooling2D } from "./convolution/pooling/global/global-average-pooling-2d.js";
export { GlobalMaxPooling1D } from "./convolution/pooling/global/global-max-pooling-1d.js";
export { GlobalMaxPooling2D } from "./convolution/pooling/global/global-max-pooling-2d.js";
export type { GlobalPooling1DOptions } from "./convolution/pooling/global/global-pooling-1d.js";
export type { MaxPooling1DOptions, MaxPooling1DSettings } from "./convolution/pooling/max-pooling-1d.js";
export { MaxPooling1D } from "./convolution/pooling/max-pooling-1d.js";
export type { MaxPooling2DOptions, MaxPooling2DSettings } from "./convolution/pooling/max-pooling-2d.js";
export { MaxPooling2D } from "./convolution/pooling/max-pooling-2d.js";
export type { Cropping1DSettings } from "./convolution/resizing/cropping-1d.js";
export { Cropping1D } from "./convolution/resizing/cropping-1d.js";
export type { Cropping2DSettings } from "./convolution/resizing/cropping-2d.js";
export { Cropping2D } from "./convolution/resizing/cropping-2d.js";
export type { EndSizes, TwoEnds } from "./convolution/resizing/resized-field.js";
export type { UpSampling1DSettings } from "./convolution/resizing/up-sampling-1d.js";
export { UpSampling1D } from "./convolution/resizing/up-sampling-1d.js";
export type { UpSampling2DSettings } from "./convolution/resizing/up-sampling-2d.js";
export { UpSampling2D } from "./convolution/resizing/up-sampling-2d.js";
export type { ZeroPadding1DSettings } from "./convolution/resizing/zero-padding-1d.js";
export { ZeroPadding1D } from "./convolution/resizing/zero-padding-1d.js";
export type { ZeroPadding2DSettings } from "./convolution/resizing/zero-padding-2d.js";
export { ZeroPadding2D } from "./convolution/resizing/zero-padding-2d.js";
export { SeparableConv2D } from "./convolution/separable-conv-2d.js";
export type { Padding, Pair } from "./convolution/windows/geometry.js";
export type { SideSizes } from "./convolution/windows/images.js";
export type { DenseOptions, DenseSettings } from "./dense.js";
export { Dense } from "./dense.js";
export type { DistancesOptions, DistancesSettings } from "./embedding/distances.js";
export { Distances } from "./embedding/distances.js";
export type { EmbeddingOptions, EmbeddingSettings } from "./embedding/embedding.js";
export { Embedding } from "./embedding/embedding.js";
export type { PositionalEmbeddingOptions } from "./embedding/positional-embedding.js";
export { PositionalEmbedding } from "./embedding/positional-embedding.js";
export type { PositionalEncodingOptions } from "./embedding/positional-encoding.js";
export { PositionalEncoding } from "./embedding/positional-encoding.js";
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
export type { GroupNormalizationOptions, GroupNormalizationSettings } from "./normalization/group-normalization.js";
export { GroupNormalization } from "./normalization/group-normalization.js";
export type { LayerNormalizationOptions } from "./normalization/layer-normalization.js";
export { LayerNormalization } from "./normalization/layer-normalization.js";
export type { RMSNormalizationOptions } from "./normalization/rms-normalization.js";
export { RMSNormalization } from "./normalization/rms-normalization.js";
export { GRU } from "./recurrent/gru/any-gru.js";
export { LSTM } from "./recurrent/lstm/any-lstm.js";
export type {
  GRUOptions,
  GRUSettings,
  LSTMOptions,
  LSTMSettings,
  RecurrentOptions,
  RecurrentSettings,
} from "./recurrent/options.js";
export { Reverse } from "./recurrent/passes/reverse.js";
export { SimpleRNN } from "./recurrent/simple/any-simple-rnn.js";
export { AlphaDropout } from "./regularization/alpha-dropout.js";
export { Dropout } from "./regularization/dropout.js";
export { GaussianNoise } from "./regularization/gaussian-noise.js";
export { SpatialDropout2D } from "./regularization/spatial-dropout-2d.js";
export { Flatten } from "./shapes/flatten.js";
export type { Permuted, PermuteSettings } from "./shapes/permute.js";
export { Permute } from "./shapes/permute.js";
export type { Reshaped, ReshapeSettings } from "./shapes/reshape.js";
export { Reshape } from "./shapes/reshape.js";
export type { SliceSettings } from "./shapes/slice.js";
export { Slice } from "./shapes/slice.js";

// Behind all that it lists: in the page its own list stands there, which imports them from here.

export { layerKinds } from "./kinds.js";
