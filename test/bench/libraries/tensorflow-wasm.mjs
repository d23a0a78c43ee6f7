import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { withTensorFlow } from "./tensorflow.mjs";

export const { train, predict } = await withTensorFlow(tf, "wasm");
