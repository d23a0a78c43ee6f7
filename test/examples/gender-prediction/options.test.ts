import { describe, expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { printed, refused } from "./inside.js";

const { write } = ownFolder("twins");

describe("the lab's numbers from one command", () => {
  test("by hand with three digits: 0.0214", async () => {
    expect(await printed("--explain", "w1", "--init", "ones", "--digits", "3")).toContain(
      "−0.952 · 0.249 · (−0.0904) = 0.0214",
    );
    const french = await printed("--explain", "w1", "--init", "ones", "--digits", "3", "--lang", "fr");
    expect(french).toContain("−0,952 · 0,249 · (−0,0904) = 0,0214");
  });

  test("exactly, with so many digits shown: 0.0215, and a sentence on the difference", async () => {
    const words = ["--explain", "w1", "--init", "ones", "--digits", "4", "--exact"];
    expect((await printed(...words)).replace(/\s+/g, " ")).toContain(
      "With all digits kept on the way, ∂L/∂w1 is 0.02147, which is 0.0215 to 3 digits; by hand, with 3 digits at " +
        "each step, it is 0.0214. The difference is rounding alone.",
    );
    expect(await printed(...words)).toMatch(/ = −0\.9526 · 0\.2494 · \(−0\.0904\) = 0\.0215\n/);
    expect((await printed(...words, "--lang", "fr")).replace(/\s+/g, " ")).toContain(
      "∂L/∂w1 vaut 0,02147, soit 0,0215 à 3 chiffres ; à la main, avec 3 chiffres à chaque étape, 0,0214.",
    );
    expect(
      (await printed("--explain", "b3", "--init", "ones", "--digits", "2", "--exact")).replace(/\s+/g, " "),
    ).toMatch(/∂L\/∂b3 is −0\.24, which is −0\.24 to 2 digits; by hand, .* it is (the same|−0\.2)/);
  });
});

describe("--init", () => {
  const parameters = async (...words: string[]): Promise<Record<string, number[]>> =>
    Object.fromEntries(
      JSON.parse(await printed("--json", "--explain", "all", ...words)).gradients.map(
        ({ name, value }: { name: string; value: number }) => [name, value],
      ),
    );
  const names = ["w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3"];
  const all = (weight: number, bias: number) =>
    Object.fromEntries(names.map((name) => [name, name.startsWith("w") ? weight : bias]));

  test("ones, zeros: the lab's 0.4, and nothing", async () => {
    expect(await parameters("--init", "ones")).toEqual(all(1, 0));
    expect(await parameters("--init", "zeros")).toEqual(all(0, 0));
  });

  test("normal draws weights and biases by the seed; glorot begins biases at 0, as without it", async () => {
    const normal = await parameters("--init", "normal", "--seed", "1");
    expect(Object.values(normal).every((value) => Number(value) !== 0)).toBe(true);
    expect(await parameters("--init", "normal", "--seed", "1")).toEqual(normal);
    expect(await parameters("--init", "normal", "--seed", "2")).not.toEqual(normal);
    expect(await parameters("--init", "glorot")).toEqual(await parameters());
    expect(await parameters()).toMatchObject({ b1: 0, b2: 0, b3: 0 });
  });

  test("is what is trained from: Emily and Frank as the lab has them from ones", async () => {
    expect(await printed("--init", "ones")).toMatch(/Emily .* 0\.947 [\s\S]*Frank .* 0\.040 /);
  });
});

describe("--explain", () => {
  test("all: nine gradients in a table, those by hand too", async () => {
    const { gradients, person } = JSON.parse(await printed("--explain", "all", "--init", "ones", "--json"));
    expect(person).toBe("Alice");
    expect(gradients.map(({ gradient }: { gradient: number }) => Number(gradient.toPrecision(3)))).toEqual([
      0.0215, 0.0107, -0.0107, 0.0215, 0.0107, -0.0107, -0.0113, -0.0113, -0.238,
    ]);
    const words = ["--explain", "all", "--init", "ones", "--digits", "3"];
    expect(await printed(...words)).toMatch(/ w1 +1 +0\.0214 +0\.99786\n/);
    expect(await printed(...words, "--format", "markdown")).toContain("| $w_{1}$ | $1$ | $0.0214$ | $0.99786$ |\n");
    const latex = await printed(...words, "--format", "latex", "--lang", "fr");
    expect(latex).toMatch(/^\\documentclass[\s\S]*\\end\{document\}\n$/);
    expect(latex).toContain("\\(w_{1}\\) & \\(1\\) & \\(0{,}0214\\) & \\(0{,}99786\\) \\\\\n");
    expect(await refused("--explain", "all", "--hidden", "100")).toContain("The network has 401 parameters");
  });

  test("of a person by name, and only of one that there is", async () => {
    expect(await printed("--explain", "w1", "--person", "Bob")).toMatch(/on Bob:[\s\S]*x1 = 25, x2 = 6/);
    expect(await refused("--explain", "w1", "--person", "bob")).toBe(
      'No person is named "bob": there are "Alice", "Bob", "Charlie", "Diana".',
    );
    expect(await refused("--explain", "w1", "--person", "Emily")).toBe(
      "Emily is to be predicted, and has no label to learn from: take a person of --data, or --explain prediction.",
    );
    const twins = write("twins.csv", "name,weight,height,gender\nZoé,1,2,F\nBob,3,4,M\nZoe\u0301,5,6,F\n");
    expect(await refused("--explain", "w1", "--data", twins, "--person", "Zoé")).toBe(
      '"Zoé" is there more than once, in lines 2 and 4: rename all but one.',
    );
  });

  test("as Markdown, LaTeX and JSON, which can go to a file as they are", async () => {
    const words = ["--explain", "w1", "--init", "ones", "--digits", "3"];
    expect(await printed(...words, "--format", "markdown")).toMatch(/^# [\s\S]*\$[^$]*0\.0214\$/);
    expect(await printed(...words, "--format", "latex")).toMatch(/^\\documentclass[\s\S]*\\end\{document\}\n$/);
    expect(JSON.parse(await printed(...words, "--format", "json")).gradient).toBe(0.0214);
    expect(await printed(...words, "--json")).toBe(await printed(...words, "--format", "json"));
  });

  test("through the weighted sums", async () => {
    expect(await printed("--explain", "w1", "--elementary")).toContain("∂L/∂o1 · ∂o1/∂z_o1 · ∂z_o1/∂h1");
  });
});

test("--explain prediction shows z and h of a new person, or of one that was learnt", async () => {
  const emily = await printed("--explain", "prediction", "--init", "ones", "--digits", "3");
  expect(emily).toContain("for Emily:");
  expect(emily).toMatch(/z_h1 = .* = −10\n[\s\S]*h1 = .*\n[\s\S]*o1 = /);
  const alice = await printed("--explain", "prediction", "--init", "ones", "--person", "Alice", "--digits", "3");
  expect(alice).toMatch(/for Alice:[\s\S]*o1 = .* = 0\.524\n/);
  expect(await refused("--explain", "prediction", "--person", "Zoé")).toContain('"Emily", "Frank", "Alice"');
});

describe("--neuron", () => {
  test("is the lab's 0.1, in each format", async () => {
    expect(await printed("--neuron")).toMatch(/ = 0 · 2 \+ 1 · 3 \+ 4 = 7\n.* = f\(7\) = 0\.999\n/);
    expect(await printed("--neuron", "--digits", "6")).toContain("= 0.999089\n");
    expect(await printed("--neuron", "--lang", "fr")).toContain("= 0,999\n");
    expect(await printed("--neuron", "--format", "markdown")).toMatch(/^# [\s\S]*&= 0\.999\n/);
    expect(await printed("--neuron", "--format", "latex")).toMatch(/^\\documentclass[\s\S]*&= 0\.999\n/);
    const { forward } = JSON.parse(await printed("--neuron", "--json"));
    expect(forward.map(({ value }: { value: number }) => value)).toEqual([7, 0.9990889488055994]);
  });

  test("of other numbers: its question with b = -4, three inputs, and as many weights as inputs", async () => {
    expect(await printed("--neuron", "--bias", "-4")).toMatch(/ = −1\n.* = 0\.269\n/);
    const three = await printed("--neuron", "--weights", "1,-2,0.5", "--input", "1,1,2", "--bias=0");
    expect(three).toMatch(/ = 1 · 1 \+ \(−2 · 1\) \+ 0\.5 · 2 \+ 0 = 0\n.* = 0\.5\n/);
    expect(await refused("--neuron", "--weights", "1,2,3")).toBe(
      "A neuron has a weight for each of its inputs, but here 3 for 2: change --weights, --input or --hidden.",
    );
  });
});

describe("--weights and --bias give every neuron the same", () => {
  test("the lab's 0.2: w = [0, 1], b = 0 and x = [2, 3] give 0.7216", async () => {
    const words = ["--explain", "prediction", "--weights", "0,1", "--input", "2,3", "--digits", "4"];
    const text = await printed(...words);
    expect(text).toContain("for x = [2, 3]:");
    expect(text).toMatch(/ h1 = .* = 0\.9526\n[\s\S]* o1 = .* = 0\.7216\n/);
    expect(await printed(...words, "--bias", "0")).toBe(text);
    expect(await printed(...words, "--lang", "fr")).toContain("pour x = [2\u202f; 3]\u00a0:");
    const { given, forward } = JSON.parse(await printed(...words.slice(0, -2), "--json"));
    expect(forward.at(-1).value).toBe(0.7216325609518421);
    expect(given.map(({ symbol, value }: { symbol: string; value: number }) => `${symbol}=${value}`).join()).toBe(
      "x1=2,x2=3,w1=0,w2=1,b1=0,w3=0,w4=1,b2=0,w5=0,w6=1,b3=0",
    );
  });

  test("in a training and in its first gradients, too", async () => {
    const words = ["--weights", "1,1", "--bias", "0"];
    expect(await printed("--explain", "w1", "--digits", "3", ...words)).toContain("= 0.0214\n");
    const ends = JSON.parse(await printed("--json", ...words)).parameters;
    expect(ends).toEqual(JSON.parse(await printed("--json", "--init", "ones")).parameters);
  });

  test("what doesn't fit is a sentence", async () => {
    expect(await refused("--weights", "0,1", "--hidden", "3")).toBe(
      "A neuron has a weight for each of its inputs, but here 2 for 3: change --weights, --input or --hidden.",
    );
    expect(await refused("--explain", "prediction", "--input", "1,2,3")).toBe(
      "The network takes two numbers, such as --input 2,3, but got 3.",
    );
    expect(await refused("--explain", "w1", "--input", "2,3", "--lang", "fr")).toBe(
      "--input s’emploie avec --explain prediction ou --neuron\u00a0: ajoutez cette option, ou ôtez --input.",
    );
  });
});
