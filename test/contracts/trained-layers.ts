import { authors } from "./trained-layers/authors.js";
import { images } from "./trained-layers/images.js";
import type { TrainedLayers } from "./trained-layers/network.js";
import { rows } from "./trained-layers/rows.js";
import { sequences } from "./trained-layers/sequences.js";

/*
 * Networks with layers that do more than Dense, each with an output of ten numbers: they are trained everywhere, taken up
 * after they were stopped, saved, and measured. A new layer is a row in one of these files and one in `rows/layers`.
 */

export const trainedLayers: readonly TrainedLayers[] = [...rows, ...images, ...sequences, ...authors];
