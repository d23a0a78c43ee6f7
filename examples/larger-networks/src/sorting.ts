import { Sequential, showProgress } from "@nn/core";
import { allFrames, seededRandom, Workspace } from "@nn/core/component";
import {
  Dense,
  Embedding,
  identity,
  LayerNormalization,
  MultiHeadAttention,
  PositionalEmbedding,
  Residual,
  relu,
  softmax,
} from "@nn/layers";
import { sparseCategoricalCrossEntropy } from "@nn/losses";
import { Adam, cosineDecay } from "@nn/optim";
import { imagesSvg } from "./images.js";
import { save } from "./svg.js";

// One block of a transformer: letters look at one another, then each is thought over by itself. For each place of the sorted word it
// gives the probability of each letter.
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const LENGTH = 8;
const WIDTH = 32;
const HEADS = 4;
const network = new Sequential(
  [
    new Embedding(LETTERS.length, WIDTH),
    new PositionalEmbedding(),
    new Residual([new LayerNormalization(), new MultiHeadAttention(WIDTH, HEADS)]),
    new Residual([
      new LayerNormalization(),
      new Dense(WIDTH, 2 * WIDTH, { activation: relu }),
      new Dense(2 * WIDTH, WIDTH, { activation: identity }),
    ]),
    new LayerNormalization(),
    new Dense(WIDTH, LETTERS.length, { activation: softmax }),
  ],
  { inputShape: [LENGTH], seed: 1, dtype: "float32" },
);

const random = seededRandom("words");
const letter = (): number => Math.floor(LETTERS.length * random());
/** Words of any letters, none of them twice, as the letters' numbers. */
function wordsOf(count: number): number[][] {
  const words = new Map<string, number[]>();
  while (words.size < count) {
    const word = Array.from({ length: LENGTH }, letter);
    words.set(word.join(), word);
  }
  return [...words.values()];
}
const sorted = (word: readonly number[]): number[] => [...word].sort((one, other) => one - other);

const [TRAINED, UNSEEN, EPOCHS, BATCH] = [6000, 500, 20, 40];
const words = wordsOf(TRAINED + UNSEEN);
const seen = words.slice(0, TRAINED);
const steps = (EPOCHS * TRAINED) / BATCH;
await showProgress(
  network.fit(
    { inputs: seen, targets: seen.map(sorted) },
    {
      loss: sparseCategoricalCrossEntropy,
      optimizer: new Adam({ learningRate: cosineDecay({ learningRate: 0.01, steps }) }),
      epochs: EPOCHS,
      batchSize: BATCH,
    },
  ),
);

/** What the network makes of words: at each place the most probable letter. */
function answers(given: readonly number[][]): number[][] {
  const probabilities = network.predict(given) as number[][][];
  return probabilities.map((word) => word.map((row) => row.indexOf(Math.max(...row))));
}
const unseen = words.slice(TRAINED);
const right = answers(unseen).filter((answer, i) => answer.join() === sorted(unseen[i]).join()).length;
console.log(`Of ${UNSEEN} words of ${LENGTH} letters that it hasn't seen, ${right} are sorted without a mistake.\n`);
for (const word of ["keyboard", "notebook", "elephant"]) {
  const [answer] = answers([Array.from(word, (each) => LETTERS.indexOf(each))]);
  console.log(`${word} → ${answer.map((number) => LETTERS[number]).join("")}`);
}

// What a head takes from each letter, for each place: a row is a place of the answer, a column a letter of the word.
const looking = new Workspace(network, 1);
looking.inputs.set(Array.from("keyboard", (each) => LETTERS.indexOf(each)));
looking.forward(1);
const { shares } = allFrames(looking.frames).find(({ saved }) => "shares" in saved)!.saved;
const heads = Array.from({ length: HEADS }, (_, head) => ({
  images: [shares.subarray(head * LENGTH ** 2, (head + 1) * LENGTH ** 2)],
  caption: `head ${head + 1}`,
}));
save("sorting.svg", imagesSvg("Which letters of keyboard each head takes for abdekory", heads));
