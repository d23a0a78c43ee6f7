import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { type Explanation, explain, type Factor, parameterNames, setByName, worksheet } from "@nn/explain";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { all, create, type MathJsInstance } from "mathjs";
import { describe, expect, test } from "vitest";
import { ACTIVATIONS, affine, type ComplexLink, complexStep, LOSSES, realPass } from "./complex-step.js";
import { lastPlace, type Solution, solveByHand } from "./hand-solver.js";

/** Numbers from −1 to 1 that mathjs draws. */
function drawing(seed: string): () => number {
  const { random }: MathJsInstance = create(all!, { randomSeed: seed });
  return () => random(-1, 1);
}

/** What a sheet's key says, by the names that the solver has. */
function keyOf({ forward, chain, gradient, update, parameter }: Explanation): Solution {
  if (chain.kind !== "paths" || chain.neurons.paths.length !== 1) throw new Error("expected a single path");
  const { factors } = chain.neurons.paths[0]!;
  return new Map([
    ...forward.map(({ symbol, value }) => [symbol, value] as const),
    ...factors.map(
      ({ of, by, value }) => [`∂${of}/∂${by}`.replace(`∂L/∂${parameter.name}`, "gradient"), value] as const,
    ),
    ["gradient", gradient],
    ["change", update!.lines[0]!.change!.value],
    ["after", update!.after],
  ]);
}

/** The same sheet layer by layer. */
function keyByLayers({ chain }: Explanation): Solution {
  if (chain.kind !== "layers") throw new Error("expected layers");
  return new Map([
    ...chain.deltas.map(({ symbol, value }) => [symbol, value] as const),
    ["by layers", chain.last.value],
  ]);
}

/** As many sheets of each. */
const SIZES = [
  [2, 2, 1],
  [3, 2, 1],
  [1, 3, 1],
  [2, 4, 1],
  [4, 1, 1],
  [3, 3, 1],
] as const;

describe("120 sheets of six sizes, solved by a program that has nothing of ours", () => {
  const sheets = Array.from({ length: 120 }, (_, seed) => worksheet({ seed, sizes: SIZES[seed % 6]! }).explanation);
  const solved = (
    explanation: Explanation,
    inTwoSteps: boolean,
    key = keyOf(explanation),
  ): [name: string, apart: number][] => {
    const given = new Map(explanation.given.map(({ symbol, value }) => [symbol, value]));
    const options = { digits: 3, rate: 0.1, inTwoSteps };
    const solution = solveByHand(given, explanation.parameter.name, options);
    return [...key].map(([name, value]) => {
      const expected = solution.get(name)!;
      // The last digit is the key's, 0.100 beside 0.0998; the parameter has as many places as its change.
      const place = lastPlace(name === "after" ? key.get("gradient")! * 0.1 : value, 3);
      return [name, expected === value ? 0 : Math.abs(value - expected) / place];
    });
  };

  test("with f′ written down by itself, as the sheet asks, every number of every key is the solver's", () => {
    const wrong = sheets.flatMap((sheet, seed) =>
      solved(sheet, true).flatMap(([name, apart]) => (apart < 1e-6 ? [] : [`${seed}: ${name} by ${apart}`])),
    );
    expect(wrong).toEqual([]);
  });

  test("layer by layer, too, where each δ is written down", () => {
    const networks = SIZES.map(
      ([inputs, units, outputs]) =>
        new Sequential([new Dense<number, number>(inputs, units), new Dense<number, number>(units, outputs)]),
    );
    const wrong = sheets.flatMap((sheet, seed) => {
      const network = networks[seed % 6]!;
      const known = new Map(sheet.given.map(({ symbol, value }) => [symbol, value]));
      const parameters = parameterNames(network).map(({ name }) => [name, known.get(name)!]);
      setByName(network, Object.fromEntries(parameters) as Record<string, number>);
      const byLayers = explain(network, {
        input: Array.from({ length: SIZES[seed % 6]![0] }, (_, i) => known.get(`x${i + 1}`)!),
        target: [known.get("t1")!],
        loss: meanSquaredError,
        parameter: sheet.parameter.name,
        significantDigits: 3,
        maximumPaths: 0,
      });
      const key = keyByLayers(byLayers);
      expect(key.size).toBe(5);
      expect(byLayers.gradient).toBe(key.get("by layers"));
      const slopes = byLayers.chain.kind === "layers" ? byLayers.chain.deltas.flatMap(({ slope }) => slope ?? []) : [];
      expect(slopes.map(({ value }) => Number(value.toPrecision(3)))).toEqual(slopes.map(({ value }) => value));
      expect(slopes.length).toBe(2);
      return solved(sheet, true, key).flatMap(([name, apart]) =>
        apart < 1e-6 ? [] : [`${seed}: ${name} by ${apart}`],
      );
    });
    expect(wrong).toEqual([]);
  });

  test("with f′ multiplied as it is, every number is within the sheet's ± 1 in the last digit", () => {
    const found = sheets.flatMap((sheet) => solved(sheet, false).map(([, apart]) => apart));
    expect(Math.max(...found)).toBeLessThan(1.001);
    expect(found.filter((apart) => apart > 0.5).length).toBeGreaterThan(20);
  });

  test("no number is nothing but what binary arithmetic leaves of 0", () => {
    const values = sheets.flatMap((sheet) => [...keyOf(sheet).values()]).map(Math.abs);
    expect(values.filter((value) => value !== 0 && value < 1e-10)).toEqual([]);
  });
});

