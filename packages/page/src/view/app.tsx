import type { ComponentType, JSX } from "preact";
import type { Scene } from "../scene/scene.js";
import type { Region } from "../state/state.js";
import { Boundary } from "./boundary.js";
import { Card } from "./card.js";
import { Chain } from "./chain.js";
import { Data } from "./data.js";
import { Diagram } from "./diagram.js";
import { Experiment } from "./experiment.js";
import { Header } from "./header.js";
import { History } from "./history.js";
import { Loss } from "./loss.js";
import { Model } from "./model.js";
import { Predictions } from "./predictions.js";
import type { ModelProps } from "./props.js";
import { Sheet } from "./sheet.js";
import { Transport } from "./transport.js";

/** In the order in which they are read. */
const REGIONS: readonly (readonly [Region | "sheet" | "experiment", ComponentType<ModelProps>])[] = [
  ["v3", Transport],
  ["v10", Card],
  ["v1", Data],
  ["v2", Model],
  ["v4", Diagram],
  ["v5", Chain],
  ["v6", Loss],
  ["v7", Boundary],
  ["v8", Predictions],
  ["v9", History],
];

/** A worksheet has its network beside it, and nothing that tells its numbers. */
const FILLING: typeof REGIONS = [
  ["sheet", Sheet],
  ["v4", Diagram],
];
const COMPARING: typeof REGIONS = [["experiment", Experiment]];

function regionsIn({ sheet, experiment }: Scene): typeof REGIONS {
  return sheet ? FILLING : experiment ? COMPARING : REGIONS;
}

/** The page; `refused` says why the last action wasn't possible. */
export function App({ refused, ...props }: ModelProps & { refused: string | null }): JSX.Element {
  const { scene, state } = props;
  return (
    <>
      <Header {...props} />
      <main class={scene.sheet || scene.experiment ? "filling" : undefined}>
        {regionsIn(scene)
          .filter(([region]) => !state.look.hidden.some((hidden) => hidden === region))
          .map(([region, View]) => (
            <View key={region} {...props} />
          ))}
      </main>
      <footer>
        <p role="status" data-testid="journal">
          {refused ?? scene.message ?? scene.journal}
          {/* They stand beside the gradient, too, where no reader is told that they have changed. */}
          <span class="unseen">{scene.notes.map(({ spoken }) => ` ${spoken}`)}</span>
        </p>
      </footer>
    </>
  );
}
