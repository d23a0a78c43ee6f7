import type { Equipment } from "./equipment.js";
import { lookAtBackward, lookAtForward, refuseUnmoved } from "./first-passes.js";
import { refuseForeignNames } from "./foreign-history.js";
import { fitElsewhere } from "./foreign-options.js";
import { noRoom } from "./no-room.js";
import { ForwardRecording } from "./recorded-forwards.js";
import { StepRecording } from "./recorded-steps.js";
import { checkPlaces } from "./stack.js";
import { Store } from "./store.js";
import { TrainingNotes } from "./training-notes/notes.js";
import { markUnwritten, refuseUnwritten } from "./written.js";

/** Everything there is. */
export const fullEquipment: Equipment = {
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
  fitElsewhere,
  foreignNames: refuseForeignNames,
};
