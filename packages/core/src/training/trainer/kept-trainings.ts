import { checkMetrics } from "../../components/figure-checks.js";
import type { Dataset } from "../../contracts/dataset.js";
import type { Loss, Metrics } from "../../contracts/loss.js";
import type { Network } from "../../contracts/network.js";
import type { EvaluationTool, EvaluatorName, KeptTrainings, StepTool } from "../../equipment/equipment.js";
import type { StepsAsked } from "../../equipment/recorded.js";
import { refuseUnread } from "../../memory/frozen.js";
import { giveBack, keep, takeKept } from "../../memory/home.js";
import { checkMismatch } from "../measures/evaluate.js";

/**
 * Small trainings of one network, one after another, would each spend more time on arrays, frames and recordings than on
 * their steps: they go on with those of the last one. All numbers begin anew.
 */
export const keptTrainings: KeptTrainings = {
  trainer<Trainer extends StepTool>(network: Network, options: StepsAsked) {
    const kept = takeKept<Trainer>(network, "trainer", ({ recorded }) => recorded!.serves(options));
    kept?.recorded?.renew(options.optimizer);
    if (kept !== undefined) {
      refuseUnread(network, kept.frozen ?? new Set());
      checkMismatch(network, options);
    }
    return kept;
  },

  evaluator<Evaluator extends EvaluationTool>(
    network: Network,
    name: EvaluatorName,
    data: Dataset,
    loss: Loss,
    metrics: Metrics = {},
  ) {
    checkMetrics(loss, metrics, network.stack.outputShape);
    const kept = takeKept<Evaluator>(network, name, ({ recorded }) => recorded!.serves(data.size, loss, metrics));
    kept?.recorded?.renew(data);
    return kept;
  },

  handOn(network, tools, isFinished) {
    for (const [name, tool] of Object.entries(tools)) {
      if (tool === undefined) continue;
      tool.recorded?.rest();
      if (isFinished) keep(network, name, tool);
      else giveBack(network, tool);
    }
  },
};
