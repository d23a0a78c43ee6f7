import type { Registrable } from "@nn/core/component";
import { Adadelta } from "./adaptive/adadelta.js";
import { Adafactor } from "./adaptive/adafactor.js";
import { Adagrad } from "./adaptive/adagrad.js";
import { Adam } from "./adaptive/adam.js";
import { Adamax } from "./adaptive/adamax.js";
import { AdamW } from "./adaptive/adamw.js";
import { AMSGrad } from "./adaptive/amsgrad.js";
import { LAMB } from "./adaptive/lamb.js";
import { NAdam } from "./adaptive/nadam.js";
import { RAdam } from "./adaptive/radam.js";
import { RMSprop } from "./adaptive/rmsprop.js";
import { AveragedWeights } from "./around/averaged-weights.js";
import { ClipByGlobalNorm, ClipByNorm } from "./around/clip-by-norm.js";
import { ClipByValue } from "./around/clip-by-value.js";
import { Constrained } from "./around/constrained.js";
import { DecoupledWeightDecay } from "./around/decoupled-weight-decay.js";
import { GradientAccumulation } from "./around/gradient-accumulation.js";
import { Lookahead } from "./around/lookahead.js";
import { ParameterGroups } from "./around/parameter-groups.js";
import { StochasticWeightAveraging } from "./around/stochastic-weight-averaging.js";
import { NonNegative } from "./constraints/non-negative.js";
import { MaxNorm, UnitNorm } from "./constraints/norms.js";
import { Lion } from "./lion.js";
import { Muon } from "./matrices/muon.js";
import { LBFGS } from "./quasi-newton/lbfgs.js";
import { Rprop } from "./rprop.js";
import { cosineDecay } from "./schedules/cosine-decay.js";
import { cosineDecayWithRestarts } from "./schedules/cosine-decay-with-restarts.js";
import { exponentialDecay } from "./schedules/exponential-decay.js";
import { inverseTimeDecay } from "./schedules/inverse-time-decay.js";
import { oneCycle } from "./schedules/one-cycle.js";
import { piecewiseConstant } from "./schedules/piecewise-constant.js";
import { polynomialDecay } from "./schedules/polynomial-decay.js";
import { stepDecay } from "./schedules/step-decay.js";
import { warmUp } from "./schedules/warm-up.js";
import { SGD } from "./sgd.js";

/**
 * All optimizers and schedules of this package, for a registry, which writes them down and makes them again.
 *
 * @example
 * new Registry(optimizerKinds).describe(new SGD({ learningRate: 0.1 })).settings;
 * // => { learningRate: 0.1, momentum: 0, nesterov: false }
 */
export const optimizerKinds: readonly Registrable[] = [
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  AMSGrad,
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  ClipByValue,
  Constrained,
  DecoupledWeightDecay,
  GradientAccumulation,
  ParameterGroups,
  LAMB,
  LBFGS,
  Lion,
  Lookahead,
  MaxNorm,
  Muon,
  NAdam,
  NonNegative,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
  StochasticWeightAveraging,
  UnitNorm,
  { kind: "cosineDecay", from: cosineDecay },
  { kind: "exponentialDecay", from: exponentialDecay },
  { kind: "cosineDecayWithRestarts", from: cosineDecayWithRestarts },
  { kind: "inverseTimeDecay", from: inverseTimeDecay },
  { kind: "oneCycle", from: oneCycle },
  { kind: "piecewiseConstant", from: piecewiseConstant },
  { kind: "polynomialDecay", from: polynomialDecay },
  { kind: "stepDecay", from: stepDecay },
  { kind: "warmUp", from: warmUp },
];
