import { giveAdvice } from "./advice.js";
import { refuseNoBounds, refuseNoFunctions, refuseNoMethods, refuseNoNames } from "./author-checks.js";
import { onComponent, onLayer, onLayers, onPromise, onShape } from "./component-advice.js";
import { checkedText, refuseNoDefinition, refuseNoRule } from "./definition-checks.js";
import type { Equipment } from "./equipment.js";
import { onData, onNumber, onRow } from "./examples-advice.js";
import { readTexts } from "./expressions/computation.js";
import { interpreted } from "./expressions/interpreter.js";
import { lookAtBackward, lookAtForward, refuseUnmoved } from "./first-passes.js";
import { refuseEarly, refuseForeignNames } from "./foreign-history.js";
import { fitElsewhere, refuseApart } from "./foreign-options.js";
import { nearestName } from "./nearest-name.js";
import { noRoom } from "./no-room.js";
import { onOverflow } from "./overflow-advice.js";
import { ForwardRecording } from "./recorded-forwards.js";
import { StepRecording } from "./recorded-steps.js";
import { checkPlaces } from "./resolve-stack.js";
import { Store } from "./store.js";
import { TrainingNotes } from "./training-notes/notes.js";
import { markUnwritten, refuseUnwritten } from "./written.js";

/** Everything there is; made, with the advice of errors, when a module is loaded that has the network which brings it. */
export const fullEquipment: Equipment = /* @__PURE__ */ equipment();

function equipment(): Equipment {
  giveAdvice({
    onName: nearestName,
    onOption: fitElsewhere,
    onPromise,
    onComponent,
    onLayers,
    onLayer,
    onShape,
    onNumber,
    onRow,
    onData,
    onOverflow,
    onNames: refuseNoNames,
    onBounds: refuseNoBounds,
    onMethods: refuseNoMethods,
    onFunctions: refuseNoFunctions,
    onDefinition: refuseNoDefinition,
    onComputation: checkedText,
    onUpdate: refuseNoRule,
  });
  readTexts(interpreted);
  return {
    memoryOn: (backend, parameters) => new Store(backend, parameters),
    recordForwards: (network, passes) => new ForwardRecording(network, passes),
    recordSteps: (network, update, loss, optimizer) => new StepRecording(network, update, loss, optimizer),
    noteTraining: (training, onWarning) => new TrainingNotes(training, onWarning),
    checkPlaces,
    writing: {
      mark: markUnwritten,
      refuse: refuseUnwritten,
      refuseUnmoved,
      forward: lookAtForward,
      backward: lookAtBackward,
    },
    noRoom,
    refuseApart,
    foreignNames: refuseForeignNames,
    refuseEarly,
  };
}
