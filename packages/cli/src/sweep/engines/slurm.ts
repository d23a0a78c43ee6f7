import type { Manifest } from "./told.js";
import { quoted, sweepLine } from "./words.js";

/** The indices that an array may have where Slurm isn't told otherwise. */
const USUAL_MOST = 1001;

/**
 * The script for `sbatch` by which Slurm makes a sweep: an array with a task for each trial. A halving is a program that hands in an
 * array for each round, which waits for the one before.
 *
 * Source: Slurm's documentation, sbatch(1), and "Job Array Support".
 */
export function slurmScript(manifest: Manifest): string {
  return manifest.rounds.length === 1 ? script(manifest) : program(manifest);
}

function script(manifest: Manifest): string {
  return `#!/bin/sh
${optionsOf(manifest, 0)
  .map((option) => `#SBATCH ${option}`)
  .join("\n")}
${noteOn(manifest)}exec ${sweepLine(manifest, 0, 1)}
`;
}

function program(manifest: Manifest): string {
  const { rounds } = manifest;
  const calls = rounds.map((_, round) => {
    // Also after tasks that failed: what they left out is said by the round that misses it.
    const waiting = round === 0 ? [] : [`--dependency=afterany:$round${round - 1}`];
    const options = [
      ...optionsOf(manifest, round),
      ...waiting,
      `--wrap=${quoted(sweepLine(manifest, round, rounds.length))}`,
    ];
    return `round${round}=$(sbatch --parsable ${options.join(" ")})`;
  });
  return `#!/bin/sh
# Hands in the rounds of a sweep: sh THIS_FILE
set -e
${noteOn(manifest)}${calls.join("\n")}
echo "$round${rounds.length - 1}"
`;
}

function optionsOf({ name, rounds, parallel, megabytes, seconds }: Manifest, round: number): string[] {
  return [
    `--job-name=${quoted(rounds.length === 1 ? name : `${name}-${round}`)}`,
    `--array=0-${rounds[round]! - 1}%${parallel}`,
    "--ntasks=1",
    "--cpus-per-task=1",
    `--mem=${megabytes}M`,
    `--time=${Math.max(1, Math.ceil(seconds / 60))}`,
  ];
}

function noteOn({ rounds }: Manifest): string {
  const most = Math.max(...rounds);
  return most <= USUAL_MOST
    ? ""
    : `# Slurm has to allow arrays of ${most}: MaxArraySize in slurm.conf is ${USUAL_MOST} unless set.\n`;
}
