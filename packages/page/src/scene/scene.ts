import type { Run } from "../engine/experiment.js";
import type { Look } from "../engine/look.js";
import { IMAGE } from "../state/models.js";
import { isUntrained } from "../state/sections.js";
import type { State } from "../state/state.js";
import { type BoundaryScene, boundaryScene } from "./charts/boundary.js";
import { type CurveScene, curveScene } from "./charts/curve.js";
import { type HistoryScene, historyScene } from "./charts/history.js";
import { type SliceScene, sliceScene } from "./charts/slice.js";
import { type DataScene, dataScene } from "./data.js";
import { type CardScene, cardScene } from "./derivation/card.js";
import { type ChainRow, type ChainScene, chainScene, namesOf } from "./derivation/chain.js";
import { type MoveScene, moveScene } from "./derivation/move.js";
import { type NoteScene, notesScene } from "./derivation/notes.js";
import { type StoryScene, storyScene } from "./derivation/story.js";
import { type ExperimentScene, experimentScene } from "./experiment.js";
import { type ModelScene, modelScene } from "./model.js";
import { type DiagramScene, diagramScene } from "./network/diagram.js";
import { type Picture, pictureOf } from "./network/picture.js";
import { type PlateauScene, plateauScene } from "./plateau.js";
import { journalOf } from "./said.js";
import { type SheetScene, sheetScene } from "./sheet.js";
import { type Shown, type Words, wordsOf } from "./words.js";

interface PredictionRow {
  readonly place: number;
  readonly name: string;
  readonly features: readonly Shown[];
  readonly input: readonly Shown[];
  /** An image, in the place of these. */
  readonly picture: Picture | null;
  readonly output: Shown;
  /** Nothing where it is to be predicted. */
  readonly loss: Shown | null;
  readonly target: string;
  readonly answer: string;
  /** Whether it is the one of this step. */
  readonly isCurrent: boolean;
}

/** All that is to be seen, in numbers and texts. */
export interface Scene {
  readonly where: string;
  readonly phase: string;
  readonly loss: Shown | null;
  readonly lossLabel: string;
  /** Null, as all that tells a loss, where the loss is hidden. */
  readonly meanLoss: Shown | null;
  readonly message: string | null;
  /** What was done last, in a sentence. */
  readonly journal: string;
  /** What is read aloud after it: what is remarkable of the gradient, and of the training. */
  readonly remarks: readonly string[];
  readonly history: HistoryScene;
  readonly isAtStart: boolean;
  readonly data: DataScene;
  readonly model: ModelScene;
  /** The selected one, as it is edited. */
  readonly parameter: { readonly name: string; readonly text: string };
  readonly diagram: DiagramScene;
  /** Why a single row is explained; null where that was chosen, or is all. */
  readonly longBatch: string | null;
  /** Before the gradients are computed, there is none. */
  readonly chain: ChainScene | null;
  /** Null before it was moved. */
  readonly move: MoveScene | null;
  /** The factors that are lit. */
  readonly litFactors: readonly string[];
  /** What is remarkable about the gradient; nothing before it is computed. */
  readonly notes: readonly NoteScene[];
  readonly predictions: readonly PredictionRow[];
  /** What is said of the lab's rows; null of others. */
  readonly predictionNote: string | null;
  /** How many labels are found; null where they are no classes, or the loss isn't told. */
  readonly accuracy: Shown | null;
  readonly curve: CurveScene;
  /** Null where it isn't looked at. */
  readonly slice: SliceScene | null;
  /** Null where it isn't looked at, and where it can't be told. */
  readonly story: StoryScene | null;
  /** Null of images. */
  readonly boundary: BoundaryScene | null;
  readonly card: CardScene;
  /** Null where the training goes on well, or the loss isn't told. */
  readonly plateau: PlateauScene | null;
  /** Null where none is filled in. */
  readonly sheet: SheetScene | null;
  /** Null where it isn't looked at. */
  readonly experiment: ExperimentScene | null;
}

/**
 * Beside what is seen, there are the mean losses after each epoch that was reached, in this training and in earlier ones, and
 * those of an experiment.
 */
