import type { Bytes } from "./cursor.js";

/** The kinds of messages that an object's header is made of, as far as they are read. */
export const MESSAGE = {
  DATASPACE: 0x1,
  LINK_INFO: 0x2,
  DATATYPE: 0x3,
  LINK: 0x6,
  LAYOUT: 0x8,
  FILTERS: 0xb,
  ATTRIBUTE: 0xc,
  CONTINUATION: 0x10,
  SYMBOL_TABLE: 0x11,
} as const;

/** A message's kind, and where its contents are. */
export interface Message {
  readonly kind: number;
  readonly at: number;
  readonly size: number;
}

const NEW_FORM = "is written in HDF5's newer form, which isn't read: write it without libver";

/** Where the root group's header is. */
export function rootAddress(bytes: Bytes): number {
  const cursor = bytes.from(0).expect("\x89HDF\r\n\x1a\n", "HDF5 signature");
  const version = cursor.byte();
  if (version > 1) throw bytes.wrong(NEW_FORM);
  const sizes = cursor.skip(4);
  if (sizes.byte() !== 8 || sizes.byte() !== 8)
    throw bytes.wrong("has addresses that aren't of 8 bytes, which isn't read");
  const base = cursor.skip(9 + 4 * version).long();
  if (base !== 0) throw bytes.wrong("has something before its beginning, which isn't read");
  return cursor.skip(32).long();
}

/** All messages of an object's header. */
export function messagesOf(bytes: Bytes, address: number): Message[] {
  const cursor = bytes.from(address);
  if (cursor.byte() !== 1)
    throw bytes.wrong(bytes.all[address] === 0x4f ? NEW_FORM : `has no object at byte ${address}`);
  const count = cursor.skip(1).short();
  const size = cursor.skip(4).word();
  const blocks = [{ at: cursor.skip(4).at, size }];
  const messages: Message[] = [];
  for (const block of blocks) {
    const messageCursor = bytes.from(block.at);
    while (messages.length < count && messageCursor.at + 8 <= block.at + block.size) {
      bytes.step();
      const [kind, length] = [messageCursor.short(), messageCursor.short()];
      const isShared = (messageCursor.byte() & 2) !== 0;
      const { at } = messageCursor.skip(3);
      messageCursor.skip(length);
      if (isShared) throw bytes.wrong(`has a shared message at byte ${at}, which isn't read`);
      messages.push({ kind, at, size: length });
      if (kind !== MESSAGE.CONTINUATION) continue;
      const next = bytes.from(at);
      blocks.push({ at: next.long(), size: next.long() });
    }
  }
  return messages;
}
