// The types of every entry, which an old compiler has to understand.
import "@nn/core/pool-worker";
import type * as all from "@nn/all";
import type * as core from "@nn/core";
import type * as testing from "@nn/core/testing";
import type * as data from "@nn/data";
import type * as explain from "@nn/explain";
import type * as layers from "@nn/layers";
import type * as losses from "@nn/losses";
import type * as optim from "@nn/optim";

export type Everything = [
  typeof all,
  typeof core,
  typeof testing,
  typeof data,
  typeof explain,
  typeof layers,
  typeof losses,
  typeof optim,
];
