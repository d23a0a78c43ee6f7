import type { Registrable } from "@nn/core/component";
import * as layersPackage from "@nn/layers";
import { layerKinds } from "@nn/layers";
import * as lossesPackage from "@nn/losses";
import { lossKinds } from "@nn/losses";
import * as optimPackage from "@nn/optim";
import { expect, test } from "vitest";
import { activations, layers, lossClasses, losses, metrics, optimizers } from "./components.js";

/** The names under which a package exports components of a kind. */
function exported(ofPackage: object, isOne: (value: unknown) => boolean): string[] {
  return Object.entries(ofPackage)
    .filter(([, value]) => isOne(value))
    .map(([name]) => name)
    .sort();
}

const has = (value: unknown, ...methods: string[]): boolean =>
  typeof value === "object" && value !== null && methods.every((method) => method in value);

const isClassWith =
  (...methods: string[]) =>
  (value: unknown): boolean =>
    typeof value === "function" && methods.every((method) => method in (value.prototype ?? {}));

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Whether it is a function that makes a component of settings: a package's kinds name it, or it gives one where none are given. */
function isMaker(value: unknown, kinds: readonly Registrable[], ...methods: string[]): boolean {
  if (kinds.some((kind) => typeof kind === "object" && "from" in kind && kind.from === value)) return true;
  if (typeof value !== "function" || String(value).startsWith("class")) return false;
  try {
    return has(value(), ...methods);
  } catch {
    return false;
  }
}

test("every exported layer has a row", () => {
  expect(unique(layers.map(({ component }) => component))).toEqual(
    exported(layersPackage, isClassWith("outputShape", "backward")),
  );
});

test("every exported activation has a row", () => {
  expect(unique(activations.map(({ component }) => component))).toEqual(
    exported(
      layersPackage,
      (value) => has(value, "forward", "backward") || isMaker(value, layerKinds, "forward", "backward"),
    ),
  );
});

test("every exported loss has a row", () => {
  expect(unique(losses.map(({ loss }) => loss.kind!))).toEqual(
    exported(
      lossesPackage,
      (value) => has(value, "value", "gradient") || isMaker(value, lossKinds, "value", "gradient"),
    ),
  );
});

test("every exported class of losses has a row", () => {
  expect(unique(lossClasses.map(({ component }) => component))).toEqual(
    exported(lossesPackage, isClassWith("value", "gradient", "targetShape")),
  );
});

test("every exported metric has a row", () => {
  const isMetric = (value: unknown): boolean => (has(value, "value") && !has(value, "gradient")) || has(value, "begin");
  const isClassMetric = (value: unknown): boolean => isClassWith("value")(value) && !isClassWith("gradient")(value);
  expect(unique(metrics.map(({ component }) => component))).toEqual(
    exported(lossesPackage, (value) => isMetric(value) || isClassWith("begin")(value) || isClassMetric(value)),
  );
});

test("every exported optimizer has a row", () => {
  expect(unique(optimizers.map(({ component }) => component))).toEqual(exported(optimPackage, isClassWith("update")));
});
