// What takes the place of the parts of @nn that a page of small networks does without, in its file alone: see build.mjs. Steps are
// the same to the bit without them, kernel by kernel.
import { type Backend, reference } from "@nn/core/backend";
import type { RenderOptions, Worksheet } from "@nn/explain";

export const defaultBackend = (): Backend => reference;

/** There is room wherever the engine finds it. */
export const backendWithRoom = (): Backend => reference;

/** Of threads, which the page has none of. */
export const wasmBackend = (): Backend => reference;

// Nothing is recorded: plain loops can't be.

export class ForwardRecording {
  programFor(): undefined {}
}

export class EvaluationRecording {
  run(): boolean {
    return false;
  }
  tally(): void {}
  report(): undefined {}
  rest(): void {}
}

export class StepRecording {
  run(): number {
    return 0;
  }
}

// All components are ours or are made of formulas, which write what they say, so their first passes are passes like others.

export const lookAtForwards = (passes: { forward(): void }): void => passes.forward();
export const lookAtBackwards = (passes: { backward(): void }): void => passes.backward();
export const lookAtUpdate = <Parts>(update: Parts): Parts => update;

/** Eight units a layer and ten thousand rows have room everywhere. */
export const noRoom = {};

// What is shown was explained just before, and isn't read from elsewhere.

export const checkExplanation = <Kind>(_: string, explanation: Kind): Kind => explanation;
export const checkNote = <Note>(_: string, note: Note): Note => note;
export const checkSheet = <Sheet>(_: string, sheet: Sheet): Sheet => sheet;

// So is its language, which is always given, one of the two that the page has: to look through it again for each number takes more time than all else
// that is shown.

export const checkLanguage = <Kind>(_: string, language: Kind): Kind => language;
export const checkRenderOptions = (_: string, options: RenderOptions): object => ({
  elementary: false,
  digits: null,
  notes: [],
  ...options,
});

// A sheet that is printed from the page was reached without its code; the address stands on it all the same.

export const qrSvg = (): string => "";
export const qrLatex = (): string => "";

// A sheet is printed at the page's own address.

export function checkList(): void {}
export function checkAddress(): void {}
export const linkAt = (_: string, page: string, { link }: Worksheet): string => `${page}#${link}`;

/** What convolutions and poolings are compiled to, where there is room for it: there is none. */
export const CODE = undefined;

/** Nothing on the page asks for what isn't in its file. */
function leftOut(): never {
  throw new Error("The page's file is without this part of @nn.");
}

/** Every state is one of the training that it is put back into. */
export const settingsOf = (): object => ({});
export function checkSettings(): void {}

/** What calls the kernels is ours, or made of formulas, with the sizes of its arrays. */
export const checkedKernels = <Kernels>(_: unknown, kernels: Kernels): Kernels => kernels;

/** Its optimizers move all parameters, by one rule. */
export function checkChoice(): void {}
export const freezing = {
  namesIn: (): ReadonlySet<string> => new Set(),
  trained: <Rule>(optimizer: Rule): Rule => optimizer,
};
export function refuseUnread(): void {}

/** A training begins with memory of its own. */
export const keptTrainings = { trainer(): void {}, evaluator(): void {}, handOn(): void {} };

/** No row counts for more than another. */
export class BatchWeights {}
export class FitCompanion {}
export class LossCourse {}
export class Penalties {}
export class TrainingNotes {}

/** A definition's lists stay as they are, as all are ours or are made of formulas. */
export const checkedDefinition = <Definition>(_: string, definition: Definition): Definition => definition;
export const checkedText = <Text>(given: Text): Text => given;
export function refuseNoComputation(): void {}
export function refuseNoRule(): void {}
export function refuseNoRunnableRule(): void {}

// What authors of components can get wrong: all of them are ours.

export function checkFigures(): void {}
export function checkMetrics(): void {}
export function refuseNoBounds(): void {}
export function refuseNoFunctions(): void {}
export function refuseNoMethods(): void {}
export function refuseNoNames(): void {}

// Advice to programmers: nothing in the page's own calls needs it.

export function layerThatOverflowed(): void {}
export function numberThatOverflowed(): void {}
export const onComponent = (): string => "";
export const onData = (): string => "";
export const onDivergence = (): string => "";
export const onLayer = (): string => "";
export const onLayers = (): string => "";
export const onMisfit = (): string => "";
export const onNumber = (): string => "";
export const onOverflow = (): string => "";
export const onPromise = (): string => "";
export const onRow = (): string => "";
export const onRows = (): string => "";
export const onShape = (): string => "";
export const onUnknownInput = (): string => "";
export function nearestName(): undefined {}
export function onOptions(): undefined {}
export function onReturned(): void {}
export function optionElsewhere(): undefined {}
export const onRate = (): string => "";
export const REMEDIES = { "overflowing at first": "", "overflowing loss in training": "" };
export const summarize = (): string => "";
export const WRITTEN_HERE: readonly never[] = [];
export function checkClaims(): void {}
export function refuseApart(): void {}
export function refuseEarly(): void {}
export function refuseForeignMethods(): void {}
export function refuseNoAxes(): void {}
export function refuseNoNamesOf(): void {}
export function refuseNoSchedule(): void {}
export function refuseNoShapes(): void {}
export function refuseUnbound(): void {}
export const refuseForeignNames = <History>(history: History): History => history;

// What else a table, a network's file and an explanation can do: the page takes the cells of a CSV text, reads no tensors, and writes
// the explanation of one gradient. And it goes step by step, with the same weight for all classes. Its layers say what they do, one
// behind the other.

export class TableSummary {}
export {
  leftOut as Beside,
  leftOut as InNumbers,
  leftOut as bytesIn,
  leftOut as averageModules,
  leftOut as convolutionModules,
  leftOut as filtersFirst,
  leftOut as globalModules,
  leftOut as poolingModules,
  leftOut as transposedModules,
  leftOut as convolutionOperators,
  leftOut as transposedOperators,
  leftOut as channelsFirst,
  leftOut as windowAttributes,
  leftOut as checkCallbacks,
  leftOut as checkRemembered,
  leftOut as epochBlocks,
  leftOut as fit,
  leftOut as gradientTable,
  leftOut as keptRows,
  leftOut as mapped,
  leftOut as moreFitOptions,
  leftOut as grouped,
  leftOut as filled,
  leftOut as wholeRows,
  leftOut as sortedRows,
  leftOut as csvOf,
  leftOut as objectsOf,
  leftOut as stepBlocks,
  leftOut as summaryOf,
  leftOut as contentOfColumns,
  leftOut as contentOfJsonLines,
  leftOut as contentOfRows,
  leftOut as readSafetensors,
  leftOut as weighClasses,
};
