import type { JSX } from "preact";
import { Numeral } from "../controls/number.js";
import type { RegionProps } from "../props.js";

/** The epoch that begins here, update by update. */
export function Story({ scene: { story }, texts }: RegionProps): JSX.Element {
  if (story === null) return <p>{texts.views.story.none}</p>;
  const { columns } = texts.views.story;
  return (
    <>
      <p>
        {texts.views.story.before} <Numeral shown={story.before} id="story-before" />
      </p>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {story.rows.map(({ step, names, before, after, mean }) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              <td>{names}</td>
              <td>
                <Numeral shown={before} />
              </td>
              <td>
                <Numeral shown={after} />
              </td>
              <td>
                <Numeral shown={mean} id={`story-${step}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
