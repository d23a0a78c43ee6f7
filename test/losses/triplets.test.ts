import { Sequential } from "@nn/core";
import { Dense, Distances } from "@nn/layers";
import { contrastive, triplet } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";

const turned = (angle: number): number[] => [Math.cos(angle), Math.sin(angle)];

test("one tower learns to put what is alike side by side, by triplets and by pairs", async () => {
  // Alike is what has the same sign in its second number, whatever the first one is.
  const things = Array.from({ length: 12 }, (_, i) => turned(i * 0.5 + 0.2));
  const isAlike = (one: number[], other: number[]): boolean => one[1]! > 0 === other[1]! > 0;
  const pairs = things.flatMap((one, i) => things.slice(i + 1).map((other) => [one, other]));
  const triplets = things.flatMap((anchor, i) =>
    things.flatMap((alike, j) =>
      i !== j && isAlike(anchor, alike)
        ? things.filter((one) => !isAlike(anchor, one)).map((one) => [anchor, alike, one])
        : [],
    ),
  );
  const tower = () => [new Dense(2, 4), new Dense(4, 2), new Distances()] as const;
  const options = { optimizer: new Adam({ learningRate: 0.05 }), batchSize: 16, epochs: 10 };
  const ofTriplets = new Sequential(tower(), { inputShape: [3, 2], seed: 1 });
  const loss = triplet({ margin: 0.5 });
  // What is alike is the first or the second, in turn.
  const inputs = triplets.map(([anchor, alike, other], i) =>
    i % 2 === 0 ? [anchor!, alike!, other!] : [anchor!, other!, alike!],
  );
  await ofTriplets.fit({ inputs, targets: triplets.map((_, i) => i % 2) }, { ...options, loss });
  const right = triplets.filter((each) => {
    const [near, far] = ofTriplets.predict(each);
    return near! < far!;
  });
  expect(right.length / triplets.length).toBeGreaterThan(0.95);

  const ofPairs = new Sequential(tower(), { inputShape: [2, 2], seed: 1 });
  const targets = pairs.map(([one, other]) => Number(isAlike(one!, other!)));
  await ofPairs.fit({ inputs: pairs, targets }, { ...options, epochs: 40, loss: contrastive() });
  const found = pairs.filter((pair, i) => ofPairs.predict(pair)[0]! < 0.5 === (targets[i] === 1));
  expect(found.length / pairs.length).toBeGreaterThan(0.9);
});

test("a distance of 0 has the derivative 0, unless squared, which has it anyway", () => {
  for (const squared of [false, true]) {
    const network = new Sequential([new Distances({ squared })], { inputShape: [2, 2] });
    expect(
      network.predict([
        [1, 2],
        [1, 2],
      ]),
    ).toEqual([0]);
    expect(
      network.predict([
        [0, 0],
        [3, 4],
      ]),
    ).toEqual([squared ? 25 : 5]);
  }
  expect(() => new Sequential([new Distances()], { inputShape: [1, 2] })).toThrow(
    "of at least 2 vectors, but is [1, 2]",
  );
});

test("a triplet loss refuses what is no distance, and the number of none", () => {
  const network = new Sequential([new Dense(1, 2)], { seed: 1 });
  const evaluate = (targets: number[]) =>
    network.evaluate({ inputs: [1], targets }, { loss: triplet(), allowMismatch: true } as never);
  expect(() => evaluate([2])).toThrow(/triplet (takes class numbers|is about distances)/);
  expect(() => triplet({ margin: 0 })).toThrow("triplet: margin");
});
