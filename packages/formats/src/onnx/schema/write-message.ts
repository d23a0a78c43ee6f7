import { PbfWriter } from "pbf";
import type { Message, MessageName } from "./message.js";
import { MESSAGES } from "./messages.js";

type Spec = readonly [number, string, string?];

/** A message as protobuf's bytes. */
export function writeMessage<Name extends MessageName>(name: Name, message: Message<Name>): Uint8Array {
  const writer = new PbfWriter();
  writeFields(name, message, writer);
  return writer.finish();
}

function writeFields(name: string, message: object, writer: PbfWriter): void {
  const specs = MESSAGES[name as MessageName] as Readonly<Record<string, Spec>>;
  for (const [field, value] of Object.entries(message)) {
    if (value === undefined) continue;
    const [tag, type, many] = specs[field]!;
    if (many === undefined) writeOne(tag, type, value, writer);
    else if (many === "packed" && type !== "bytes") writer.writePackedVarint(tag, Array.from(value as number[]));
    else for (const one of value as Iterable<unknown>) writeOne(tag, type, one, writer);
  }
}

function writeOne(tag: number, type: string, value: unknown, writer: PbfWriter): void {
  if (type === "string") writer.writeStringField(tag, value as string);
  else if (type === "bytes") writer.writeBytesField(tag, value as Uint8Array);
  else if (type === "float") writer.writeFloatField(tag, value as number);
  else if (type === "int32" || type === "int64") writer.writeVarintField(tag, value as number);
  else writer.writeMessage(tag, (one, inner) => writeFields(type, one, inner), value as object);
}
