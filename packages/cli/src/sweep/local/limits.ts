import pidusage from "pidusage";
import type { Text } from "../../program/language.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Ending } from "../result.js";

/** What a trial may use. */
export interface Limits {
  /** How many megabytes of memory its process may hold, whatever they are for. */
  readonly megabytes?: number;
  /** How long it may take. */
  readonly seconds?: number;
}

/** A limit that was passed. */
export interface Passed {
  readonly ending: Ending;
  readonly error: Text;
}

const EVERY_MILLISECONDS = 100;

/** Watches a process at one trial. @returns What ends that. */
export function watch(id: number, { megabytes, seconds }: Limits, passed: (limit: Passed) => void): () => void {
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(() => {
          passed({
            ending: "time",
            error: {
              en: `It took longer than ${seconds} s, and was ended.`,
              fr: `Il a duré plus de ${seconds}${NBSP}s, et a été arrêté.`,
            },
          });
        }, seconds * 1000);
  const stopMeasuring = megabytes === undefined ? () => {} : watchMemory(id, megabytes, passed);
  return () => {
    clearTimeout(timer);
    stopMeasuring();
  };
}

/** The memory that the process holds: a limit of the engine's heap would miss typed arrays and those of WebAssembly. */
function watchMemory(id: number, megabytes: number, passed: (limit: Passed) => void): () => void {
  let isWatched = true;
  const measure = async (): Promise<void> => {
    // A process that is gone has no memory; what became of it is told elsewhere.
    const used = await pidusage(id).catch(() => undefined);
    if (!isWatched) return;
    if (used !== undefined && used.memory > megabytes * 1e6) {
      const held = Math.round(used.memory / 1e6);
      passed({
        ending: "memory",
        error: {
          en: `Its process held ${held} MB, more than the ${megabytes} MB it may, and was ended.`,
          fr: `Son processus tenait ${held}${NBSP}Mo, plus que les ${megabytes}${NBSP}Mo permis, et a été arrêté.`,
        },
      });
      return;
    }
    timer = setTimeout(measure, EVERY_MILLISECONDS);
  };
  let timer = setTimeout(measure, EVERY_MILLISECONDS);
  return () => {
    isWatched = false;
    clearTimeout(timer);
  };
}
