import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeWhole } from "@nn/formats/node";
import type { Store } from "./store.js";

/** A folder, which several processes may share, on several machines as well. */
export class FolderStore implements Store {
  readonly name: string;

  constructor(path: string) {
    this.name = path;
  }

  async read(file: string): Promise<string | undefined> {
    return unlessMissing(readFile(join(this.name, file), "utf8"));
  }

  async write(file: string, content: string): Promise<void> {
    const path = join(this.name, file);
    // A folder that can't be made is told by the file that can't be written there.
    await mkdir(dirname(path), { recursive: true }).catch(() => {});
    await writeWhole(path, content);
  }

  async trials(): Promise<readonly string[]> {
    const files = await unlessMissing(readdir(join(this.name, "trials")));
    return (files ?? []).map((file) => `trials/${file}`);
  }
}

/** @throws DataError for what can't be read for another reason than that it isn't there. */
async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as { readonly code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}
