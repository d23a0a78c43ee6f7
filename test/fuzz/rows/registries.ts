import { Sequential } from "@nn/core";
import { type Activation, describeNetwork, describerOf, Registry } from "@nn/core/component";
import { Dense, relu, tanh } from "@nn/layers";
import type { Row } from "../row.js";
import { half } from "./own-components.js";

const box = (settings: object): { kind: string; settings: () => object } => ({ kind: "Box", settings: () => settings });
const BOX = { kind: "Box", from: box };

/** A component as an object, so that each of its members can be missing or wrong. */
const described = (): Activation => ({
  ...half(),
  ...box({ size: 2, names: ["a", null], inner: [relu, { least: -0, isOpen: true }] }),
});

const NETWORK = new Sequential([new Dense(2, 1)]);

/** What writes components down, and makes them again. */
export const registries: readonly Omit<Row, "of">[] = [
  { name: "new Registry", right: () => [[Dense, relu, BOX]], call: (list: never) => new Registry(list) },
  { name: "Registry.with", right: () => [tanh], call: (more: never) => new Registry([Dense, relu]).with(more) },
  {
    name: "describerOf",
    right: () => [[Dense, BOX]],
    call: (known: never) => describerOf(known)(new Dense(2, 1, { activation: relu }), "layers[0]"),
  },
  {
    name: "describeNetwork",
    right: () => [NETWORK],
    call: (network: never) => describeNetwork(network, describerOf([])),
  },
  {
    name: "Registry.describe",
    right: () => [described(), "layers[0]"],
    call: (component: never, place: never) => new Registry([BOX, relu]).describe(component, place),
  },
  {
    name: "Registry.make",
    right: () => [
      { kind: "Box", settings: { size: 2, least: { kind: "number", value: "-Infinity" }, inner: [{ kind: "relu" }] } },
      "layers[0]",
    ],
    call: (description: never, place: never) => new Registry([BOX, relu]).make(description, place),
  },
];
