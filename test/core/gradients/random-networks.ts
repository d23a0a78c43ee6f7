import { Sequential, seededRandom } from "@nn/core";
import { type Activation, type Loss, type Random, uniform } from "@nn/core/component";
import { Activate, Dense, identity, sigmoid, softmax } from "@nn/layers";
import { SGD } from "@nn/optim";
import { activations, losses } from "../../contracts/components.js";
import { setBlock } from "../../fixtures/set-block.js";

/** A network with examples and a loss, small enough that each of its derivatives can be measured. */
export interface RandomCase {
  readonly network: Sequential<readonly (Dense | Activate)[], readonly [number]>;
  readonly loss: Loss;
  readonly inputs: number[][];
  readonly targets: number[][];
  /** What it is made of, for the message of a failing test. */
  readonly description: string;
}

/**
 * All components, one to four layers of one to eight units, one to eight examples, and targets from 1e-6 to 1e6. Two kinds of
 * networks are drawn again: where a probability is so near to 0 or 1 that the loss moves it, its gradient isn't the derivative,
 * as is said there; and where half of the derivatives lie below the last digits of the loss, as behind a softmax at its end, no
 * difference of it can tell them.
 */
export function randomCase(seed: number): RandomCase {
  for (let attempt = 0; ; attempt++) {
    const found = drawnCase(seed, `random networks ${attempt}`);
    if (!isMoved(found) && !isHidden(found)) return found;
  }
}

const isMoved = ({ takes, network, inputs }: RandomCase & { readonly takes: string }): boolean =>
  takes !== "any" &&
  network
    .predict(inputs)
    .flat()
    .some((p) => p <= 1e-11 || 1 - p <= 1e-11);

function isHidden(one: RandomCase): boolean {
  const sizes = gradientOf(one)
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const { loss } = one.network.evaluate({ inputs: one.inputs, targets: one.targets }, { loss: one.loss });
  return sizes.length > 0 && sizes[sizes.length >> 1]! < 1e-11 * loss;
}

/** The gradient of the loss of examples, in the order of the parameters' memory. */
export function gradientOf({ network, loss, inputs, targets }: Omit<RandomCase, "description">): Float64Array {
  const trainer = network.trainer({ loss, optimizer: new SGD({ learningRate: 0 }), batchSize: inputs.length });
  trainer.step(inputs, targets);
  return Float64Array.from(Object.values(trainer.gradients()).flat());
}

function drawnCase(seed: number, use: string): RandomCase & { readonly takes: string } {
  const random = seededRandom(seed, use);
  const depth = 1 + below(random, 4);
  const { loss, takes, example, sizes } = chosen(random, losses);
  const outputs = sizes ? 2 + below(random, 3) : 1 + below(random, 4);
  const widths = [...Array.from({ length: depth }, () => 1 + below(random, 8)), outputs];
  const hidden = Array.from({ length: depth }, () => chosen(random, activations));
  const isRegression = takes === "any" && loss.name === "meanSquaredError";
  const layers = hidden.map(({ activation }, i): Dense | Activate => {
    const isLast = i === depth - 1;
    return new Dense<number, number>(widths[i]!, widths[i + 1]!, {
      activation: isLast
        ? lastActivation(random, takes, isRegression && !isConstant(activation, outputs), activation)
        : activation,
      useBias: random() < 0.8,
    });
  });
  if (!isRegression && takes === "any" && random() < 0.3) layers.push(new Activate(identity));
  const network = new Sequential(layers, { seed, inputShape: [widths[0]!] });
  const { block } = network.parameters;
  const spread = chosen(random, [0.3, 1, 2]);
  for (let i = 0; i < block.length; i++) block[i] = uniform(random, -spread, spread);
  setBlock(network, block);
  const size = isRegression ? 10 ** uniform(random, -6, 6) : 1;
  const batch = 1 + below(random, 8);
  const examples = Array.from({ length: batch }, () => example(random, outputs));
  const inputSize = chosen(random, isRegression ? [0.1, 1, 10] : [0.1, 1]);
  return {
    network,
    takes,
    loss,
    inputs: examples.map(() => Array.from({ length: widths[0]! }, () => inputSize * uniform(random, -1, 1))),
    targets: examples.map(({ target }) => target.map((value) => size * value)),
    description: `seed ${seed}: ${layers.map(({ name }) => name).join(", ")}; ${loss.name}, targets of ${size.toExponential(0)}`,
  };
}

/** A loss is given what it is about; only the squared error takes whatever there is. */
function lastActivation(random: Random, takes: string, isRegression: boolean, other: Activation): Activation {
  if (takes === "distribution") return softmax;
  if (takes === "probability") return sigmoid;
  return isRegression && random() < 0.4 ? other : identity;
}

/** One number of a row that adds up to the same whatever comes in is refused as an output. */
const isConstant = ({ range }: Activation, outputs: number): boolean => outputs === 1 && range?.sum !== undefined;

function chosen<T>(random: Random, choices: readonly T[]): T {
  return choices[below(random, choices.length)]!;
}

function below(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}
