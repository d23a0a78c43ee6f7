import type { CheckedLayer, Language } from "./language.js";
import { inWords } from "./names.js";
import { named, phrase, typeset } from "./typography.js";
import { worksheet } from "./worksheet-french.js";

const count = (number: number): string =>
  inWords(["aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"], number);
const plural = (number: number, one: string, many: string): string => (number === 1 ? one : many);
const digitsOf = (digits: number): string =>
  `${digits} ${plural(digits, "chiffre significatif", "chiffres significatifs")}`;

/** French, with a decimal comma. */
export const french: Language = {
  code: "fr",
  decimalSeparator: ",",
  listSeparator: "\u202f; ",
  spoken: {
    plus: "plus",
    minus: "moins",
    times: "fois",
    dividedBy: "divisé par",
    equals: "égale",
    becomes: "devient",
    bracketed: (inside) => `parenthèse ouvrante, ${inside}, parenthèse fermante`,
    power: (base, exponent) => `${base} puissance ${exponent}`,
    scientific: (digits, exponent) => `${digits} fois 10 puissance ${exponent}`,
    derivative: (of, by) => `la dérivée de ${of} par rapport à ${by}`,
    call: (name, operands) => `${name} de ${operands.join(" et ")}`,
    functions: {
      log: "le logarithme népérien",
      log10: "le logarithme décimal",
      sqrt: "la racine carrée",
      abs: "la valeur absolue",
      sin: "le sinus",
      cos: "le cosinus",
      atan: "l’arc tangente",
      erf: "la fonction d’erreur",
      max: "le maximum",
      min: "le minimum",
      floor: "la partie entière",
      sign: "le signe",
      step: "la fonction échelon",
    },
    prime: "prime",
    sum: (term, index) => (index === undefined ? `la somme de ${term}` : `la somme sur ${index} de ${term}`),
    hat: (letter) => `${letter} chapeau`,
    inExample: (name, example) => `${name} de l’exemple ${example}`,
    ellipsis: "et ainsi de suite",
    blank: "à compléter",
  },
  explanation: {
    title: (derivative) => phrase`D'où vient ${derivative}`,
    predictionTitle: phrase`Des entrées aux sorties`,
    gradientsTitle: ["Tous les gradients"],
    gradientsHeader: [["paramètre"], ["valeur"], ["gradient"], phrase`après la mise à jour`],
    gradientsLost: (list) =>
      phrase`Les arrondis ont fait perdre les chiffres qui comptent, comme là où un neurone est saturé ou que des termes se compensent. Sans eux, ${list}`,
    gradientsRule: phrase`Chaque dérivée est prise avec les anciennes valeurs, puis tous les paramètres changent.`,
    network: (inputs, layers) =>
      phrase`Le réseau : ${[inputs === 1 ? "une" : String(inputs)]} ${[plural(inputs, "entrée", "entrées")]}, ${layers}.`,
    hiddenLayer: (size, names, isWeighted) =>
      isWeighted
        ? phrase`une couche cachée ${[size === 1 ? "d’un neurone" : `de ${size} neurones`]} (${names})`
        : phrase`une activation ${[size === 1 ? "d’un nombre" : `de ${size} nombres`]} (${names})`,
    ownLayer: (title, size, names, isLast) =>
      phrase`${[title]} qui donne ${[isLast && size === 1 ? "une" : size === 1 ? "un" : String(size)]} ${[isLast ? plural(size, "sortie", "sorties") : plural(size, "nombre", "nombres")]} (${names})`,
    unchanged: (title) => [`Comme dans toute prédiction, ${title} laisse ses nombres inchangés.`],
    outputs: (size, names) =>
      phrase`${[size === 1 ? "une" : String(size)]} ${[plural(size, "sortie", "sorties")]} (${names})`,
    range: (first, last) => phrase`${first} à ${last}`,
    untitled: (name, of) => ({ optimizer: "", function: "la fonction ", layer: "la couche " })[of] + named(name),
    loss: (title) => phrase`La perte L est ${[title]}.`,
    batch: (examples) =>
      phrase`C'est la moyenne sur ${[count(examples)]} exemples, dont le numéro figure entre parenthèses au-dessus des noms.`,
    letters: {
      x: "entrée",
      t: "cible (valeur attendue)",
      w: "poids",
      b: "biais",
      z: "somme pondérée",
      a: "valeur d’une fonction d’activation",
      h: "sortie d’un neurone caché",
      o: "sortie du réseau",
      L: "perte",
    },
    innerNumber: "nombre à l’intérieur d’une couche",
    hiddenNumber: "sortie d’une couche cachée",
    letterIs: (letter, meaning) => phrase`${letter} : ${[meaning]}`,
    rounded: (digits) =>
      phrase`Chaque nombre est arrondi à ${[digitsOf(digits)]} quand on l'écrit, et utilisé ainsi par la suite.`,
    shown: (digits, isExact) => [
      ...phrase`Les nombres sont affichés avec au plus ${[String(digits)]} ${[plural(digits, "décimale", "décimales")]}`,
      ...(isExact
        ? phrase`, mais calculés avec tous leurs chiffres : à la main, où l'on arrondit chaque nombre en l'écrivant, les derniers chiffres peuvent différer.`
        : ["."]),
    ],
    functionIs: (symbol, title) => phrase`${symbol} est ${[title]} :`,
    functionUnknown: (symbol, title) =>
      phrase`${symbol} est ${[title]}, dont aucune formule n'est écrite ici : ses valeurs et ses dérivées sont les nombres que donne son propre code.`,
    layerUnknown: (title) =>
      phrase`Pour ${[title]}, aucune formule n'est écrite ici : ses valeurs et ses dérivées sont les nombres que donne son propre code.`,
    lossUnknown: phrase`Aucune formule de la perte n'est écrite ici : sa valeur et sa dérivée sont les nombres que donne son propre code.`,
    step: phrase`step(u) vaut 1 si u est supérieur à 0, et 0 sinon.`,
    given: phrase`Valeurs de départ`,
    moreGiven: (more) => phrase`, et ${[count(more)]} ${[plural(more, "autre", "autres")]}.`,
    forward: phrase`Propagation avant`,
    firstOfEach: phrase`De chaque couche, seul le premier nombre est montré, ici et dans la règle de la chaîne ; les autres se calculent de la même façon.`,
    moreNumbers: (count, last) => phrase`Suivent ${[String(count)]} autres nombres, jusqu'à ${last} :`,
    chainRule: phrase`La règle de la chaîne`,
    paths: (paths, from) =>
      paths === 1
        ? phrase`Un seul chemin mène de ${from} à la perte.`
        : phrase`Il y a ${[count(paths)]} chemins de ${from} à la perte ; on additionne ce qu'ils donnent.`,
    pathsInBatch: (paths, examples, from) =>
      phrase`Il y a ${[count(paths)]} ${[plural(paths, "chemin", "chemins")]} de ${from} à la perte dans chacun des ${[count(examples)]} exemples ; le gradient est la moyenne des ${[count(examples)]}.`,
    example: (index) => phrase`Exemple ${[String(index)]} :`,
    pathNumber: (index, paths) => phrase`Chemin ${[String(index)]} sur ${[String(paths)]} :`,
    sumOfPaths: phrase`La somme des chemins :`,
    meanOfExamples: (examples) => phrase`La moyenne des ${[count(examples)]} exemples :`,
    layers: (paths, from) =>
      paths === 0
        ? phrase`Aucun chemin ne mène de ${from} à la perte.`
        : paths === null
          ? phrase`Les chemins de ${from} à la perte sont regroupés couche par couche, en partant de la perte.`
          : paths === 1
            ? phrase`Le chemin de ${from} à la perte est suivi couche par couche, en partant de la perte.`
            : phrase`Les chemins de ${from} à la perte, ${[String(paths)]} en tout, sont regroupés couche par couche, en partant de la perte.`,
    delta: (example, meaning) => phrase`On note ${example} = ${meaning}, et de même pour les autres.`,
    differs: (value) =>
      value === null
        ? phrase`(La formule n'a pas de valeur finie ici : le nombre est celui que donne le code de la fonction.)`
        : phrase`(La formule donne ${value} ; le nombre est celui que donne le code de la fonction.)`,
    clipped: (from, to) =>
      phrase`(La perte prend ${to} à la place de ${from}, pour que les logarithmes et les quotients restent finis.)`,
    reading: (parameter, step, change, rises) =>
      change === null
        ? phrase`Si ${parameter} varie un peu, L ne varie presque pas.`
        : phrase`Si ${parameter} augmente de ${step}, L ${[rises ? "augmente" : "diminue"]} d'environ ${change}.`,
    moves: (optimizer, parameter, direction) =>
      direction === "none"
        ? phrase`${[named(optimizer)]} ne change pas ${parameter}.`
        : phrase`${[named(optimizer)]} fait ${[direction === "up" ? "augmenter" : "diminuer"]} ${parameter}.`,
    check: phrase`Vérification`,
    measured: (exact, value, gap, uncertainty, verdict) =>
      verdict === "unmeasurable"
        ? phrase`Sans arrondi, la dérivée vaut ${exact} : elle est trop petite à côté de la perte pour être mesurée. Les différences centrées donnent ${value}, à ${uncertainty} près.`
        : phrase`Contrôle par différences centrées, sans arrondi : ${value} (écart relatif ${gap}). La mesure est sûre à ${uncertainty} près : la dérivée ${exact} ${[verdict === "right" ? "est en accord avec elle" : "est fausse"]}.`,
    measuredZero: (value, uncertainty) =>
      phrase`Sans arrondi, la dérivée vaut 0 ; les différences centrées donnent ${value}, à ${uncertainty} près.`,
    beyondBounds: phrase`Là où la perte prend sa borne à la place d'une prédiction, elle ne varie plus. L'entraînement continue avec la dérivée à la borne, et les différences sont celles d'une perte prolongée en ligne droite à partir de là.`,
    kink: (exact, left, right, verdict) =>
      verdict === "right"
        ? phrase`La perte a un point anguleux ici : d'après ses différences, sa pente vaut ${left} à gauche et ${right} à droite. Les deux, et tout ce qui est entre elles, comptent comme sa dérivée : ${exact} aussi.`
        : phrase`La perte a un point anguleux ici : d'après ses différences, sa pente vaut ${left} à gauche et ${right} à droite. La dérivée ${exact} n'est pas entre les deux : elle est fausse.`,
    kinks: (exact, left, right) =>
      phrase`Plusieurs points anguleux de la perte se rencontrent ici : d'après ses différences, sa pente vaut ${left} à gauche et ${right} à droite, et d'autres valeurs tout près. Toutes, et tout ce qui est entre elles, comptent comme sa dérivée : ${exact} aussi.`,
    rounding: (rounded, exact, digits) =>
      exact === null
        ? phrase`À la main, avec ${[digitsOf(digits)]} à chaque étape, on obtient ${rounded}, et de même sans arrondi intermédiaire.`
        : phrase`À la main, avec ${[digitsOf(digits)]} à chaque étape, on obtient ${rounded} ; sans arrondi intermédiaire, on obtient ${exact}. L'écart ne vient que des arrondis.`,
    roundingIsLarge: (percent) =>
      phrase`${[percent === null ? typeset("L'arrondi a fait de 0 un nombre") : `L’écart est de ${String(percent).replace(".", ",")}\u00a0% du résultat exact`]} : les arrondis ont fait perdre les chiffres qui comptent, comme là où un neurone est saturé ou que des termes se compensent.`,
    saturated: (gradient) =>
      gradient === null
        ? phrase`Un neurone est saturé : sa dérivée f′ est trop petite pour la double précision. La dérivée n'est pas 0, mais plus proche de 0 que tout nombre représentable ici.`
        : phrase`Un neurone est saturé : sa dérivée f′ est trop petite pour la double précision, où 1 − f(z) n'a plus de chiffres. Avec 400 chiffres, la dérivée vaut ${gradient}.`,
    update: phrase`Mise à jour`,
    updateRule: (title, settings) =>
      phrase`Mise à jour par ${[title]}${settings.flatMap((setting) => [", ", ...setting])} :`,
    atFirst: ["au départ"],
    soFar: ["jusque-là"],
    changeRounded: (change, parameter, digits) =>
      phrase`La variation ${change ?? ["de ", parameter]} est arrondie à ${[digitsOf(digits)]} ; le nouveau ${parameter} n'est pas arrondi de nouveau, et garde toutes ses décimales.`,
    settings: {
      learningRate: "taux d’apprentissage",
      momentum: "coefficient d’inertie",
      step: "au premier pas",
      laterStep: "au pas",
    },
    updated: (optimizer, parameter, gradient, step) =>
      phrase`L'optimiseur ${[named(optimizer)]} reçoit le gradient ${gradient} ; voici sa ${[step === 1 ? "première mise à jour" : `mise à jour n°\u00a0${step}`]} de ${parameter} :`,
    before: ["avant"],
    after: ["après"],
  },
  notes: {
    saturated: (of, slope) =>
      slope === null
        ? phrase`${of} est saturé : sa f′ est trop petite pour un nombre ici, et rien qui compte ne passe.`
        : phrase`${of} est saturé : sa f′ est ${slope}, et presque rien ne passe.`,
    dead: (of) => phrase`${of} ne réagit pas ici : sa f′ est 0, et rien ne passe.`,
    kink: (left, right) =>
      phrase`La perte a un point anguleux ici : sa pente est ${left} à gauche et ${right} à droite.`,
    unmeasurable: (gradient) =>
      phrase`La dérivée ${gradient} est trop petite à côté de la perte pour être mesurée par différences.`,
    cancelled: (gradient, exact) =>
      phrase`Les arrondis ont fait perdre les chiffres qui comptent : à la main, la dérivée est ${gradient} ; sans arrondi, ${exact}.`,
    symmetric: (of) =>
      phrase`${of} ont les mêmes paramètres et les mêmes gradients : ils restent pareils, et font le travail d'un seul.`,
    zeroPath: (zero, paths) =>
      paths === 1
        ? phrase`Le chemin vers la perte donne 0 : un de ses facteurs est 0.`
        : zero === paths
          ? phrase`Chacun des ${[count(paths)]} chemins vers la perte donne 0 : un de ses facteurs est 0.`
          : phrase`Sur les ${[count(paths)]} chemins vers la perte, ${[count(zero)]} ${[plural(zero, "donne", "donnent")]} 0 : un facteur y est 0.`,
    clipped: (prediction, taken) =>
      phrase`La perte prend ${taken} à la place de ${prediction}, pour que logarithmes et quotients restent finis.`,
  },
  training: {
    stepTitle: (step) => phrase`Le pas n° ${[String(step)]} d'un entraînement`,
    step: (optimizer, examples) =>
      phrase`Tous les paramètres changent à la fois, par ${[optimizer]} : les gradients sont pris avec les anciennes valeurs${[examples === 1 ? "" : `, et moyennés sur ${count(examples)} exemples`]}.`,
    stepHeader: [["paramètre"], ["avant"], ["gradient"], ["variation"], ["après"]],
    losses: (before, predicted, after) =>
      phrase`Avant le pas, L vaut ${before}. D'après ses dérivées, elle deviendrait ${predicted}, soit ${before} plus la somme des produits gradient · variation ; elle devient ${after}.`,
    epochTitle: (first, last) =>
      first === last
        ? phrase`Une époque : le pas n° ${[String(first)]}`
        : phrase`Une époque : pas n° ${[String(first)]} à ${[String(last)]}`,
    epoch: (optimizer, examples, steps, before) =>
      phrase`Un entraînement par ${[optimizer]} parcourt ${[count(examples)]} ${[plural(examples, "exemple", "exemples")]} en ${[count(steps)]} pas. Avant le premier, leur perte moyenne est ${before}.`,
    epochHeader: [["pas"], ["exemple"], ["sa perte avant"], ["sa perte après"], ["moyenne de tous"]],
    moreRows: (count) =>
      phrase`${[String(count)]} ${[plural(count, "autre ligne n'est pas affichée", "autres lignes ne sont pas affichées")]}.`,
  },
  worksheet,
  gradientCheck: {
    header: ["paramètre", "pire élément", "rétropropagation", "différences centrées", "±"],
    verdicts: { right: "en accord", wrong: "FAUSSE", unmeasurable: "trop petit pour être mesuré" },
    some: (count, all) => ` (${count} sur ${all})`,
    kink: (left, right) => `, à un point anguleux entre les pentes ${left} et ${right}`,
    whereToLook(suspect, behind, loss) {
      const layer = ({ path, name }: CheckedLayer): string => `la couche ${path}, ${name}`;
      const backward = behind.map((one, i) => `${i === 0 ? "la rétropropagation" : "celle"} de ${layer(one)}`);
      const gradient = loss === undefined ? [] : [`le gradient de ${loss}`];
      return `Voir d’abord ${[layer(suspect), ...backward, ...gradient].join(", puis ")}.`;
    },
  },
};
