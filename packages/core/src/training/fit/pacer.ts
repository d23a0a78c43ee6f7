declare const setImmediate: ((task: () => void) => void) | undefined;
declare const MessageChannel:
  | (new () => {
      readonly port1: { onmessage: (() => void) | null; close(): void };
      readonly port2: { postMessage(message: unknown): void };
    })
  | undefined;
declare const setTimeout: ((task: () => void, milliseconds: number) => unknown) | undefined;

/** Long enough that turns cost next to nothing, short enough that a page still draws 60 frames a second. */
const TURN_MILLISECONDS = 12;
/** The clock is read about this often: reading it costs as much as a step of a tiny network. */
const LOOK_MILLISECONDS = 1;

/** When the first training of the event loop's present turn began; `undefined` before it. */
let beganAt: number | undefined;

/**
 * Trainings that follow one another, each shorter than a turn, are one computation: without a turn between them timers
 * would never run, and engines would free none of the memory that they find out about between two turns.
 */
function turnBegan(): number {
  if (beganAt === undefined) {
    beganAt = Date.now();
    void eventLoopTurn().then(() => {
      beganAt = undefined;
    });
  }
  return beganAt;
}

/**
 * Tells a long computation when to let the event loop take a turn: by time, whatever a step costs. Steps of different
 * costs take a pacer each, as each learns how many steps it may let pass before it looks at the clock.
 */
export class Pacer {
  #turnedAt: number = turnBegan();
  #lookedAt: number = Date.now();
  #stepsPerLook = 1;
  #stepsToLook = 1;

  /** How many steps may be taken before `due` has to be asked. */
  get allowance(): number {
    return this.#stepsToLook;
  }

  /** Whether a turn is due. To be asked after every step, or after as many as the allowance. */
  due(steps = 1): boolean {
    this.#stepsToLook -= steps;
    if (this.#stepsToLook > 0) return false;
    const now = Date.now();
    const grown = (this.#stepsPerLook * LOOK_MILLISECONDS) / Math.max(now - this.#lookedAt, 0.001);
    this.#stepsPerLook = Math.max(1, Math.floor(Math.min(grown, 4 * this.#stepsPerLook)));
    this.#stepsToLook = this.#stepsPerLook;
    this.#lookedAt = now;
    // Either way, as this clock can be set back. For `performance`, Node would load a dozen files at the first training.
    return Math.abs(now - this.#turnedAt) >= TURN_MILLISECONDS;
  }

  /** To be told when the turn is over: the time that others took in it is not the computation's. */
  turned(): void {
    this.#turnedAt = Date.now();
    this.#lookedAt = this.#turnedAt;
  }
}

/**
 * Lets timers, input and everything else that waits run once. Engines without an event loop, or that don't allow it just
 * now, have nothing that waits: there it goes on at once.
 */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    try {
      passTurn(resolve);
    } catch {
      resolve();
    }
  });
}

/** Looked for each time, as a program may bring what its engine lacks. */
function passTurn(done: () => void): void {
  if (typeof setImmediate === "function") {
    setImmediate(done);
  } else if (typeof MessageChannel === "function") {
    // A message arrives sooner than a timer, which browsers hold back by 4 ms.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  } else if (typeof setTimeout === "function") {
    setTimeout(done, 0);
  } else {
    done();
  }
}

/** Tells whether the event loop has taken a turn since it was last begun; nearly free, as all that begin in a turn share one task. */
export class TurnWatch {
  isSameTurn = false;

  begin(): void {
    if (this.isSameTurn) return;
    this.isSameTurn = true;
    void eventLoopTurn().then(() => {
      this.isSameTurn = false;
    });
  }
}
