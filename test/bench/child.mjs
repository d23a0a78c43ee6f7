// One library with one task in a process of its own: `node child.mjs <library>` answers the messages of harness.mjs.
import { CannotDo } from "./libraries/library.mjs";
import { groupOf } from "./workloads/workloads.mjs";

/** How long a library runs before it is timed, in seconds: engines recompile what runs often. */
const WARM_UP = 1;
/** How long one repetition is to last at least; a shorter training is made so many times. */
const REPETITION = 0.25;

let subject;
let times = 1;
/** Seconds of the first run, which is warming up already. */
let first;

async function timed(count) {
  const begin = performance.now();
  await subject.run(count);
  return (performance.now() - begin) / 1000;
}

const answers = {
  /** Makes the task's network and runs it once, for the results to be compared. */
  async open({ workload, place, library, changes }) {
    const group = groupOf(workload, place);
    const { train, predict } = await import(`./libraries/${library}.mjs`);
    const task = { ...group.task(), ...changes };
    subject = await (group.predicts ? predict(task) : train(task));
    const { differs, bound, note = bound, dtype = task.dtype, tolerance } = subject;
    if (group.predicts) {
      first = await timed(1);
      return { differs, note, dtype, tolerance, output: [...(await subject.output())] };
    }
    await subject.reset();
    if (bound !== undefined) {
      first = await timed(1);
      return { bound, note, dtype };
    }
    const before = await subject.loss();
    first = await timed(1);
    return { differs, note, dtype, tolerance, before, loss: await subject.loss() };
  },

  async warmUp() {
    let once = first;
    for (let spent = first; spent < WARM_UP; ) {
      const count = Math.max(1, Math.floor(REPETITION / once));
      const seconds = await timed(count);
      spent += seconds;
      once = seconds / count;
    }
    times = Math.max(1, Math.ceil(REPETITION / once));
  },

  /** Seconds for one run of the task. */
  async measure() {
    await subject.reset?.();
    // The first steps of a training touch its memory for the first time, which one of a usual length hardly notices.
    if (times > 1) await subject.run(1);
    return (await timed(times)) / times;
  },
};

process.on("message", async ({ call, ...message }) => {
  try {
    process.send({ answer: await answers[call](message) });
  } catch (error) {
    process.send(error instanceof CannotDo ? { answer: { cannot: error.message } } : { failed: error.stack });
  }
});
