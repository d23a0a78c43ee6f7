import { type FitOptions, Sequential } from "@nn/core";
import { EarlyStopping } from "@nn/core/callbacks";
import type { Layer, LearningRate } from "@nn/core/component";
import type { FitState } from "@nn/core/types";
import { Dense, tanh } from "@nn/layers";
import { logCosh, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const dense = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)];
const inputs = Array.from({ length: 8 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map((_, i) => i % 2);
const usual = () => ({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 4 });

const sgd = (learningRate: LearningRate) => ({ optimizer: new SGD({ learningRate }) });

describe("a fit that goes on", () => {
  const data = { inputs, targets };
  const options = (): FitOptions => ({ ...usual(), epochs: 3 });
  const build = () => new Sequential(dense() as never, { inputShape: [2], seed: "settings" }) as Sequential;
  const kept = async (more: Partial<FitOptions> = {}): Promise<FitState> => {
    let state: FitState | undefined;
    const keep = {
      name: "keep",
      ended: (run: { state(): FitState }) => {
        state = run.state();
      },
    };
    await build().fit(data, { ...options(), ...more, epochs: 1, callbacks: [...(more.callbacks ?? []), keep] });
    return state!;
  };
  const refuse = (more: Partial<FitOptions>): string => {
    try {
      build()
        .fit(data, { ...options(), ...more })
        .catch(() => {});
      return "goes on";
    } catch (error) {
      return String(error);
    }
  };

  test("is refused with other settings, unless they are said", async () => {
    const from = await kept();
    expect(refuse({ from, ...sgd(0.01) })).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with optimizer.learningRate 0.1, but this one has optimizer.learningRate 0.01, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["optimizer.learningRate"] }."`,
    );
    expect(refuse({ from, loss: logCosh, changed: ["optimizer"] })).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with loss "meanSquaredError", but this one has loss "logCosh", and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["optimizer", "loss"] }."`,
    );
    expect(refuse({ from, ...sgd(0.01), changed: ["optimizer.learningRate"] })).toBe("goes on");
  });

  test("is refused with other weights of classes", async () => {
    const weighted = (of1: number) => ({ classWeights: { 0: 1, 1: of1 } });
    const from = await kept(weighted(2));
    expect(refuse({ from, ...weighted(2) })).toBe("goes on");
    expect(refuse({ from, ...weighted(3) })).toContain("classWeights.1 2, but this one has classWeights.1 3");
    expect(refuse({ from })).toContain("classWeights.0 1, classWeights.1 2, but this one has no classWeights.0");
    expect(refuse({ from, changed: ["classWeights"] })).toBe("goes on");
    expect(refuse({ from, classWeights: "balanced" })).toContain(
      'another classWeights, but this one has classWeights "balanced"',
    );
    expect(refuse({ from: await kept(), classWeights: "balanced" })).toContain(
      'no classWeights, but this one has classWeights "balanced"',
    );
  });

  test("is what changes are of", () => {
    expect(refuse({ changed: ["optimizer"] })).toMatchInlineSnapshot(
      `"OptionError: changed names settings that differ from those of from, which isn't given."`,
    );
  });

  test("takes up what callbacks remember, or is refused", async () => {
    const from = await kept({ callbacks: [new EarlyStopping({ monitor: "loss", patience: 9 })] });
    const [name] = Object.keys(from.callbacks);
    expect(refuse({ from, callbacks: [new EarlyStopping({ monitor: "loss", patience: 9 })] })).toBe("goes on");
    expect(refuse({ from })).toMatchInlineSnapshot(
      `"OptionError: from has what the callback "EarlyStopping" remembers, but this training has no such callback. Give it one; or, to go on without, leave that out of the state: { ...from, callbacks: {} }."`,
    );
    expect(refuse({ from, callbacks: [{ name: name!, started: () => {} }] })).toMatchInlineSnapshot(
      `"OptionError: from has what the callback "EarlyStopping" remembers, but it has no restore that takes it. Give it one; or, to go on without, leave that out of the state: { ...from, callbacks: {} }."`,
    );
    expect(refuse({ from: { ...from, callbacks: {} } })).toBe("goes on");
  });
});
