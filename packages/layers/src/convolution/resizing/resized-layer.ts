/** What layers share that change the sides of images or sequences, and have neither parameters nor anything to keep. */
export abstract class ResizedLayer<Axes extends readonly string[]> {
  /** The dimensions of what it takes. */
  readonly inputAxes: Axes;

  constructor(inputAxes: Axes) {
    this.inputAxes = inputAxes;
  }

  /** None. */
  parameters(): Record<never, never> {
    return {};
  }

  /** Nothing. */
  saved(): Record<never, never> {
    return {};
  }
}
