import type { Sentence } from "../sentence.js";

/** Of what the last layer gives, and what a loss or a metric takes. */
const OF_OUTPUTS: readonly Sentence[] = [
  [
    "{figure} takes probabilities, each by itself, but layer {number:word}, {name}, the last one, …",
    "{figure} prend des probabilités indépendantes les unes des autres. La dernière couche, la couche {number}, {name}, donne autre chose. Pour une classe parmi plusieurs, prenez softmax et categoricalCrossEntropy, sinon sigmoid.",
  ],
  [
    "{figure} takes {what:told}, but layer {number:word}, {name}, the last one, …",
    "{figure} prend {what}. La dernière couche, la couche {number}, {name}, donne autre chose.",
  ],
  ["probabilities that sum to 1", "des probabilités de somme 1, comme les donne softmax"],
  ["probabilities from 0 to 1", "des probabilités, de 0 à 1"],
  ["logits, which can be any numbers", "des logits, des nombres quelconques, comme les donne identity"],
  ["numbers of at least 0", "des nombres positifs ou nuls, comme les donnent softplus et relu"],
  [
    "numbers of both signs, for targets of -1 and 1",
    "des nombres des deux signes, pour les cibles -1 et 1, comme les donnent identity et tanh",
  ],
  [
    "scores of classes, each by itself and of both signs",
    "un nombre par classe, des deux signes, comme les donnent identity et tanh",
  ],
  [
    "GaussianNegativeLogLikelihood takes a mean and the logarithm of a variance for each target, …but the network gives {given}.",
    "GaussianNegativeLogLikelihood prend deux sorties par cible, une moyenne et le logarithme d’une variance, mais le réseau donne {given}.",
  ],
  [
    "{figure} needs an output for each of at least 2 classes, but the network has {size:word}. …",
    "{figure} demande une sortie par classe, pour au moins 2 classes, mais le réseau en a {size}.",
  ],
  [
    "cosineSimilarity compares directions, …",
    "cosineSimilarity compare des directions, mais le réseau n’a qu’une sortie. Prenez meanSquaredError.",
  ],
  [
    `{figure}: the average "binary" is for two classes, but the network has {size:word}. …`,
    '{figure} : la moyenne "binary" est pour deux classes, mais le réseau en a {size}. Prenez "macro" ou "micro".',
  ],
];

const IN_A_BATCH: Sentence = ["in the batch of examples {from:word} to {to:word}: {why:told}", "{why}"];

/** Of targets that a loss or a metric can't take. */
const OF_TARGETS: readonly Sentence[] = [
  [
    "{figure} takes targets of {taken:word} number…, but {loss}, the loss, takes {given:word} number….",
    "{figure} prend des cibles de {taken|nombre|nombres}, mais {loss}, la perte, en prend {given}. La perte et les mesures ont les mêmes cibles.",
  ],
  [
    "{figure} takes targets that sum to 1, but those of example {row:word} of …",
    "{figure} prend des cibles de somme 1, mais celles de l’exemple {row}, compté à partir de 0, ont une autre somme.",
  ],
  [
    "{figure:word} …, but the target of example {row:word} of …, counted from 0, output {output:word}, is {value:word}. …",
    "{figure} ne peut pas prendre la cible {value}, celle de la sortie {output} de l’exemple {row}, comptés à partir de 0.",
  ],
];

const OF_WEIGHTS: readonly Sentence[] = [
  [
    "classWeights has no weight for {name}, a class of the data. …",
    "training.classWeights n’a pas de poids pour la classe {name}. Donnez-lui 1 pour la laisser telle quelle.",
  ],
  [
    "classWeights: the weight of {name} must be {what:told}, but is {value}.",
    "training.classWeights : le poids de {name} doit être {what}, mais est {value}.",
  ],
  [
    "classWeights leaves no example a weight above 0.",
    "training.classWeights ne laisse à aucun exemple un poids supérieur à 0.",
  ],
  [
    "classWeights weighs classes, and a target is then a class number, …",
    "training.classWeights pèse des classes, mais la cible est faite de nombres.",
  ],
  [
    "classWeights: no class is called {name}. Did you mean {meant}?",
    "training.classWeights : aucune classe ne s’appelle {name}. Vouliez-vous dire {meant} ?",
  ],
  [
    "classWeights: no class is called {name}. It has: {known}.",
    "training.classWeights : aucune classe ne s’appelle {name}. Il y a : {known}.",
  ],
  [
    "The reports have no number {name} to monitor. They have {known}.",
    "training.stopEarly.monitor : les rapports n’ont pas de nombre {name}. Ils ont {known}.",
  ],
];

const CHANGED =
  "Le point de reprise, checkpoint.json, n’est pas celui de cet entraînement. Remettez une copie intacte à sa place, ou commencez un nouvel entraînement.";

/** Of a run that goes on, and whose files were changed. */
const OF_GOING_ON: readonly Sentence[] = [
  [
    "This state is of a training with {was}, but this one has {is}, and would go on with other numbers. …",
    "Le point de reprise est celui d’un entraînement avec {was}, mais celui-ci a {is}. Remettez written-out.json comme il était, ou commencez un nouvel entraînement.",
  ],
  ["This state is of a network with seed …", CHANGED],
  ["The state's {part:word} must be …", CHANGED],
  ["This network has a parameter {name}, but the state has it not …", CHANGED],
  ["restore takes what state() of a trainer gave, …", CHANGED],
  ["from must be what state() of a fit gave, …", CHANGED],
  ["from says that …", CHANGED],
  ["from is the state of a fit on other examples. …", CHANGED],
  [
    "Data is { inputs, targets } or a Dataset, but got a Table, …",
    "Le point de reprise, checkpoint.json, n’a pas de préparation des colonnes. Remettez une copie intacte à sa place, ou commencez un nouvel entraînement.",
  ],
];

const OF_EXPLANATIONS: readonly Sentence[] = [
  ["worksheet: name must be a name, … but is {value}.", "--name doit être un nom, mais est {value}."],
  [
    "explain: the network has no parameter {name}. It has {from:word} to {to:word} and {first:word} to {last:word}; …",
    "Le réseau n’a pas de paramètre {name}. Il a {from} à {to} et {first} à {last}.",
  ],
];

/** Of a training, and of what is explained of a network. */
export const ofTrainings: readonly Sentence[] = [
  IN_A_BATCH,
  ...OF_OUTPUTS,
  ...OF_TARGETS,
  ...OF_WEIGHTS,
  ...OF_GOING_ON,
  ...OF_EXPLANATIONS,
];
