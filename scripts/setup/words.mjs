// What the set-up says, in the language of the environment.
const english = {
  example: "what the example needs, some 50 MB",
  everything: "what the tests need, some 570 MB on the disk",
  installing: (amount) => `Installing once ${amount} …`,
  compiling: "Compiling what has changed …",
  interrupted: (command) => `The set-up was interrupted. Run \`${command}\` again: it goes on from there.`,
  offline: (command) =>
    `The packages could not be fetched: there seems to be no way to the npm registry. \`${command}\` needs the ` +
    "network the first time only. Connect, or name your registry (npm config set registry …), and run it again.",
  failed: (command) =>
    "Installing failed; what pnpm says stands above. To begin anew, delete all node_modules " +
    `(git clean -fdX), and run \`${command}\` again.`,
};

const french = {
  example: "ce dont l’exemple a besoin, environ 50 Mo",
  everything: "ce dont les tests ont besoin, environ 570 Mo sur le disque",
  installing: (amount) => `Première installation\u00a0: ${amount}…`,
  compiling: "Compilation de ce qui a changé…",
  interrupted: (command) =>
    `L’installation a été interrompue. Relancez \`${command}\`\u00a0: elle reprendra où elle en était.`,
  offline: (command) =>
    `Les paquets n’ont pas pu être téléchargés\u00a0: le registre npm semble hors d’atteinte. \`${command}\` n’a besoin du réseau que ` +
    "la première fois. Connectez-vous, ou indiquez votre registre (npm config set registry …), puis relancez la commande.",
  failed: (command) =>
    "L’installation a échoué\u202f; le message de pnpm est ci-dessus. Pour repartir de zéro, supprimez tous les node_modules " +
    `(git clean -fdX), puis relancez \`${command}\`.`,
};

/** As the example chooses its own. */
export function wordsFor({ LC_ALL, LC_MESSAGES, LANG }) {
  return /^fr/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? french : english;
}
