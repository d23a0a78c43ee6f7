import {
  type Arranged,
  arranged,
  type FloatArray,
  type Frame,
  type Layer,
  type LayerTensor,
  type NamedModule,
  type PyTorchTensor,
  type Shape,
  show,
  sizeOf,
} from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "../contracts/contract.js";
import { activated } from "../operators/activated.js";
import { type Given, givenTo, type KnownModule, MODULES, withChannels } from "./modules.js";

/**
 * What a layer promises that says its modules in PyTorch: that each of its numbers is in one tensor, of a shape that the module
 * has, and that its forward pass gives what they give. Classes that come as Python aren't run, nor are modules that aren't known
 * here; their tensors are looked at.
 *
 * @param frameAfter - A forward pass of a prediction, in float64.
 * @param row - An array to compute in, of so many numbers.
 */
export function pytorchPromise(
  layer: Layer,
  frameAfter: () => Frame,
  row: (length: number) => FloatArray,
): ContractCheck {
  return promise(
    "if it says its modules in PyTorch, they have each of its numbers once, and forward gives the same",
    () => {
      if (layer.pytorch === undefined) return;
      const frame = frameAfter();
      const { batch, kernels, inputShape, inputSize, outputShape, outputSize, x, y } = frame;
      const said: unknown = layer.pytorch(inputShape);
      if (said === undefined) return;
      expectThat(Array.isArray(said), `pytorch must give a list of modules, but gives ${show(said)}`);
      const numbers = new LayerNumbers(layer, frame);
      let now: Arranged | undefined = { values: x.slice(0, batch * inputSize), shape: [batch, ...inputShape] };
      for (const each of said as readonly (NamedModule | { readonly activation: never })[]) {
        if ("activation" in each) {
          now &&= activated(kernels, row, each.activation, now);
          continue;
        }
        const known = MODULES[each.module];
        const given = givenTo(each);
        const tensors = numbers.tensorsOf(each, known, given);
        if (now === undefined || known === undefined) now = undefined;
        else if (each.order !== "channels first") now = known.run(now, tensors, given);
        else now = withChannels("last", known.run(withChannels("first", now), tensors, given));
      }
      numbers.expectAll();
      if (now === undefined) return;
      const expected = [batch, ...outputShape].join(", ");
      expectThat(now.shape.join(", ") === expected, `its modules give [${now.shape.join(", ")}], not [${expected}]`);
      expectNumbers("y by its modules", y.subarray(0, batch * outputSize), now.values, 1e-12);
    },
  );
}

/** The numbers of a layer, as they are taken for tensors. */
class LayerNumbers {
  readonly #arrays: ReadonlyMap<string, { readonly shape: Shape; readonly values: FloatArray }>;
  /** How many tensors have each number. */
  readonly #times: Map<string, Float64Array> = new Map();

  constructor(layer: Layer, { inputShape, parameters, state }: Frame) {
    const all = [
      ["parameter", layer.parameters(inputShape), parameters],
      ["state", layer.state?.(inputShape) ?? {}, state],
    ] as const;
    const arrays = new Map<string, { readonly shape: Shape; readonly values: FloatArray }>();
    for (const [what, specs, values] of all) {
      for (const [name, spec] of Object.entries(specs)) {
        const { shape } = spec!;
        arrays.set(`${what} ${name}`, { shape, values: values[name]!.slice(0, sizeOf(shape)) });
        this.#times.set(`${what} ${name}`, new Float64Array(sizeOf(shape)));
      }
    }
    this.#arrays = arrays;
  }

  /** The tensors of a module, but for what is zero at first or a count. */
  tensorsOf(
    { module, tensors = {} }: NamedModule,
    known: KnownModule | undefined,
    given: Given,
  ): Record<string, Arranged> {
    const result: Record<string, Arranged> = {};
    for (const [name, tensor] of Object.entries<unknown>(tensors)) {
      expectThat(typeof tensor === "object" && tensor !== null, `the tensor ${show(name)} is ${show(tensor)}`);
    }
    for (const [name, tensor] of Object.entries(tensors)) {
      const numbers = this.#numbersOf(name, tensor);
      if (numbers !== undefined) result[name] = numbers;
    }
    for (const [name, tensor] of Object.entries(tensors)) {
      const isThere = !("addedTo" in tensor) || tensor.addedTo in result;
      expectThat(isThere, `the tensor ${show(name)} is added to one that isn't there`);
    }
    if (known === undefined) return result;
    const wanted = known.tensors(given);
    const names = Object.keys(wanted);
    for (const [name, { shape }] of Object.entries(result)) {
      expectThat(name in wanted, `${module} has no tensor ${show(name)}; it has ${names.join(", ") || "none"}`);
      const [is, has] = [shape, wanted[name]!].map((each) => `[${each.join(", ")}]`);
      expectThat(is === has, `the tensor ${show(name)} of ${module} is ${is}, but ${has} there`);
    }
    const lacking = names.find((name) => !(name in result));
    expectThat(lacking === undefined, `${module} has a tensor ${show(lacking)}, for which pytorch gives no numbers`);
    return result;
  }

  expectAll(): void {
    for (const [name, times] of this.#times) {
      const at = times.findIndex((count) => count !== 1);
      expectThat(at < 0, `number ${at} of the ${name}, from 0, is in ${times[at]} tensors, not in one`);
    }
  }

  #numbersOf(name: string, tensor: PyTorchTensor): Arranged | undefined {
    if (!("parameter" in tensor || "state" in tensor)) return undefined;
    const { parameter, state, inputs, ...arrangement } = tensor as LayerTensor & Record<"parameter" | "state", string>;
    const own = parameter === undefined ? `state ${state}` : `parameter ${parameter}`;
    const array = this.#arrays.get(own);
    const times = this.#times.get(own);
    expectThat(
      array !== undefined && times !== undefined,
      `the tensor ${show(name)} names the ${own}, which there isn't`,
    );
    // From 1 on, as what is added are zeros.
    const places = arranged(
      Float64Array.from(times, (_, i) => i + 1),
      array.shape,
      arrangement,
    );
    for (const place of places.values) if (place > 0) times[place - 1]!++;
    const isAxis = inputs === undefined || inputs < places.shape.length;
    expectThat(isAxis, `the tensor ${show(name)} has no dimension ${inputs}, along which its inputs are to lie`);
    return arranged(array.values, array.shape, arrangement);
  }
}
