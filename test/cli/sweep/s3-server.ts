import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";

/** The keys that the server takes. */
export const KEYS = { AWS_ACCESS_KEY_ID: "reader", AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG" };

const PAGE = 5;

/** A store that speaks the part of S3's language that sweeps do: objects, conditional writes, lists in pages, signatures. */
export class S3Server {
  readonly objects: Map<string, string> = new Map();
  /** How many conditional writes came too late. */
  late = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const [status, body] = this.#answer(request, Buffer.concat(chunks).toString());
      response.writeHead(status).end(body);
    });
  }

  static begin(): Promise<S3Server> {
    const server = new S3Server();
    return new Promise((resolve) => server.#server.listen(0, "127.0.0.1", () => resolve(server)));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as { readonly port: number }).port}`;
  }

  end(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request: IncomingMessage, body: string): [status: number, body: string] {
    if (!isSigned(request, body)) return [403, "<Error><Code>SignatureDoesNotMatch</Code></Error>"];
    const { pathname, searchParams } = new URL(request.url ?? "", this.url);
    const [, bucket = "", ...rest] = pathname.split("/").map(decodeURIComponent);
    if (bucket !== "bucket") return [404, "<Error><Code>NoSuchBucket</Code></Error>"];
    const key = rest.join("/");
    if (request.method === "PUT") {
      if (request.headers["if-none-match"] === "*" && this.objects.has(key)) {
        this.late++;
        return [412, "<Error><Code>PreconditionFailed</Code></Error>"];
      }
      this.objects.set(key, body);
      return [200, ""];
    }
    if (searchParams.get("list-type") === "2") return [200, this.#list(searchParams)];
    const content = this.objects.get(key);
    return content === undefined ? [404, "<Error><Code>NoSuchKey</Code></Error>"] : [200, content];
  }

  #list(query: URLSearchParams): string {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(query.get("prefix") ?? "")).sort();
    const from = Number(query.get("continuation-token") ?? 0);
    const page = keys.slice(from, from + PAGE).map((key) => `<Contents><Key>${key}</Key></Contents>`);
    const isLast = from + PAGE >= keys.length;
    const token = isLast ? "" : `<NextContinuationToken>${from + PAGE}</NextContinuationToken>`;
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${!isLast}</IsTruncated>${page.join("")}${token}</ListBucketResult>`;
  }
}

/** Whether a request is signed with the keys: "Authenticating Requests (AWS Signature Version 4)", step by step. */
function isSigned({ method = "", url = "", headers }: IncomingMessage, body: string): boolean {
  const [, id, scope, names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  if (id !== KEYS.AWS_ACCESS_KEY_ID || scope === undefined) return false;
  const [path = "", query = ""] = url.split("?");
  const parameters = [...new URLSearchParams(query)]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  const signed = names.split(";").map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const hash = headers["x-amz-content-sha256"];
  if (hash !== "UNSIGNED-PAYLOAD" && hash !== sha256(body)) return false;
  const canonical = [method, path, parameters.join("&"), signed.join(""), names, hash].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => hmac(secret, part).digest(), `AWS4${KEYS.AWS_SECRET_ACCESS_KEY}`);
  return hmac(key, text).digest("hex") === signature;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): ReturnType<typeof createHmac> {
  return createHmac("sha256", key).update(text);
}
