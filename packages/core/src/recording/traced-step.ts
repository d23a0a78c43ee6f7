import type { Recorder } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import { copyNumbers } from "../components/copy-numbers.js";
import type { Network } from "../contracts/network.js";
import { RowsInMemory } from "../data/rows-in-memory.js";
import type { RecordableUpdate } from "../equipment/recorded.js";
import { derive, type StepParts } from "../training/step.js";
import type { UpdateRecording } from "./recorded-update.js";
import { TracedPasses } from "./traced-passes.js";
import { figureOver, Tracing } from "./tracing.js";
import type { LayersWatch } from "./watch/layers-watch.js";
import type { Watched } from "./watch/watched.js";

/** A step that is to be recorded. */
export interface StepToTrace {
  readonly network: Network;
  readonly update: RecordableUpdate;
  readonly layers: LayersWatch;
  readonly loss: Watched | undefined;
  /** Where each step takes its examples from; without it, from what was read into the workspace. */
  readonly data: RowsInMemory | undefined;
  readonly batch: number;
  /** Those of the rule that moves the parameters; without it, a step ends where the optimizer's turn is. */
  readonly scalars: UpdateRecording | undefined;
}

/** Makes a step on traced arrays. Answers whether it uses the number of its step. */
export function traceStep(recorder: Recorder, step: StepToTrace): boolean {
  const { network, update, data, batch, scalars } = step;
  const { stack, backend, dtype } = network;
  const { workspace, frame, weights } = update;
  const tracing = new Tracing(recorder, backend.kernels(dtype));
  if (data !== undefined) {
    const rows = RowsInMemory.arraysOf(data);
    recorder.gather(workspace.inputs, rows.inputs, batch, sizeOf(stack.inputShape));
    recorder.gather(frame.target, rows.targets, batch, frame.targetSize);
    if (weights !== undefined) recorder.gather(weights.weights, rows.weights!, batch, 1);
  }
  const parts = partsOn(recorder, tracing, step);
  derive(parts);
  if (scalars !== undefined) {
    parts.move();
    parts.isFinite();
  }
  return tracing.usesStep;
}

/** The parts of an update on traced arrays. */
function partsOn(recorder: Recorder, tracing: Tracing, step: StepToTrace): StepParts {
  const { network, update, layers, batch, scalars } = step;
  const { backend, dtype } = network;
  const { workspace, state, past, weights } = update;
  const frame = figureOver(update.frame, batch);
  const { array } = tracing;
  const traced = tracing.figure(frame);
  const [value, gradient, before] = [update.value, workspace.gradients.block, past.value].map(array);
  const kernels = backend.kernels(dtype);
  const passes = new TracedPasses(workspace.tracedPasses, { recorder, tracing, watched: layers, batch });
  const loss = (attempt: () => void, plain: () => void): void => recorder.component(step.loss && attempt, plain);
  const { length } = update.value;
  return {
    begin() {
      if (state.length > 0) copyNumbers(kernels, array(past.state), array(state), state.length);
    },
    forward() {
      passes.forward();
      if (state.length > 0) kernels.allFinite(array(state), state.length);
    },
    measure: () =>
      loss(
        () => update.lossValue(traced),
        () => update.lossValue(frame),
      ),
    mean() {
      weights?.forward(traced, array);
      return kernels.mean(array(update.meanLoss), traced.values, batch);
    },
    differentiate: () =>
      loss(
        () => update.lossGradient(traced),
        () => update.lossGradient(frame),
      ),
    backward() {
      weights?.backward(traced, array);
      kernels.fill(gradient!, 0, length);
      passes.backward();
    },
    penalize: () => update.penalties?.record(recorder, array),
    keep: () => kernels.snapshot(before!, value!, gradient!, length),
    move() {
      scalars!.trace(update, recorder, tracing, backend.mayEndWithin === true);
    },
    isFinite: () => kernels.allFinite(value!, length),
  };
}
