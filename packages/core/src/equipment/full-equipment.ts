import { graphFor, interpreted, readTexts } from "@nn/numerics";
import { giveAdvice } from "../advice/advice.js";
import { onMisfit, onUnknownInput, refuseNoAxes } from "../advice/axes-advice.js";
import {
  onComponent,
  onLayer,
  onLayers,
  onOptions,
  onPromise,
  onReturned,
  onShape,
} from "../advice/component-advice.js";
import { layerThatOverflowed, numberThatOverflowed, onDivergence } from "../advice/divergence-advice.js";
import { onExample, onSaying } from "../advice/example-sayings.js";
import { onData, onNumber, onRow, onRows } from "../advice/examples-advice.js";
import { refuseEarly, refuseForeignNames } from "../advice/foreign/foreign-history.js";
import { optionElsewhere, refuseApart } from "../advice/foreign/foreign-options.js";
import { nearestName } from "../advice/nearest-name.js";
import { onRate, refuseNoNamesOf, refuseNoSchedule, refuseNoShapes } from "../advice/optimizer-advice.js";
import { onOverflow } from "../advice/overflow-advice.js";
import { REMEDIES } from "../advice/remedies.js";
import { refuseNoBounds, refuseNoFunctions, refuseNoMethods, refuseNoNames } from "../components/author-checks.js";
import { checkFigures, checkMetrics } from "../components/figure-checks.js";
import { lookAtBackwards, lookAtForwards, lookAtUpdate } from "../components/first-passes.js";
import { checkPredictions } from "../components/mismatch.js";
import { markUnwritten, refuseUnwritten } from "../components/written.js";
import { weighClasses } from "../data/class-weights.js";
import { weightsOf } from "../data/weights.js";
import {
  checkedDefinition,
  checkedText,
  refuseNoComputation,
  refuseNoRule,
  refuseNoRunnableRule,
} from "../definitions/definition-checks.js";
import { networkAsJson } from "../descriptions/describe-network.js";
import { chance } from "../memory/chance.js";
import { freezing } from "../memory/frozen.js";
import { noRoom } from "../memory/no-room.js";
import { MovingHouse } from "../network/house/moving-house.js";
import { checkPipeline } from "../network/pipeline-check.js";
import { checkPlaces } from "../network/stack/resolve-stack.js";
import { EvaluationRecording } from "../recording/recorded-evaluations.js";
import { ForwardRecording } from "../recording/recorded-forwards.js";
import { StepRecording } from "../recording/recorded-steps.js";
import { moreFitOptions } from "../training/callbacks/check-callbacks.js";
import { FitCompanion } from "../training/callbacks/companion.js";
import { LossCourse } from "../training/fit/loss-course.js";
import { BatchWeights } from "../training/measures/batch-weights.js";
import { Penalties } from "../training/measures/penalties.js";
import { TrainingNotes } from "../training/notes/notes.js";
import { keptTrainings } from "../training/trainer/kept-trainings.js";
import type { Equipment } from "./equipment.js";

/** All services; made, with the advice of errors, when a module is loaded that has the network of `@nn/core`. */
export const fullEquipment: Equipment = /* @__PURE__ */ equipment();

function equipment(): Equipment {
  giveAdvice({
    onName: nearestName,
    onOption: optionElsewhere,
    onPromise,
    onComponent,
    onLayers,
    onLayer,
    onShape,
    onAxes: refuseNoAxes,
    onMisfit,
    onUnknownInput,
    onNumber,
    onRow,
    onData,
    remedy: (what) => REMEDIES[what],
    onRows,
    onSaying,
    onExample,
    onOverflow,
    onDivergence,
    layerThatOverflowed,
    numberThatOverflowed,
    onNames: refuseNoNames,
    onBounds: refuseNoBounds,
    onOutputs: checkPredictions,
    onReturned,
    onOptions,
    onSchedule: refuseNoSchedule,
    onRate,
    onOptimizer: refuseNoNamesOf,
    onShapes: refuseNoShapes,
    onFigures: checkFigures,
    onMetrics: checkMetrics,
    onMethods: refuseNoMethods,
    onFunctions: refuseNoFunctions,
    onDefinition: checkedDefinition,
    onComputation: checkedText,
    onCompute: refuseNoComputation,
    onRule: refuseNoRunnableRule,
    onUpdate: refuseNoRule,
    graphFor,
  });
  readTexts(interpreted);
  return {
    house: (network, own) => new MovingHouse(network, own),
    recordForwards: (network, passes) => new ForwardRecording(network, passes),
    recordEvaluations: (network, evaluation) => new EvaluationRecording(network, evaluation),
    recordSteps: (network, update, loss, optimizer) => new StepRecording(network, update, loss, optimizer),
    kept: keptTrainings,
    freezing,
    penalize: (network, gradient, penalties, frozen) => new Penalties(network, gradient, penalties, frozen),
    weightsOf,
    weighClasses,
    weigh: (network, owner) => new BatchWeights(network, owner),
    noteTraining: (training, onWarning) => new TrainingNotes(training, onWarning),
    checkPlaces,
    checkPipeline,
    writing: {
      mark: markUnwritten,
      refuse: refuseUnwritten,
      update: lookAtUpdate,
      forward: lookAtForwards,
      backward: lookAtBackwards,
    },
    noRoom,
    refuseApart,
    moreFitOptions,
    courseOf: (first, evaluator) => new LossCourse(first, () => evaluator),
    chance,
    accompany: (run) => new FitCompanion(run),
    giveState(training, run) {
      Object.defineProperty(training, "state", { value: () => run.companion?.state() });
    },
    foreignNames: refuseForeignNames,
    refuseEarly,
    asJson: networkAsJson,
  };
}
