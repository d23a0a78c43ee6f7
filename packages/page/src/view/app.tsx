import type { ComponentType, JSX } from "preact";
import type { Scene } from "../scene/scene.js";
import type { Region } from "../state/state.js";
import { Boundary } from "./charts/boundary.js";
import { History } from "./charts/history.js";
import { Loss } from "./charts/loss.js";
import { Header } from "./controls/header.js";
import { Transport } from "./controls/transport.js";
import { Data } from "./data/data.js";
import { Predictions } from "./data/predictions.js";
import { Card } from "./derivation/card.js";
import { Chain } from "./derivation/chain.js";
import { Experiment } from "./experiment.js";
import { Diagram } from "./network/diagram.js";
import { Model } from "./network/model.js";
import type { ModelProps } from "./props.js";
import { Sheet } from "./sheet.js";

/** A region, or some that share a place: it goes to the others where all of them are hidden. */
type Place =
  | readonly [Region | "tools" | "sheet" | "experiment", ComponentType<ModelProps>]
  | { readonly name: string; readonly places: readonly Place[] };

/** In the order in which they are read. */
const REGIONS: readonly Place[] = [
  ["v3", Transport],
  ["v10", Card],
  {
    name: "bench",
    places: [
      {
        name: "network",
        places: [
          ["v4", Diagram],
          {
            name: "figures",
            places: [
              ["v6", Loss],
              ["v7", Boundary],
            ],
          },
        ],
      },
      {
        name: "learning",
        places: [
          ["v5", Chain],
          ["v8", Predictions],
        ],
      },
      {
        name: "setup",
        places: [
          ["v1", Data],
          ["v2", Model],
        ],
      },
    ],
  },
  ["tools", History],
];

/** A worksheet has its network beside it, and nothing that tells its numbers. */
const FILLING: readonly Place[] = [
  ["sheet", Sheet],
  ["v4", Diagram],
];
const COMPARING: readonly Place[] = [["experiment", Experiment]];

const regionsIn = ({ sheet, experiment }: Scene): readonly Place[] =>
  sheet ? FILLING : experiment ? COMPARING : REGIONS;

function shown(places: readonly Place[], props: ModelProps): JSX.Element[] {
  return places.flatMap((place) => {
    if ("places" in place) {
      const within = shown(place.places, props);
      return within.length === 0
        ? []
        : [
            <div key={place.name} class={place.name}>
              {within}
            </div>,
          ];
    }
    const [region, View] = place;
    return props.state.look.hidden.some((hidden) => hidden === region) ? [] : [<View key={region} {...props} />];
  });
}

/** The page; `refused` says why the last action wasn't possible. */
export function App({ refused, ...props }: ModelProps & { refused: string | null }): JSX.Element {
  const { scene } = props;
  return (
    <>
      <Header {...props} />
      <main class={scene.sheet || scene.experiment ? "filling" : undefined}>{shown(regionsIn(scene), props)}</main>
      <footer>
        <p role="status" data-testid="journal">
          {refused ?? scene.message ?? scene.journal}
          {/* They stand in their regions, too, where no reader is told that they have changed; on its way, a run is quiet. */}
          <span class="unseen">{!props.tools.isRunning && scene.remarks.map((remark) => ` ${remark}`)}</span>
        </p>
      </footer>
    </>
  );
}
