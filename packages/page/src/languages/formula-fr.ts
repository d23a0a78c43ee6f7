const q = (text: string): string => `«\u00a0${text}\u00a0»`;
const type = (text: string): string => `\u00a0: tapez ${q(text)}`;
const STEP = "\u202f; step(u) vaut 1 où u > 0, et 0 ailleurs";
const MISSING_BEFORE = ", car rien ne le précède\u00a0: tapez ce qui manque, ou supprimez-le";

/** Behind what can't be read in a formula: why, and what to type instead, by the names that @nn/explain has for it. */
export const formulaFaults: Readonly<Record<string, (first: string, second: string) => string>> = {
  quotes: (text) => `${type(text)}, sans guillemets ni primes`,
  leftSide: (right) => `. Tapez seulement ce qui est à sa droite, ${q(right)}`,
  nothingRight: () => `. Tapez seulement ce qui est à sa droite, comme ${q("x^2")} pour ${q("y = x^2")}`,
  condition: () => `. Pour ${q("x > 0 ? a : b")}, tapez ${q("step(x) * a + (1 - step(x)) * b")}${STEP}`,
  and: () => `. Pour ${q("u > 0 et v > 0")}, tapez ${q("step(u) * step(v)")}${STEP}`,
  or: () => `. Pour ${q("u > 0 ou v > 0")}, tapez ${q("max(step(u), step(v))")}${STEP}`,
  not: () => `. Pour ${q("non u > 0")}, tapez ${q("1 - step(u)")}${STEP}`,
  equality: (text) => `${type(text)}, qui vaut 1 où les deux sont égaux, et 0 ailleurs`,
  difference: (text) => `${type(text)}, qui vaut 1 où les deux diffèrent, et 0 ailleurs`,
  comparison: (text) => `${type(text)}${STEP}`,
  shift: () => `. Pour multiplier par une puissance de 2, tapez ${q("x * 2^3")}`,
  stars: (text) => `. Une puissance s’écrit avec ^${type(text)}`,
  pointed: (text) => `. Supprimez le point${type(text)}`,
  remainder: () => `. Pour le reste de x par 2, tapez ${q("x - 2 * floor(x / 2)")}, et pour 50\u00a0%, ${q("0.5")}`,
  factorial: () => `. Il n’y a pas de factorielle\u00a0: tapez le nombre même, ${q("6")} pour ${q("3!")}`,
  latex: () =>
    `. Les commandes de LaTeX ne sont pas lues\u00a0: tapez ${q("sqrt(x)")}, ${q("exp(x)")} ou ${q("x / 2")}`,
  brackets: (text) => `. Seules les parenthèses sont lues${type(text)}`,
  semicolon: (text) => `. Une virgule sépare les arguments, et les décimales suivent un point${type(text)}`,
  colon: () => `. Un quotient s’écrit avec /${type("x / 2")}`,
  sum: () => `. Pour une somme sur les sorties d’un exemple, tapez ${q("sum(p)")}`,
  fraction: () => `. Une fraction s’écrit avec /, comme ${q("1 / 2")}`,
  infinity: () => ". Tous les nombres d’une formule sont finis",
  thirdRoot: () => `. Pour une racine cubique, tapez ${q("sign(x) * abs(x)^(1 / 3)")}`,
  dotted: (name) => `. Un nom s’écrit seul${type(name)}`,
  meaningless: () => ", qui n’a pas de sens dans une formule\u00a0: supprimez-le, ou tapez sa fonction par son nom",
  nothingAfter: () => ", car rien ne le suit\u00a0: tapez ce qui manque, ou supprimez-le",
  unclosed: (close) => `, car rien ne le ferme\u00a0: tapez ${q(close)} là où il finit`,
  operatorFirst: () => MISSING_BEFORE,
  powerFirst: () => `, car rien ne le précède\u00a0: tapez ce qui est élevé, comme ${q("x²")}`,
  nothingBefore: () => MISSING_BEFORE,
  powerOfPower: () => `, puis encore une puissance\u00a0: tapez des parenthèses, comme ${q("(x²)^3")}`,
  unopened: (open) => `, car rien ne l’ouvre\u00a0: tapez ${q(open)} là où il commence, ou supprimez-le`,
  barOpen: () => `, à l’intérieur de ${q("|")}\u00a0: tapez d’abord un autre ${q("|")}`,
  twoNumbers: () =>
    ", derrière un autre nombre\u00a0: tapez un seul nombre sans espace, ou une opération entre les deux",
  product: (text) => `, derrière ce qu’il pourrait multiplier${type(text)}`,
  valueCalled: (name, text) => `, derrière ${q(name)}, qui n’est pas une fonction${type(text)}`,
  functionRaised: (text) => `, avec une puissance devant sa parenthèse${type(text)}`,
  functionInverse: (text) =>
    `, avec une puissance devant sa parenthèse${type(text)}, ou la fonction réciproque par son nom`,
  functionAlone: (text) => `, qui demande une parenthèse${type(text)}`,
  otherFunction: (text) => `, qui n’est pas une fonction ici${type(text)}`,
  similarFunction: (meant) =>
    `, qui n’est pas une fonction ici\u00a0: est-ce ${meant.replaceAll(" or ", " ou ").replace(/"(.*?)"/g, (_, name) => q(name))}\u202f?`,
  noFunction: (known) => `, qui n’est pas une fonction ici\u00a0: il y a ${known}`,
  otherName: (name) => `, qui ne désigne rien ici${type(name)}`,
  noName: (known) => `, qui ne désigne rien ici\u00a0: il y a ${known}`,
  root: () => `, suivi d’autre chose que d’un nombre ou d’un nom${type("√(…)")}`,
  rootRaised: (inside, outside) => `, suivi d’une puissance\u00a0: tapez ${q(inside)} ou ${q(outside)}`,
  decimalComma: (text) => `, car les décimales suivent un point${type(text)}`,
  strayComma: () => `, qui ne sépare que les arguments de ${q("max")} et de ${q("min")}\u00a0: supprimez-le`,
};
