import type { JSX } from "preact";
import { Bitmap } from "../charts/bitmap.js";
import { Numeral } from "../controls/number.js";
import type { RegionProps } from "../props.js";

/** What the network makes of each row. */
export function Predictions({ scene, state, texts }: RegionProps): JSX.Element {
  const { columns, labels } = texts;
  const isImages = state.model.filters !== undefined;
  const features = isImages ? [] : (state.data.columns ?? columns.features);
  const heads = [
    columns.name,
    ...(isImages ? [texts.views.images.column] : [...features, columns.input]),
    columns.target,
    columns.output,
    columns.answer,
    ...(scene.meanLoss ? [columns.loss] : []),
  ];
  return (
    <section class="predictions" data-testid="region-v8" aria-labelledby="predictions-title">
      <div class="title">
        <h2 id="predictions-title">{labels.predictions}</h2>
        {scene.accuracy && <Numeral shown={scene.accuracy} id="accuracy" />}
      </div>
      {/* On a phone it is wider than the page: keys move it too. */}
      <div class="scrolled" tabIndex={0} role="group" aria-labelledby="predictions-title">
        <table aria-describedby={scene.predictionNote ? "predictions-note" : undefined}>
          <thead>
            <tr>
              {heads.map((head, i) => (
                <th key={head} scope="col" class={i > 0 && i <= features.length ? "feature" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scene.predictions.map(
              ({ place, name, features, input, picture, output, target, answer, loss, isCurrent }) => (
                <tr key={place} aria-current={isCurrent}>
                  <th scope="row">{name}</th>
                  {features.map((feature, i) => (
                    <td key={i} class="feature">
                      {feature.text}
                    </td>
                  ))}
                  <td>
                    {picture ? (
                      <Bitmap picture={picture} />
                    ) : (
                      `(${input.map(({ text }) => text).join(texts.separator)})`
                    )}
                  </td>
                  <td>{target}</td>
                  <td>
                    <Numeral shown={output} id={`pred-${name}`} />
                  </td>
                  <td>{answer}</td>
                  {scene.meanLoss && <td>{loss && <Numeral shown={loss} />}</td>}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {scene.predictionNote && <p id="predictions-note">{scene.predictionNote}</p>}
    </section>
  );
}
