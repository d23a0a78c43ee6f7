import { Sequential, seededRandom } from "@nn/core";
import { type Random, uniform } from "@nn/core/component";
import { compareGradients, type GradientComparison, type Verdict } from "@nn/core/gradients";
import { Dense, tanh } from "@nn/layers";
import { binaryCrossEntropy, binaryFocalCrossEntropy, meanSquaredLogarithmicError } from "@nn/losses";
import { expect, test, vi } from "vitest";
import { setBlock } from "../../fixtures/set-block.js";
import { gradientOf, type RandomCase, randomCase } from "./random-networks.js";

/** `npm run check:gradients` takes 1,000. */
const NETWORKS = Number(process.env.GRADIENT_NETWORKS ?? 15);
/** Of each network that has a mistake in it: measuring what isn't right takes longer. */
const MOST_ELEMENTS = NETWORKS > 100 ? Infinity : 5;
/** The long run takes minutes. */
vi.setConfig({ testTimeout: 30 * 60_000 });
const seeds = Array.from({ length: NETWORKS }, (_, seed) => seed);

/** Each derivative for itself, so that each has a verdict. */
function compareEach(
  { network, loss, inputs, targets }: Omit<RandomCase, "description">,
  gradient: Float64Array,
  elements: number[],
) {
  const { block } = network.parameters;
  const claims = elements.map((i) => [
    String(i),
    { values: block.subarray(i, i + 1), gradient: gradient.subarray(i, i + 1) },
  ]);
  const lossAt = (): number => {
    setBlock(network, block);
    return network.evaluate({ inputs, targets }, { loss }).loss;
  };
  const compared = compareGradients(lossAt, Object.fromEntries(claims));
  setBlock(network, block);
  return compared;
}

const none = (): Record<Verdict, number> => ({ right: 0, wrong: 0, unmeasurable: 0 });

function sumOf(verdicts: readonly Record<Verdict, number>[]): Record<Verdict, number> {
  const counts = none();
  for (const one of verdicts) for (const verdict of Object.keys(counts) as Verdict[]) counts[verdict] += one[verdict];
  return counts;
}

function report(what: string, networks: number, counts: Record<Verdict, number>): void {
  if (NETWORKS > 100) console.log(`${what}, in ${networks} networks: ${JSON.stringify(counts)}`);
}

function verdictsOfRight(one: RandomCase): Record<Verdict, number> {
  const counts = none();
  const gradient = gradientOf(one);
  for (const found of compareEach(one, gradient, [...gradient.keys()])) {
    counts[found.verdict]++;
    expect(found.verdict, `${one.description}: ${JSON.stringify(found)}`).not.toBe("wrong");
  }
  return counts;
}

test("no right derivative of any network is called wrong, and nearly all can be measured", () => {
  const counts = sumOf(seeds.map((seed) => verdictsOfRight(randomCase(seed))));
  report("right derivatives", NETWORKS, counts);
  expect(counts.unmeasurable).toBeLessThan(0.05 * counts.right);
});

test("nor is one where the loss changes in stairs: outputs so near 1 that the logarithm of 1 − p has few digits", () => {
  const [inputs, targets] = [
    [
      [0.5, -1],
      [2, 0.25],
    ],
    [[1], [1]],
  ];
  const counts = none();
  for (const loss of [binaryCrossEntropy, binaryFocalCrossEntropy(), meanSquaredLogarithmicError]) {
    // Of a bias of 25, 1 − p is about 1e-11.
    for (const bias of [18, 22, 25]) {
      const network = new Sequential([new Dense(2, 2, { activation: tanh }), new Dense(2, 1)], { seed: bias });
      network.setParameters({ "1.weight": [0.25, -0.25], "1.bias": [bias] });
      const found = verdictsOfRight({ network, loss, inputs, targets, description: `${loss.name}, bias ${bias}` });
      for (const verdict of Object.keys(counts) as Verdict[]) counts[verdict] += found[verdict];
    }
  }
  expect(counts.unmeasurable).toBeGreaterThan(0);
  expect(counts.right).toBeGreaterThan(0);
});

