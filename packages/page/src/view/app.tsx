import type { JSX } from "preact";
import { Chain } from "./chain.js";
import { Data } from "./data.js";
import { Diagram } from "./diagram.js";
import { Header } from "./header.js";
import { Model } from "./model.js";
import { Predictions } from "./predictions.js";
import type { ModelProps } from "./props.js";
import { Transport } from "./transport.js";

/** The page; `refused` says why the last action wasn't possible. */
export function App({ refused, ...props }: ModelProps & { refused: string | null }): JSX.Element {
  const { scene } = props;
  return (
    <>
      <Header {...props} />
      <main>
        <Transport {...props} />
        <div class="setup">
          <Data {...props} />
          <Model {...props} />
        </div>
        <Diagram {...props} />
        <Chain {...props} />
        <Predictions {...props} />
      </main>
      <footer>
        <p role="status" data-testid="journal">
          {refused ?? scene.message ?? scene.journal}
        </p>
      </footer>
    </>
  );
}
