// What stored networks answer where they are loaded: in another process, and in a page.

/**
 * @param {{ network: any, loss: any, optimizer: any, training: any }} read - What a file was read as.
 * @param {{ asked: any, inputs: any, targets: any }} row - What the network is asked, and what it learns from.
 * @returns {{ predictions: unknown, losses: number[], afterwards: unknown }}
 */
export function answersOf({ network, loss, optimizer, training }, { asked, inputs, targets }) {
  const predictions = network.predict(asked);
  const trainer = network.trainer({ loss, optimizer, batchSize: inputs.length });
  trainer.restore(training);
  const losses = [0, 1].map(() => trainer.step(inputs, targets));
  return { predictions, losses, afterwards: network.predict(asked) };
}
