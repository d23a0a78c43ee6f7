import { Sequential } from "@nn/core";
import { english, explain, french, toText } from "@nn/explain";
import { Conv2D, Dense, Dropout, Flatten } from "@nn/layers";
import { expect, test } from "vitest";

test("a convolution is told as one, and a dropout that it changes nothing here", () => {
  const layers = [
    new Conv2D(1, 2, { kernelSize: 2 }),
    new Flatten(),
    new Dropout(0.5),
    new Dense(4, 2),
    new Dropout(0.25),
    new Dense(2, 1),
  ] as const;
  const network = new Sequential(layers, { inputShape: [2, 3, 1], seed: 1 });
  const input = [
    [[1], [2], [3]],
    [[4], [5], [6]],
  ];
  const told = [english, french].map((language) => toText(explain(network, { input }), { language }).split("\n\n")[1]);
  expect(told).toMatchInlineSnapshot(`
    [
      "The network: 6 inputs, the convolutional layer that gives 4 numbers (h1_1, h1_2,
    h1_3, h1_4), one hidden layer of 2 neurons (h4_1, h4_2), one output (o1). As in
    every prediction, the dropout layer leaves its numbers unchanged.",
      "Le réseau : 6 entrées, la couche de convolution qui donne 4 nombres (h1_1, h1_2,
    h1_3, h1_4), une couche cachée de 2 neurones (h4_1, h4_2), une sortie (o1).
    Comme dans toute prédiction, la couche de dropout laisse ses nombres inchangés.",
    ]
  `);
});
