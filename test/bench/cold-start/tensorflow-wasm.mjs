import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { trainAndPredict } from "./tensorflow.mjs";

await trainAndPredict(tf, "wasm");
