/**
 * What errors advise beside what is wrong: with a space before it, or an empty text. Without advice, as in a page that is
 * made of the small doors, errors say what is wrong, and that is all.
 */
export interface Advice {
  /** The name that was probably meant by a misspelt one; `undefined` where none is near. */
  onName(name: string, known: readonly string[]): string | undefined;
  /** How an option of another library is written here; `undefined` for one that no other has. */
  onOption(where: string, name: string): string | undefined;
  /** About a value that came too early. */
  onPromise(value: unknown): string;
  /** About something else than a component with these methods. */
  onComponent(given: unknown, methods: readonly string[]): string;
  /** About something else than a list of layers. */
  onLayers(given: unknown): string;
  /** About something else than a layer. */
  onLayer(given: unknown): string;
  /** About something else than a shape. */
  onShape(given: unknown): string;
  /** About something else than a number of an example, or than a list of them. */
  onNumber(given: unknown): string;
  /** About a row of another length than an example has. */
  onRow(values: unknown, size: number, axes: number): string;
  /** About something else than inputs and targets. */
  onData(given: unknown): string;
  /** What to do about slots of an optimizer that overflowed, with the gradient that they were given. */
  onOverflow(optimizer: string, slots: readonly string[], gradient: number): string;
  /** Refuses something else than names, where an author of components gives them. */
  onNames(where: string, names: unknown): void;
  /** Refuses something else than the bounds of a number. */
  onBounds(bounds: unknown): void;
  /** Refuses something else than a class with these methods. */
  onMethods(type: unknown, methods: readonly string[], settings: readonly string[]): void;
  /** Refuses a component without functions. */
  onFunctions(component: unknown): void;
  /** Refuses an update by a rule of something that has none. */
  onUpdate(optimizer: unknown, kernels: unknown, step: number): void;
  /** Refuses a definition that isn't one, in the words of the function that takes it. */
  onDefinition(where: string, definition: unknown): void;
  /** The same of a computation's text. Gives a copy, which doesn't change while some backends have read it and others haven't. */
  onComputation<Text>(text: Text): Text;
}

/** What there is. {@link giveAdvice} fills it in as soon as a program has the network of `@nn/core`. */
export const advice: Partial<Advice> = {};

export function giveAdvice(given: Advice): void {
  Object.assign(advice, given);
}
