// Starts a browser when it is first asked for, as `/Firefox/1`, one for each process that runs tests at a time, so that no two
// files share one; and answers with its address. All end with this process, and this one with the run.
import { createServer } from "node:http";
import { chromium, firefox } from "playwright-core";

const types = { Chromium: chromium, Firefox: firefox };
/** What each is started with, by its name. */
const options = JSON.parse(process.argv[2]);
const started = new Map();

async function start(place) {
  const name = place.split("/")[1];
  const server = await types[name].launchServer(options[name]);
  server.once("close", () => started.delete(place));
  return server;
}

const addresses = createServer(async ({ url }, response) => {
  if (!started.has(url)) started.set(url, start(url));
  try {
    response.end((await started.get(url)).wsEndpoint());
  } catch (error) {
    started.delete(url);
    response.writeHead(500).end(String(error));
  }
});
addresses.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${addresses.address().port}`));
process.once("disconnect", async () => {
  await Promise.allSettled(Array.from(started.values(), async (server) => (await server).close()));
  process.exit();
});