export function sceneOf(
  seen: Look,
  state: State,
  [losses, ...earlier]: readonly (readonly number[])[] = [],
  runs: readonly Run[] = [],
): Scene {
  const words = wordsOf(state.look);
  const { texts, number } = words;
  const { phase } = state.at;
  const isImages = state.model.filters !== undefined;
  const chain = phase === 3 ? chainScene(seen, state) : null;
  const sheet = sheetScene(state);
  const names = namesOf(seen);
  const history = historyScene(seen, state, words);
  const where = texts.where(seen.epoch, seen.step, names);
  const { name, value } = seen.selected;
  const isKnown = chain?.isSolved ?? false;
  const rows = chain?.parts.flatMap((part) => part.rows) ?? [];
  const { lit } = state.selected;
  const hasLoss = !state.look.hidden.includes("v6");
  const diagram = diagramScene(seen, state, isKnown, rows.find(({ id }) => id === lit)?.places ?? []);
  const meanLoss = hasLoss ? number(seen.meanLoss) : null;
  const told = seen.explanation.notes.filter(({ kind }) => kind !== "unmeasurable" || chain?.check.isUnmeasurable);
  const notes = isKnown ? notesScene(told, words) : [];
  const plateau = hasLoss ? plateauScene(losses ?? [], seen, state, words) : null;
  const card = cardScene(seen, state, isKnown);
  const experiment = experimentScene(state, runs, seen.meanLoss);
  const current = seen.rows.map(({ place }) => place);
  return {
    where,
    phase: texts.phases[phase]!,
    loss: hasLoss && phase >= 2 ? number(seen.loss) : null,
    lossLabel: texts.rowLoss(names),
    meanLoss,
    message: seen.stopped ? texts.stopped(seen.step) : null,
    history,
    journal: journalOf(
      {
        answer: isUntrained(state.look) ? diagram.nodes.at(-1)!.label : null,
        where,
        meanLoss,
        history,
        sheet,
        experiment,
      },
      texts,
    ),
    remarks: [
      ...notes.map(({ spoken }) => spoken),
      ...(plateau ? [plateau.text] : []),
      ...(card.cancellation ? [card.cancellation] : []),
    ],
    isAtStart: seen.step === 0 && phase === 0,
    data: dataScene(seen, state, words),
    model: modelScene(seen, state, words),
    parameter: { name, text: number(value).text },
    diagram,
    longBatch: seen.batchLeft === null ? null : texts.longBatch(seen.batchLeft, names),
    chain,
    move: moveScene(seen, words),
    litFactors: rows.filter((row) => isLit(row, lit, diagram)).map(({ id }) => id),
    predictions: seen.predictions.map(({ place, name, features, input, output, target, loss }) => ({
      place,
      name,
      ...(isImages ? { features: [], input: [] } : { features: features.map(number), input: input.map(number) }),
      picture: isImages ? pictureOf(input, IMAGE.side, texts.views.images.name(name)) : null,
      output: number(output),
      loss: loss === undefined || !hasLoss ? null : number(loss),
      target: target === undefined ? texts.unknown : number(target).text,
      answer: state.data.classes[output >= seen.threshold ? 1 : 0],
      isCurrent: current.includes(place),
    })),
    predictionNote:
      state.data.columns === null ? texts.predictionNote(state.data.classes, number(seen.threshold).text) : null,
    accuracy: hasLoss ? accuracyIn(seen, state, words) : null,
    notes,
    curve: curveScene(losses ?? [seen.meanLoss], earlier, seen, state),
    slice: seen.slice && sliceScene(seen.slice, name, isKnown, state),
    story: seen.story && storyScene(seen.story, state),
    boundary: seen.surface && boundaryScene(seen.surface, seen.threshold, current, state),
    card,
    plateau,
    sheet,
    experiment,
  };
}

/** The share of the rows whose label is found. */
function accuracyIn({ right }: Look, { data }: State, { texts, number }: Words): Shown | null {
  if (right === null) return null;
  const all = data.rows.length;
  const percent = number(Math.round((1000 * right) / all) / 10).text;
  return { value: right / all, text: texts.views.accuracy(right, all, percent) };
}

/** Whether a factor is pointed at: itself, a neuron or parameter of it, or the line that it goes along. */
function isLit({ id, places }: ChainRow, lit: string | null, { edges }: DiagramScene): boolean {
  if (lit === null) return false;
  const line = edges.find((edge) => edge.id === lit);
  const isAlong = line !== undefined && line.from !== null && [line.from, line.to].every((end) => places.includes(end));
  return id === lit || places.includes(lit) || isAlong;
}
