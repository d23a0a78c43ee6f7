import { Job } from "kubernetes-models/batch/v1/Job";
import { afterAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { nn, removeFolders } from "../harness.js";
import { KEYS, S3Server } from "./s3-server.js";
import { byIndices, right, sweepFolder, tableIn } from "./sweep-folder.js";

afterAll(removeFolders);

const HALVING = { sweep: { method: "halving", trials: 9, leastEpochs: 1 } };

describe("a manifest for Kubernetes", () => {
  test("is a Job as batch/v1 has it, one for each round", async () => {
    const folder = await sweepFolder(HALVING);
    const line = "sweep manifest sweep.jsonc --for kubernetes --image me/nn:1 --into s3://bucket/penguins --parallel 4";
    const { stdout } = await right(folder, line);
    const jobs = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(jobs).toHaveLength(2);
    for (const job of jobs) new Job(job).validate();
    expect(jobs[0]).toMatchObject({
      kind: "Job",
      metadata: { name: "sweep-round-0" },
      spec: { completions: 9, parallelism: 4, completionMode: "Indexed", backoffLimitPerIndex: 2 },
    });
    expect(jobs[0].spec.template.spec.containers[0].command).toEqual(
      "nn sweep sweep.jsonc --into s3://bucket/penguins --round 0".split(" "),
    );
    expect(jobs[1].spec).toMatchObject({ completions: 3, suspend: true });
    expect(() => new Job({ ...jobs[0], spec: { ...jobs[0].spec, completions: "nine" } }).validate()).toThrow();
  });

  test("mounts the volume of a folder", async () => {
    const folder = await sweepFolder();
    const line = "sweep manifest sweep.jsonc --for kubernetes --image me/nn --into /shared/penguins --claim shared";
    const job = parseAllDocuments((await right(folder, line)).stdout)[0]!.toJS();
    new Job(job).validate();
    const { containers, volumes } = job.spec.template.spec;
    expect(volumes).toEqual([{ name: "results", persistentVolumeClaim: { claimName: "shared" } }]);
    expect(containers[0].volumeMounts).toEqual([{ name: "results", mountPath: "/shared/penguins" }]);
  });

  test("needs an image, and a place that pods share", async () => {
    const folder = await sweepFolder();
    const said = async (rest: string) => (await nn(folder, `sweep manifest sweep.jsonc ${rest}`.trim())).stderr;
    expect(await said("--for kubernetes")).toContain("Kubernetes needs --image");
    expect(await said("--for kubernetes --image i --lang fr")).toContain("Les pods ne partagent pas de dossier");
    expect(await said("")).toContain("needs --for kubernetes or --for slurm");
  });
});

describe("a script for Slurm", () => {
  test("is an array", async () => {
    const folder = await sweepFolder();
    const line = "sweep manifest sweep.jsonc --for slurm --into /shared/it --parallel 3 --memory 500 --seconds 90";
    expect((await right(folder, line)).stdout).toBe(`#!/bin/sh
#SBATCH --job-name=sweep
#SBATCH --array=0-11%3
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=500M
#SBATCH --time=2
exec nn sweep sweep.jsonc --into /shared/it
`);
  });

  test("of a halving hands in a round behind the other", async () => {
    const { stdout } = await right(await sweepFolder(HALVING), "sweep manifest sweep.jsonc --for slurm --into its");
    const calls = stdout.match(/^round\d=.*$/gm)!;
    expect(calls.map((call) => /--array=(\S+)/.exec(call)![1])).toEqual(["0-8%10", "0-2%10"]);
    expect(calls[1]).toContain("--dependency=afterany:$round0 --wrap='nn sweep sweep.jsonc --into its --round 1'");
  });
});

describe("nn sweep collect", () => {
  test("names what is missing, and how to make it", async () => {
    const folder = await sweepFolder();
    for (const index of [0, 1, 2, 4, 9]) await right(folder, `sweep sweep.jsonc --into it --index ${index}`);
    const { code, stderr } = await nn(folder, "sweep collect sweep.jsonc --into it");
    expect(code).toBe(3);
    expect(stderr).toContain(
      "7 results are missing, of the indices 3,5-8,10-11. This makes the first of them:\n  nn sweep sweep.jsonc --into it --index 3\n",
    );
    expect((await tableIn(folder, "it")).trim().split("\n")).toHaveLength(6);
    const french = await nn(folder, "sweep collect sweep.jsonc --into none --lang fr");
    expect(french.stderr).toContain("Il manque 12 résultats, ceux des indices 0-11.");
  });

  test("a round waits for the one before, and a place beyond it is refused", async () => {
    const folder = await sweepFolder(HALVING);
    const said = async (rest: string) => (await nn(folder, `sweep sweep.jsonc --into it ${rest}`)).stderr;
    expect(await said("--index 0 --round 1")).toContain("but 9 of its results are missing");
    expect(await said("--index 9")).toContain("--index is 9, but the places of this round are 0 to 8.");
    expect(await said("--index 0 --round 5")).toContain("The sweep has 2 rounds, counted from 0, but --round is 5.");
    expect(await said("--index third")).toContain('--index must be a whole number of at least 0, but is "third".');
  });
});

describe("results on S3", () => {
  test("are the same table as in a folder, and the first to write one wins", async () => {
    const server = await S3Server.begin();
    try {
      const folder = await sweepFolder();
      const environment = { ...KEYS, AWS_ENDPOINT_URL: server.url };
      const place = "--into s3://bucket/my/penguins";
      for (let index = 0; index < 12; index++) {
        await right(folder, `sweep sweep.jsonc --index ${index} ${place}`, { environment });
      }
      const again = await right(folder, `sweep sweep.jsonc --index 3 ${place}`, { environment });
      expect(again.stderr).toBe("s3://bucket/my/penguins has trials/000003.json already.\n");
      // Two that begin at once both find nothing there.
      server.objects.delete("my/penguins/trials/000007.json");
      const both = [0, 1].map(() => right(folder, `sweep sweep.jsonc --index 7 ${place}`, { environment }));
      await Promise.all(both);
      expect(server.late).toBe(1);
      await right(folder, `sweep collect sweep.jsonc ${place}`, { environment });
      expect(server.objects.get("my/penguins/results.csv")).toBe(await byIndices(folder, [12]));
    } finally {
      server.end();
    }
  });

  test("need keys that are right, and a store that answers", async () => {
    const server = await S3Server.begin();
    const folder = await sweepFolder();
    const said = async (place: string, environment: Record<string, string>) => {
      const { code, stderr } = await nn(folder, `sweep collect sweep.jsonc --into ${place}`, { environment });
      return [code, stderr];
    };
    const keys = { ...KEYS, AWS_ENDPOINT_URL: server.url };
    expect(await said("s3://bucket/a", {})).toEqual([
      2,
      "nn sweep collect: s3://bucket/a needs the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n",
    ]);
    expect(await said("s3://bucket/a", { ...keys, AWS_SECRET_ACCESS_KEY: "wrong" })).toEqual([
      3,
      "nn sweep collect: s3://bucket/a: it can't be listed: the store answers 403, SignatureDoesNotMatch.\n",
    ]);
    expect(await said("s3://other/a", keys)).toEqual([
      3,
      "nn sweep collect: s3://other/a: it can't be listed: the store answers 404, NoSuchBucket.\n",
    ]);
    expect((await said("s3://UPPER", keys))[0]).toBe(2);
    server.end();
    expect((await said("s3://bucket/a", keys))[1]).toContain("s3://bucket/a can't be reached: ");
  });
});

test("a folder that can't be written is a sentence", async () => {
  const folder = await sweepFolder();
  const { code, stderr } = await nn(folder, "sweep sweep.jsonc --index 0 --into penguins.csv");
  expect([code, stderr]).toEqual([3, expect.stringMatching(/^nn sweep: .*penguins\.csv.*\.\n$/)]);
});
