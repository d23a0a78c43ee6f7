import type { Sentence } from "../sentence.js";

/** Of how columns are prepared. */
const OF_PREPARATION: readonly Sentence[] = [
  [
    "Pipeline.fit: {what:word} must name columns and how they are prepared, …",
    'columns.{what} doit nommer des colonnes et leur préparation, comme { "masse": "numeric" }.',
  ],
  [
    "Pipeline.fit: the column {column} is in {what:word} and in ignored, …",
    "La colonne {column} est à la fois dans columns.{what} et dans columns.ignored. Ôtez-la de l’un des deux.",
  ],
  [
    "numeric: scale must be a way to scale, …but is {value}.",
    'La préparation numeric : scale doit être "standardize", "minMax", "robust" ou "logarithm", mais est {value}.',
  ],
  [
    "numeric: missing must be a finite number, or a function such as mean, but is {value}.",
    'La préparation numeric : missing doit être un nombre, "mean", "median" ou "mostFrequent", mais est {value}.',
  ],
  [
    "{way:word} takes a list of at least two categories, each once, … but got {value}.",
    'La préparation {way} prend une liste d’au moins deux catégories, chacune une fois, comme ["M", "F"], mais elle est {value}.',
  ],
];

const OF_FILLING: readonly Sentence[] = [
  [
    '{way:word}: missing must be "refuse", "zeros" or a function, but is {value}.',
    'La préparation {way} : missing doit être "refuse", "zeros" ou "mostFrequent", mais est {value}.',
  ],
  ["{way:word} takes finite numbers, but got {value}.", "{way} est pour des nombres, mais il y a {value}."],
  [
    "logarithm takes numbers above -1, but got {value:word}. …",
    "logarithm prend des nombres supérieurs à -1, mais il y a {value}.",
  ],
  [
    "Pipeline: the target {column} must be numbers without an indicator, …",
    "La cible {column} doit être faite de nombres, sans indicator, ou de classes, label.",
  ],
];

/** Of a cell, whose place is told before. */
const OF_CELLS: readonly Sentence[] = [
  ["validation: {why:told}", "Les données de validation : {why}"],
  ["Line {line:word}, column {column}: {why:told}", "Ligne {line}, colonne {column} : {why}"],
  [
    "Row {row:word}, counted from 0, column {column}: {why:told}",
    "Ligne {row}, comptée à partir de 0, colonne {column} : {why}",
  ],
  [
    "{text} is none of its categories. Did you mean {meant}?…",
    "{text} n’est aucune de ses catégories. Vouliez-vous dire {meant} ?",
  ],
  ["{text} is none of its categories. It has: {known}. …", "{text} n’est aucune de ses catégories, qui sont {known}."],
  ["expected a number, but got {cell}.…", "un nombre est attendu, mais il y a {cell}."],
  [
    "the number is missing.…",
    'la valeur manque (cellule vide, NA, NaN ou un point d’interrogation). Ôtez la ligne, ou dites dans columns.inputs ce que vaut une telle cellule, "missing".',
  ],
  [
    "the category is missing.…",
    'la valeur manque (cellule vide, NA, NaN ou un point d’interrogation). Ôtez la ligne, ou dites dans columns.inputs ce que vaut une telle cellule, "missing".',
  ],
  ["the answer is missing, …", "la réponse manque. Ôtez la ligne."],
  ["the column has no number to learn from.", "la colonne n’a aucun nombre à partir duquel apprendre."],
  ["the column has no category to learn from.", "la colonne n’a aucune catégorie à partir de laquelle apprendre."],
  [
    "the labels of all rows are {label}. A network tells at least two classes apart.",
    "toutes les lignes ont l’étiquette {label}. Un réseau distingue au moins deux classes.",
  ],
  [
    "{number:word} has no finite value by {way}, {formula}. …",
    "{number} n’a pas de valeur finie selon {way}, {formula}. Ôtez la ligne, ou mettez la colonne à l’échelle autrement.",
  ],
];

const OF_COLUMNS: readonly Sentence[] = [
  [
    "{table} has no column {column}. Did you mean {meant}?…",
    "Il n’y a pas de colonne {column}. Vouliez-vous dire {meant} ?",
  ],
  [
    "{table} has no column {column}, which the pipeline takes, but has {others}. …",
    "Il n’y a pas de colonne {column}, que prend le réseau. Il y a {others}.",
  ],
  [
    "{table} has no column {column}, which the pipeline takes. …",
    "Il n’y a pas de colonne {column}, que prend le réseau.",
  ],
  ["{table} has no column {column}. It has: {known}.…", "Il n’y a pas de colonne {column}. Il y a {known}."],
];

/** Of whole tables, and of their parts. */
const OF_TABLES: readonly Sentence[] = [
  [
    "{file}: expected at least one row, an object such as …",
    '{file} : au moins une ligne est attendue, un objet comme { "masse": 133 }, mais il n’y en a pas.',
  ],
  [
    "{file}, line {line:word}: expected an object with the names of columns, as in { weight: 133 }, but got {value}.",
    '{file}, ligne {line} : un objet avec les noms des colonnes est attendu, comme { "masse": 133 }, mais il y a {value}.',
  ],
  [
    "{file}, line {line:word}, column {column}: expected text, a finite number, true, false, or null for a missing value, but got {value}.…",
    "{file}, ligne {line}, colonne {column} : un texte, un nombre, true, false ou null est attendu, mais il y a {value}.",
  ],
  [
    "{file}, line {line:word}: expected {expected:word} cell…, as columns has names, but got {given:word}.",
    "{file}, ligne {line} : {expected|cellule est attendue|cellules sont attendues}, autant que de noms dans data.columns, mais il y en a {given}.",
  ],
  [
    "Table.fromCsv: columns names the columns of a text whose first line is a row, …",
    'data.columns nomme les colonnes d’un fichier sans ligne de noms, mais "header": true dit qu’il en a une. Ôtez l’un des deux.',
  ],
  [
    "Table.fromCsv: delimiter must be one character, …but is {value}.",
    'data.delimiter doit être un seul caractère, par exemple "," ou ";", mais est {value}.',
  ],
  [
    "trainTestSplit needs at least 2 examples, …but got {rows:word}.",
    "data.validation demande au moins 2 lignes, une pour chaque part, mais il y en a {rows}.",
  ],
  [
    "trainTestSplit: stratify: the class {name} has only example {row:word}, …",
    "data.stratify : la classe {name} n’a qu’une ligne, mais il en faut une dans chaque part. Ôtez-la, ou divisez sans stratify.",
  ],
  [
    "A pipeline learns from at least one row, but got none.",
    "Il ne reste aucune ligne à partir de laquelle apprendre.",
  ],
];

export const ofTables: readonly Sentence[] = [
  ...OF_PREPARATION,
  ...OF_FILLING,
  ...OF_TABLES,
  ...OF_CELLS,
  ...OF_COLUMNS,
];
