import { printable } from "@nn/core/component";
import type * as bullmq from "bullmq";
import type { Redis } from "ioredis";
import { Complaint, EXIT } from "../../program/errors/complaint.js";

/** What keeps the queue: BullMQ, and a connection to Redis or Valkey of one's own. */
export interface Library {
  readonly bullmq: typeof bullmq;
  readonly redis: Redis;
  /** What BullMQ makes its connections of. */
  readonly connection: { readonly url: string; readonly maxRetriesPerRequest: null };
}

/**
 * The library of the queue, which only those install who want one, and a connection.
 *
 * @throws Complaint where it isn't installed, and where nothing answers at the address.
 */
export async function connect(url: string): Promise<Library> {
  const [library, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]).catch((error: unknown) => {
    throw (error as { readonly code?: string }).code === "ERR_MODULE_NOT_FOUND" ? notInstalled() : error;
  });
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => null });
  // What is thrown says only that there is no connection; why, this says.
  let why = "";
  redis.on("error", ({ message }: Error) => {
    why = message;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw notReached(url, why || (error as Error).message);
  }
  // From here on a server that is restarted is waited for.
  redis.options.retryStrategy = (times: number) => Math.min(times * 100, 2000);
  return { bullmq: library, redis, connection: { url, maxRetriesPerRequest: null } };
}

function notInstalled(): Complaint {
  return new Complaint({
    en: "The queue needs two packages that nn doesn't bring along: npm install bullmq ioredis",
    fr: "La file a besoin de deux paquets que nn n’apporte pas\u00a0: npm install bullmq ioredis",
  });
}

function notReached(url: string, why: string): Complaint {
  const shown = printable(url.replace(/\/\/.*@/, "//"));
  return new Complaint(
    {
      en: `No Redis or Valkey answers at ${shown}: ${printable(why)}.`,
      fr: `Aucun Redis ou Valkey ne répond à ${shown}\u00a0: ${printable(why)}.`,
    },
    EXIT.badData,
  );
}
