/** Where the results of a sweep are, each in a file that is whole or not there. */
export interface Store {
  /** What messages call it: a folder, or an address. */
  readonly name: string;
  /** A file's text; nothing where there is none. */
  read(file: string): Promise<string | undefined>;
  /** Writes a whole file. Of two processes that write one at the same time, either may win. */
  write(file: string, content: string): Promise<void>;
  /** The files of the folder `trials`, as `"trials/000017.json"`. */
  trials(): Promise<readonly string[]>;
}
