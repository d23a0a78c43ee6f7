import { randomBytes } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { Complaint, EXIT } from "../program/errors/complaint.js";

/** Who holds a folder. */
interface Holder {
  readonly process: number;
  readonly host: string;
  /** When the process began, as the system counts it; missing where that doesn't say. */
  readonly begun?: string;
}

const PREFIX = "lock-";

/**
 * Holds a folder for this process, so that no other one writes there. A process that is gone holds nothing, whatever ended it.
 *
 * Each says that it wants the folder in a file of its own, and only then looks for others: of two at once none can miss the other.
 *
 * @param folder - Where the lock is.
 * @param name - What messages call it.
 * @returns What ends it.
 * @throws Complaint where another process holds it.
 */
export async function hold(folder: string, name: string): Promise<() => Promise<void>> {
  const own = `${PREFIX}${process.pid}-${randomBytes(6).toString("hex")}`;
  const path = join(folder, own);
  const release = (): Promise<void> => rm(path, { force: true });
  await writeFile(`${path}.unfinished`, JSON.stringify(await thisProcess()));
  await rename(`${path}.unfinished`, path);
  for (const other of await readdir(folder)) {
    if (!other.startsWith(PREFIX) || other === own) continue;
    const holder = await holderIn(join(folder, other));
    if (holder !== undefined && (await isAlive(holder))) {
      await release();
      throw inUse(name, holder, other);
    }
    if (holder !== undefined) await rm(join(folder, other), { force: true });
  }
  return release;
}

async function thisProcess(): Promise<Holder> {
  const begun = await beginningOf(process.pid);
  return { process: process.pid, host: hostname(), ...(begun !== undefined && { begun }) };
}

/** Nothing for a file that was being written, or is gone. */
async function holderIn(path: string): Promise<Holder | undefined> {
  try {
    return path.endsWith(".unfinished") ? undefined : (JSON.parse(await readFile(path, "utf8")) as Holder);
  } catch {
    return undefined;
  }
}

/** Whether a process still runs; of another machine that isn't known, and taken for so. */
async function isAlive({ process: id, host, begun }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  try {
    process.kill(id, 0);
  } catch (error) {
    return (error as { readonly code?: string }).code === "EPERM";
  }
  // Numbers of processes are given again.
  return begun === undefined || begun === (await beginningOf(id));
}

async function beginningOf(id: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${id}/stat`, "utf8");
    // The name, in parentheses, may hold spaces; the beginning is the twentieth behind it.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? "ended" : rest[18];
  } catch {
    return undefined;
  }
}

function inUse(name: string, { process: id, host }: Holder, file: string): Complaint {
  const [en, fr] = host === hostname() ? ["", ""] : [` on ${host}`, ` sur ${host}`];
  const remedy =
    host === hostname()
      ? { en: "Wait for it, or end it.", fr: "Attendez-le, ou arrêtez-le." }
      : { en: `If it is gone, remove ${file} there.`, fr: `S’il n’existe plus, ôtez-y le fichier ${file}.` };
  return new Complaint(
    {
      en: `${name} is used by process ${id}${en}. ${remedy.en}`,
      fr: `${name} est utilisé par le processus ${id}${fr}. ${remedy.fr}`,
    },
    EXIT.inUse,
  );
}
