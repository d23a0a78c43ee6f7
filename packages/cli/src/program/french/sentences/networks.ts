import type { Sentence } from "../sentence.js";

/** Of layers that don't fit together, the columns, or a format. */
const OF_LAYERS: readonly Sentence[] = [
  [
    "{name}: maskValue can't be written in ONNX, …",
    "{name} : maskValue ne peut pas s’écrire en ONNX, dont les opérateurs ne sautent aucun pas de temps. L’export en module ou vers PyTorch est possible.",
  ],
  [
    "layer {number:word}, {name}, takes {taken:word} input…, but the network's inputShape gives {given:word}. …",
    'La couche {number}, {name}, prend {taken|nombre|nombres}, mais les colonnes en donnent {given}. Ôtez le réglage "inputs" : il se déduit des colonnes.',
  ],
  [
    "layer {number:word}, {name}, takes {taken}, but the network's inputShape gives {given}. …",
    "La couche {number}, {name}, prend des exemples de la forme {taken}, mais les colonnes en donnent de la forme {given}.",
  ],
  [
    "layer {number:word}, {name}, takes {taken}, but layer {before:word}, {giver}, gives {given}. …",
    "La couche {number}, {name}, prend {taken}, mais la couche {before}, {giver}, donne {given}.",
  ],
  [
    "The pipeline takes {taken:word} output…, but layer {number:word}, {name}, the last one, gives {given:word}. …",
    'La cible demande {taken|sortie|sorties}, mais la dernière couche, la couche {number}, {name}, en donne {given}. Ôtez son réglage "units" : il se déduit de la cible.',
  ],
  [
    "The pipeline takes a probability from 0 to 1, but layer {number:word}, {name}, the last one, gives …",
    'Deux classes demandent une probabilité, mais la dernière couche, la couche {number}, {name}, donne autre chose. Donnez-lui l’activation sigmoid, ou écrivez "outputs": "logits" dans columns.',
  ],
  [
    "Layer {number:word}, {name}, has one unit, and gives {sum:word} whatever comes in, …",
    "La couche {number}, {name}, n’a qu’un neurone, et donne toujours {sum}. Pour une seule sortie, prenez l’activation sigmoid.",
  ],
  [
    "The pipeline takes probabilities that add up to 1, but layer {number:word}, {name}, the last one, gives …",
    'Les classes demandent des probabilités de somme 1, mais la dernière couche, la couche {number}, {name}, donne autre chose. Donnez-lui l’activation softmax, ou écrivez "outputs": "logits" dans columns.',
  ],
];

