import type { Sentence } from "../sentence.js";

/** Of settings that are missing. */
const MISSING: readonly Sentence[] = [
  ["Dense takes two sizes, …", 'Dense a besoin de "units", le nombre de ses neurones, sauf dans la dernière couche.'],
  [
    "{component:word} takes two sizes, new {again:word}({first:word}, {second:word}), …",
    'il manque une taille à {component} : le réglage "{first}" ou "{second}".',
  ],
  [
    "{component:word} takes two sizes, new {again:word}({first:word}, {second:word}, …",
    'il manque une taille à {component} : le réglage "{first}" ou "{second}".',
  ],
  ["{component:word} takes {what:told}, new …", "{component} a besoin {what}."],
  [
    "{component:word} takes two stacks of layers or more, …",
    '{component} a besoin d’au moins deux piles de couches, le réglage "stacks" : [[…], […]].',
  ],
  ["{component:word} takes its layers as a list, …", "{component} a besoin d’une liste de couches."],
  ["{component:word} needs at least one layer, …", "{component} a besoin d’au moins une couche."],
  [
    "Bidirectional takes a recurrent layer, …",
    'Bidirectional a besoin d’une couche récurrente, le réglage "layer" : { "kind": "GRU", "units": 3 }.',
  ],
  [
    "WeightedLosses takes the shapes of outputs by their names first, …",
    "WeightedLosses est pour les réseaux à plusieurs sorties nommées, que nn n’entraîne pas.",
  ],
  ["loss must be a loss itself, …", 'une perte est attendue dans loss, comme { "kind": "meanSquaredError" }.'],
  ["ParameterGroups: groups must be a list, …", "cet optimiseur n’existe que dans un programme. Prenez-en un autre."],
  [
    "Pipeline: {what:word} must be a list of at least one column with its code, …",
    "la préparation des colonnes n’est pas une couche : elle a sa place dans la section columns.",
  ],
  ["NamedArrays: {what:word} must hold shapes by name, …", "des entrées nommées n’ont pas de place ici."],
  ["defineRule takes an object, …", "cet optimiseur n’existe que dans un programme. Prenez-en un autre."],
];

/** What has to be between the braces of a setting. */
const OF_VALUES: readonly Sentence[] = [
  ["{where:told}: an activation is passed itself, as in …", 'une activation est attendue dans {where}, comme "tanh".'],
  ["{where:told} must be an initializer itself, …", '{where} doit être un initialiseur, comme "heNormal".'],
  [
    "{where:told} must be an optimizer itself, …",
    '{where} doit être un optimiseur, comme { "kind": "SGD", "learningRate": 0.1 }.',
  ],
  ["{where:told} must be a layer, …", '{where} doit être une couche, comme { "kind": "Dense", "units": 8 }.'],
  [
    "{where:told} must be a list of constraints, …",
    '{where} doit être une liste de contraintes, comme [{ "kind": "MaxNorm", "limit": 3 }].',
  ],
  [
    "{where:told} must be between {least:word} and {most:word}, but is {value}.",
    "{where} doit être entre {least} et {most}, mais est {value}.",
  ],
  [
    "{where:told} must be at most {most:word} pairs, but is {value}: …",
    "{where} doit être inférieur ou égal à {most}, mais est {value}. De 5 à 20 est usuel.",
  ],
  [
    "{where:told} must be at most {most:word}, but is {value}: …",
    "{where} doit être inférieur ou égal à {most}, mais est {value}. De 10 à 20 est usuel.",
  ],
  [
    "{where:told} must be at most {most:word}, but is {value}.",
    "{where} doit être inférieur ou égal à {most}, mais est {value}.",
  ],
  [
    "{where:told} must be at most {other:word}, which is {most:word}, but is {value}.",
    "{where} doit être inférieur ou égal à {most}, la valeur de {other}, mais est {value}.",
  ],
  [
    "{where:told} must be below {other:word}, but {value:word} is not below {most:word}.",
    "{where} doit être inférieur à {most}, la valeur de {other}, mais est {value}.",
  ],
  [
    "{where:told} must not be above {other:word}, but {value:word} is above {most:word}.",
    "{where} doit être inférieur ou égal à {most}, la valeur de {other}, mais est {value}.",
  ],
  ["{where:told} must be above 0 where {other:word} is 0, …", "{where} doit être supérieur à 0 si {other} est 0."],
  ["{where:told} must be one of {known}, but is {value}.", "{where} doit être l’un de {known}, mais est {value}."],
  [
    "{component:word}: learningRates must be one more than boundaries, but they are {rates:word} for {boundaries:word}.",
    "{component} : il faut un nombre de plus dans learningRates que dans boundaries, mais il y en a {rates} pour {boundaries}.",
  ],
  [
    "{component:word}: boundaries must grow, but boundaries[{place:word}], {value:word}, isn't above {before:word}.",
    "{component} : les nombres de boundaries doivent croître, mais boundaries[{place}], {value}, ne dépasse pas {before}.",
  ],
  ["SGD: nesterov needs a momentum above 0, …", "SGD : nesterov a besoin d’un momentum supérieur à 0, comme 0.9."],
  [
    "{component:word}: the inputs are divided among the heads, but {inputs:word} is no multiple of {heads:word}.",
    "{component} : les entrées sont réparties entre les têtes, mais {inputs} n’est pas un multiple de {heads}.",
  ],
  [
    "{where:told} must divide both the {what:word} and the filters, but {groups:word} doesn't divide …",
    "{where} doit diviser le nombre de canaux et celui de filtres, mais {groups} ne divise pas les deux.",
  ],
  ["{where:told} must be {what:told}, but is {value}.", "{where} doit être {what}, mais est {value}."],
];

/** Of settings that there aren't. */
const UNKNOWN: readonly Sentence[] = [
  [
    "{component} has no option {name}. Did you mean {meant}?…",
    "{component} n’a pas de réglage {name}. Vouliez-vous dire {meant} ?",
  ],
  ["{component} has no option {name}. It has: {known}.", "{component} n’a pas de réglage {name}. Il y a : {known}."],
  ["{component} has no option {name}. …", "{component} n’a pas de réglage {name}."],
  [
    "{place} has no setting {name}: of the kind {kind} there is only one.",
    "{place} : {kind} n’a pas de réglages, donc pas de {name}.",
  ],
  [
    "{place} has no setting {name}. Did you mean {meant}?",
    "{place} n’a pas de réglage {name}. Vouliez-vous dire {meant} ?",
  ],
  ["{place} has no setting {name}. It has: {known}.", "{place} n’a pas de réglage {name}. Il y a : {known}."],
  ["{place} has no setting {name}. It has none.", "{place} n’a pas de réglage {name}, ni aucun autre."],
];

/** Of the settings of components, whose place in a configuration or a file is told before. */
export const ofSettings: readonly Sentence[] = [
  [`{place} can't be made of its settings, kind "{kind}": {why:told}`, "{place} : {why}"],
  ...MISSING,
  ...UNKNOWN,
  ...OF_VALUES,
];
