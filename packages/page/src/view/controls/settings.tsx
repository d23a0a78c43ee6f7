import type { JSX } from "preact";
import { isRight } from "../../state/rules.js";
import type { RegionProps } from "../props.js";
import { NumberField } from "./fields.js";

/** The numbers of the optimizer. */
export function Settings({ scene, state: { model }, texts, send }: RegionProps): JSX.Element {
  const { optimizer } = model;
  return (
    <>
      {scene.model.settings.map(({ name, text, setting }) => (
        <NumberField
          key={name}
          id={name}
          label={texts.settings[name]}
          text={text}
          expected={texts.settingExpected(setting)}
          isRight={(value) => isRight(setting, value)}
          onNumber={(value) => {
            const settings = { ...optimizer.settings, [name]: value };
            send({ kind: "model", change: { optimizer: { ...optimizer, settings } } });
          }}
        />
      ))}
    </>
  );
}
