import * as tf from "@tensorflow/tfjs";
import { trainAndPredict } from "./tensorflow.mjs";

await trainAndPredict(tf, "cpu");
