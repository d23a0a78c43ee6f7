import { fitStream, type StreamFitState, WindowStream } from "@nn/data";
import { describe, expect, test } from "vitest";
import { network, options, stream, windows } from "./streamed.js";

const slowly = () =>
  new WindowStream(async function* () {
    for (const window of windows()) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      yield window;
    }
  });

describe("one training at a time", () => {
  test("a second one, of a stream or of data, is refused until the first has ended", async () => {
    const one = network();
    const [data] = windows();
    const first = fitStream(one, slowly(), options());
    const said =
      "This network is being trained by another fit, which is in epoch 0 of 3; two at once would mix their updates. Wait for " +
      "its end with await, leave its for await loop, or abort its signal; or train another network.";
    expect(() => fitStream(one, stream(), options())).toThrow(said);
    expect(() => one.fit(data!, options())).toThrow(said);
    const before = one.getParameters();
    await first;
    expect(one.getParameters()).not.toEqual(before);
    await fitStream(one, stream(), { ...options(), onWarning: () => {} });
    const fit = one.fit(data!, { ...options(), epochs: 1, onWarning: () => {} });
    expect(() => fitStream(one, stream(), options())).toThrow("by another fit, which is in epoch 0 of 1");
    await fit;
  });

  test("a state to go on from isn't restored into a network that is being trained", async () => {
    const [one, other] = [network(), network()];
    const done = fitStream(other, stream(), options());
    await done;
    const from = done.state();
    const running = fitStream(one, slowly(), options());
    const before = one.getParameters();
    expect(() => fitStream(one, stream(), { ...options(), epochs: 9, from })).toThrow(
      "is being trained by another fit",
    );
    expect(one.getParameters()).toEqual(before);
    await running;
    expect(one.getParameters()).toEqual(other.getParameters());
  });

  test("what would move the parameters while it waits is refused; its state and predictions may be asked for", async () => {
    const one = network();
    let asked: (() => void) | undefined;
    const running: { state(): StreamFitState } & Promise<unknown> = fitStream(
      one,
      new WindowStream(async function* () {
        yield windows()[0]!;
        await new Promise((resolve) => setTimeout(resolve, 2));
        asked?.();
        yield windows()[1]!;
      }),
      { ...options(), epochs: 1 },
    );
    asked = () => {
      expect(() => one.setParameters({ "1.bias": [3] })).toThrow(
        "setParameters was called while a fit of the same network",
      );
      expect(running.state()).toMatchObject({ epoch: 0, window: 1, examples: 5 });
      expect(one.predict([0, 0])).toHaveLength(1);
    };
    await running;
  });

  test("is free again when the source fails, the loop is left, or the signal aborts", async () => {
    const one = network();
    const quiet = { ...options(), onWarning: () => {} };
    const failing = new WindowStream<ReturnType<typeof windows>[number]>(() => {
      throw new Error("gone");
    });
    await expect(fitStream(one, failing, quiet)).rejects.toThrow("gone");
    for await (const _ of fitStream(one, stream(), quiet)) break;
    const controller = new AbortController();
    const hanging = fitStream(one, new WindowStream(() => new Promise<never>(() => {})), {
      ...quiet,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 1);
    expect((await hanging).stopped).toBe("aborted");
    expect((await fitStream(one, stream(), quiet)).stopped).toBe("finished");
  });
});

test("awaited in the body of the loop over its own reports, it says so and doesn't hang", async () => {
  const training = fitStream(network(), stream(), options());
  const loop = async () => {
    for await (const _ of training) await training;
  };
  await expect(loop()).rejects.toThrow(
    "A training is awaited in the body of the for await loop over its own reports, which it waits for in turn: neither would " +
      "ever go on. Await it after the loop, or in place of the loop.",
  );
});
