import type { Shape } from "@nn/numerics";
import type { Dataset } from "../contracts/dataset.js";

/** Stands for a data set that isn't to be held in memory any longer. It is never read. */
export class ForgottenData implements Dataset {
  readonly size: number;
  readonly inputShape: Shape = [];
  readonly targetShape: Shape = [];

  constructor(size: number) {
    this.size = size;
  }

  read(): void {}
}
