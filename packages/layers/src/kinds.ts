import type { Described, Registrable } from "@nn/core/component";
import { Activate } from "./activations/activate.js";
import { exponential } from "./activations/exponential.js";
import { gelu } from "./activations/gated/gelu.js";
import { geluTanh } from "./activations/gated/gelu-tanh.js";
import { hardSwish } from "./activations/gated/hard-swish.js";
import { mish } from "./activations/gated/mish.js";
import { silu } from "./activations/gated/silu.js";
import { identity } from "./activations/identity.js";
import { logSoftmax } from "./activations/of-rows/log-softmax.js";
import { softmax } from "./activations/of-rows/softmax.js";
import { sparsemax } from "./activations/of-rows/sparsemax.js";
import { temperedSoftmax } from "./activations/of-rows/tempered-softmax.js";
import { PReLU } from "./activations/prelu.js";
import { celu } from "./activations/rectifiers/celu.js";
import { elu } from "./activations/rectifiers/elu.js";
import { leakyRelu } from "./activations/rectifiers/leaky-relu.js";
import { relu } from "./activations/rectifiers/relu.js";
import { relu6 } from "./activations/rectifiers/relu-6.js";
import { selu } from "./activations/rectifiers/selu.js";
import { softplus } from "./activations/rectifiers/softplus.js";
import { thresholdedRelu } from "./activations/rectifiers/thresholded-relu.js";
import { hardSigmoid } from "./activations/sigmoids/hard-sigmoid.js";
import { hardTanh } from "./activations/sigmoids/hard-tanh.js";
import { logSigmoid } from "./activations/sigmoids/log-sigmoid.js";
import { sigmoid } from "./activations/sigmoids/sigmoid.js";
import { softsign } from "./activations/sigmoids/softsign.js";
import { tanh } from "./activations/sigmoids/tanh.js";
import { MultiHeadAttention } from "./attention/multi-head-attention.js";
import { Add } from "./containers/add.js";
import { Bidirectional } from "./containers/bidirectional.js";
import { Concatenate } from "./containers/concatenate.js";
import { Multiply } from "./containers/multiply.js";
import { Residual } from "./containers/residual.js";
import { Tied } from "./containers/tied.js";
import { Conv1D } from "./convolution/conv-1d.js";
import { Conv2D } from "./convolution/conv-2d.js";
import { Conv2DTranspose } from "./convolution/conv-2d-transpose.js";
import { DepthwiseConv2D } from "./convolution/depthwise-conv-2d.js";
import { AveragePooling1D } from "./convolution/pooling/average-pooling-1d.js";
import { AveragePooling2D } from "./convolution/pooling/average-pooling-2d.js";
import { GlobalAveragePooling1D } from "./convolution/pooling/global/global-average-pooling-1d.js";
import { GlobalAveragePooling2D } from "./convolution/pooling/global/global-average-pooling-2d.js";
import { GlobalMaxPooling1D } from "./convolution/pooling/global/global-max-pooling-1d.js";
import { GlobalMaxPooling2D } from "./convolution/pooling/global/global-max-pooling-2d.js";
import { MaxPooling1D } from "./convolution/pooling/max-pooling-1d.js";
import { MaxPooling2D } from "./convolution/pooling/max-pooling-2d.js";
import { Cropping1D } from "./convolution/resizing/cropping-1d.js";
import { Cropping2D } from "./convolution/resizing/cropping-2d.js";
import { UpSampling1D } from "./convolution/resizing/up-sampling-1d.js";
import { UpSampling2D } from "./convolution/resizing/up-sampling-2d.js";
import { ZeroPadding1D } from "./convolution/resizing/zero-padding-1d.js";
import { ZeroPadding2D } from "./convolution/resizing/zero-padding-2d.js";
import { SeparableConv2D } from "./convolution/separable-conv-2d.js";
import { Dense } from "./dense.js";
import { Distances } from "./embedding/distances.js";
import { Embedding } from "./embedding/embedding.js";
import { PositionalEmbedding } from "./embedding/positional-embedding.js";
import { PositionalEncoding } from "./embedding/positional-encoding.js";
import { Constant, ones, zeros } from "./initializers/constant.js";
import { glorotNormal, glorotUniform } from "./initializers/glorot.js";
import { heNormal, heUniform } from "./initializers/he.js";
import { identityMatrix } from "./initializers/identity-matrix.js";
import { lecunNormal, lecunUniform } from "./initializers/lecun.js";
import { orthogonal } from "./initializers/orthogonal.js";
import { Normal, Uniform } from "./initializers/random.js";
import { Sparse } from "./initializers/sparse.js";
import { TruncatedNormal } from "./initializers/truncated-normal.js";
import { VarianceScaling } from "./initializers/variance-scaling.js";
import { BatchNormalization } from "./normalization/batch-normalization.js";
import { GroupNormalization } from "./normalization/group-normalization.js";
import { LayerNormalization } from "./normalization/layer-normalization.js";
import { RMSNormalization } from "./normalization/rms-normalization.js";
import { GRU } from "./recurrent/gru/gru.js";
import { LSTM } from "./recurrent/lstm/lstm.js";
import { Reverse } from "./recurrent/passes/reverse.js";
import { SimpleRNN } from "./recurrent/simple/simple-rnn.js";
import { AlphaDropout } from "./regularization/alpha-dropout.js";
import { Dropout } from "./regularization/dropout.js";
import { GaussianNoise } from "./regularization/gaussian-noise.js";
import { SpatialDropout2D } from "./regularization/spatial-dropout-2d.js";
import { Flatten } from "./shapes/flatten.js";
import { Permute } from "./shapes/permute.js";
import { Reshape } from "./shapes/reshape.js";
import { Slice } from "./shapes/slice.js";

