import { AwsClient } from "aws4fetch";
import { XMLParser } from "fast-xml-parser";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import type { Text } from "../../program/language.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Store } from "./store.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** A page of S3's list of objects, as far as it is read. */
interface Page {
  readonly ListBucketResult?: {
    readonly Contents?: readonly { readonly Key: string }[];
    readonly NextContinuationToken?: string;
  };
}

/** Keys and tokens are texts, also where they look like numbers; a list of one is a list. */
const parser = /* @__PURE__ */ new XMLParser({ parseTagValue: false, isArray: (name) => name === "Contents" });

const READ: Text = { en: "can't be read", fr: "ne peut pas être lu" };
const WRITTEN: Text = { en: "can't be written", fr: "ne peut pas être écrit" };
const LISTED: Text = { en: "it can't be listed", fr: "son contenu ne peut pas être lu" };

const of = (file: string, { en, fr }: Text): Text => ({ en: `${file} ${en}`, fr: `${file} ${fr}` });

/**
 * A part of a bucket of S3, or of a store that speaks its language. Who may come in, and where it is, are in the variables that
 * the tools of AWS read: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, and AWS_ENDPOINT_URL_S3 or
 * AWS_ENDPOINT_URL for another store.
 */
export class S3Store implements Store {
  readonly name: string;
  readonly #client: AwsClient;
  readonly #bucket: string;
  readonly #prefix: string;

  /** @param address - `s3://bucket/folder`. @throws Complaint for what is no such address, and without keys. */
  constructor(address: string, environment: Environment) {
    this.name = address;
    const [, bucket, folder = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/?(.*?)\/*$/.exec(address) ?? [];
    if (bucket === undefined) {
      throw new Complaint({
        en: `${JSON.stringify(address)} is no address of a bucket: write s3://BUCKET/FOLDER.`,
        fr: `${JSON.stringify(address)} n’est pas l’adresse d’un bucket\u00a0: écrivez s3://BUCKET/DOSSIER.`,
      });
    }
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
    if (!accessKeyId || !secretAccessKey) {
      throw new Complaint({
        en: `${address} needs the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
        fr: `${address} a besoin des variables AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY.`,
      });
    }
    const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || "us-east-1";
    const endpoint = environment.AWS_ENDPOINT_URL_S3 || environment.AWS_ENDPOINT_URL;
    const { AWS_SESSION_TOKEN: sessionToken } = environment;
    const session = sessionToken ? { sessionToken } : {};
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", ...session });
    this.#bucket = `${(endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, "")}/${bucket}`;
    this.#prefix = folder === "" ? "" : `${folder}/`;
  }

  async read(file: string): Promise<string | undefined> {
    const response = await this.#fetch(this.#address(file));
    return response.status === 404 ? undefined : (await this.#right(response, of(file, READ))).text();
  }

  /** The first one to write a trial's file wins; all write the same. */
  async write(file: string, content: string): Promise<void> {
    const isTrial = file.startsWith("trials/");
    const headers = { "content-type": "application/octet-stream", ...(isTrial && { "if-none-match": "*" }) };
    const response = await this.#fetch(this.#address(file), { method: "PUT", body: content, headers });
    if (isTrial && response.status === 412) return;
    await this.#right(response, of(file, WRITTEN));
  }

  async trials(): Promise<readonly string[]> {
    const files: string[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      const query = new URLSearchParams({ "list-type": "2", prefix: `${this.#prefix}trials/` });
      if (token !== "") query.set("continuation-token", token);
      const response = await this.#right(await this.#fetch(`${this.#bucket}?${query}`), LISTED);
      const { ListBucketResult: list }: Page = parser.parse(await response.text()) as Page;
      files.push(...(list?.Contents ?? []).map(({ Key }) => Key.slice(this.#prefix.length)));
      token = list?.NextContinuationToken;
    }
    return files;
  }

  #address(file: string): string {
    return `${this.#bucket}/${`${this.#prefix}${file}`.split("/").map(encodeURIComponent).join("/")}`;
  }

  async #fetch(address: string, init?: RequestInit): Promise<Response> {
    try {
      return await this.#client.fetch(address, init);
    } catch (error) {
      const { message } = error as Error;
      throw new Complaint(
        { en: `${this.name} can't be reached: ${message}.`, fr: `${this.name} ne répond pas (${message}).` },
        EXIT.badData,
      );
    }
  }

  async #right(response: Response, what: Text): Promise<Response> {
    if (response.ok) return response;
    const said = /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
    const answer = `${response.status}${said ? `, ${said}` : ""}`;
    throw new Complaint(
      {
        en: `${this.name}: ${what.en}: the store answers ${answer}.`,
        fr: `${this.name}${NBSP}: ${what.fr}${NBSP}: le dépôt répond ${answer}.`,
      },
      EXIT.badData,
    );
  }
}
