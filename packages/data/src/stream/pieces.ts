import { DataError, OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { hasMethod } from "../rows.js";
import { isSequence, type Sequence } from "./window-stream.js";

/** A part of a file. */
export type Piece = string | Uint8Array;

/** What is read piece by piece with a reader: a `ReadableStream`, such as the body of a response. */
export interface PieceReader {
  /** Begins reading. */
  getReader(): OpenReader;
}

/** What gives one piece after another. */
export interface OpenReader {
  /** The next piece, or that there is none. */
  read(): Promise<ReadPiece>;
  /** Ends reading, and lets go of what is read. */
  cancel(): Promise<unknown>;
}

/** A piece that was read. */
export interface ReadPiece {
  /** Whether there are no more. */
  readonly done: boolean;
  /** The piece. */
  readonly value?: Piece | undefined;
}

/** What has its bytes elsewhere and gives them anew each time: a `Blob`, such as a `File` that was dropped on a page. */
export interface PieceStore {
  /** Begins reading from the first byte on. */
  stream(): PieceReader;
}

/** Where a text comes from that is read more than once: a file of a page, or a function that opens it. */
export type PieceSource = PieceStore | (() => Opened | PromiseLike<Opened>);

/** A text that is open to be read once. */
export type Opened = PieceReader | Sequence<Piece>;

declare class TextDecoder {
  constructor(encoding: string);
  decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string;
}

/** @throws OptionError for what can't be opened anew for each pass. */
export function checkSource(user: string, source: PieceSource): void {
  if (typeof source === "function" || hasMethod(source, "stream")) return;
  const once = hasMethod(source, "getReader") || (typeof source === "object" && source !== null);
  const remedy = once ? " Each pass reads it anew, so give a function that opens it." : "";
  throw new OptionError(
    `${user} takes a Blob, or a function that opens what is read, but got ${show(source)}.${remedy}`,
  );
}

/** The text of a source, piece by piece: of UTF-8, or of UTF-16 where its first two bytes say so. */
export async function* textOf(user: string, source: PieceSource): AsyncGenerator<string, void> {
  const opened = typeof source === "function" ? await source() : source.stream();
  let decoder: TextDecoder | undefined;
  let begun: Uint8Array = new Uint8Array(0);
  for await (const piece of piecesOf(user, opened)) {
    if (typeof piece === "string") {
      yield piece;
      continue;
    }
    if (!(piece instanceof Uint8Array)) {
      throw new DataError(`${user}: a piece of the source must be text or a Uint8Array, but is ${show(piece)}.`);
    }
    // Two bytes tell the encoding, and the first piece may have only one.
    const bytes: Uint8Array = begun.length > 0 ? joined(begun, piece) : piece;
    begun = new Uint8Array(0);
    if (decoder === undefined && bytes.length < 2) {
      begun = bytes;
      continue;
    }
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (begun.length > 0) yield new TextDecoder("utf-8").decode(begun);
  // The last bytes may be a part of a character.
  if (decoder !== undefined) yield decoder.decode();
}

/** The encoding of a text, by its first two bytes: UTF-16 begins with a mark that shows the order of its bytes. */
export function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

async function* piecesOf(user: string, opened: Opened): AsyncGenerator<Piece, void> {
  if (hasMethod(opened, "getReader")) {
    const reader = (opened as PieceReader).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value!;
      }
    } finally {
      // Lets go of the file or the connection, also where not all of it was wanted.
      await reader.cancel().catch(() => {});
    }
  }
  if (!isSequence(opened)) {
    throw new DataError(
      `${user}: the source must open a ReadableStream, or what gives texts or bytes one after another, but gave ${show(opened)}.`,
    );
  }
  yield* opened as Sequence<Piece>;
}
