import { stringify } from "yaml";
import { Complaint } from "../../program/errors/complaint.js";
import type { Manifest } from "./told.js";
import { sweepWords } from "./words.js";

/** What only Kubernetes is told. */
export interface ForKubernetes {
  readonly image: string | undefined;
  /** The claim of the volume that results go to. */
  readonly claim: string | undefined;
}

/** How often a trial is begun whose pod fails. */
const ATTEMPTS_MORE = 2;
/** The secret that the keys of S3 are in. */
const SECRET = "nn-s3";
const VOLUME = "results";

/**
 * The manifest by which Kubernetes makes a sweep: an Indexed Job for each round, whose pods find their index in JOB_COMPLETION_INDEX.
 *
 * Source: Kubernetes' documentation, "Indexed Job for Parallel Processing with Static Work Assignment", and batch/v1.
 *
 * @throws Complaint without an image, and without a volume for results that aren't on S3.
 */
export function kubernetesManifest(manifest: Manifest, { image, claim }: ForKubernetes): string {
  const { into, rounds } = manifest;
  const isS3 = into.startsWith("s3://");
  if (image === undefined) {
    throw new Complaint({
      en: "Kubernetes needs --image: one that has nn, the configuration and its tables.",
      fr: "Kubernetes a besoin de --image\u00a0: une image qui contient nn, la configuration et ses tableaux.",
    });
  }
  if (!isS3 && (claim === undefined || !into.startsWith("/"))) {
    throw new Complaint({
      en: "Pods share no folder of this machine: --into takes s3://BUCKET/FOLDER, or the absolute path at which they see the volume of --claim NAME.",
      fr: "Les pods ne partagent pas de dossier de cette machine\u00a0: --into prend s3://BUCKET/DOSSIER, ou le chemin absolu où ils voient le volume de --claim NOM.",
    });
  }
  const jobs = rounds.map((_, round) => stringify(jobOf(manifest, round, image, isS3 ? undefined : claim)));
  return [head(manifest, isS3), jobs.join("---\n")].join("");
}

function jobOf(manifest: Manifest, round: number, image: string, claim: string | undefined): object {
  const { into, rounds, parallel, megabytes, seconds } = manifest;
  const resources = { cpu: "1", memory: `${megabytes}M` };
  const container = {
    name: "trial",
    image,
    command: sweepWords(manifest, round, rounds.length),
    resources: { requests: resources, limits: resources },
    ...(claim === undefined
      ? { envFrom: [{ secretRef: { name: SECRET } }] }
      : { volumeMounts: [{ name: VOLUME, mountPath: into }] }),
  };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: nameOf(manifest, round) },
    spec: {
      completions: rounds[round]!,
      parallelism: Math.min(parallel, rounds[round]!),
      completionMode: "Indexed",
      backoffLimitPerIndex: ATTEMPTS_MORE,
      maxFailedIndexes: rounds[round]!,
      ...(round > 0 && { suspend: true }),
      template: {
        spec: {
          restartPolicy: "Never",
          activeDeadlineSeconds: seconds,
          containers: [container],
          ...(claim !== undefined && {
            volumes: [{ name: VOLUME, persistentVolumeClaim: { claimName: claim } }],
          }),
        },
      },
    },
  };
}

/** A name as Kubernetes takes it: a label of DNS. */
function nameOf({ name, rounds }: Manifest, round: number): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${label || "sweep"}${rounds.length === 1 ? "" : `-round-${round}`}`;
}

function head(manifest: Manifest, isS3: boolean): string {
  const keys = isS3
    ? `# The keys of S3 are in a secret: kubectl create secret generic ${SECRET} --from-literal=AWS_ACCESS_KEY_ID=… --from-literal=AWS_SECRET_ACCESS_KEY=…\n`
    : "";
  const [, ...later] = manifest.rounds;
  const rounds = later.map((_, i) => {
    const [before, next] = [nameOf(manifest, i), nameOf(manifest, i + 1)];
    return `# kubectl wait --for=condition=complete --timeout=-1s job/${before} && kubectl patch job/${next} -p '{"spec":{"suspend":false}}'\n`;
  });
  const waiting = later.length === 0 ? "" : `# Each round begins when the one before is complete:\n${rounds.join("")}`;
  return keys + waiting;
}
