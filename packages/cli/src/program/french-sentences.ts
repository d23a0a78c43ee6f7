import { NBSP } from "./typography.js";

/** An error of the packages by its English sentence, and how it is in French. */
type Sentence = readonly [english: RegExp, french: string];

const quoted = (place: string): string => `«${NBSP}${place}${NBSP}»`;

const OF_FILES: readonly Sentence[] = [
  [/^(.*) doesn't exist\..*$/s, "$1 n’existe pas."],
  [/^(.*) is a folder: name a file in it\.$/s, `$1 est un dossier${NBSP}: nommez un fichier qu’il contient.`],
  [/^(.*) is in a folder that doesn't exist\.$/s, "$1 est dans un dossier qui n’existe pas."],
  [/^(.*) is in a folder that is none: .*$/s, "$1 serait dans un fichier, qui n’est pas un dossier."],
  [/^(.*) may not be read by this user\.$/s, "$1 ne peut pas être lu par cet utilisateur."],
  [/^(.*) may not be written by this user\.$/s, "$1 ne peut pas être écrit par cet utilisateur."],
  [/^A network's file has the format .*$/s, "Ce fichier n’est pas celui d’un réseau de @nn."],
  [/^The network file is no JSON.*$/s, "Le fichier du réseau n’est pas du JSON."],
  [
    /^load is for a network's own file, .* but got "(.*?)"\..*$/s,
    `$1 n’est pas le fichier d’un réseau de @nn, comme network.json ou network.safetensors. Essayez nn import.`,
  ],
  [
    /^(.*) has no run\.json, so that it is no run\..*$/s,
    "$1 n’a pas de run.json, et n’est donc pas le dossier d’un entraînement.",
  ],
  [
    /^(.*) exists\. nn train --resume .* goes on with it\.$/s,
    `$1 existe déjà${NBSP}: nn train --resume $1 le reprend.`,
  ],
  [/^(.*) has no network yet\..*$/s, `$1 n’a pas encore de réseau${NBSP}: nn train --resume $1 le reprend.`],
];

/** Where a cell is: in a line of a file, or in a row of a list. */
const ROWS = [
  ["Line (\\d+)", "Ligne $1"],
  ["Row (\\d+), counted from 0", "Ligne $1, comptée à partir de 0"],
] as const;

/** What is said of a cell, whose groups are numbered from 3. */
const ofCell = (rest: string, french: string): Sentence[] =>
  ROWS.map(([row, place]) => [
    new RegExp(`^${row}, column "(.*?)": ${rest}$`, "s"),
    `${place}, colonne ${quoted("$2")}${NBSP}: ${french}`,
  ]);

const OF_CELLS: readonly Sentence[] = [
  [
    /^(?:The table|(.*)) has no column "(.*?)"\. Did you mean "(.*?)"\?.*$/s,
    `Il n’y a pas de colonne ${quoted("$2")}. Vouliez-vous dire ${quoted("$3")}${NBSP}?`,
  ],
  [/^(?:The table|(.*)) has no column "(.*?)".*$/s, `Il n’y a pas de colonne ${quoted("$2")}.`],
  ...ofCell(
    '"(.*?)" is none of its categories\\. Did you mean "(.*?)"\\?.*',
    `${quoted("$3")} n’est aucune de ses catégories. Vouliez-vous dire ${quoted("$4")}${NBSP}?`,
  ),
  ...ofCell(
    '"(.*?)" is none of its categories\\. It has: (.*?)\\..*',
    `${quoted("$3")} n’est aucune de ses catégories, qui sont $4.`,
  ),
  ...ofCell("expected a number, but got (.*?)\\..*", "un nombre est attendu, mais il y a $3."),
  ...ofCell(
    "the (?:number|category) is missing\\..*",
    'la cellule est vide. Ôtez la ligne, ou dites dans columns.inputs ce que vaut un vide, "missing".',
  ),
  ...ofCell("the answer is missing, .*", "la réponse manque. Ôtez la ligne."),
];

/** What `made of its settings` says of a component, and of which. */
const made = (rest: string): RegExp =>
  new RegExp(`^(\\S+) can't be made of its settings, kind "(\\w+)": ${rest}$`, "s");

const OF_COMPONENTS: readonly Sentence[] = [
  [
    made('.*? has no option "(.*?)"\\. Did you mean "(.*?)"\\?.*'),
    `$1${NBSP}: $2 n’a pas de réglage ${quoted("$3")}. Vouliez-vous dire ${quoted("$4")}${NBSP}?`,
  ],
  [
    made('.*? has no option "(.*?)"\\. It has: (.*?)\\.'),
    `$1${NBSP}: $2 n’a pas de réglage ${quoted("$3")}. Il y a${NBSP}: $4.`,
  ],
  [
    made(".*?(?:: |: the )(\\w[\\w ]*?) must be a finite number of at least ([^ ]+), but is (.*)\\."),
    `$1${NBSP}: le réglage $3 de $2 doit être un nombre d’au moins $4, mais est $5.`,
  ],
  [
    made(".*?: (\\w+) must be a finite number of at least ([^ ]+) and below ([^ ]+), but is (.*)\\."),
    `$1${NBSP}: le réglage $3 de $2 doit être un nombre d’au moins $4 et de moins de $5, mais est $6.`,
  ],
  [
    made(".*?: the number of (\\w+) must be a whole number of at least 1, but is (.*)\\."),
    `$1${NBSP}: le réglage $3 de $2 doit être un nombre entier d’au moins 1, mais est $4.`,
  ],
  [
    made("Dense takes two sizes, .*"),
    `$1${NBSP}: Dense a besoin de "units", le nombre de ses neurones, sauf dans la dernière couche.`,
  ],
  [
    /^explain: the network has no parameter "(.*?)"\. It has (.*?) to (.*?) and (.*?) to (.*?);.*$/s,
    `Le réseau n’a pas de paramètre ${quoted("$1")}. Il a $2 à $3 et $4 à $5.`,
  ],
  [
    /^(\w+) takes probabilities, each by itself, but layer (\d+), (.*), the last one, .*$/s,
    "$1 prend des probabilités, chacune pour elle-même. La dernière couche, la couche $2, $3, donne autre chose. Pour une classe parmi plusieurs, prenez softmax et categoricalCrossEntropy, sinon sigmoid.",
  ],
];

/** A layer's name, whose numbers have points and brackets of their own. */
const LAYER = "layer (\\d+), (.*?)";

/** What doesn't fit together in a configuration. */
const OF_FITTING: readonly Sentence[] = [
  [
    new RegExp(`^${LAYER}, takes (\\d+) inputs?, but the network's inputShape gives (\\d+)\\..*$`, "s"),
    `La couche $1, $2, prend $3 nombres, mais les colonnes en donnent $4. Ôtez le réglage "inputs"${NBSP}: il suit des colonnes.`,
  ],
  [
    new RegExp(`^${LAYER}, takes (\\[.*?\\]), but the network's inputShape gives (\\[.*?\\])\\..*$`, "s"),
    "La couche $1, $2, prend des exemples de la forme $3, mais les colonnes en donnent de la forme $4.",
  ],
  [
    new RegExp(`^The pipeline takes (\\d+) outputs?, but ${LAYER}, the last one, gives (\\d+)\\..*$`, "s"),
    `La cible demande $1 sorties, mais la dernière couche, la couche $2, $3, en donne $4. Ôtez son réglage "units"${NBSP}: il suit de la cible.`,
  ],
  [
    new RegExp(`^The pipeline takes probabilities that add up to 1, but ${LAYER}, the last one, gives .*$`, "s"),
    `Les classes demandent des probabilités de somme 1, mais la dernière couche, la couche $1, $2, donne autre chose. Donnez-lui l’activation softmax, ou écrivez "outputs": "logits" dans columns.`,
  ],
  [
    /^classWeights: no class is called "(.*?)"\. Did you mean "(.*?)"\?$/s,
    `training.classWeights${NBSP}: aucune classe ne s’appelle ${quoted("$1")}. Vouliez-vous dire ${quoted("$2")}${NBSP}?`,
  ],
  [
    /^Table\.fromCsv: delimiter must be one character, .* but is (".*")\.$/s,
    `data.delimiter doit être un seul caractère, par exemple "," ou ";", mais est $1.`,
  ],
  [
    /^The reports have no number "(.*?)" to monitor\. They have (.*)\.$/s,
    `training.stopEarly.monitor${NBSP}: les rapports n’ont pas de nombre ${quoted("$1")}. Ils ont $2.`,
  ],
];

/** Files of other libraries. */
const OF_OTHERS: readonly Sentence[] = [
  [/^fromOnnx: the bytes aren't those of an ONNX file.*$/s, "Ce fichier n’est pas un fichier ONNX."],
  [
    /^The Keras file begins neither as a \.keras file nor as HDF5.*$/s,
    "Ce fichier n’est pas un fichier de Keras, .keras ou .h5.",
  ],
  [
    /^The TensorFlow\.js model's model\.json is no JSON.*$/s,
    "Le fichier model.json de TensorFlow.js n’est pas du JSON.",
  ],
  [/^The (brain\.js|synaptic) file is no JSON.*$/s, "Le fichier de $1 n’est pas du JSON."],
];

const ALL: readonly Sentence[] = [...OF_FILES, ...OF_OTHERS, ...OF_CELLS, ...OF_COMPONENTS, ...OF_FITTING];

/** A sentence in French, of those that are met most often: their facts stand in them alone. Nothing for others. */
export function sentenceInFrench(message: string): string | undefined {
  const found = ALL.find(([english]) => english.test(message));
  return found && message.replace(...found);
}
