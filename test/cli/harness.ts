import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { penguins } from "@nn/data/sets";

/** What a command printed, and what it ended with. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the terminal of a command is. */
export interface Terminal {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Whether standard error is a terminal, and how wide that and standard output are. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** The terminal where questions are asked, if there is one. */
  readonly questions?: { readonly input: Readable; readonly output: Writable };
  /** Called with the address that a browser is to open. */
  readonly onOpen?: (address: string) => void;
  /** Called when it can be interrupted, with what does so. */
  readonly onStart?: (interrupt: () => void) => void;
}

/** The command's program, for what has to be a process. */
export const MAIN: string = fileURLToPath(new URL("../../packages/cli/dist/main.js", import.meta.url));
// A program has no door to the command but its own, which a test can't give its streams.
const { runCommand } = (await import(pathToFileURL(MAIN.replace("main.js", "run-command.js")).href)) as {
  runCommand(args: readonly string[], system: object): Promise<number>;
};

/** Runs a command in a folder, in this process. */
export async function nn(folder: string, line: string | readonly string[], terminal: Terminal = {}): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  const { environment = {}, stdin = "", isTTY = false, columns } = terminal;
  const output = (name: "stdout" | "stderr"): object => ({
    isTTY,
    columns,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const interrupts = new Set<() => void>();
  let exited: number | undefined;
  const system = {
    stdin: (async function* () {
      yield stdin;
    })(),
    stdout: output("stdout"),
    stderr: output("stderr"),
    questions: terminal.questions,
    environment,
    folder,
    onInterrupt: (interrupted: () => void) => {
      interrupts.add(interrupted);
      terminal.onStart?.(() => {
        for (const each of interrupts) each();
      });
      return () => interrupts.delete(interrupted);
    },
    open: async (address: string) => terminal.onOpen?.(address),
    exit: (code: number) => {
      exited = code;
    },
  };
  const args = typeof line === "string" ? line.split(" ") : line;
  const code = await runCommand(args, system);
  const within = (text: string): string => text.replaceAll(`${folder}/`, "");
  return { code: exited ?? code, stdout: within(written.stdout), stderr: within(written.stderr) };
}

/** A configuration for penguins that trains in a moment. */
export const PENGUINS = {
  data: { file: "penguins.csv", validation: 0.2, dropMissing: ["sex"] },
  columns: { target: "species", ignored: ["year"] },
  network: {
    layers: [
      { kind: "Dense", units: 6, activation: "tanh" },
      { kind: "Dropout", rate: 0.1 },
      { kind: "Dense", activation: "softmax" },
    ],
  },
  training: {
    loss: "categoricalCrossEntropy",
    optimizer: { kind: "Adam", learningRate: 0.02 },
    epochs: 12,
    batchSize: 32,
    metrics: ["accuracy"],
  },
  seed: "penguins",
};

/** A penguin, as the command line takes its cells. */
export const ROW: string =
  "island=Biscoe bill_length_mm=46.1 bill_depth_mm=13.2 flipper_length_mm=211 body_mass_g=4500 sex=female";

/** A folder with penguins.csv and a configuration, that is removed when a test is through. */
export async function folderWith(configuration: object = PENGUINS): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "nn-cli-"));
  await writeFile(join(folder, "penguins.csv"), (await penguins()).toCsv());
  await writeFile(join(folder, "penguins.jsonc"), `// Penguins.\n${JSON.stringify(configuration, null, 2)}\n`);
  folders.push(folder);
  return folder;
}

const folders: string[] = [];

/** Removes what {@link folderWith} made. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
}
