import { type Data, type Fit, Sequential } from "@nn/core";
import type { Metric } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { people } from "../../../fixtures/people.mjs";

/** What a page can bear without seeming to hang. */
const LONGEST_GAP = 50;

/**
 * The milliseconds of which `Date.now` tells the whole ones. They pass when something is done, as much as the test says
 * that it costs: how busy the machine is must not decide whether a test passes.
 */
let clock = 0;
/** By how much the clock was set back. */
let setBack = 0;

beforeEach(() => {
  clock = 0;
  setBack = 0;
  vi.spyOn(Date, "now").mockImplementation(() => Math.floor(clock - setBack));
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The longest time between two turns of the event loop while something runs, and how many turns there were. */
async function heartbeat(run: () => Promise<unknown>): Promise<{ gap: number; turns: number }> {
  const beats = { gap: 0, turns: 0, running: true };
  let last = clock;
  const beat = (): void => {
    beats.gap = Math.max(beats.gap, clock - last);
    beats.turns++;
    last = clock;
    if (beats.running) setImmediate(beat);
  };
  setImmediate(beat);
  await run();
  beats.running = false;
  beats.gap = Math.max(beats.gap, clock - last);
  return beats;
}

const many = (count: number): Data => ({
  inputs: new Float32Array(2 * count).fill(0.5),
  targets: new Float32Array(count),
});
const lab = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
const labSettings = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };

/** SGD each of whose steps takes so many milliseconds. */
const stepsThatTake = (milliseconds: number): SGD =>
  new SGD({
    learningRate: () => {
      clock += milliseconds;
      return 0.1;
    },
  });

/** Takes so many milliseconds for a batch of an evaluation. */
const batchesThatTake = (milliseconds: number): { figure: Metric } => ({
  figure: {
    name: "figure",
    value({ values }) {
      clock += milliseconds;
      values.fill(0);
    },
  },
});

describe("the event loop gets its turns", () => {
  test("in a training of steps that cost next to nothing", async () => {
    const options = { ...labSettings, optimizer: stepsThatTake(0.0025), epochs: 20_000, evaluateEvery: 10_000 };
    const { gap, turns } = await heartbeat(() => lab().fit(people, options));
    expect(gap).toBeLessThan(LONGEST_GAP);
    expect(turns).toBeGreaterThan(5);
    expect(turns).toBeLessThan(50);
  });

  test("while each report is taken out of a for await loop that never waits", async () => {
    const all = async (training: Fit<Record<never, never>>): Promise<void> => {
      for await (const _ of training);
    };
    const options = { ...labSettings, optimizer: stepsThatTake(0.01), epochs: 5000 };
    const { gap, turns } = await heartbeat(() => all(lab().fit(people, options)));
    expect(gap).toBeLessThan(LONGEST_GAP);
    expect(turns).toBeGreaterThan(5);
    expect(turns).toBeLessThan(50);
  });

  test("when steps that cost next to nothing are followed by an evaluation of many examples", async () => {
    const options = { ...labSettings, optimizer: stepsThatTake(0.0005), metrics: batchesThatTake(1), epochs: 2 };
    const { gap, turns } = await heartbeat(() => lab().fit(many(4000), options));
    expect(gap).toBeLessThan(LONGEST_GAP);
    expect(turns).toBeGreaterThan(5);
  });

  test("when steps and the batches of an evaluation take long", async () => {
    const options = { ...labSettings, optimizer: stepsThatTake(20), metrics: batchesThatTake(20), epochs: 3 };
    const { gap, turns } = await heartbeat(() => lab().fit(many(100), options));
    expect(gap).toBeLessThan(LONGEST_GAP);
    expect(turns).toBeGreaterThan(300);
  });

  test("when the clock is set back by an hour", async () => {
    const learningRate = (): number => {
      clock += 1;
      if (clock === 100) setBack = 3_600_000;
      return 0.1;
    };
    const options = { ...labSettings, optimizer: new SGD({ learningRate }), epochs: 250 };
    const { gap, turns } = await heartbeat(() => lab().fit(people, options));
    expect(gap).toBeLessThan(LONGEST_GAP);
    expect(turns).toBeGreaterThan(20);
  });

  test.each(["awaited", "gone through"])(
    "between trainings that are shorter than a turn, %s one after another",
    async (way) => {
      const network = lab();
      const { gap, turns } = await heartbeat(async () => {
        for (let i = 0; i < 100; i++) {
          const training = network.fit(people, { ...labSettings, optimizer: stepsThatTake(1), epochs: 1 });
          if (way === "awaited") await training;
          else for await (const _ of training);
        }
      });
      expect(gap).toBeLessThan(LONGEST_GAP);
      expect(turns).toBeGreaterThan(20);
    },
  );

  test("by the real clock, of steps without a schedule", async () => {
    vi.restoreAllMocks();
    const controller = new AbortController();
    let turns = 0;
    const count = (): void => {
      if (++turns > 2) controller.abort();
      else setImmediate(count);
    };
    setImmediate(count);
    // However fast the machine is: four million updates take longer than two turns are apart.
    await lab().fit(people, {
      ...labSettings,
      epochs: 1_000_000,
      evaluateEvery: 1_000_000,
      signal: controller.signal,
    });
    expect(turns).toBeGreaterThan(2);
  });
});

test("a page that is busy in its turns doesn't starve the training, which goes as far in each as beside an idle one", async () => {
  /** The updates between two turns of an event loop that is busy for so long in each. */
  async function updatesPerTurn(milliseconds: number): Promise<number> {
    const controller = new AbortController();
    const counts = { updates: 0, turns: 0 };
    const learningRate = (step: number): number => {
      counts.updates = step;
      clock += 0.01;
      return 0.1;
    };
    const endless = { epochs: 2 ** 50, evaluateEvery: 2 ** 50, signal: controller.signal };
    const training = lab().fit(people, { ...labSettings, ...endless, optimizer: new SGD({ learningRate }) });
    const work = (): void => {
      clock += milliseconds;
      if (++counts.turns < 40) setImmediate(work);
      else controller.abort();
    };
    setImmediate(work);
    await training;
    return counts.updates / counts.turns;
  }
  const [idle, busy] = [await updatesPerTurn(0), await updatesPerTurn(20)];
  expect(busy).toBeGreaterThan(idle / 2);
});
