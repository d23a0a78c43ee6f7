// The types of every entry, which an old compiler has to understand.
import "@nn/core/pool-worker";
import type * as all from "@nn/all";
import type * as cli from "@nn/cli";
import type * as core from "@nn/core";
import type * as backend from "@nn/core/backend";
import type * as callbacks from "@nn/core/callbacks";
import type * as component from "@nn/core/component";
import type * as gradients from "@nn/core/gradients";
import type * as plain from "@nn/core/plain";
import type * as predict from "@nn/core/predict";
import type * as types from "@nn/core/types";
import type * as data from "@nn/data";
import type * as experiments from "@nn/experiments";
import type * as explain from "@nn/explain";
import type * as formats from "@nn/formats";
import type * as layers from "@nn/layers";
import type * as losses from "@nn/losses";
import type * as optim from "@nn/optim";
import type * as testing from "@nn/testing";

export type Everything = [
  typeof all,
  typeof cli,
  typeof core,
  typeof backend,
  typeof callbacks,
  typeof component,
  typeof gradients,
  typeof plain,
  typeof predict,
  typeof types,
  typeof testing,
  typeof data,
  typeof experiments,
  typeof explain,
  typeof formats,
  typeof layers,
  typeof losses,
  typeof optim,
];