const UNITS: readonly Activation[] = [identity, relu, sigmoid, softmax, tanh];
const ENDINGS: readonly { loss: Loss; ending: Activation | null; least: number }[] = [
  { loss: meanSquaredError, ending: null, least: 1 },
  { loss: binaryCrossEntropy, ending: sigmoid, least: 1 },
  { loss: categoricalCrossEntropy, ending: softmax, least: 2 },
];

/** A stack both as a network and as a chain of complex functions, whose numbers have the names of an explanation. */
function randomStack(seed: number) {
  const draw = drawing(`stack ${seed}`);
  const below = (bound: number): number => Math.floor(((draw() + 1) / 2) * bound);
  const { loss, ending, least } = ENDINGS[seed % 3]!;
  const sizes = Array.from({ length: 2 + below(3) }, () => 1 + below(3));
  sizes[sizes.length - 1] = Math.max(sizes.at(-1)!, least);
  const layers: (Dense<number, number> | Activate)[] = [];
  const links: ComplexLink[] = [];
  const names: string[][] = [Array.from({ length: sizes[0]! }, (_, i) => `x${i + 1}`)];
  const drawn: Record<string, number[]> = {};
  const hasBetween = seed % 4 === 0 && sizes.length > 2;
  const depth = sizes.length - 1 + (hasBetween ? 1 : 0);
  const outputs = (units: number): string[] => {
    const layer = layers.length;
    const letter = layer === depth ? "o" : depth === 2 ? "h" : `h${layer}_`;
    return Array.from({ length: units }, (_, i) => `${letter}${i + 1}`);
  };
  for (let i = 1; i < sizes.length; i++) {
    const activation = i === sizes.length - 1 && ending ? ending : UNITS[below(5)]!;
    const [from, units] = [sizes[i - 1]!, sizes[i]!];
    const weights = Array.from({ length: units }, () => Array.from({ length: from }, draw));
    const biases = Array.from({ length: units }, draw);
    drawn[`${layers.length}.weight`] = Array.from({ length: from }, (_, input) =>
      weights.map((row) => row[input]!),
    ).flat();
    drawn[`${layers.length}.bias`] = biases;
    layers.push(new Dense<number, number>(from, units, { activation }));
    const own = outputs(units);
    links.push(affine(weights, biases), ACTIVATIONS[activation.name]!);
    names.push(
      own.map((name) => `z_${name}`),
      own,
    );
    if (i === 1 && hasBetween) {
      layers.push(new Activate(tanh));
      links.push(ACTIVATIONS.tanh!);
      names.push(outputs(units));
    }
  }
  const network = new Sequential(layers);
  network.setParameters(drawn);
  const input = Array.from({ length: sizes[0]! }, () => 2 * draw());
  const target = Array.from({ length: sizes.at(-1)! }, (_, i) => (i === 0 ? 1 : 0));
  links.push(LOSSES[loss.name]!(target));
  names.push(["L"]);
  return { network, links, names, input, target, loss, drawn };
}

test("30 random stacks: factors, numbers and gradients are those of complex steps", () => {
  let factorsSeen = 0;
  let deltasSeen = 0;
  const near = (value: number, expected: number): void =>
    expect(Math.abs(value - expected)).toBeLessThan(3e-13 * Math.max(1, Math.abs(expected)));
  for (let seed = 0; seed < 30; seed++) {
    const { network, links, names, input, target, loss, drawn } = randomStack(seed);
    const passed = realPass(links, input);
    const placeOf = (name: string): [level: number, index: number] => {
      const level = names.findIndex((list) => list.includes(name));
      return [level, names[level]!.indexOf(name)];
    };
    // Each path has the same factors again.
    const known = new Map<string, number>();
    const slope = (of: string, by: string): number => {
      const [[to, output], [from, at]] = [placeOf(of), placeOf(by)];
      const found = known.get(`${of} ${by}`) ?? complexStep(links.slice(from, to), passed[from]!, at, output);
      known.set(`${of} ${by}`, found);
      return found;
    };
    for (const [parameter, element] of [
      ["0.weight", seed % drawn["0.weight"]!.length],
      ["0.bias", 0],
    ] as const) {
      const asked = { input, target, loss, parameter: `${parameter}[${element}]`, maximumPaths: 10_000 };
      const { chain, forward, gradient } = explain(network, asked);
      if (chain.kind !== "paths") throw new Error("expected paths");
      for (const { symbol, value } of forward) {
        const [level, index] = placeOf(symbol);
        near(value, passed[level]![index]!);
      }
      const unit = element % names[1]!.length;
      const byParameter = parameter === "0.bias" ? 1 : input[Math.floor(element / names[1]!.length)]!;
      const expected = ({ of, by }: Factor): number => {
        if (names.flat().includes(by)) return slope(of, by);
        return byParameter * (of === names[1]![unit] ? 1 : slope(of, names[1]![unit]!));
      };
      for (const { paths } of [chain.neurons, chain.elementary]) {
        for (const factor of paths.flatMap(({ factors }) => factors)) {
          near(factor.value, expected(factor));
          factorsSeen++;
        }
      }
      const layered = explain(network, { ...asked, maximumPaths: 0 }).chain;
      if (layered.kind !== "layers") throw new Error("expected layers");
      for (const { symbol, value } of layered.deltas) {
        near(value, slope("L", symbol.replace("delta_", "")));
        deltasSeen++;
      }
      const whole = byParameter * slope("L", names[1]![unit]!);
      for (const value of [gradient, chain.neurons.value, chain.elementary.value, layered.last.value])
        near(value, whole);
    }
  }
  expect(factorsSeen).toBeGreaterThan(500);
  expect(deltasSeen).toBeGreaterThan(250);
});