/** Of examples that a layer can't take. */
const OF_SHAPES: readonly Sentence[] = [
  ["layer {number:word}, {name}: {why:told}", "La couche {number}, {name} : {why}"],
  [
    "the images must be at least as large as {needed:told}, but are {given}. …",
    "les images doivent être au moins aussi grandes que {needed}, mais ont la forme {given}.",
  ],
  [
    "the images must be larger than what is taken away, {rows:word} rows and {columns:word} columns, but are {given}.",
    "les images doivent être plus grandes que ce qu’on en ôte, {rows|ligne|lignes} et {columns|colonne|colonnes}, mais ont la forme {given}.",
  ],
  [
    "the sequences must be [{wanted}], but are {given}.",
    "les suites doivent avoir la forme [{wanted}], mais ont la forme {given}.",
  ],
  [
    "the sequences must be at least as long as {needed:told}, but have {steps:word} steps. …",
    "les suites doivent être au moins aussi longues que {needed}, mais ont {steps|pas|pas}.",
  ],
  ["the kernel, {size}", "le noyau, {size}"],
  ["the window, {size}", "la fenêtre, {size}"],
  [
    "the {reach} that a {word:word} of {taps} with a dilation of {dilation} reaches over",
    "les {reach} couverts avec une dilatation de {dilation}",
  ],
  [
    "the sequences must be longer than what is taken away, {steps:word} steps, but are {given}.",
    "les suites doivent être plus longues que ce qu’on en ôte, {steps|pas|pas}, mais ont la forme {given}.",
  ],
  [
    "an input must have {axes:word} axes, but is {given}.",
    "une entrée doit avoir {axes|axe|axes}, mais a la forme {given}.",
  ],
  [
    "an input must have a multiple of {size:word} numbers, but {given} has {all:word}.",
    "une entrée doit avoir un multiple de {size} nombres, mais {given} en a {all}.",
  ],
  [
    "an input must have at least {size:word} numbers along its last axis, but {given} has {all:word}.",
    "une entrée doit avoir au moins {size|nombre|nombres} le long de son dernier axe, mais {given} en a {all}.",
  ],
  [
    "an input must have {size:word} numbers, but {given} has {all:word}.",
    "une entrée doit avoir {size|nombre|nombres}, mais {given} en a {all}.",
  ],
  [
    "all branches must give one shape, but give {given}.",
    "toutes les branches doivent donner la même forme, mais donnent {given}.",
  ],
  [
    "all branches must give the same axes but the last, but give {given}.",
    "toutes les branches doivent donner les mêmes axes, sauf le dernier, mais donnent {given}.",
  ],
  [
    "its body must give the shape that it takes, {taken}, but gives {given}.",
    "son corps doit donner la forme qu’il prend, {taken}, mais donne {given}.",
  ],
  [
    "its {groups:word} groups must divide the channels, the last axis, but an input is {given}.",
    "ses {groups} groupes doivent diviser les canaux, le dernier axe, mais une entrée est {given}.",
  ],
  [
    "a sequence has two axes or more, [steps, inputs], but this has the shape {given}.",
    "une suite a deux axes ou plus, [steps, inputs], mais celle-ci a la forme {given}.",
  ],
];

/** Of a network and its pipeline, as programs put them together. */
const OF_PIPELINES: readonly Sentence[] = [
  [
    "The pipeline turns a row into {inputs:word} inputs, but layer {number:word}, {name}, takes {taken}. …",
    "Les colonnes donnent {inputs} nombres par ligne, mais la couche {number}, {name}, en prend {taken}.",
  ],
];

/** Of a layer that may only be the first one. */
const OF_FIRST: Sentence = [
  "layer {number:word}, {name}, takes whole numbers, through which no derivative flows back: …",
  "La couche {number}, {name}, prend des nombres entiers, et doit être la première.",
];

/** Of more than there is memory for. */
const OF_MEMORY: readonly Sentence[] = [
  [
    "The {what:word} would take {size} of memory, {most} of it for {part} of layer {number:word}, {name}, and there isn't so much. …",
    "Il n’y a pas assez de mémoire : il en faudrait {size}, dont {most} pour {part} de la couche {number}, {name}. Prenez de plus petites couches.",
  ],
  [
    "A pass over {examples:word} example… at a time would take {size} of memory, {most} of it for …",
    "Il n’y a pas assez de mémoire : un passage avec {examples|exemple|exemples} en prendrait {size}. Prenez de plus petites couches.",
  ],
];

/** Of examples that are typed. */
const OF_EXAMPLES: readonly Sentence[] = [
  [
    "The inputs take {wanted:word} number… an example, but example 0 has {given:word}. …",
    "Le réseau prend {wanted|nombre|nombres} par exemple, mais il y en a {given}.",
  ],
  [
    "The targets take {wanted:word} number… an example, but example 0 has {given:word}. …",
    "La cible a {wanted|nombre|nombres} par exemple, mais il y en a {given}.",
  ],
];

export const ofNetworks: readonly Sentence[] = [
  OF_FIRST,
  ...OF_MEMORY,
  ...OF_EXAMPLES,
  ...OF_LAYERS,
  ...OF_PIPELINES,
  ...OF_SHAPES,
];
