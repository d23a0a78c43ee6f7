import type { Sentence } from "../sentence.js";

/** Of the places of a network's file, and what has to stand there. */
const OF_PLACES: readonly Sentence[] = [
  [
    "The network file's {place:word} must be {what:told}, but is {value}.",
    "Le fichier du réseau : {place} doit être {what}, mais est {value}.",
  ],
  ["The network file's {place:word} lacks {name}.", "Le fichier du réseau : {place} n’a pas de {name}."],
  ["The network file lacks {name}.", "Le fichier du réseau n’a pas de {name}."],
  [
    "The network file's {place:word} has {name}, for which the format has no place.",
    "Le fichier du réseau : {place} contient {name}, que ce format n’a pas.",
  ],
  [
    "The network file has {name}, for which the format has no place.",
    "Le fichier du réseau contient {name}, que ce format n’a pas.",
  ],
  [
    "The network file's {place:word} is of the kind {kind}, which isn't one of @nn. …",
    "Le fichier du réseau : {place} est du type {kind}, que @nn ne connaît pas.",
  ],
  [
    "The network file's {what:word} have {name}, but its layers have no such numbers.",
    "Le fichier du réseau : {what} contient {name}, qu’aucune de ses couches n’a.",
  ],
  [
    "The network file's {place:word} must be {count:word} numbers, but …",
    "Le fichier du réseau : {place} doit être une liste de {count} nombres.",
  ],
  [
    "The network file has the name {name} twice in one object.",
    "Le fichier du réseau a deux fois le nom {name} dans un objet.",
  ],
  ["The network file is no text in UTF-8.", "Le fichier du réseau n’est pas un texte en UTF-8."],
  ["The network file is no JSON…", "Le fichier du réseau n’est pas du JSON."],
  [
    "The network file's {place:word} …",
    "Le fichier du réseau est abîmé : {place} n’est pas ce que nn y écrit. Reprenez une copie intacte, ou entraînez-le de nouveau. nn --lang en dit ce qui y est attendu.",
  ],
];

/** Of a safetensors file. */
const OF_SAFETENSORS: readonly Sentence[] = [
  [
    "This safetensors file has weights alone, and no network: …",
    "Ce fichier safetensors n’a que des poids, sans réseau. nn import pytorch les met dans un réseau, --network FICHIER.",
  ],
  [
    "The safetensors file's tensors take {size:word} bytes, but {rest:word} follow its header: the file is cut off.",
    "Le fichier safetensors est coupé : ses tenseurs prennent {size} octets, mais il n’en reste que {rest}.",
  ],
  ["The header of {what} is no JSON…", "Ce fichier n’est pas un fichier safetensors : son en-tête n’est pas du JSON."],
  ["The header of the safetensors file …", "Ce fichier n’est pas un fichier safetensors, ou est coupé."],
  [
    "The safetensors file's tensor {name} …",
    "Le fichier safetensors est abîmé : son tenseur {name} n’est pas décrit comme il faut.",
  ],
  ["The safetensors file's tensors take …", "Le fichier safetensors est abîmé : quelque chose a été ajouté à la fin."],
];

export const ofNetworkFiles: readonly Sentence[] = [
  ["A network's file has the format …", "Ce fichier n’est pas celui d’un réseau de @nn."],
  [
    "This network's file is of version {version:word}, and this @nn/formats reads version {own:word}: …",
    "Ce fichier de réseau est de la version {version}, mais ce nn ne lit que la version {own}. Prenez un nn plus récent.",
  ],
  [
    "load is for a network's own file, … but got {file}. …",
    "{file} n’est pas le fichier d’un réseau de @nn, comme network.json ou network.safetensors. Essayez nn import.",
  ],
  ...OF_PLACES,
  ...OF_SAFETENSORS,
];
