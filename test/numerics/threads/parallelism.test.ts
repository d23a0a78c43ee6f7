import { Parallelism, seededRandom } from "@nn/numerics";
import { describe, expect, test } from "vitest";

/** What a job takes, in milliseconds: on all threads, and on one. */
interface Times {
  readonly together: number;
  readonly alone: number;
}

/** One core for each thread; and a machine of which another process has taken a core. */
const REST: Times = { together: 1, alone: 1.75 };
const BUSY: Times = { together: 5, alone: 1.75 };

const best = ({ together, alone }: Times): number => Math.min(together, alone);

/** Jobs on a clock that moves only while one of them runs. */
class Simulation {
  readonly parallelism: Parallelism;
  /** Milliseconds so far, and how many it would have been if each job had been done in the better way. */
  spent = 0;
  least = 0;

  constructor(clock: (time: number) => number = (time) => time) {
    this.parallelism = new Parallelism(() => clock(this.spent));
  }

  /** Does one job. Answers whether it was done together. */
  job(times: Times, number = 1): boolean {
    const { parallelism } = this;
    const kind = parallelism.kind(number);
    const { together } = parallelism;
    parallelism.start(kind);
    this.spent += together ? times.together : times.alone;
    this.least += best(times);
    parallelism.end(kind, 1);
    return together;
  }

  /** Does a job again and again for so many milliseconds. Answers the time that was taken, in parts of the least possible. */
  for(milliseconds: number, job: (i: number) => void): number {
    const { spent, least } = this;
    for (let i = 0; this.spent < spent + milliseconds; i++) job(i);
    return (this.spent - spent) / (this.least - least);
  }
}

describe("on a machine at rest", () => {
  test.each([
    ["jobs of a millisecond", 1],
    ["long jobs", 80],
    ["jobs as short as the shortest that are divided", 0.02],
  ])("%s: threads work together, and trials cost less than a fiftieth", (_, scale) => {
    const simulation = new Simulation();
    const times = { together: REST.together * scale, alone: REST.alone * scale };
    // The first trials are close to one another.
    simulation.for(10_000 * Math.max(1, scale / 5), () => simulation.job(times));
    expect(simulation.for(30_000 * Math.max(1, scale / 5), () => simulation.job(times))).toBeLessThan(1.02);
    expect(simulation.spent / simulation.least).toBeLessThan(1.03);
  });

  test("so they do where evaluations take ten times as long as steps, and come now and then", () => {
    const simulation = new Simulation();
    const evaluation = { together: 10, alone: 30 };
    const ratio = simulation.for(40_000, (i) => {
      simulation.job(i % 97 === 0 ? evaluation : REST, i % 97 === 0 ? 2 : 1);
      for (let kernel = 0; kernel < 5; kernel++) simulation.job({ together: 0.03, alone: 0.04 }, 3 + kernel);
    });
    expect(ratio).toBeLessThan(1.03);
  });

  test("so they do in a search, each of whose networks is new", () => {
    const simulation = new Simulation();
    const ratio = simulation.for(60_000, (i) => simulation.job(REST, Math.floor(i / 1000)));
    expect(ratio).toBeLessThan(1.05);
  });

  test("so they do after a second in which the machine was busy", () => {
    const simulation = new Simulation();
    simulation.for(10_000, () => simulation.job(REST));
    simulation.for(200, () => simulation.job(BUSY));
    expect(simulation.for(10_000, () => simulation.job(REST))).toBeLessThan(1.03);
  });
});

