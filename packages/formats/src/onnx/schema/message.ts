import type { MESSAGES } from "./messages.js";

type Messages = typeof MESSAGES;
/** The name of a kind of messages. */
export type MessageName = keyof Messages;

interface Scalars {
  readonly int32: number;
  readonly int64: number;
  readonly float: number;
  readonly double: number;
  readonly string: string;
  readonly bytes: Uint8Array;
}

type One<Type> = Type extends MessageName ? Message<Type> : Type extends keyof Scalars ? Scalars[Type] : never;
type Field<Spec> = Spec extends readonly [number, infer Type]
  ? One<Type>
  : Spec extends readonly [number, infer Type, string]
    ? ArrayLike<One<Type>> & Iterable<One<Type>>
    : never;

/** A message of the published schema: what isn't there is left out. */
export type Message<Name extends MessageName> = {
  readonly [Name_ in keyof Messages[Name]]?: Field<Messages[Name][Name_]> | undefined;
};
