import * as all from "@nn/all";
import * as core from "@nn/core";
import * as backend from "@nn/core/backend";
import * as callbacks from "@nn/core/callbacks";
import * as component from "@nn/core/component";
import * as data from "@nn/data";
import * as layers from "@nn/layers";
import * as losses from "@nn/losses";
import * as optim from "@nn/optim";
import { expect, test } from "vitest";

/** Names that two packages have: a name that is ambiguous would be left out in silence. */
const CHOSEN: Readonly<Record<string, unknown>> = { tanh: layers.tanh };

test("@nn/all has all that the packages have, and nothing else", () => {
  const theirs = [core, backend, callbacks, component, data, layers, losses, optim].flatMap((one) =>
    Object.entries(one),
  );
  expect(Object.keys(all).sort()).toEqual([...new Set(theirs.map(([name]) => name))].sort());
  for (const [name, value] of theirs) expect(all).toHaveProperty(name, CHOSEN[name] ?? value);
});
