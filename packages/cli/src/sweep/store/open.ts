import { FolderStore } from "./folder-store.js";
import { S3Store } from "./s3-store.js";
import type { Store } from "./store.js";

/** The store of an address, `s3://bucket/folder`, or of a path. */
export function openStore(place: string, environment: Readonly<Record<string, string | undefined>>): Store {
  return place.startsWith("s3://") ? new S3Store(place, environment) : new FolderStore(place);
}
