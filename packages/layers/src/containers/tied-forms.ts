import {
  type Activation,
  type Equations,
  type Layer,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  sizeOf,
} from "@nn/core/component";
import { codeOf, matrixOf } from "./tied-matrix.js";

/** What a tied layer says of itself. */
interface TiedLayer {
  readonly body: readonly Layer[];
  readonly activation: Activation;
  readonly useBias: boolean;
}

/** The numbers of h, their sums row by row with the rows of the matrix, and the activation. */
export function tiedEquations(layer: TiedLayer, input: Shape): Equations[] {
  const { activation, useBias } = layer;
  const { name, units, inner } = matrixOf(layer.body[0], input);
  const size = sizeOf(codeOf(layer, input));
  const parameter = `body.0.${name}`;
  const sums = Array.from({ length: (size / inner) * units }, (_, at) => {
    const unit = at % units;
    const first = ((at - unit) / units) * inner;
    const terms = Array.from({ length: inner }, (_, i) => {
      return { input: first + i, weight: { parameter, element: unit * inner + i } };
    });
    return { terms, ...(useBias && { bias: { parameter: "bias", element: unit } }) };
  });
  return [
    { formula: "h", size, reads: (element) => ({ h: { branch: "body", element } }) },
    { sums },
    { activation, row: units },
  ];
}

export function tiedOperators({ body, activation, useBias }: TiedLayer, input: Shape): OperatorNode[] {
  const weight = { parameter: `body.0.${matrixOf(body[0], input).name}`, transpose: [1, 0] };
  return [
    { operator: "MatMul", inputs: [{ branch: "body" }, weight], outputs: [useBias ? "sums" : "z"] },
    ...(useBias ? [{ operator: "Add", inputs: ["sums", { parameter: "bias" }], outputs: ["z"] }] : []),
    { activation, inputs: ["z"], outputs: ["y"] },
  ];
}

/** A module that reads the weight of the first one; nothing where that has it in another way. */
export function tiedModules({ body, activation, useBias }: TiedLayer, input: Shape): PyTorchModule[] | undefined {
  const { name, units } = matrixOf(body[0], input);
  const isTurned = isTurnedThere(body[0], input, name);
  if (isTurned === undefined) return undefined;
  const tensors = useBias ? { bias: { parameter: "bias" } } : {};
  return [
    { module: "Tied", given: [{ branch: "body" }, units, isTurned, useBias], source: MODULE, tensors },
    { activation },
  ];
}

/** Whether PyTorch has the matrix of a layer transposed, as its `weight`. */
function isTurnedThere(first: Layer, input: Shape, name: string): boolean | undefined {
  const [module] = first.pytorch?.(input) ?? [];
  if (module === undefined) {
    // A product with a matrix is written as nn.Linear.
    const [step] = first.equations?.(input) ?? [];
    return step !== undefined && "matrix" in step && step.matrix === name ? true : undefined;
  }
  const tensor = "activation" in module ? undefined : module.tensors?.weight;
  if (tensor === undefined || !("parameter" in tensor) || tensor.parameter !== name) return undefined;
  return tensor.take === undefined && tensor.shape === undefined ? tensor.transpose !== undefined : undefined;
}

const MODULE = `class Tied(nn.Module):
    def __init__(self, body, units, turned, bias):
        super().__init__()
        self.body = body
        self.turned = turned
        self.bias = nn.Parameter(torch.empty(units)) if bias else None

    def forward(self, x):
        weight = self.body[0].weight
        return nn.functional.linear(self.body(x), weight.t() if self.turned else weight, self.bias)`;
