import { formatShape, type Shape, sizeOf } from "@nn/core/component";
import { listType } from "../interface.js";

/** What training in a module depends on: names of arrays, and lines that call kernels. */
export interface TrainingNames {
  readonly batchSize: number;
  readonly inputShape: Shape;
  readonly targetShape: Shape;
  /** The array that an example is read into, and the one of a batch. */
  readonly example: string;
  readonly inputs: string;
  readonly targets: string;
  readonly losses: string;
  readonly parameters: string;
  readonly gradients: string;
  readonly stepCount: string;
  readonly lasting: readonly string[];
  /** All parameters by the network's names for them. */
  readonly named: readonly (readonly [fullName: string, array: string])[];
  readonly forward: readonly string[];
  readonly backward: readonly string[];
  readonly update: readonly string[];
}

/** `step`, and what it needs, as parts of the module. */
export function trainingTexts(names: TrainingNames): string[] {
  const { batchSize, lasting, stepCount, parameters, losses, gradients } = names;
  const examples = batchSize === 1 ? "1 example" : `${batchSize} examples`;
  return [
    `/**
 * One update on ${examples}.
 *
 * @param {readonly (${listType(names.inputShape.length, "readonly ")})[]} inputs
 * @param {readonly ${sizeOf(names.targetShape) === 1 ? "number" : `(${listType(names.targetShape.length, "readonly ")})`}[]} targets
 * @returns {number} The mean loss before it.
 */
export function step(inputs, targets) {
  readBatch(inputs, targets);
  BEFORE.forEach((before, i) => before.set(LASTING[i]));
  ${stepCount}[0]++;
  try {
    const loss = trainOnBatch();
    const is = Number.isFinite(loss) ? "A parameter isn't finite" : \`The loss is \${loss}\`;
    if (Number.isFinite(loss) && ${parameters}.every(Number.isFinite)) return loss;
    throw new RangeError(\`\${is} in step \${${stepCount}[0]}, which is taken back. A smaller learning rate may help.\`);
  } catch (error) {
    LASTING.forEach((lasting, i) => lasting.set(BEFORE[i]));
    throw error;
  }
}`,
    `/**
 * All parameters by their names, as the network's \`setParameters\` takes them.
 *
 * @returns {Record<string, number[]>}
 */
export function getParameters() {
  return Object.fromEntries(Object.entries(PARAMETERS).map(([name, own]) => [name, Array.from(own)]));
}`,
    `/**
 * Sets what \`getParameters\` gave, all or some. What the optimizer remembers stays.
 *
 * @param {Readonly<Record<string, readonly number[]>>} parameters
 */
export function setParameters(parameters) {
  if (Object(parameters) !== parameters) throw new RangeError(\`setParameters takes lists by names, but is given \${shown(parameters)}.\`);
  for (const [name, values] of Object.entries(parameters)) {
    const own = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : [];
    const taken = own.map((_, i) => (lists(values) && typeof values[i] === "number" ? values[i] : NaN));
    if (values?.length === own.length && own.length > 0 && taken.every(Number.isFinite)) continue;
    const lack = own.length > 0 ? \`The parameter \${name} takes \${own.length} finite numbers.\` : \`There is no parameter \${name}.\`;
    throw new RangeError(lack);
  }
  for (const [name, values] of Object.entries(parameters)) PARAMETERS[name].set(values);
}`,
    `/** Forward, loss, backward, and the parameters' move. */
function trainOnBatch() {
${names.forward.join("\n")}
  ${gradients}.fill(0);
${names.backward.join("\n")}
${names.update.join("\n")}
  return ${losses}.reduce((sum, loss) => sum + loss, 0) / ${batchSize};
}`,
    readingText(names, examples),
    `/** What a step changes, and what it was before. */
const LASTING = [${lasting.join(", ")}];
const BEFORE = LASTING.map((lasting) => lasting.slice());`,
    `/** All parameters. */
const PARAMETERS = {
${names.named.map(([name, array]) => `  ${JSON.stringify(name)}: ${array},`).join("\n")}
};`,
  ];
}

function readingText(
  { batchSize, inputShape, targetShape, example, inputs, targets }: TrainingNames,
  examples: string,
): string {
  const [inputSize, targetSize] = [sizeOf(inputShape), sizeOf(targetShape)];
  // As for a trainer, a number is a target of one number.
  const wrapped = targetShape.reduce((text) => `[${text}]`, "targets[i]");
  const single = targetSize === 1 ? `typeof targets[i] === "number" ? ${wrapped} : targets[i]` : "targets[i]";
  return `/** Takes examples and their targets into ${inputs} and ${targets}. */
function readBatch(inputs, targets) {
  for (const [name, given] of [["inputs", inputs], ["targets", targets]]) {
    if (lists(given) && given.length === ${batchSize}) continue;
    throw new RangeError(\`A step takes the \${name} of ${examples}, but \${lists(given) ? \`has \${given.length}\` : \`is given \${shown(given)}\`}.\`);
  }
  for (let i = 0; i < ${batchSize}; i++) {
    read(inputs[i], [${inputShape.join(", ")}], 0, i);
    ${inputs}.set(${example}, ${times(inputSize)});
    readTarget(${single}, [${targetShape.join(", ")}], ${times(targetSize)}, i);
  }
}

/** Takes the target of an example in the order of its lists. @returns {number} Where the next one begins. */
function readTarget(values, [length, ...inner], at, example) {
  if (!lists(values) || values.length !== length) {
    const is = lists(values) ? \`has \${values.length}\` : \`is \${shown(values)}\`;
    throw new RangeError(\`The targets take ${formatShape(targetShape)} number${targetSize === 1 ? "" : "s"} an example, but example \${example} \${is}.\`);
  }
  for (const value of values) {
    if (inner.length > 0) {
      at = readTarget(value, inner, at, example);
      continue;
    }
    ${targets}[at] = typeof value === "number" ? value : NaN;
    if (!Number.isFinite(${targets}[at])) {
      throw new RangeError(\`The targets must be finite numbers, but one of example \${example} is \${shown(value)}.\`);
    }
    at++;
  }
  return at;
}`;
}

function times(size: number): string {
  return size === 1 ? "i" : `${size} * i`;
}
