import { join } from "node:path";
import { seededRandom } from "@nn/core";
import { afterAll, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "./harness.js";
import { killed, outcomeOf } from "./killed.mjs";

afterAll(removeFolders);

/** How many kills there are in all; `npm run check:runs` makes 200. */
const KILLS = Number(process.env.KILLED_RUNS ?? 4);
/** So often a run is killed before it may end. */
const KILLS_EACH = 4;

test(`a run that is killed ${KILLS} times at random moments stays readable, and ends in the bits of one that wasn't`, async () => {
  const { network, training } = PENGUINS;
  // A checkpoint takes longer than a report, and nothing ends the training early but its own rule.
  const folder = await folderWith({
    ...PENGUINS,
    network: {
      layers: [{ kind: "Dense", units: 64, activation: "relu" }, { kind: "BatchNormalization" }, ...network.layers],
    },
    training: { ...training, epochs: 120, stopEarly: { patience: 100 } },
  });
  expect(await nn(folder, "train penguins.jsonc --run runs/whole")).toMatchObject({ code: 0 });
  const whole = outcomeOf(join(folder, "runs/whole"));
  const random = seededRandom("kills");
  let kills = 0;
  for (let run = 0; kills < KILLS; run++) {
    const made = await killed(folder, `killed-${run}`, Math.min(KILLS_EACH, KILLS - kills), random, LONGEST);
    expect(made.outcome).toBe(whole);
    kills += made.kills;
  }
});

/** About what a run takes, in milliseconds, with the start of its process. */
const LONGEST = 2500;
