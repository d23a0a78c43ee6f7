import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { readWhole } from "@nn/formats/node";
import type { Redis } from "ioredis";
import { beside } from "../../configuration/data.js";
import type { Configuration } from "../../configuration/types.js";
import { FolderStore } from "../store/folder-store.js";
import { Sweep } from "../sweep.js";

/** All that a worker on another machine needs of a sweep. */
interface Parcel {
  readonly configuration: Configuration;
  /** Their bytes in base64, as a table may be in UTF-16. */
  readonly tables: Readonly<Record<string, string>>;
}

const keyOf = (id: string): string => `nn:sweep:${id}`;

/** Puts a sweep where its workers find it: the configuration, and the tables that it names. @throws DataError for one that can't be read. */
export async function putParcel(redis: Redis, { id, configuration, path }: Sweep): Promise<void> {
  const { file, validation } = configuration.data;
  const tables: Record<string, string> = {};
  const packed = async (name: string, place: string): Promise<string> => {
    const table = `${place}${extname(name)}`;
    tables[table] = Buffer.from(await readWhole(beside(path, name))).toString("base64");
    return table;
  };
  const data = {
    ...configuration.data,
    file: await packed(file, "table"),
    ...(typeof validation === "string" && { validation: await packed(validation, "validation") }),
  };
  const parcel: Parcel = { configuration: { ...configuration, data }, tables };
  await redis.set(keyOf(id), JSON.stringify(parcel));
}

/** Takes a sweep away that has ended. */
export async function removeParcel(redis: Redis, id: string): Promise<void> {
  await redis.del(keyOf(id));
}

/** A sweep as a worker has it, in a folder of its own until it is closed; nothing for one that is no more. */
export async function openParcel(
  redis: Redis,
  id: string,
): Promise<{ sweep: Sweep; close(): Promise<void> } | undefined> {
  const content = await redis.get(keyOf(id));
  if (content === null) return undefined;
  const { configuration, tables } = JSON.parse(content) as Parcel;
  const folder = await mkdtemp(join(tmpdir(), "nn-worker-"));
  const path = join(folder, "configuration.json");
  await writeFile(path, JSON.stringify(configuration));
  for (const [name, table] of Object.entries(tables)) {
    await writeFile(join(folder, name), table, "base64");
  }
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { sweep: await Sweep.open(path, new FolderStore(folder), id), close };
}
