import type { Registrable } from "@nn/core/component";
import { Activate } from "./activate.js";
import { identity } from "./activations/identity.js";
import { relu } from "./activations/relu.js";
import { sigmoid } from "./activations/sigmoid.js";
import { softmax } from "./activations/softmax.js";
import { softplus } from "./activations/softplus.js";
import { tanh } from "./activations/tanh.js";
import { Residual } from "./containers/residual.js";
import { Conv2D } from "./convolution/conv-2d.js";
import { MaxPooling2D } from "./convolution/max-pooling-2d.js";
import { Dense } from "./dense.js";
import { Embedding } from "./embedding/embedding.js";
import { Flatten } from "./flatten.js";
import { Constant, ones, zeros } from "./initializers/constant.js";
import { glorotNormal, glorotUniform } from "./initializers/glorot.js";
import { heNormal, heUniform } from "./initializers/he.js";
import { orthogonal } from "./initializers/orthogonal.js";
import { Normal, Uniform } from "./initializers/random.js";
import { BatchNormalization } from "./normalization/batch-normalization.js";
import { LSTM } from "./recurrent/lstm.js";
import { Dropout } from "./regularization/dropout.js";

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
  Flatten,
  Embedding,
  Residual,
  Dropout,
  BatchNormalization,
  identity,
  relu,
  sigmoid,
  softmax,
  softplus,
  tanh,
  Constant,
  ones,
  zeros,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  orthogonal,
  Normal,
  Uniform,
];
