// The workloads that are measured in turns; W6 measures whole processes, and has a way of its own.
import * as w1 from "./w1.mjs";
import * as w2 from "./w2.mjs";
import * as w3 from "./w3.mjs";
import * as w4 from "./w4.mjs";
import * as w5 from "./w5.mjs";
import * as w7 from "./w7.mjs";

export const workloads = { w1, w2, w3, w4, w5, w7 };

export const groupOf = (workload, place) => workloads[workload].groups[place];
