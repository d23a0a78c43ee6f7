// Has a real Slurm make sweeps on loopback: munge, slurmctld and slurmd of its own, as Debian's slurm-wlm brings them. Each sweep
// must give the table of nn sweep itself. Says why where they can't be started.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { penguins } from "@nn/data/sets";

const NN = fileURLToPath(new URL("../../../packages/cli/dist/main.js", import.meta.url));
const PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "squeue"];

const missing = PROGRAMS.filter((name) => !["/usr/sbin", "/usr/bin"].some((place) => existsSync(join(place, name))));
if (missing.length > 0) {
  console.log(`Skipped: no ${missing.join(", ")} here. On Debian, apt-get install slurm-wlm munge.`);
  process.exit();
}
if (process.getuid?.() !== 0) {
  console.log("Skipped: slurmd needs to be root to begin jobs.");
  process.exit();
}

const folder = mkdtempSync(join(tmpdir(), "nn-slurm-"));
chmodSync(folder, 0o755);
const daemons = [];
const begin = (name, args) => {
  const daemon = spawn(join("/usr/sbin", name), args, { stdio: "ignore", env });
  daemons.push(daemon);
  return daemon;
};
const port = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });

const socket = join(folder, "munge.socket");
const name = hostname().split(".")[0];
const configuration = join(folder, "slurm.conf");
const env = { ...process.env, SLURM_CONF: configuration, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
const slurm = (program, ...args) =>
  execFileSync(program, args, { env, encoding: "utf8", cwd: folder, timeout: 600_000 });

try {
  mkdirSync(join(folder, "state"));
  mkdirSync(join(folder, "spool"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "nn"), `#!/bin/sh\nexec ${process.execPath} ${NN} "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder, "munge.key"), randomBytes(128), { mode: 0o400 });
  writeFileSync(
    configuration,
    `ClusterName=nn
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${await port()}
SlurmdPort=${await port()}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${socket}
CryptoType=crypto/munge
StateSaveLocation=${join(folder, "state")}
SlurmdSpoolDir=${join(folder, "spool")}
SlurmctldPidFile=${join(folder, "slurmctld.pid")}
SlurmdPidFile=${join(folder, "slurmd.pid")}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName=${name} NodeAddr=127.0.0.1 CPUs=2 RealMemory=2048 State=UNKNOWN
PartitionName=all Nodes=${name} Default=YES State=UP MaxTime=INFINITE
`,
  );
  begin("munged", [
    "--foreground",
    "--force",
    `--socket=${socket}`,
    `--key-file=${join(folder, "munge.key")}`,
    `--pid-file=${join(folder, "munge.pid")}`,
    `--seed-file=${join(folder, "munge.seed")}`,
    `--log-file=${join(folder, "munge.log")}`,
    `--num-threads=2`,
  ]);
  await until("munge", () => existsSync(socket));
  begin("slurmctld", ["-D", "-L", join(folder, "slurmctld.log"), "-f", configuration]);
  begin("slurmd", ["-D", "-L", join(folder, "slurmd.log"), "-f", configuration, "-N", name]);
  await until("Slurm", () => slurm("sinfo", "--noheader", "--format=%t").trim() === "idle");

  writeFileSync(join(folder, "penguins.csv"), (await penguins()).toCsv());
  const random = { method: "random", trials: 6 };
  const halving = { method: "halving", trials: 3, leastEpochs: 1 };
  for (const sweep of [random, halving]) await compare(sweep);
} catch (error) {
  for (const log of ["slurmctld.log", "slurmd.log", "munge.log"]) {
    if (existsSync(join(folder, log)))
      console.error(`${log}:\n${readFileSync(join(folder, log), "utf8").slice(-3000)}`);
  }
  throw error;
} finally {
  for (const daemon of daemons.reverse()) daemon.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

/** Has Slurm make a sweep, and looks that the table is that of one process. */
async function compare({ method, ...rest }) {
  const file = `${method}.json`;
  const training = {
    loss: "categoricalCrossEntropy",
    optimizer: { kind: "Adam", learningRate: 0.02 },
    epochs: 3,
    batchSize: 32,
  };
  const settings = {
    data: { file: "penguins.csv", validation: 0.2, dropMissing: ["sex"] },
    columns: { target: "species", ignored: ["year"] },
    network: {
      layers: [
        { kind: "Dense", units: 6, activation: "tanh" },
        { kind: "Dense", activation: "softmax" },
      ],
    },
    training,
    sweep: {
      method,
      ...rest,
      space: { "training.optimizer.learningRate": { logUniform: [0.001, 1] }, "network.layers.0.units": [2, 4, 8] },
    },
  };
  writeFileSync(join(folder, file), JSON.stringify(settings));
  const line = ["sweep", "manifest", file, "--for", "slurm", "--into", method, "--memory", "500", "--parallel", "2"];
  writeFileSync(join(folder, "job.sh"), slurm("nn", ...line));
  if (method === "halving") slurm("sh", "job.sh");
  else slurm("sbatch", "job.sh");
  await until("its jobs", () => slurm("squeue", "--noheader").trim() === "", 900);
  slurm("nn", "sweep", "collect", file, "--into", method);
  slurm("nn", "sweep", file, "--processes", "1", "--into", `${method}-here`);
  const [theirs, ours] = [method, `${method}-here`].map((each) =>
    readFileSync(join(folder, each, "results.csv"), "utf8"),
  );
  if (theirs !== ours) throw new Error(`Slurm's table of the ${method} sweep is another one:\n${theirs}\n${ours}`);
  console.log(`${method}: Slurm's table is that of one process, ${ours.trim().split("\n").length - 1} trials.`);
}

async function until(what, isSo, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(250)) {
    try {
      if (isSo()) return;
    } catch {
      // It doesn't answer yet.
    }
  }
  throw new Error(`Waited ${seconds} s for ${what} in vain.`);
}
