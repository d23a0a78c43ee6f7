import type { Sentence } from "../sentence.js";

/** What is said last of a file, where what it holds is told in English alone. */
const MORE = "nn --lang en dit ce qui ne convient pas.";

const OF_KERAS: readonly Sentence[] = [
  [
    "The Keras file begins neither as a .keras file nor as HDF5…",
    "Ce fichier n’est pas un fichier de Keras, .keras ou .h5.",
  ],
  ["The Keras file can't be unpacked …", "Le fichier de Keras est abîmé : il ne peut pas être décompressé."],
  [
    "The Keras model is of the class {name}, which isn't read: …",
    "Le modèle de Keras est de la classe {name} : seul Sequential est lu.",
  ],
  [
    "The Keras model doesn't say what shape an example has. …",
    "Le modèle de Keras ne dit pas quelle forme a un exemple.",
  ],
  [
    "The Keras model's layer {number:word} ({layer}) isn't read. There are {known}.",
    "Le modèle de Keras : sa couche {number}, {layer}, n’est pas lue. Sont lues : {known}.",
  ],
  [
    "The Keras model's layer {number:word} ({layer}) has the activation {name}, which isn't read. There are {known}.",
    "Le modèle de Keras : sa couche {number}, {layer}, a l’activation {name}, qui n’est pas lue. Sont lues : {known}.",
  ],
  [
    "The Keras model's layer {number:word} ({layer}) has {setting:word} {value}, which isn't read: it must be {only}.",
    "Le modèle de Keras : sa couche {number}, {layer}, a {setting} {value}, qui n’est pas lu. Seul {only} est lu.",
  ],
  [
    "The Keras model's layer {number:word} ({layer}): {setting:word} must be {what:told}, but is {value}.",
    "Le modèle de Keras : {setting} de sa couche {number}, {layer}, doit être {what}, mais est {value}.",
  ],
  [
    "The Keras model's layer {number:word} ({layer}): its {name:word} must be {wanted}, but is {given} in the file.",
    "Le modèle de Keras : {name} de sa couche {number}, {layer}, doit avoir la forme {wanted}, mais a la forme {given}.",
  ],
  [
    "The Keras model's layer {number:word} ({layer}) has no {name:word} in the file.",
    "Le modèle de Keras : sa couche {number}, {layer}, n’a pas de {name} dans le fichier.",
  ],
  [
    "The Keras {what:word} …",
    `Ce fichier de Keras ne peut pas être lu : il contient autre chose que les couches que nn connaît, ou il est abîmé. ${MORE}`,
  ],
];

const OF_ONNX: readonly Sentence[] = [
  ["fromOnnx: the bytes aren't those of an ONNX file…", "Ce fichier n’est pas un fichier ONNX."],
  ["fromOnnx: the bytes are no ONNX file: …", "Ce fichier n’est pas un fichier ONNX."],
  [
    "fromOnnx: …",
    `Ce fichier ONNX ne peut pas être lu : il contient autre chose que les couches que nn connaît, ou il est abîmé. ${MORE}`,
  ],
];

const OF_JAVASCRIPT: readonly Sentence[] = [
  ["The TensorFlow.js model's model.json is no JSON…", "Le fichier model.json de TensorFlow.js n’est pas du JSON."],
  [
    "The TensorFlow.js model's {place:word} must be {what:told}, but is {value}.",
    "Le modèle de TensorFlow.js : {place} doit être {what}, mais est {value}.",
  ],
  [
    "The TensorFlow.js {what:word} …",
    `Ce modèle de TensorFlow.js ne peut pas être lu : il contient autre chose que les couches que nn connaît, ou il est abîmé. ${MORE}`,
  ],
  ["The brain.js file is no JSON…", "Le fichier de brain.js n’est pas du JSON."],
  [
    "The brain.js network's {place:word} must be {what:told}, but is {value}.",
    "Le réseau de brain.js : {place} doit être {what}, mais est {value}.",
  ],
  [
    "The brain.js network has the activation {name}. There are …",
    "Le réseau de brain.js a l’activation {name}. Il n’y a que sigmoid, relu, leaky-relu et tanh.",
  ],
  [
    "The brain.js {what:word} …",
    `Ce réseau de brain.js ne peut pas être lu : il contient autre chose qu’un réseau de couches denses, ou il est abîmé. ${MORE}`,
  ],
  ["The synaptic file is no JSON…", "Le fichier de synaptic n’est pas du JSON."],
  [
    "The synaptic network's {place:word} must be {what:told}, but is {value}.",
    "Le réseau de synaptic : {place} doit être {what}, mais est {value}.",
  ],
  [
    "The synaptic {what:word} …",
    `Ce réseau de synaptic ne peut pas être lu : il contient autre chose que des couches reliées l’une à la suivante, ou il est abîmé. ${MORE}`,
  ],
];

const OF_PYTORCH: readonly Sentence[] = [
  [
    "The file has a tensor {name}, which the network's layers have not: {known}.",
    "Le fichier a un tenseur {name}, que les couches du réseau n’ont pas : {known}.",
  ],
  [
    "layer {number:word}, {name}: the file has no tensor {tensor:word}. It has …",
    "La couche {number}, {name} : le fichier n’a pas de tenseur {tensor}.",
  ],
  [
    "layer {number:word}, {name}: the tensor {tensor:word} must have the shape {wanted}, but has {given}.",
    "La couche {number}, {name} : le tenseur {tensor} doit avoir la forme {wanted}, mais a la forme {given}.",
  ],
];

/** Of files of other libraries. */
export const ofImports: readonly Sentence[] = [...OF_KERAS, ...OF_ONNX, ...OF_JAVASCRIPT, ...OF_PYTORCH];