/** What is wrong with a gradient, each by at least one part in ten thousand. */
const MISTAKES: Readonly<Record<string, (one: RandomCase, right: Float64Array, random: Random) => Float64Array>> = {
  "another sign": (_, right) => right.map((value) => -value),
  "a factor near 1": (_, right, random) =>
    right.map((value) => value * (1 + sign(random) * 10 ** uniform(random, -4, -1))),
  "a factor of the batch": ({ inputs }, right) => right.map((value) => value * (inputs.length + 1)),
  "a missing example": (one, right) => {
    if (one.inputs.length === 1) return right.map(() => 0);
    const rest = gradientOf({ ...one, inputs: one.inputs.slice(1), targets: one.targets.slice(1) });
    return rest.map((value) => value * (1 - 1 / one.inputs.length));
  },
  "elements in another order": (_, right) => right.map((_, i) => right[(i + 1) % right.length]!),
};

/** In the long run, each network has one of the mistakes, in turn: so many networks are so many wrong gradients. */
function seedsOf(mistake: string): readonly number[] {
  const kinds = Object.keys(MISTAKES);
  return NETWORKS > 100 ? seeds.filter((seed) => kinds[seed % kinds.length] === mistake) : seeds;
}

function sign(random: Random): number {
  return random() < 0.5 ? -1 : 1;
}

test.each(Object.entries(MISTAKES))("%s is found in each derivative, or can't be measured", (mistake, make) => {
  const own = seedsOf(mistake);
  const verdicts = own.map((seed) => {
    const counts = none();
    const one = randomCase(seed);
    const right = gradientOf(one);
    const wrong = make(one, right, seededRandom(seed, mistake));
    const mistaken = [...right.keys()].filter(
      (i) => Math.abs(wrong[i]! - right[i]!) >= 1e-4 * Math.abs(right[i]!) && wrong[i] !== right[i],
    );
    for (const found of compareEach(one, wrong, mistaken.slice(0, MOST_ELEMENTS))) {
      const truth = right[Number(found.name)]!;
      const context = `${one.description}, should be ${truth}: ${JSON.stringify(found)}`;
      counts[found.verdict]++;
      // At a kink any slope between both sides is right; so is 0 where the loss doesn't change by a bit.
      if (found.verdict === "right") expect(isBetweenSlopes(found) || isFlat(one, found), context).toBe(true);
      // Nothing hides behind the word: the mistake is smaller than what is uncertain, or as good as.
      if (found.verdict === "unmeasurable") {
        expect(Math.abs(found.claimed - truth), context).toBeLessThan(2.2 * found.uncertainty);
      }
    }
    return counts;
  });
  const counts = sumOf(verdicts);
  report(mistake, own.length, counts);
  expect(counts.wrong).toBeGreaterThan(15 * (counts.unmeasurable + counts.right));
});

function isFlat({ network, loss, inputs, targets }: RandomCase, { name, claimed }: GradientComparison): boolean {
  const { block } = network.parameters;
  const value = block[Number(name)]!;
  const [before, here, after] = [-1e-3, 0, 1e-3].map((step) => {
    block[Number(name)] = value + step;
    setBlock(network, block);
    return network.evaluate({ inputs, targets }, { loss }).loss;
  });
  block[Number(name)] = value;
  setBlock(network, block);
  return claimed === 0 && before === here && here === after;
}

/** As far as both slopes could be measured. */
function isBetweenSlopes({ kink, claimed, uncertainty }: GradientComparison): boolean {
  if (kink === null) return false;
  const [least, most] = [Math.min(kink.left, kink.right), Math.max(kink.left, kink.right)];
  return claimed >= least - uncertainty && claimed <= most + uncertainty;
}
