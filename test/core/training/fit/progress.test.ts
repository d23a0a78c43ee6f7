import { type EpochReport, type Fit, type FitOptions, OptionError, Sequential, showProgress } from "@nn/core";
import { Dense } from "@nn/layers";
import { binaryAccuracy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const data = {
  inputs: [
    [0, 1],
    [1, 0],
  ],
  targets: [0, 1],
};
const settings = { loss: meanSquaredError, epochs: 100, batchSize: 1, shuffle: false };
let clock = 0;
const written: string[] = [];
const terminal = { isTTY: process.stderr.isTTY, columns: process.stderr.columns };

beforeEach(() => {
  clock = 0;
  written.length = 0;
  vi.spyOn(Date, "now").mockImplementation(() => clock);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  Object.assign(process.stderr, { isTTY: true, columns: 100 });
});
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.stderr, terminal);
});

/** A training each of whose steps takes so many milliseconds. */
function training(milliseconds: number, options: Partial<FitOptions> = {}): Fit<{ accuracy: typeof binaryAccuracy }> {
  const learningRate = (): number => {
    clock += milliseconds;
    return 0.1;
  };
  const network = new Sequential([new Dense(2, 1)], { seed: 1 });
  const metrics = { accuracy: binaryAccuracy };
  return network.fit(data, { ...settings, optimizer: new SGD({ learningRate }), ...options, metrics });
}

/** What a terminal shows of the line, one time after another. */
const lines = () => written.map((text) => text.replace("\r", "").replace("\u001b[K", ""));

describe("on a terminal", () => {
  test("one line tells the epoch, the figures, the rate and the time that is left, about ten times a second", async () => {
    const history = await showProgress(training(10));
    expect(history).toMatchObject({ epochs: 100, stopped: "finished" });
    expect(written.slice(0, -1).every((text) => text.startsWith("\r") && text.endsWith("\u001b[K"))).toBe(true);
    expect(lines().slice(0, 2)).toMatchInlineSnapshot(`
      [
        "epoch 25 of 100  loss 0.159  accuracy 1  50 epochs/s  2 s left",
        "epoch 30 of 100  loss 0.141  accuracy 1  50 epochs/s  1 s left",
      ]
    `);
    expect(lines().slice(-2)).toMatchInlineSnapshot(`
      [
        "epoch 100 of 100  loss 0.0452  accuracy 1  50 epochs/s  in 2 s",
        "
      ",
      ]
    `);
    expect(written.length).toBe(18);
  });

  test("the line ends when the training fails, and the error comes through", async () => {
    const failing = (step: number): number => {
      clock += 100;
      return step === 20 ? Number.NaN : 0.1;
    };
    const failed = showProgress(training(0, { optimizer: new SGD({ learningRate: failing }) }));
    await expect(failed).rejects.toThrow(OptionError);
    expect(written.at(-1)).toBe("\n");
  });

  test("a short training, and one that is aborted at once, need none", async () => {
    await showProgress(training(1));
    const history = await showProgress(training(1000, { signal: { aborted: true } }));
    expect([history.stopped, written]).toEqual(["aborted", []]);
  });

  test("validation is told, slow epochs are timed, hours are hours, and the line is never wider than the terminal", async () => {
    process.stderr.columns = 160;
    await showProgress(training(90_000, { epochs: 50, validation: data }));
    expect(lines()[0]).toMatchInlineSnapshot(
      `"epoch 1 of 50  loss 0.291  accuracy 0.5  validation loss 0.291  validation accuracy 0.5  3 min 0 s an epoch  2 h 27 min left"`,
    );
  });

  test.each([
    [100, "epoch 2 of 100  loss 0.285  accuracy 0.5  validation loss 0.285  …  2 s an epoch  3 min 16 s left"],
    [80, "epoch 2 of 100  loss 0.285  accuracy 0.5  …  2 s an epoch  3 min 16 s left"],
    [60, "epoch 2 of 100  …  2 s an epoch  3 min 16 s left"],
    [32, "epoch 2 of 100  3 min 16 s left"],
    [31, "epoch 2 of 100"],
    [15, "epoch 2 of 100"],
    [14, "epoch 2"],
    [7, ""],
  ])("in %i columns it leaves figures out, and is never wrapped", async (columns, line) => {
    process.stderr.columns = columns;
    await showProgress(training(1000, { validation: data }));
    expect(lines()[1]).toBe(line);
    expect(Math.max(...lines().map(({ length }) => length))).toBeLessThan(columns);
  });

  test("of a terminal that doesn't know its width, it takes 80 columns", async () => {
    for (const columns of [0, undefined]) {
      Object.assign(process.stderr, { columns });
      written.length = 0;
      await showProgress(training(1000, { validation: data }));
      expect(lines()[1]).toBe("epoch 2 of 100  loss 0.285  accuracy 0.5  …  2 s an epoch  3 min 16 s left");
    }
  });

  test("names with letters of two columns, or with what moves the cursor, don't wrap it either", async () => {
    process.stderr.columns = 90;
    const name = "精度".repeat(6);
    const network = new Sequential([new Dense(2, 1)], { seed: 1 });
    const slowly = (): number => {
      clock += 1000;
      return 0.1;
    };
    const metrics = { "a\nb": binaryAccuracy, [name]: binaryAccuracy };
    const optimizer = new SGD({ learningRate: slowly });
    await showProgress(network.fit(data, { ...settings, optimizer, metrics }));
    expect(lines()[1]).toBe(`epoch 2 of 100  loss 0.285  a\\u000ab 0.5  …  2 s an epoch  3 min 16 s left`);
    process.stderr.columns = 102;
    written.length = 0;
    await showProgress(network.fit(data, { ...settings, optimizer, metrics }));
    expect(lines()[1]).toContain(`${name} 1  2 s an epoch`);
  });
});

test("elsewhere it writes nothing, and awaits all the same", async () => {
  for (const isTTY of [false, undefined]) {
    Object.assign(process.stderr, { isTTY });
    expect(await showProgress(training(1000))).toMatchObject({ epochs: 100 });
  }
  vi.stubGlobal("process", undefined);
  const history = await showProgress(training(1000)).finally(() => vi.unstubAllGlobals());
  const last: EpochReport | undefined = history.reports.at(-1);
  expect(last?.epoch).toBe(99);
  expect(written).toEqual([]);
});

test("what isn't a training is refused", async () => {
  for (const wrong of [undefined, 3, {}, new Sequential([new Dense(2, 1)]), Promise.resolve()]) {
    await expect(showProgress(wrong as never)).rejects.toThrow(OptionError);
  }
  await expect(showProgress("fit" as never)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[OptionError: showProgress takes a training itself, as in showProgress(network.fit(data, options)), but got "fit".]`,
  );
});

test("a training knows its epochs", () => {
  const { epochs } = training(0, { epochs: 7 });
  expect(epochs).toBe(7);
});
