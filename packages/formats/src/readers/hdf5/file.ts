import { show } from "@nn/core/component";
import { textsOf } from "./attribute.js";
import { Bytes } from "./cursor.js";
import { type Dataset, datasetOf } from "./dataset.js";
import { membersOf } from "./group.js";
import { MESSAGE, messagesOf, rootAddress } from "./header.js";

/**
 * An HDF5 file as h5py writes it unless it is told otherwise, as Keras does: groups as trees of names, arrays whole or in
 * pieces, gzip, shuffle. What is read is untrusted: links to other names and other files aren't followed, nothing is read
 * further than the file goes, and the work has a bound.
 */
export class Hdf5File {
  readonly #bytes: Bytes;
  readonly #root: number;
  readonly #members = new Map<number, Map<string, number>>();

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = new Bytes(bytes, what);
    this.#root = rootAddress(this.#bytes);
  }

  /** Whether there is something at a path. */
  has(...path: readonly string[]): boolean {
    return this.#find(path) !== undefined;
  }

  /** The texts of an attribute of what is at a path. */
  texts(attribute: string, ...path: readonly string[]): string[] | undefined {
    const address = this.#find(path);
    return address === undefined ? undefined : textsOf(this.#bytes, messagesOf(this.#bytes, address), attribute);
  }

  /** The array at a path. */
  array(...path: readonly string[]): Dataset {
    const address = this.#find(path);
    const what = show(path.join("/"));
    if (address === undefined) throw this.#bytes.wrong(`has no ${what}`);
    return datasetOf(this.#bytes, messagesOf(this.#bytes, address), what);
  }

  #find(path: readonly string[]): number | undefined {
    let address: number | undefined = this.#root;
    for (const name of path) address = address === undefined ? undefined : this.#membersAt(address).get(name);
    return address;
  }

  #membersAt(address: number): Map<string, number> {
    const known = this.#members.get(address);
    if (known !== undefined) return known;
    const messages = messagesOf(this.#bytes, address);
    const table = messages.find(({ kind }) => kind === MESSAGE.SYMBOL_TABLE);
    if (messages.some(({ kind }) => kind === MESSAGE.LINK_INFO || kind === MESSAGE.LINK)) {
      throw this.#bytes.wrong(
        "has a group in HDF5's newer form, which isn't read: write it without libver and track_order",
      );
    }
    if (table === undefined) throw this.#bytes.wrong(`has no group at byte ${address}`);
    const cursor = this.#bytes.from(table.at);
    const members = membersOf(this.#bytes, cursor.long(), cursor.long());
    this.#members.set(address, members);
    return members;
  }
}
