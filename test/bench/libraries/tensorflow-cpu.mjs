import * as tf from "@tensorflow/tfjs";
import { withTensorFlow } from "./tensorflow.mjs";

export const { train, predict } = await withTensorFlow(tf, "cpu");
