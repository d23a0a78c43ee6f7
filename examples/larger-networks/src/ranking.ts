import { Sequential, showProgress } from "@nn/core";
import { type Layer, seededRandom } from "@nn/core/component";
import { linesSvg } from "@nn/experiments";
import { Cropping2D, Dense, Flatten, identity, Multiply, Reshape, tanh } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { Adam } from "@nn/optim";
import { save } from "./svg.js";

// Two towers: one turns what is known of a person into a few numbers, the other what is known of a film. The more these agree, the
// more probably the person likes the film. Nothing is known of a single person or film, so new ones can be ranked.
const [PERSON, FILM, PLACE] = [4, 5, 8];
const random = seededRandom("tastes");
const features = (count: number, size: number): number[][] =>
  Array.from({ length: count }, () => Array.from({ length: size }, () => 2 * random() - 1));
/** What isn't told to the network: whom which films please, and that some films please more than others. */
function likes(person: readonly number[], film: readonly number[]): number {
  const [calm, old, curious, social] = person;
  const [action, romance, length, age, fame] = film;
  const taste =
    3 * action * (social - calm) + 3 * romance * old * curious - 2 * length * Math.abs(calm) + 2 * age * old;
  return Number(taste + fame > 0);
}

/** A tower on some of the inputs. */
function tower(left: number, size: number): readonly Layer[] {
  const right = PERSON + FILM - left - size;
  return [
    new Reshape([1, PERSON + FILM, 1]),
    new Cropping2D([
      [0, 0],
      [left, right],
    ]),
    new Flatten(),
    new Dense(size, 24, { activation: tanh }),
    new Dense(24, PLACE, { activation: identity }),
  ];
}
const network = new Sequential([new Multiply(tower(0, PERSON), tower(PERSON, FILM)), new Dense(PLACE, 1)], {
  inputShape: [PERSON + FILM],
  seed: 1,
});

const [people, films] = [features(80, PERSON), features(60, FILM)];
const seen = people.flatMap((person) => films.filter(() => random() < 0.25).map((film) => [person, film] as const));
await showProgress(
  network.fit(
    { inputs: seen.map((pair) => pair.flat()), targets: seen.map(([person, film]) => likes(person, film)) },
    { loss: binaryCrossEntropy, optimizer: new Adam({ learningRate: 0.01 }), epochs: 30, batchSize: 32 },
  ),
);

// New people and new films, ranked for each person.
const [others, premieres] = [features(100, PERSON), features(40, FILM)];
type Score = (person: readonly number[], film: readonly number[]) => number;
const rankings: Readonly<Record<string, Score>> = {
  "the network": (person, film) => Number(network.predict([...person, ...film])[0]),
  "the most famous": (_, film) => film[4],
  "in any order": () => 0,
};
/** How many of the first `count` films each person likes, on the average. */
function liked(score: Score, count: number): number {
  const shares = others.map((person) => {
    const scores = new Map(premieres.map((film) => [film, score(person, film)]));
    const first = [...premieres].sort((one, other) => scores.get(other)! - scores.get(one)!).slice(0, count);
    return first.reduce((sum, film) => sum + likes(person, film), 0) / count;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
console.log(
  `Films that a person likes among the first ten of ${premieres.length}, ${others.length} people and all films unknown`,
);
for (const [name, score] of Object.entries(rankings)) {
  console.log(`  ${name.padEnd(15)}  ${(100 * liked(score, 10)).toFixed(1).padStart(5)} %`);
}

const COUNTS = [1, 2, 3, 5, 8, 12, 16, 20, 30, 40];
const lines = Object.entries(rankings).map(([name, score]) => ({
  name,
  points: COUNTS.map((count): [number, number] => [count, liked(score, count)]),
}));
save("ranking.svg", linesSvg(lines, { title: "Share of films that are liked among the first of a ranking" }));