/** A copy doesn't have the settings of what it was copied from. */
const isWhole = (component: Described): boolean => typeof component.settings === "function";

/**
 * All layers, activations and initializers of this package, for a registry, which writes them down and makes them again.
 *
 * @example
 * new Registry(layerKinds).describe(new Activate(relu)); // => { kind: "Activate", settings: { activation: { kind: "relu" } } }
 */
export const layerKinds: readonly Registrable[] = [
  Dense,
  Activate,
  Conv2D,
  MaxPooling2D,
  LSTM,
  GRU,
  SimpleRNN,
  Flatten,
  Reshape,
  Slice,
  Permute,
  Embedding,
  Distances,
  Residual,
  Add,
  Multiply,
  Concatenate,
  Tied,
  Bidirectional,
  Reverse,
  MultiHeadAttention,
  PositionalEmbedding,
  PositionalEncoding,
  Dropout,
  BatchNormalization,
  PReLU,
  LayerNormalization,
  GroupNormalization,
  RMSNormalization,
  GaussianNoise,
  AlphaDropout,
  SpatialDropout2D,
  AveragePooling2D,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  UpSampling2D,
  ZeroPadding2D,
  Cropping2D,
  Conv2DTranspose,
  DepthwiseConv2D,
  SeparableConv2D,
  Conv1D,
  MaxPooling1D,
  AveragePooling1D,
  GlobalMaxPooling1D,
  GlobalAveragePooling1D,
  UpSampling1D,
  ZeroPadding1D,
  Cropping1D,
  exponential,
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  hardTanh,
  identity,
  logSigmoid,
  logSoftmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  sparsemax,
  tanh,
  { kind: "celu", from: celu, isWhole },
  { kind: "elu", from: elu, isWhole },
  { kind: "leakyRelu", from: leakyRelu, isWhole },
  { kind: "temperedSoftmax", from: temperedSoftmax, isWhole },
  { kind: "thresholdedRelu", from: thresholdedRelu, isWhole },
  Constant,
  ones,
  zeros,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  identityMatrix,
  lecunNormal,
  lecunUniform,
  orthogonal,
  Normal,
  Sparse,
  TruncatedNormal,
  Uniform,
  VarianceScaling,
];
