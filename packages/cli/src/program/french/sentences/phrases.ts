import type { Sentence } from "../sentence.js";

/** What a setting is called, of a component that may be told with its sizes. */
const SETTINGS: readonly Sentence[] = [
  ["{component:word}: {part:word}: {setting:word}", "le réglage {setting} de {part} ({component})"],
  ["{component:word}: the number of {setting:word}", "le réglage {setting} ({component})"],
  ["{component:word}({given}): the number of {setting:word}", "le réglage {setting} ({component})"],
  ["{component:word}: the {setting:word}", "le réglage {setting} ({component})"],
  ["{component:word}({given}): {setting:word}", "le réglage {setting} ({component})"],
  ["{component:word}: layer {number:word}", "la couche {number} de {component}"],
  ["{component:word}: {setting:word}", "le réglage {setting} ({component})"],
  ["{component:word}({given})", "{component}"],
  ["{component:word}", "{component}"],
];

/** What has to stand somewhere. */
const EXPECTED: readonly Sentence[] = [
  ["a whole number of at least {least:word}", "un nombre entier supérieur ou égal à {least}"],
  [
    "a whole number of at least {least:word}, or one for each end as in [1, 2]",
    "un nombre entier supérieur ou égal à {least}, ou un pour chaque bout, comme [1, 2]",
  ],
  [
    "a whole number of at least {least:word}, or two of them as in [1, 2], above and below and on both sides, or [[top, bottom], [left, right]]",
    "un nombre entier supérieur ou égal à {least}, ou deux, comme [1, 2], en haut et en bas et des deux côtés, ou [[haut, bas], [gauche, droite]]",
  ],
  [
    "a whole number, or two of them as in [3, 3], down and across",
    "un nombre entier, ou deux, comme [3, 3], de haut en bas et de gauche à droite",
  ],
  [
    "a finite number of at least {least:word} and below {most:word}",
    "un nombre supérieur ou égal à {least} et inférieur à {most}",
  ],
  ["a finite number of at least {least:word}", "un nombre supérieur ou égal à {least}"],
  ["a finite number above {least:word} and below {most:word}", "un nombre supérieur à {least} et inférieur à {most}"],
  ["a finite number above {least:word}", "un nombre supérieur à {least}"],
  ["a finite number", "un nombre"],
  ["true or false", "true ou false"],
  ["a list of numbers", "une liste de nombres"],
  [
    "a list of all axes, each once and counted from 0, as in [1, 0]",
    "une liste de tous les axes, chacun une fois et comptés à partir de 0, comme [1, 0]",
  ],
  [
    "a list of whole numbers of at least 1, of which one may be -1",
    "une liste de nombres entiers d’au moins 1, dont un peut être -1",
  ],
  [`"{first:word}" or "{second:word}"`, `"{first}" ou "{second}"`],
  [`"{first:word}", "{second:word}" or "{third:word}"`, `"{first}", "{second}" ou "{third}"`],
  ["a shape, a list of whole numbers", "une forme, une liste de nombres entiers"],
  ["a shape, with at least one dimension", "une forme, avec au moins une dimension"],
  ["a list of layers", "une liste de couches"],
  ["a list of at least one layer", "une liste d’au moins une couche"],
  ["a text or a number", "un texte ou un nombre"],
  ["the kind of a component, a text", "le type d’un composant, un texte"],
  ["lists of numbers by the parameters' names", "des listes de nombres, par les noms des paramètres"],
  ["a list of lists of layers", "une liste de listes de couches"],
  ["a list", "une liste"],
  ["a text", "un texte"],
  ["an object", "un objet"],
];

/** What a component can't do without. */
const NEEDED: readonly Sentence[] = [
  ["its rate", 'de son taux, le réglage "rate"'],
  ["its standard deviation", 'de son écart type, le réglage "standardDeviation"'],
  ["its channels", 'du nombre de ses canaux, le réglage "channels"'],
  ["its factor", 'de son facteur, le réglage "size"'],
  ["its factors", 'de ses facteurs, le réglage "size"'],
  ["its groups", 'du nombre de ses groupes, le réglage "groups"'],
  ["the size of its window", 'de la taille de sa fenêtre, le réglage "poolSize"'],
  ["how many pixels go on each side", 'du nombre de pixels à ôter de chaque côté, le réglage "cropping"'],
  ["how many steps go at both ends", 'du nombre de pas à ôter à chaque bout, le réglage "cropping"'],
  ["how many zeros there are at both ends", 'du nombre de zéros à chaque bout, le réglage "padding"'],
  ["how many zeros there are on each side", 'du nombre de zéros de chaque côté, le réglage "padding"'],
];

export const phrases: readonly Sentence[] = [...EXPECTED, ...NEEDED, ...SETTINGS];
