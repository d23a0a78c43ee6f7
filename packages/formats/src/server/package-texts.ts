import type { Sequential } from "@nn/core";
import { schemasOf } from "./schemas.js";
import type { ServerOptions } from "./server-options.js";

/** What a service needs, in the version that it was tried with. */
const FASTIFY = "5.12.8";

/** The manifest of a service. */
export function packageText({ name }: Required<ServerOptions>): string {
  const manifest = {
    name,
    version: "1.0.0",
    private: true,
    type: "module",
    engines: { node: ">=20" },
    scripts: { start: "node server.js" },
    dependencies: { fastify: FASTIFY },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** No root, and no shell between the signals and the program. */
export const DOCKERFILE = `FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /service
COPY package*.json ./
RUN npm install --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY app.js server.js network.js openapi.json ./
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \\
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
`;

/** What stays out of the container. */
export const DOCKERIGNORE = "node_modules\nREADME.md\nDockerfile\n";

/** What a person has to know. */
export function readmeText(
  network: Sequential,
  { name, largestBody, mostRows, seconds }: Required<ServerOptions>,
): string {
  const body = JSON.stringify({ rows: [schemasOf(network).example] });
  const isLong = body.length > 500;
  const data = isLong ? "@rows.json" : `'${body.replaceAll("'", "'\\\\''")}'`;
  return `# ${name}

A neural network that answers over HTTP, written by @nn/formats.

\`\`\`sh
npm install
npm start
\`\`\`

or

\`\`\`sh
docker build --tag ${name} .
docker run --publish 8080:8080 ${name}
\`\`\`

It answers to rows${isLong ? ', which stand in `rows.json` as `{"rows": […]}`' : ""}:

\`\`\`sh
curl --header 'content-type: application/json' --data ${data} http://127.0.0.1:8080/predict
\`\`\`

\`GET /openapi.json\` says what it takes and gives, \`GET /health\` whether it is up.

| variable | what it sets | unless set |
| --- | --- | --- |
| \`HOST\` | the address that it listens at | 127.0.0.1; 0.0.0.0 in the container |
| \`PORT\` | the port | 8080 |
| \`LOG_LEVEL\` | how much it logs, as lines of JSON: \`warn\` leaves the requests out | info |
| \`DRAIN_SECONDS\` | how long it goes on answering at SIGTERM, while \`/health\` says 503, before it finishes what it has begun and ends | 5 |

A body has at most ${largestBody} bytes and ${mostRows} rows, and may take ${seconds} s to come and ${seconds} s to be answered. It asks for no
password and has no encryption: put it behind what does that.
`;
}
