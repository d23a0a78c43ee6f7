import { Sequential } from "@nn/core";
import { noisySine, Table } from "@nn/data";
import { historyCsv, historySvg, linesSvg } from "@nn/experiments";
import { Dense, identity } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const trained = async () => {
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
  return network.fit(noisySine({ examples: 8, seed: 1 }), {
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 0.1 }),
    epochs: 6,
    batchSize: 4,
    evaluateEvery: 2,
    metrics: { "error, absolute": meanAbsoluteError },
    validation: noisySine({ examples: 4, seed: 2 }),
  });
};

test("CSV has all digits of all figures, by epoch, and is read back", async () => {
  const { reports, ...rest } = await trained();
  const table = Table.fromCsv(historyCsv({ reports, ...rest }));
  expect(table.columns).toEqual(["epoch", "loss", "error, absolute", "validation.loss", "validation.error, absolute"]);
  expect(table.numbers("epoch")).toEqual([0, 2, 4, 5]);
  expect(table.numbers("loss")).toEqual(reports.map(({ loss }) => loss));
  expect(table.numbers("validation.error, absolute")).toEqual(
    reports.map(({ validation }) => validation?.["error, absolute"]),
  );
});

test("a figure that a report doesn't have is a gap, and what is no number is left out", () => {
  const reports = [
    { epoch: 0, loss: 1, table: [[1]] },
    { epoch: 1, loss: 0.5, penalty: 0.25 },
  ];
  expect(historyCsv({ reports })).toBe("epoch,loss,penalty\n0,1,\n1,0.5,0.25\n");
});

describe("a picture", () => {
  const pathsIn = (svg: string): string[] => [...svg.matchAll(/<path d="(M[^"]*)" fill="none"/g)].map(([, d]) => d!);

  test("has a line for the loss and one for that of the validation data, with each report", async () => {
    const svg = historySvg(await trained(), { title: "A < B & C" });
    expect(svg).toContain("<title>A &lt; B &amp; C: loss, validation.loss</title>");
    const paths = pathsIn(svg);
    expect(paths.length).toBe(4);
    // A line, then its sign in the legend.
    expect(paths[0]!.match(/[ML]/g)!.length).toBe(4);
  });

  test("places points by their values: in the middle of a linear axis, and of a logarithmic one", () => {
    const [linear] = pathsIn(
      linesSvg([
        {
          name: "a",
          points: [
            [0, 0],
            [1, 50],
            [2, 100],
          ],
        },
      ]),
    );
    const [[x0, y0], [x1, y1], [x2, y2]] = coordinates(linear!);
    expect(x1).toBeCloseTo((x0 + x2) / 2, 1);
    expect(y1).toBeCloseTo((y0 + y2) / 2, 1);
    expect(y0).toBeGreaterThan(y2);
    const points: [number, number][] = [
      [0.01, 1],
      [0.1, 10],
      [1, 100],
    ];
    const [logarithmic] = pathsIn(linesSvg([{ name: "a", points }], { logarithmicX: true, logarithmicY: true }));
    expect(coordinates(logarithmic!)).toEqual([
      [x0, y0],
      [x1, y1],
      [x2, y2],
    ]);
  });

  test("leaves out what can't be drawn", () => {
    const points: [number, number][] = [
      [0, 0],
      [1, 1],
      [2, Number.NaN],
      [3, 10],
    ];
    expect(pathsIn(linesSvg([{ name: "a", points }], { logarithmicY: true }))[0]!.match(/[ML]/g)!.length).toBe(2);
    const one = linesSvg([{ name: "a", points: [[1, 3]] }]);
    expect(one).not.toContain("NaN");
  });

  const reports = [{ epoch: 0, loss: 1 }];
  test.each<[string, () => string, string]>([
    [
      "no reports",
      () => historyCsv({ reports: [] }),
      "historyCsv takes what a fit gave, with a report at least, but got an empty array.",
    ],
    [
      "a promise",
      () => historySvg(Promise.resolve() as never),
      "historySvg takes what a fit gave, with a report at least, but got a Promise.",
    ],
    [
      "unknown figures",
      () => historySvg({ reports }, { figures: ["acc"] }),
      'historySvg: the reports have no number "acc". They have "loss".',
    ],
    [
      "figures",
      () => historySvg({ reports }, { figures: "loss" as never }),
      'historySvg: figures must be an array of names, as ["loss"], but is "loss".',
    ],
    [
      "lines",
      () => linesSvg([{ name: "a" } as never]),
      'linesSvg takes an array of lines, as [{ name: "loss", points: [[0, 1], [1, 0.5]] }], but got an array of 1.',
    ],
    [
      "no points",
      () => linesSvg([{ name: "a", points: [[0, 0]] }], { logarithmicY: true }),
      'linesSvg: the line "a" has no point that can be drawn: numbers are finite, and on a logarithmic axis above 0.',
    ],
    ["options", () => linesSvg([], { titel: "A" } as never), 'linesSvg has no option "titel". Did you mean "title"?'],
  ])("refuses %s", (_, call, sentence) => {
    expect(call).toThrow(sentence);
  });
});

/** The points of a path of straight lines. */
function coordinates(path: string): [[number, number], [number, number], [number, number]] {
  return path
    .slice(1)
    .split("L")
    .map((point) => point.split(",").map(Number)) as never;
}
