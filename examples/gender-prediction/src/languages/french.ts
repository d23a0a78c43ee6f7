import { show } from "@nn/core/component";
import type { Words } from "./english.js";
import { errorInFrench, warningInFrench } from "./french-errors.js";
import { summaryIn } from "./summary.js";
import { NARROW, NBSP, withComma as number, plural, inGuillemets as quoted } from "./typography.js";

/** Everything that the example says itself, in French. */
export const french: Words = {
  code: "fr",
  number,
  quoted,
  shown: (text) => quoted(show(text)),
  or: (texts) => (texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} ou ${texts.at(-1)}`),
  and: (texts) => (texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} et ${texts.at(-1)}`),

  help: {
    about:
      "Entraîne le réseau du laboratoire sur les personnes d’un fichier CSV, et prédit l’étiquette de nouvelles personnes.",
    titles: { "Usage:": `Utilisation${NBSP}:`, "Options:": `Options${NBSP}:` },
    usage: "[options]",
    help: "affiche cette aide",
    choices: `choix${NBSP}:`,
    default: `par défaut${NBSP}:`,
    columns: `
La première ligne d’un fichier CSV nomme ses colonnes. Elles sont lues sous ces
noms${NBSP}: weight (masse en lb), height (taille en pouces), gender (étiquette),
et, si vous voulez, name (nom).`,
    hint:
      `Les options se placent après deux tirets${NBSP}: npm start -- --seed 7. ` +
      `Toutes les options${NBSP}: npm start -- --help`,
    options: {
      data: "les personnes sur lesquelles apprendre, voir plus bas",
      predict: "les personnes dont prédire l’étiquette",
      seed: "la graine, qui décide des premiers poids",
      epochs: "le nombre d’époques",
      learningRate: "le taux d’apprentissage",
      hidden: "les neurones des couches cachées, par exemple 2 ou 4,3",
      loss: "la perte à minimiser",
      optimizer: "la règle de mise à jour des poids",
      scale: "la mise à l’échelle des entrées",
      init: `les valeurs de départ des poids et des biais${NBSP}: 1 et 0, tout à 0, tout selon N(0${NARROW};${NBSP}1), ou poids de Glorot et 0`,
      weights: "les mêmes poids pour chaque neurone, par exemple 0,1, à la place de --init",
      bias: `avec --weights${NBSP}: le même biais pour chaque neurone, 0 par défaut`,
      input:
        `les entrées, par exemple 2,3${NBSP}: avec --explain prediction à la place d’une personne${NARROW}; ` +
        "avec --neuron, 2,3 par défaut",
      explain:
        `montre d’où vient la première mise à jour d’un paramètre, par exemple w1, et s’arrête${NARROW}; ` +
        `all${NBSP}: tous les gradients${NARROW}; prediction${NBSP}: la première sortie pour une nouvelle personne`,
      person: `avec --explain${NBSP}: sur quelle personne, la première du fichier par défaut`,
      digits: "arrondit chaque nombre à autant de chiffres significatifs quand on l’écrit, comme à la main",
      exact: `avec --digits${NBSP}: montre au plus autant de décimales, mais n’arrondit rien dans les calculs`,
      elementary: `avec --explain${NBSP}: passe aussi par les sommes pondérées`,
      format: "la forme de l’explication ou des feuilles",
      neuron:
        "montre le neurone du laboratoire, section 0.1, ou un autre par --weights, --bias et --input, et s’arrête",
      sheets: "écrit un exercice et son corrigé pour chaque nom, d’un fichier ou de la liste Ada,Zoé, et s’arrête",
      level: `avec --sheets${NBSP}: ce qu’il faut trouver, les nombres par défaut`,
      page: `avec --format html${NBSP}: l’adresse de la page de l’atelier, à laquelle mène alors chaque feuille`,
      penguins: `prédit le sexe de manchots d’après des mesures et des mots, avec des lacunes, de penguins.csv, et s’arrête`,
      save: "garde le réseau entraîné, avec sa mise à l’échelle et ses étiquettes, dans un fichier comme network.json",
      load: "prédit avec un réseau gardé par --save, et s’arrête",
      export:
        "écrit le réseau, une fois entraîné, pour d’autres programmes, dans gender-prediction.onnx, .safetensors, .js ou .py",
      lang: `la langue${NARROW}; LC_ALL, LC_MESSAGES, LANG ou LANGUAGE en décide par défaut`,
      json: "imprime le résultat pour un programme, et rien d’autre",
    },
  },

  complaints: {
    wholeNumber: "un nombre entier d’au moins 1",
    address: "une adresse sans espace ni #",
    wholeNumberTo: (most) => `un nombre entier de 1 à ${most}`,
    wholeNumbers: "des nombres entiers d’au moins 1 séparés par des virgules, par exemple 2 ou 4,3",
    number: "un nombre avec un point décimal, par exemple 4 ou -0.5",
    numbers: "des nombres avec un point décimal, séparés par des virgules, par exemple 2,3 ou 0.5,-1",
    positiveNumber: "un nombre supérieur à 0 avec un point décimal, par exemple 0.1",
    takesNot: (option, takes, given) => `${option} prend ${takes}, et non ${given}.`,
    didYouMean: (typed) => `Vouliez-vous dire ${typed}${NARROW}?`,
    value: (option, example) => `${option} attend une valeur, par exemple ${example}.`,
    hyphens: (typed, option) =>
      `${typed} ne commence pas par deux traits d’union, ou n’est pas en minuscules${NBSP}: tapez ${option}.`,
    excess: (given, count) =>
      `${given} ${count === 1 ? "n’appartient" : "n’appartiennent"} à aucune option. Une option commence par deux ` +
      "traits d’union, comme --explain w1, et une valeur à espaces se met entre guillemets droits, comme " +
      '--sheets "Ada, Zoé".',
    noOption: (given) => `L’option ${given} n’existe pas.`,
    library: errorInFrench,
    goesWith: (option, others) => `${option} s’emploie avec ${others}${NBSP}: ajoutez cette option, ou ôtez ${option}.`,
    notWith: (option, mode) => `${option} n’a pas d’effet avec ${mode}${NBSP}: ôtez l’une des deux options.`,
    formats: (format, mode, formats) =>
      `${mode} ne s’imprime pas au format ${format}${NBSP}: choisissez --format ${formats}.`,
    swallowed: (options, command) =>
      `npm a gardé ${options} pour lui, car les options de ce programme se placent après deux tirets${NBSP}: ${command}`,
    noPerson: (name, names) => `Personne ne s’appelle ${name}${NARROW}; il y a ${names}.`,
    several: (name, lines) => `${name} figure plusieurs fois, aux lignes ${lines}${NBSP}: renommez-les sauf une.`,
    unlabelled: (name) =>
      `${name} est à prédire et n’a pas d’étiquette à apprendre${NBSP}: prenez une personne de --data, ou --explain prediction.`,
    manyParameters: (count, most) =>
      `Le réseau a ${count} paramètres, et --explain all en montre au plus ${most}${NBSP}: nommez-en un, par exemple --explain w1.`,
    isFolder: (path) => `${path} est un dossier${NBSP}: nommez un fichier CSV.`,
    isPipe: (path) =>
      `${path} est un tube ou un périphérique, pas un fichier${NBSP}: enregistrez ce qu’il donne en fichier CSV.`,
    tooLarge: (path, size, most) =>
      `${path} fait ${size}${NBSP}Mo, et ce programme en prend au plus ${most}${NBSP}: ôtez des lignes.`,
    noText: (path) =>
      `${path} n’est pas du texte, ou dans un ancien encodage${NBSP}: enregistrez-le en CSV, encodage UTF-8.`,
    noFile: (path) => `Il n’y a pas de fichier ${path}.`,
    notAllowed: (path) => `Vous n’avez pas le droit de lire le fichier ${path}${NBSP}: demandez à son propriétaire.`,
    unreadable: (path, code) => `Le fichier ${path} ne peut pas être lu (${code}).`,
    unwritable: (path, code) => `Impossible d’écrire ${path} (${code}).`,
    noHeader: (file, cells, columns) =>
      `${file} commence par ${cells}, ce qui ressemble à une personne. ` +
      `Ajoutez au-dessus une ligne qui nomme les colonnes, par exemple ${columns}.`,
    noColumn: (file, columns, there, remedies) =>
      `${file} n’a pas de colonne ${columns}${NBSP}: sa première ligne nomme ${there}. ` +
      `Renommez ${remedies.join(", et ")}.`,
    rename: (what, column) => `la colonne ${what} en ${column}`,
    columns: { weight: "des masses en lb", height: "des tailles en pouces", gender: "des étiquettes" },
    labels: (file, count, labels) =>
      `${file}${NBSP}: la colonne ${quoted("gender")} doit contenir deux étiquettes différentes, ` +
      `mais en contient ${count}${NBSP}: ${labels}.`,
    noLabel: (file, line) =>
      `${file}, ligne ${line}${NBSP}: la cellule de la colonne ${quoted("gender")} est vide, ou dit que l’étiquette manque (NA ou un point d’interrogation). ` +
      "Donnez une étiquette à chaque personne, ou ôtez la ligne.",
    hugeMeasures: (file) =>
      `${file} contient des mesures trop grandes pour le réseau${NBSP}: regardez ses colonnes weight et height.`,
    hugeNumbers: `Les nombres de --weights, --bias et --input sont trop grands ensemble${NBSP}: prenez-en de plus petits.`,
    manyUnits: (count, most) =>
      `--hidden donnerait ${count} paramètres, et ce programme en prend au plus ${most}${NBSP}: prenez de plus petites couches.`,
    noParameter: (parameter, weight, bias) =>
      `--explain prend w1 à ${weight}, b1 à ${bias}, all ou prediction, et non ${parameter}.`,
    weightCount: (weights, inputs) =>
      `Un neurone a un poids par entrée, mais ici ${weights} pour ${inputs}${NBSP}: changez --weights, --input ou --hidden.`,
    twoInputs: (inputs) => `Le réseau prend deux nombres, par exemple --input 2,3, mais en a reçu ${inputs}.`,
    noLetter: (name) => `--sheets prend des noms, et ${name} n’a pas de lettre${NBSP}: ajoutez-en une.`,
    longSheet: (count, most) =>
      `Une feuille se fait à la main et a au plus ${most} poids, mais --hidden en donne ${count}${NBSP}: prenez de plus petites couches.`,
    andMore: (count) => ` et ${plural(count, "autre", "autres")}`,
    noNames: "--sheets prend des noms, un par ligne dans un fichier, ou séparés par des virgules, comme Ada,Zoé.",
    manyNames: (count, most) => `--sheets prend au plus ${most} noms, mais en a reçu ${count}.`,
    sameName: (name, other) =>
      `${name} et ${other} auraient le même fichier${NBSP}: ajoutez une initiale ou un numéro à l’un des deux.`,
  },

  warning: warningInFrench,

  line: (line) => `ligne ${line}`,
  summary: (network) =>
    summaryIn(
      { columns: ["couche", "entrées", "sorties", "paramètres"], hidden: "cachée", last: "sortie", total: "total" },
      network,
    ),
  losses: {
    meanSquaredError: "erreur quadratique moyenne (MSE)",
    binaryCrossEntropy: "entropie croisée binaire",
  },
  optimizers: {
    sgd: (rate) => `descente de gradient (SGD), η = ${number(String(rate))}`,
    momentum: (rate) => `descente de gradient avec inertie, η = ${number(String(rate))}, coefficient 0,9`,
    adam: (rate) => `Adam, η = ${number(String(rate))}`,
  },

  training: {
    people: (count, file) => `Apprentissage sur ${plural(count, "personne", "personnes")} de ${file}.`,
    labels: (zero, one) => `L’étiquette binaire de l’exercice vaut 0 pour ${zero} et 1 pour ${one}.`,
    header: ["", "masse", "taille", "étiquette"],
    more: (count) => `… et ${plural(count, "autre", "autres")}`,
    large: (most) =>
      `Les entrées mises à l’échelle vont jusqu’à ${most}, où la sigmoïde est plate${NBSP}:\nessayez --scale standardize.`,
    epochs: (count) => plural(count, "époque", "époques"),
    start: (epochs, loss, optimizer, seed) =>
      `Entraînement${NBSP}: ${epochs}, graine ${seed}\nPerte${NBSP}: ${loss}\nMise à jour${NBSP}: ${optimizer}`,
    epoch: "époque",
    curve: "perte par époque",
    logarithmic: "perte par époque, sur un axe logarithmique",
    end: (epochs, loss, right, all) =>
      `Après ${epochs}, la perte est ${number(loss)}, et le réseau donne leur étiquette\nà ${plural(right, "personne", "personnes")} sur ${all}.`,
    hardly: `La perte n’a guère baissé${NBSP}: essayez un plus petit --learning-rate, plus de\n--epochs, ou --scale standardize.`,
    predictions: `Prédictions${NBSP}: la sortie du réseau, et l’étiquette dont elle est la plus proche`,
    pounds: "lb",
    inches: "po",
    note: "L’étiquette est un nombre ajusté aux lignes ci-dessus,\njamais une affirmation sur une personne.",
  },

  explaining: {
    input: (numbers) => `x = [${numbers.join(`${NARROW}; `)}]`,
    prediction: (person) => `Comment le réseau non entraîné arrive à sa sortie pour ${person}${NBSP}:`,
    first: (person) => `La première mise à jour, sur ${person}${NBSP}:`,
    readings: (parameter, exact, rounded, byHand, digits) =>
      `Avec tous les chiffres à chaque étape, ∂L/∂${parameter} vaut ${exact}, soit ${rounded} à ${plural(digits, "chiffre", "chiffres")}${NARROW}; à la main, avec ` +
      `${plural(digits, "chiffre", "chiffres")} à chaque étape, ${byHand}. L’écart ne vient que des arrondis.`,
    sameReading: (parameter, exact, rounded, digits) =>
      `Avec tous les chiffres à chaque étape, ∂L/∂${parameter} vaut ${exact}, soit ${rounded} à ${plural(digits, "chiffre", "chiffres")}${NARROW}; à la main, avec ` +
      `${plural(digits, "chiffre", "chiffres")} à chaque étape, on trouve la même chose.`,
    all: (person) => `Tous les gradients de la première mise à jour, sur ${person}${NBSP}:`,
  },

  neuron: `Comment un neurone arrive à sa sortie${NBSP}:`,

  kept: {
    predictions: `Prédictions${NBSP}: l’étiquette la plus probable, et sa probabilité`,
    saved: (path) => `Réseau, mise à l’échelle et étiquettes gardés dans ${path}.`,
    exported: (path) => `Réseau écrit dans ${path}.`,
    takes: {
      onnx: (columns) => `Il prend les colonnes brutes, ${columns.join(", ")}, et donne label et probabilities.`,
      module: (columns) =>
        `Son predict prend les lignes brutes, { ${columns.join(", ")} }, et donne label et probabilities.`,
      pytorch: (columns) =>
        `Il prédit à partir de lignes brutes, { ${columns.join(", ")} }, en Python, et donne label et probabilities. Ses poids sont dans le fichier voisin.`,
      safetensors: () => "Il ne contient que les poids, sans mise à l’échelle ni étiquettes.",
    },
    loaded: (path) => `Prédiction avec le réseau de ${path}.`,
    noFile: (path) => `${path} n’est pas un fichier que --save a écrit, mais un dossier, un tube ou un périphérique.`,
    noRows: (path) =>
      `${path} contient un réseau sans mise à l’échelle ni étiquettes${NBSP}: prenez-en un que --save a gardé.`,
    notPredicted: (reason) => `Le fichier de --predict ne convient pas au réseau${NBSP}: ${reason}`,
  },

  penguins: {
    learning: (count, without) =>
      `Apprentissage du sexe de manchots sur ${count} oiseaux${NARROW}; ${without} autres, sans sexe dans penguins.csv, sont prédits.`,
    columns: (names) => `Entrées${NBSP}: ${names}.`,
    held: (right, all) => `Sur ${all} oiseaux mis de côté, ${right} reçoivent leur propre sexe.`,
    header: ["ligne", "espèce", "île", "masse", "sexe", "probabilité"],
    gap: "–",
  },

  sheets: {
    written: (count, folder) =>
      count === 1
        ? `Un exercice et son corrigé sont écrits dans ${folder}${NBSP}:`
        : `${count} exercices et leurs corrigés sont écrits dans ${folder}${NBSP}:`,
    folder: "feuilles",
    exercises: "exercices",
    answers: "corrigés",
    class: (count, folder) =>
      `${count === 1 ? "La feuille et le corrigé sont écrits" : `Les ${count} feuilles et le corrigé sont écrits`} dans ${folder}${NBSP}: ouvrez-les dans un navigateur, et imprimez de là.`,
    key: "corrigé",
    same: "Le même nom donne la même feuille.",
  },
};
