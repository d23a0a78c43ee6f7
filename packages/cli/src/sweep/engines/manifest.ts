import { nameOf } from "../../configuration/read.js";
import { Complaint } from "../../program/errors/complaint.js";
import type { Task } from "../../program/task.js";
import { FolderStore } from "../store/folder-store.js";
import { Sweep } from "../sweep.js";
import { kubernetesManifest } from "./kubernetes.js";
import { placeOf } from "./place.js";
import { slurmScript } from "./slurm.js";
import type { Manifest } from "./told.js";

const [PARALLEL, MEGABYTES, SECONDS] = [10, 1024, 3600];

/** Prints the job file for an engine. */
export async function manifest(task: Task): Promise<undefined> {
  // No result is read, so that no key of a store is needed.
  const { file, into } = placeOf(task);
  const sweep = await Sweep.open(task.path(file), new FolderStore(into));
  const given: Manifest = {
    name: nameOf(file),
    file,
    into,
    rounds: sweep.plan.rounds.map(({ trials }) => trials),
    parallel: task.number("parallel") ?? PARALLEL,
    megabytes: task.number("memory") ?? MEGABYTES,
    seconds: task.number("seconds") ?? SECONDS,
  };
  const engine = task.text("for");
  if (engine === undefined) {
    throw new Complaint({
      en: "nn sweep manifest needs --for kubernetes or --for slurm.",
      fr: "nn sweep manifest a besoin de --for kubernetes ou de --for slurm.",
    });
  }
  const text =
    engine === "slurm"
      ? slurmScript(given)
      : kubernetesManifest(given, { image: task.text("image"), claim: task.text("claim") });
  task.print(text.trimEnd());
}
