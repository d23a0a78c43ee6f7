import { setTimeout as sleep } from "node:timers/promises";
import type { Queue, Job as Queued } from "bullmq";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { Stopping } from "../../run/stopping.js";
import { openedFor } from "../engines/place.js";
import { Progress } from "../progress.js";
import { report } from "../report/report.js";
import { type Standing, standingOf } from "../standing.js";
import type { Sweep } from "../sweep.js";
import { type Answer, nameOf, type Order, type Progressing, QUEUE } from "./jobs.js";
import { connect } from "./library.js";
import { putParcel, removeParcel } from "./parcel.js";

type Trials = Queue<Order, Answer>;

const LOOK_EVERY_MILLISECONDS = 200;
const ATTEMPTS = 3;

/** Puts the trials of a sweep in a queue, and keeps what its workers make of them. */
export async function serve(task: Task): Promise<number | undefined> {
  const { sweep, into } = await openedFor(task);
  const url = task.text("redis") ?? "redis://127.0.0.1:6379";
  const { bullmq, redis, connection } = await connect(url);
  const queue: Trials = new bullmq.Queue<Order, Answer>(QUEUE, { connection, skipVersionCheck: true });
  // A server that is gone is waited for.
  queue.on("error", () => {});
  const stopping = new Stopping(task);
  const progress = new Progress(task, sweep);
  try {
    await putParcel(redis, sweep);
    task.tell({
      en: `Workers are begun with nn worker --connect ${url}, on any machine.`,
      fr: `On lance des ouvriers avec nn worker --connect ${url}, sur n’importe quelle machine.`,
    });
    for (;;) {
      const standing = await standingOf(sweep);
      if (standing.missing.length === 0) {
        progress.end();
        await report(task, sweep, standing);
        await removeParcel(redis, sweep.id);
        return undefined;
      }
      if (stopping.signal.aborted) return interrupted(task, into);
      progress.begin(standing.rounds.length - 1, standing);
      await roundMade(queue, sweep, standing, progress, stopping.signal);
    }
  } finally {
    progress.end();
    stopping.end();
    await queue.close();
    redis.disconnect();
  }
}

/** Orders the missing trials of a round, and keeps their results as they come. */
async function roundMade(
  queue: Trials,
  sweep: Sweep,
  { rounds, missing }: Standing,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const round = rounds.length - 1;
  const orders = missing.map((trial): Order => ({ trial, round, sweep: sweep.id }));
  const awaited = new Map(orders.map((order) => [nameOf(order), order]));
  // An order that is in the queue already, of a server that was ended, stays one.
  await queue.addBulk(
    orders.map((order) => ({ name: "trial", data: order, opts: { jobId: nameOf(order), attempts: ATTEMPTS } })),
  );
  while (awaited.size > 0 && !signal.aborted) {
    for (const job of await queue.getJobs(["completed", "failed"])) {
      const order = awaited.get(job.id ?? "");
      if (order === undefined) continue;
      const { returnvalue: answer } = job;
      if (answer?.kind === "wrong") {
        await job.remove();
        throw new Complaint(answer.text, answer.exitCode);
      }
      if (answer?.kind !== "result") throw failed(order, job.failedReason);
      await sweep.keep(answer.result);
      await job.remove();
      awaited.delete(nameOf(order));
      progress.made(order);
    }
    progress.working(atWork(await queue.getActive(), sweep));
    await sleep(LOOK_EVERY_MILLISECONDS);
  }
}

/** Which trials workers are at, and how far they are. */
function atWork(active: readonly (Queued<Order, Answer> | undefined)[], { id }: Sweep): readonly string[] {
  return active.flatMap((job) => {
    if (job?.data.sweep !== id) return [];
    const { epoch, epochs } = job.progress as unknown as Partial<Progressing>;
    return [epoch === undefined ? `${job.data.trial}` : `${job.data.trial} (${epoch}/${epochs})`];
  });
}

function failed({ trial }: Order, why: string): Complaint {
  return new Complaint(
    {
      en: `Trial ${trial} failed ${ATTEMPTS} times in its workers: ${why}`,
      fr: `L’essai ${trial} a échoué ${ATTEMPTS} fois chez ses ouvriers${NBSP}: ${why}`,
    },
    EXIT.ourFault,
  );
}

function interrupted(task: Task, into: string): number {
  task.tell({
    en: `Stopped. The same command goes on: ${into} keeps the results, and the queue the trials.`,
    fr: `Arrêté. La même commande reprend${NBSP}: ${into} garde les résultats, et la file les essais.`,
  });
  return EXIT.interrupted;
}
