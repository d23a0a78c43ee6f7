import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { toldOf } from "../../program/errors/told.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { Stopping } from "../../run/stopping.js";
import type { Sweep } from "../sweep.js";
import { madeTrial } from "../trial.js";
import { type Answer, type Order, QUEUE } from "./jobs.js";
import { connect } from "./library.js";
import { openParcel } from "./parcel.js";

/** After so many seconds without a sign of life another worker makes a trial. */
const PATIENCE = 30;
/** How often a trial may be begun anew whose worker is gone. */
const MOST_LOST = 1000;
const TELL_EVERY_MILLISECONDS = 500;

/** Makes trials of a queue, until it is told to stop. */
export async function work(task: Task): Promise<number> {
  const url = task.text("connect");
  if (url === undefined) {
    throw new Complaint({
      en: "nn worker needs --connect with the address of the queue, redis://HOST:6379.",
      fr: "nn worker a besoin de --connect avec l’adresse de la file, redis://MACHINE:6379.",
    });
  }
  const { bullmq, redis, connection } = await connect(url);
  const stopping = new Stopping(task);
  const lockDuration = (task.number("patience") ?? PATIENCE) * 1000;
  const open = new Map<string, NonNullable<Awaited<ReturnType<typeof openParcel>>>>();
  const sweepOf = async (id: string): Promise<Sweep | undefined> => {
    const parcel = open.get(id) ?? (await openParcel(redis, id));
    if (parcel !== undefined) open.set(id, parcel);
    return parcel?.sweep;
  };
  const worker = new bullmq.Worker<Order, Answer>(
    QUEUE,
    async (job) => {
      const { trial, round, sweep: id } = job.data;
      try {
        const sweep = await sweepOf(id);
        if (sweep === undefined) throw noSweep();
        let toldAt = 0;
        const result = await madeTrial(sweep, { trial, round }, ({ epoch }) => {
          if (performance.now() - toldAt < TELL_EVERY_MILLISECONDS) return;
          toldAt = performance.now();
          const epochs = sweep.epochsOf(round) ?? sweep.configuration.training.epochs;
          // What is lost on the way is told again soon.
          job.updateProgress({ epoch: epoch + 1, epochs }).catch(() => {});
        });
        task.tell({
          en: `trial ${trial}: ${result.figure ?? result.ending}`,
          fr: `essai ${trial}${NBSP}: ${result.figure ?? result.ending}`,
        });
        return { kind: "result", result };
      } catch (error) {
        return wrongOf(error);
      }
    },
    {
      connection,
      lockDuration,
      stalledInterval: lockDuration,
      maxStalledCount: MOST_LOST,
      // A server that is gone is waited for; what it says meanwhile is no news.
      skipVersionCheck: true,
    },
  );
  worker.on("error", () => {});
  task.tell({ en: `Waiting for trials at ${url}.`, fr: `En attente d’essais à ${url}.` });
  await new Promise<void>((resolve) => {
    if (stopping.signal.aborted) resolve();
    stopping.signal.addEventListener("abort", () => resolve());
  });
  await worker.close();
  redis.disconnect();
  for (const { close } of open.values()) await close();
  stopping.end();
  return EXIT.interrupted;
}

function wrongOf(error: unknown): Answer {
  const { sentence, exitCode } = toldOf(error, "en");
  return { kind: "wrong", text: { en: sentence, fr: toldOf(error, "fr").sentence }, exitCode };
}

function noSweep(): Complaint {
  return new Complaint({
    en: "The sweep of this trial isn't at this address any more.",
    fr: "La recherche de cet essai n’est plus à cette adresse.",
  });
}
