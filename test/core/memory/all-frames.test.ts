import { Sequential } from "@nn/core";
import { allFrames, Workspace } from "@nn/core/component";
import { Dense, Residual } from "@nn/layers";
import { expect, test } from "vitest";

test("what are no frames is refused, within branches as well", () => {
  const { frames } = new Workspace(new Sequential([new Residual([new Dense(2, 2)])]), 1);
  expect(allFrames(frames)).toHaveLength(2);
  const [frame] = frames;
  const within = (branches: unknown): unknown => [{ ...frame, branches }];
  const wrong = [
    ...[undefined, {}, [undefined], new Array(2 ** 31), [{ branches: 1 }], within(null)],
    ...[within({ length: new String("branch") }), within({ body: {} }), within({ body: { frames: [{}] } })],
  ];
  for (const each of wrong) {
    expect(() => allFrames(each as never)).toThrow("allFrames takes the frames of a workspace, or of a branch.");
  }
});
