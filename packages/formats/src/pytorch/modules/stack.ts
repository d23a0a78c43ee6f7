import {
  type NamedModule,
  type Network,
  OptionError,
  type Place,
  type PyTorchTensor,
  type Shape,
  sameShape,
  sizeOf,
} from "@nn/core/component";
import { checkComplete, type PlacedTensor, placedTensors } from "../layout.js";
import { Classes } from "../python/classes.js";
import { indented, valueText } from "../python/texts.js";
import { activationModule, className } from "./activation.js";
import { equationsClass } from "./equations.js";
import { asHere, between, channelsFirst, type Flow, flattened, isSame, PERMUTE, placesHere } from "./flow.js";
import { wantedOrder } from "./input-order.js";
import { saidBy } from "./said.js";
import { type ActivationStep, type Step, stepsOf } from "./steps.js";

/** A network in PyTorch. */
export interface PyTorchStack {
  /** What makes it, as Python. */
  readonly text: string;
  /** The classes that it needs. */
  readonly classes: readonly string[];
  readonly tensors: readonly PlacedTensor[];
  /** How it takes an example. */
  readonly input: Flow;
}

/**
 * A network as modules of PyTorch, one behind the other.
 *
 * @throws OptionError for a layer that can't be written, with its place.
 */
export function pytorchStack({ stack }: Network): PyTorchStack {
  const said = stack.allPlaces.flatMap((place) => saidBy(place) ?? []);
  const classes = new Classes(said.flatMap((each) => ("source" in each ? [each.module] : [])));
  const tensors: PlacedTensor[] = [];
  const input =
    wantedOrder(stack.places) === "channels first" ? channelsFirst(stack.inputShape) : asHere(stack.inputShape);
  const sequence = new Sequence("", input, classes, tensors);
  sequence.addAll(stack.places);
  sequence.bring(asHere(stack.outputShape));
  return { text: sequence.text, classes: classes.texts, tensors, input };
}

/** Modules one behind the other. */
class Sequence {
  flow: Flow;
  #count = 0;
  readonly #lines: string[] = [];
  readonly #prefix: string;
  readonly #classes: Classes;
  readonly #tensors: PlacedTensor[];

  constructor(prefix: string, flow: Flow, classes: Classes, tensors: PlacedTensor[]) {
    this.#prefix = prefix;
    this.flow = flow;
    this.#classes = classes;
    this.#tensors = tensors;
  }

  get text(): string {
    return ["nn.Sequential(", ...indented(this.#lines), ")"].join("\n");
  }

  addAll(places: readonly Place[]): void {
    for (const place of places) {
      this.#lines.push(`# ${commented(place.label)}`);
      for (const step of stepsOf(place)) this.#add(place, step);
      checkComplete(
        place,
        this.#tensors.filter((tensor) => tensor.place === place),
      );
      this.bring(flattenedTo(this.flow, place));
    }
  }

  /** Brings the numbers into an order. */
  bring(flow: Flow): void {
    // Numbers that are put into one list as they lie.
    const modules =
      isSame(flattened(this.flow), flow) && !isSame(this.flow, flow) ? ["nn.Flatten()"] : between(this.flow, flow);
    for (const module of modules) this.#push(module);
    if (modules.some((module) => module.startsWith("Permute("))) this.#classes.add("Permute", PERMUTE);
    this.flow = flow;
  }

  #push(module: string): void {
    this.#lines.push(`${module},`);
    this.#count++;
  }

  #add(place: Place, step: Step): void {
    if ("activation" in step) this.#addActivation(place, step);
    else if ("equations" in step) this.#addClass(place);
    else this.#addNamed(place, step);
  }

  #addActivation({ label }: Place, { activation, row }: ActivationStep): void {
    const { module, own, isElementwise } = activationModule(label, activation);
    if (!isElementwise) this.bring(asHere(inRows(this.flow.shape, row)));
    if (module !== undefined) this.#push(module);
    if (own !== undefined) this.#push(`${this.#classes.own(own.name, own.body)}()`);
  }

  #addClass(place: Place): void {
    this.bring(asHere(place.inputShape));
    const { body, tensors, branches } = equationsClass(place);
    const name = this.#classes.own(className(place.layer.name.replace(/\(.*/s, "")), body);
    const given = Object.entries(branches).map(([branch, attribute]) => this.#branch(place, branch, false, attribute));
    this.#addTensors(place, tensors);
    this.#push(`${name}(${given.join(", ")})`);
    this.flow = asHere(place.outputShape);
  }

  #addNamed(place: Place, step: NamedModule): void {
    const { label, outputShape } = place;
    const { module, given = [], named = {}, source, tensors = {}, order } = step;
    if (source !== undefined) this.#classes.bring(module, source, label);
    const hasInputs = Object.values(tensors).some((tensor) => "inputs" in tensor);
    const takesAny = hasInputs ? this.flow.shape.length === 1 : order === "any";
    const { shape } = this.flow;
    if (!takesAny) this.bring(order === "channels first" ? channelsFirst(shape) : asHere(shape));
    const pythonOf = (value: unknown): string => {
      if (typeof value !== "object" || value === null || !("branch" in value)) return valueText(value as number, label);
      return this.#branch(place, String(value.branch), order === "any");
    };
    const values = [
      ...given.map(pythonOf),
      ...Object.entries(named).map(([name, value]) => `${name}=${pythonOf(value)}`),
    ];
    this.#addTensors(place, tensors);
    this.#push(`${module}(${values.join(", ")})`);
    if (order !== "any") this.flow = order === "channels first" ? channelsFirst(outputShape) : asHere(outputShape);
  }

  /** @param attribute - What the module calls the branch. */
  #branch({ label, branches }: Place, name: string, keepsOrder: boolean, attribute = name): string {
    const places = branches[name];
    if (places === undefined) throw new OptionError(`${label}: pytorch names the branch "${name}", which there isn't.`);
    const inside = new Sequence(`${this.#prefix}${this.#count}.${attribute}.`, this.flow, this.#classes, this.#tensors);
    inside.addAll(places);
    const { shape } = inside.flow;
    inside.bring(keepsOrder && sameShape(shape, this.flow.shape) ? this.flow : asHere(shape));
    return inside.text;
  }

  #addTensors(place: Place, tensors: Readonly<Record<string, PyTorchTensor>>): void {
    const prefix = `${this.#prefix}${this.#count}.`;
    this.#tensors.push(...placedTensors(place, prefix, tensors, placesHere(this.flow)));
  }
}

/** The numbers in the shape that the layer gives. */
function flattenedTo(flow: Flow, { outputShape }: Place): Flow {
  if (sameShape(flow.shape, outputShape)) return flow;
  return outputShape.length === 1 ? flattened(flow) : asHere(outputShape);
}

/** The shape in which the last dimension is a row. */
function inRows(shape: Shape, row: number = shape.at(-1)!): Shape {
  if (shape.at(-1) === row) return shape;
  const rows = sizeOf(shape) / row;
  return rows === 1 ? [row] : [rows, row];
}

/** A text that a comment can hold. */
function commented(text: string): string {
  return text.replaceAll(/\p{C}|\p{Zl}|\p{Zp}/gu, " ");
}
