import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { withTensorFlow } from "./stack-of-tensorflow.mjs";

export const { train, predict } = await withTensorFlow(tf, "wasm");
