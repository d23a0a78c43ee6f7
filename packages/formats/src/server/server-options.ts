import { checkOptions, finiteNumber, OptionError, positiveInteger, show } from "@nn/core/component";

/** What {@link toServer} may be told. */
export interface ServerOptions {
  /** What the package and the service are called, as npm allows it; `"network-server"` unless given. */
  readonly name?: string;
  /** The most bytes that a body may have; 1 MiB unless given. */
  readonly largestBody?: number;
  /** The most rows that a request may have; 1,000 unless given. */
  readonly mostRows?: number;
  /** How long a request may take, in seconds; 10 unless given. */
  readonly seconds?: number;
}

/** The most milliseconds that a timer of Node can wait. */
const LONGEST = 2 ** 31 - 1;

/** @throws OptionError for what is no such option. */
export function checkServer(options: ServerOptions): Required<ServerOptions> {
  checkOptions("toServer", options, ["name", "largestBody", "mostRows", "seconds"]);
  const { name = "network-server", largestBody = 2 ** 20, mostRows = 1000, seconds = 10 } = options;
  if (typeof name !== "string" || name.length > 214 || !/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw new OptionError(
      `toServer: name must be the name of a package, of small letters, digits, ".", "_" and "-", but is ${show(name)}.`,
    );
  }
  positiveInteger("toServer: largestBody", largestBody);
  positiveInteger("toServer: mostRows", mostRows);
  finiteNumber("toServer: seconds", seconds);
  if (seconds >= 0.001 && seconds * 1000 <= LONGEST) return { name, largestBody, mostRows, seconds };
  throw new OptionError(`toServer: seconds must be from 0.001 to ${LONGEST / 1000}, but is ${seconds}.`);
}