describe("on a machine whose cores are taken", () => {
  test("from the beginning: the first thread soon works alone, and trials cost less and less", () => {
    const simulation = new Simulation();
    expect(simulation.for(1000, () => simulation.job(BUSY))).toBeLessThan(1.3);
    expect(simulation.for(9000, () => simulation.job(BUSY))).toBeLessThan(1.05);
    expect(simulation.for(30_000, () => simulation.job(BUSY))).toBeLessThan(1.01);
  });

  test.each([
    [1.05, true],
    [1.2, false],
  ])("a little, so that jobs take %d times one thread's time: together, %s", (together, isKept) => {
    const simulation = new Simulation();
    simulation.for(10_000, () => simulation.job({ together, alone: 1 }));
    let count = 0;
    for (let i = 0; i < 10_000; i++) if (simulation.job({ together, alone: 1 })) count++;
    expect(count > 9000).toBe(isKept);
    expect(count < 1000).toBe(!isKept);
  });

  test("all of a sudden: this is noticed within two windows, after however long a rest", () => {
    const simulation = new Simulation();
    simulation.for(60_000, () => simulation.job(REST));
    const before = simulation.spent;
    while (simulation.job(BUSY)) expect(simulation.spent - before).toBeLessThan(60);
    expect(simulation.for(1000, () => simulation.job(BUSY))).toBeLessThan(1.1);
  });

  test("and free again: they work together again within four seconds, after however long a time", () => {
    const simulation = new Simulation();
    simulation.for(60_000, () => simulation.job(BUSY));
    simulation.for(4000 * REST.alone, () => simulation.job(REST));
    expect(simulation.for(2000, () => simulation.job(REST))).toBeLessThan(1.03);
  });

  test("by chance, now one and now the other: it costs less than a tenth", () => {
    const random = seededRandom("scheduler");
    const simulation = new Simulation();
    // Slices of a scheduler in which the second thread has a core, or hasn't.
    let times = REST;
    const ofSlice = (share: number): Times => (random() < share ? REST : BUSY);
    const alone = { spent: 0 };
    simulation.for(60_000, (i) => {
      if (i % 5 === 0) times = ofSlice(0.3);
      simulation.job(times);
      alone.spent += times.alone;
    });
    expect(simulation.spent / alone.spent).toBeLessThan(1.1);
  });

  test("kernel by kernel: what new kinds of jobs take is found out together with the known ones", () => {
    const simulation = new Simulation();
    const step = (): void => {
      for (let kernel = 0; kernel < 30; kernel++) simulation.job({ together: 0.5, alone: 0.05 * (1 + kernel) }, kernel);
    };
    simulation.for(2000, step);
    const { spent } = simulation;
    for (let i = 0; i < 1000; i++) step();
    // All alone it is 23,250.
    expect(simulation.spent - spent).toBeLessThan(16_000);
  });
});

describe("whatever the clock does", () => {
  test.each([
    ["ticks in milliseconds", 1.05, (time: number) => Math.floor(time)],
    ["ticks in hundredths of a second", 1.2, (time: number) => 10 * Math.floor(time / 10)],
    ["is set back now and then", 1.05, (time: number) => time - 10_000 * Math.floor(time / 7000)],
  ])("one that %s", (_, limit, clock) => {
    const rest = new Simulation(clock);
    expect(rest.for(60_000, () => rest.job({ together: 0.3, alone: 0.55 }))).toBeLessThan(limit);
    const busy = new Simulation(clock);
    expect(busy.for(60_000, () => busy.job({ together: 1.2, alone: 0.4 }))).toBeLessThan(limit);
  });

  test("one that stands still leaves the threads together", () => {
    const simulation = new Simulation(() => 0);
    for (let i = 0; i < 10_000; i++) expect(simulation.job(BUSY)).toBe(true);
  });
});

test("one call makes no more jobs than a window has, so that the next window can be worked otherwise", () => {
  const simulation = new Simulation();
  const kind = simulation.parallelism.kind(1);
  expect(simulation.parallelism.most(kind)).toBe(1);
  simulation.for(60, () => simulation.job(REST));
  expect(simulation.parallelism.most(kind)).toBe(25);
  for (let i = 0; i < 4; i++) simulation.job({ together: 50, alone: 50 }, 2);
  expect(simulation.parallelism.most(simulation.parallelism.kind(2))).toBe(1);
});
