import type { OwnReport } from "@nn/core/callbacks";
import { describe, expect, test } from "vitest";
import { build, trained } from "./own.js";

/** A callback that does something after so many steps. */
const afterSteps = (steps: number, act: () => unknown) => ({
  name: "after",
  stepped: ({ step }: { step: number }) => (step === steps ? (act() as string | undefined) : undefined),
});

describe("a training of one's own that never asks whether it is over", () => {
  test("makes no more steps once its signal has aborted", async () => {
    const controller = new AbortController();
    const { training, trainer } = trained(build(), {
      signal: controller.signal,
      callbacks: [afterSteps(2, () => controller.abort())],
    });
    expect(await training).toBe("2 epochs, aborted");
    expect(trainer.stepCount).toBe(2);
  });

  test("makes none either while something is waited for, though another may begin", async () => {
    const network = build();
    const controller = new AbortController();
    const { training, trainer } = trained(network, { signal: controller.signal }, function* (company, step) {
      for (;;) {
        step();
        yield company.waiting(async () => {
          controller.abort();
          await trained(network).training;
        });
      }
    });
    await training;
    expect(trainer.stepCount).toBe(1);
  });

  test("makes none after the sentence of a callback", async () => {
    const { training, trainer } = trained(build(), { callbacks: [afterSteps(3, () => "Enough.")] });
    expect(await training).toBe("3 epochs, Enough.");
    expect(trainer.stepCount).toBe(3);
  });

  test("still gives the report that callbacks were told of, and an abort in the last epoch ends nothing", async () => {
    const told = async (at: number) => {
      const controller = new AbortController();
      const reports: OwnReport[] = [];
      const callbacks = [
        {
          name: "abort",
          reported: async ({ epoch }: OwnReport) => {
            await Promise.resolve();
            if (epoch === at) controller.abort();
          },
        },
      ];
      const { training } = trained(build(), { signal: controller.signal, callbacks });
      for await (const report of training) reports.push(report);
      return [reports.map(({ epoch }) => epoch), await training];
    };
    expect(await told(4)).toEqual([[0, 1, 2, 3, 4], "5 epochs, undefined"]);
    expect(await told(0)).toEqual([[0], "1 epochs, aborted"]);
  });

  test("is told that it goes on, where it gives nothing that it could be ended at", async () => {
    const { training } = trained(build(), { callbacks: [afterSteps(2, () => "Enough.")] }, function* (company, step) {
      yield step();
      for (;;) {
        step();
        company.stepped();
      }
    });
    await expect(training).rejects.toThrowErrorMatchingInlineSnapshot(
      `[OptionError: runTraining: run made a step after its end (Enough.). It has to give what company.stepped() gives, or to return as soon as company.stopped says why.]`,
    );
  });
});
