import type { Described, Registrable } from "@nn/core/component";
import { Activate } from "./activate.js";
import { celu } from "./activations/celu.js";
import { elu } from "./activations/elu.js";
import { exponential } from "./activations/exponential.js";
import { geluTanh } from "./activations/gelu-tanh.js";
import { hardSigmoid } from "./activations/hard-sigmoid.js";
import { hardSwish } from "./activations/hard-swish.js";
import { hardTanh } from "./activations/hard-tanh.js";
import { identity } from "./activations/identity.js";
import { leakyRelu } from "./activations/leaky-relu.js";
import { logSigmoid } from "./activations/log-sigmoid.js";
import { logSoftmax } from "./activations/log-softmax.js";
import { mish } from "./activations/mish.js";
import { relu } from "./activations/relu.js";
import { relu6 } from "./activations/relu-6.js";
import { selu } from "./activations/selu.js";
import { sigmoid } from "./activations/sigmoid.js";
import { silu } from "./activations/silu.js";
import { softmax } from "./activations/softmax.js";
import { softplus } from "./activations/softplus.js";
import { softsign } from "./activations/softsign.js";
import { tanh } from "./activations/tanh.js";
import { temperedSoftmax } from "./activations/tempered-softmax.js";
import { thresholdedRelu } from "./activations/thresholded-relu.js";
import { MultiHeadAttention } from "./attention/multi-head-attention.js";
import { PositionalEmbedding } from "./attention/positional-embedding.js";
import { Add } from "./containers/add.js";
import { Bidirectional } from "./containers/bidirectional.js";
import { Concatenate } from "./containers/concatenate.js";
import { Multiply } from "./containers/multiply.js";
import { Residual } from "./containers/residual.js";
import { AveragePooling1D } from "./convolution/average-pooling-1d.js";
import { AveragePooling2D } from "./convolution/average-pooling-2d.js";
import { Conv1D } from "./convolution/conv-1d.js";
import { Conv2D } from "./convolution/conv-2d.js";
import { Conv2DTranspose } from "./convolution/conv-2d-transpose.js";
import { Cropping2D } from "./convolution/cropping-2d.js";
import { DepthwiseConv2D } from "./convolution/depthwise-conv-2d.js";
import { GlobalAveragePooling1D } from "./convolution/global-average-pooling-1d.js";
import { GlobalAveragePooling2D } from "./convolution/global-average-pooling-2d.js";
import { GlobalMaxPooling1D } from "./convolution/global-max-pooling-1d.js";
import { GlobalMaxPooling2D } from "./convolution/global-max-pooling-2d.js";
import { MaxPooling1D } from "./convolution/max-pooling-1d.js";
import { MaxPooling2D } from "./convolution/max-pooling-2d.js";
import { UpSampling2D } from "./convolution/up-sampling-2d.js";
import { ZeroPadding2D } from "./convolution/zero-padding-2d.js";
import { Dense } from "./dense.js";
import { Embedding } from "./embedding/embedding.js";
import { Flatten } from "./flatten.js";
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
import { LayerNormalization } from "./normalization/layer-normalization.js";
import { RMSNormalization } from "./normalization/rms-normalization.js";
import { PReLU } from "./prelu.js";
import { GRU } from "./recurrent/gru.js";
import { LSTM } from "./recurrent/lstm.js";
import { Reverse } from "./recurrent/reverse.js";
import { SimpleRNN } from "./recurrent/simple-rnn.js";
import { AlphaDropout } from "./regularization/alpha-dropout.js";
import { Dropout } from "./regularization/dropout.js";
import { GaussianNoise } from "./regularization/gaussian-noise.js";
import { SpatialDropout2D } from "./regularization/spatial-dropout-2d.js";
import { Reshape } from "./reshape.js";

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
  Embedding,
  Residual,
  Add,
  Multiply,
  Concatenate,
  Bidirectional,
  Reverse,
  MultiHeadAttention,
  PositionalEmbedding,
  Dropout,
  BatchNormalization,
  PReLU,
  LayerNormalization,
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
  Conv1D,
  MaxPooling1D,
  AveragePooling1D,
  GlobalMaxPooling1D,
  GlobalAveragePooling1D,
  exponential,
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
