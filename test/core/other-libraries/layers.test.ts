import { Sequential } from "@nn/core";
import { Conv2D, Dense, Dropout, Embedding, LSTM, MaxPooling2D, Residual, relu } from "@nn/layers";
import { data, describePrograms, missing, settings, type Untyped } from "./untyped.js";

describePrograms({
  "a layer": [
    [
      "Dense({ units })",
      () => new (Dense as Untyped)({ units: 3 }),
      /^Dense takes two sizes, new Dense\(inputs, units,.* but got Dense\(an object, undefined\)\.$/,
    ],
    ["Dense({ inputDim, units })", () => new (Dense as Untyped)({ inputDim: 2, units: 3 }), /^Dense takes two sizes/],
    ["Dense(3)", () => new (Dense as Untyped)(3), /^Dense takes two sizes, .* but got Dense\(3, undefined\)\.$/],
    ["Dense(3, { activation })", () => new (Dense as Untyped)(3, { activation: relu }), /^Dense takes two sizes/],
    ["Dense(null, 3)", () => new (Dense as Untyped)(null, 3), /^Dense takes two sizes/],
    [
      "Dense(2, 1, relu)",
      () => new Dense(2, 1, relu as Untyped),
      /as one object, \{ activation,.* but got relu itself/,
    ],
    ['Dense(2, 1, "relu")', () => new Dense(2, 1, "relu" as Untyped), /as one object, \{ activation,.* but got "relu"/],
    [
      'activation: "relu"',
      () => new Dense(2, 1, { activation: "relu" as Untyped }),
      /\{ activation: relu \}, but got "relu"\. Here it is relu, of @nn\/layers\.$/,
    ],
    [
      "activation: L.maxout",
      () => new Dense(2, 1, { activation: missing("maxout") }),
      /but got undefined\. Is it imported/,
    ],
    ["activation: elu", () => new Dense(2, 1, { activation: missing("elu") }), /but got the function or class elu\.$/],
    [
      "activation: null",
      () => new Dense(2, 1, { activation: null as Untyped }),
      /\{ activation: relu \}, but got null/,
    ],
    [
      'activation: "linear"',
      () => new Dense(2, 1, { activation: "linear" as Untyped }),
      /Here it is identity, of @nn\/layers\.$/,
    ],
    [
      "Dense(2, 1, { units })",
      () => new Dense(2, 1, { units: 1 } as Untyped),
      /"units"\. Sizes and rates are given before/,
    ],
    [
      "inputShape of a layer",
      () => new Dense(2, 1, { inputShape: [2] } as Untyped),
      /It belongs to the network: new Sequential\(layers, \{ inputShape/,
    ],
    [
      "kernelRegularizer",
      () => new Conv2D(1, 2, { kernelSize: 3, kernelRegularizer: "l2" } as Untyped),
      /It belongs to the training: fit\(data, \{ penalties: \[new L2/,
    ],
    [
      "trainable",
      () => new Dense(2, 1, { trainable: false } as Untyped),
      /fit\(data, \{ frozen: \(\{ fullName \}\) => /,
    ],
    [
      "layer.trainable = false",
      () => {
        const network = new Sequential([new Dense(2, 2), Object.assign(new Dense(2, 1), { trainable: false })]);
        return network.fit(data, settings());
      },
      /^layer 1, Dense.* has trainable = false, .*\{ frozen: \(\{ fullName \}\) => fullName\.startsWith\("1\."\) \}\.$/,
    ],
    ...(
      [
        ["requiresGrad", false],
        ["requires_grad", false],
        ["frozen", true],
      ] as const
    ).map(([name, value]): [string, () => unknown, RegExp] => [
      `layer.${name} = ${value}`,
      () => {
        const layer = Object.assign(new Dense(2, 1), { [name]: value });
        return new Sequential([layer]).fit(data, settings());
      },
      new RegExp(`^layer 0, Dense.* has ${name} = ${value}, which isn't read`),
    ]),
    [
      "layer.trainable = false between two fits",
      async () => {
        const network = new Sequential([new Dense(2, 1)]);
        const given = settings({ epochs: 1 });
        await network.fit(data, given);
        Object.assign(network.layers[0]!, { trainable: false });
        return network.fit(data, given);
      },
      /^layer 0, Dense.* has trainable = false, which isn't read/,
    ],
    [
      "network.trainable = false",
      () => Object.assign(new Sequential([new Dense(2, 1)]), { trainable: false }).fit(data, settings()),
      /^The network has trainable = false, which isn't read\..*\{ frozen: /,
    ],
    [
      "residual.trainable = false",
      () => {
        const residual = Object.assign(new Residual([new Dense(2, 2)]), { trainable: false });
        return new Sequential([residual, new Dense(2, 1)]).fit(data, settings());
      },
      /^layer 0, Residual.*startsWith\("0\."\)/,
    ],
    [
      "Conv2D({ filters })",
      () => new (Conv2D as Untyped)({ filters: 8 }),
      /^Conv2D takes two sizes, .* but got Conv2D\(an/,
    ],
    [
      "Conv2D(1, 8, { filters })",
      () => new Conv2D(1, 8, { kernelSize: 3, filters: 8 } as Untyped),
      /"filters"\. Sizes and rates are given before/,
    ],
    [
      "Conv2D(1, 8, { kernel_size })",
      () => new Conv2D(1, 8, { kernel_size: 3 } as Untyped),
      /Did you mean "kernelSize"\?/,
    ],
    [
      "Conv2D(1, 8, { data_format })",
      () => new Conv2D(1, 8, { kernelSize: 3, data_format: "channels_first" } as Untyped),
      /one order: \[height, width, channels\] and/,
    ],
    [
      "MaxPooling2D({ poolSize })",
      () => new (MaxPooling2D as Untyped)({ poolSize: 2 }),
      /^MaxPooling2D takes the size of/,
    ],
    [
      "MaxPooling2D(2, { pool_size })",
      () => new MaxPooling2D(2, { pool_size: 2 } as Untyped),
      /Sizes and rates are given/,
    ],
    ["LSTM({ units })", () => new (LSTM as Untyped)({ units: 8 }), /^LSTM takes two sizes, new LSTM\(inputs, units, /],
    [
      "LSTM(2, 8, { padding })",
      () => new LSTM(2, 8, { padding: "same" } as Untyped),
      /It has: returnSequences, weight/,
    ],
    [
      "LSTM(2, 8, { return_sequences })",
      () => new LSTM(2, 8, { return_sequences: true } as Untyped),
      /Did you mean "returnSequences"\?/,
    ],
    [
      "LSTM(2, 8, { recurrent_dropout })",
      () => new LSTM(2, 8, { recurrent_dropout: 0.5 } as Untyped),
      /Did you mean "recurrentDropout"\?/,
    ],
    [
      "Dropout({ rate })",
      () => new (Dropout as Untyped)({ rate: 0.5 }),
      /^Dropout takes its rate, new Dropout\(0\.5\), but/,
    ],
    [
      "Embedding({ inputDim })",
      () => new (Embedding as Untyped)({ inputDim: 9 }),
      /^Embedding takes two sizes, new Embed/,
    ],
    ["Embedding(9)", () => new (Embedding as Untyped)(9), /but got Embedding\(9, undefined\)\.$/],
    [
      "kernelInitializer",
      () => new Dense(2, 1, { kernelInitializer: "he" } as Untyped),
      /Did you mean "weightInitializer"\?/,
    ],
  ],
});
