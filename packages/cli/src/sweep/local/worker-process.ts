import type { ExitCode } from "../../program/errors/complaint.js";
import { toldOf } from "../../program/errors/told.js";
import type { Job } from "../result.js";
import { openStore } from "../store/open.js";
import { Sweep } from "../sweep.js";
import { madeTrial } from "../trial.js";
import type { Part, Said } from "./messages.js";

/*
 * A process that makes trials, one after the other, as it is told. It keeps each result itself, before it says that there is one, and ends
 * with the process that began it.
 */

const say = (said: Said): void => {
  process.send?.(said);
};

const { file, into }: Part = JSON.parse(process.argv[2] ?? "{}") as Part;
process.on("disconnect", () => process.exit());
// Ctrl-C is for the process that began this one, which says when to end.
process.on("SIGINT", () => {});
try {
  const sweep = await Sweep.open(file, openStore(into, process.env));
  process.on("message", async (job: Job) => {
    try {
      await sweep.keep(await madeTrial(sweep, job));
      say({ kind: "made", job });
    } catch (error) {
      wrong(error);
    }
  });
  say({ kind: "ready" });
} catch (error) {
  wrong(error);
}

function wrong(error: unknown): void {
  const { sentence, exitCode }: { sentence: string; exitCode: ExitCode } = toldOf(error, "en");
  say({ kind: "wrong", text: { en: sentence, fr: toldOf(error, "fr").sentence }, exitCode });
}
