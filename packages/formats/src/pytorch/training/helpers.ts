import type { RandomState } from "@nn/core/types";
import { numberText } from "../python/texts.js";

/** The order of the examples: that of `fit`, drawn from the same random source. */
export function ordersText({ c, s0, s1, s2 }: RandomState): string {
  return `def random_numbers(c, s0, s1, s2):
    """Numbers from 0 to below 1 with 53 bits each: J. Baagøe's Alea."""
    def draw():
        nonlocal c, s0, s1, s2
        t = 2091639 * s0 + c * 2.3283064365386963e-10
        c = int(t)
        s0, s1, s2 = s1, s2, t - c
        return s2
    while True:
        yield draw() + int(draw() * 0x200000) * 1.1102230246251565e-16


def orders(count):
    """The numbers of the examples in the order of each epoch: each shuffles that of the last one."""
    order = list(range(count))
    numbers = random_numbers(${[c, s0, s1, s2].map(numberText).join(", ")})
    while True:
        for last in range(count - 1, 0, -1):
            chosen = int(next(numbers) * (last + 1))
            order[last], order[chosen] = order[chosen], order[last]
        yield order`;
}

/** The same without shuffling. */
export const SAME_ORDER = `def orders(count):
    """The numbers of the examples in the order of each epoch."""
    while True:
        yield list(range(count))`;

/** Rows of a CSV file, as the cells of a table have them. */
export function csvText(delimiter: string, decimal: string, missing: string, numbers: string): string {
  const comma = decimal === "," ? '.replace(",", ".")' : "";
  return `def cell_in(column, text):
    """A cell: nothing for a gap, a number in a column of numbers."""
    text = text.strip(SPACE)
    if text in ${missing}:
        return None
    if column in ${numbers}:
        number = text${comma}
        return float(number) if re.fullmatch(r"[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?", number) else text
    return text


def rows_in(path):
    """The rows of a CSV file whose first line names the columns."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file, delimiter=${delimiter}, strict=True)
        rows = list(reader)
    for number, row in enumerate(rows):
        if None in row or None in row.values():
            raise ValueError(f"Row {number}, counted from 0, has more or fewer cells than there are columns.")
    return [{name.strip(SPACE): cell_in(name.strip(SPACE), text) for name, text in row.items()} for row in rows]`;
}

/** Puts arrays side by side that are told apart by their names. */
export const SIDE_BY_SIDE = `def side_by_side(tensors):
    """The numbers of each example, array by array."""
    return torch.cat([tensor.reshape(len(tensor), -1) for tensor in tensors], 1)`;

/** Writes the weights. */
export const WRITER = `def write_safetensors(path, tensors):
    """Tensors by their names as a safetensors file, which replaces the one before in one go."""
    dtypes = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt"}}, []
    size = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: (item[1].element_size() * -1, item[0])):
        data.append(tensor.detach().contiguous().numpy().tobytes())
        header[name] = {
            "dtype": dtypes[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [size, size + len(data[-1])],
        }
        size += len(data[-1])
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    beside = Path(f"{path}.partial")
    beside.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(data))
    os.replace(beside, path)`;

/** What the examples count. */
export const WEIGHTS = `def weights_of(numbers):
    """What each example counts: finite numbers of at least 0."""
    for number, weight in enumerate(numbers):
        if not isinstance(weight, float) or not 0 <= weight < float("inf"):
            raise ValueError(f"The weight of example {number}, counted from 0, must be a finite number of at least 0, but is {weight!r}.")
    if not any(numbers):
        raise ValueError("The weights of the examples are all 0, so that nothing counts.")
    return torch.tensor(numbers, dtype=torch.float64)`;

/** The steps of a training, shared by the processes. */
export function trainText(parts: TrainParts): string {
  const { epochs, batchSize, made, updates, examples, alone, fixed, held, penalty, hasWeights } = parts;
  const weighted = hasWeights ? "(values * weights[examples].to(values.dtype)).sum()" : "values.sum()";
  // A batch whose weights are all 0 has a loss of 0.
  const divisor = hasWeights ? "(float(weights[batch].sum()) or 1)" : "len(batch)";
  const stopped =
    held === "()"
      ? ""
      : `
    for name in ${held}:
        network.get_submodule(name).eval()`;
  const costs =
    penalty === undefined
      ? ""
      : `
            # What parameters cost is shared as well.
            mean = mean + (${penalty}) / world`;
  const count =
    examples === undefined
      ? ""
      : `
    if len(inputs) != ${examples}:
        raise ValueError(f"The training was written for ${examples} examples, but there are {len(inputs)}.")`;
  const refused =
    alone === undefined
      ? ""
      : `
    if world > 1:
        raise ValueError(${alone})`;
  return `def train(inputs, targets${hasWeights ? ", weights" : ""}):
    """Trains the network, and gives the mean loss of each batch before its update."""
    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)${refused}${count}
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(name not in ${fixed})
    network.train()${stopped}
    model = nn.parallel.DistributedDataParallel(network) if world > 1 else network
    named = {name: parameter for name, parameter in network.named_parameters() if parameter.requires_grad}
    parameters = list(named.values())
    optimizer = ${made}
    losses, step = [], 0
    for epoch, order in zip(range(${epochs}), orders(len(inputs))):
        means = []
        for first in range(0, len(order), ${batchSize}):
            batch = order[first : first + ${batchSize}]
            # One without a share takes an example that counts nothing, so that gradients meet.
            share = batch[rank::world]
            examples = share or batch[:1]
            values = losses_of(model(inputs[examples]), targets[examples])
            # The share of the batch's mean. Gradients are averaged over the processes, so that it counts as often.
            mean = ${weighted} * (1 if share else 0) / ${divisor}${costs}
            optimizer.zero_grad()
            (mean * world).backward()
${updates}
            means.append(mean.detach())
            step += 1
        means = torch.stack(means)
        if world > 1:
            dist.all_reduce(means)
        if not torch.isfinite(means).all():
            raise ValueError(f"The loss isn't finite any more in epoch {epoch}, counted from 0.")
        losses += means.tolist()
        if rank == 0:
            print(f"epoch {epoch}: loss {float(means.mean()):.6g}", flush=True)
    network.eval()
    return losses`;
}

/** What differs from one training to another. */
interface TrainParts {
  readonly epochs: number;
  readonly batchSize: number;
  /** What makes the optimizer. */
  readonly made: string;
  /** The lines that move the parameters. */
  readonly updates: string;
  readonly examples: number | undefined;
  /** Why it can't be shared, as a text of Python. */
  readonly alone: string | undefined;
  /** The names of parameters that stay. */
  readonly fixed: string;
  /** The names of modules that do what they do in a prediction. */
  readonly held: string;
  /** Whether examples have weights. */
  readonly hasWeights: boolean;
  /** What parameters cost, where they cost something. */
  readonly penalty: string | undefined;
}

/** What the program does when it is run. */
export const MAIN = `def main():
    parser = argparse.ArgumentParser(description="Trains the network of network.py.")
    parser.add_argument("data", help="the training data")
    parser.add_argument("--trained", default="trained.safetensors", help="the file for the weights")
    parser.add_argument("--losses", help="a file for the loss of each batch, as a list in JSON")
    given = parser.parse_args()
    # torchrun says how many processes there are.
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        dist.init_process_group("gloo")
    losses = train(*examples_in(given.data))
    if int(os.environ.get("RANK", "0")) == 0:
        write_safetensors(given.trained, network.state_dict())
        if given.losses:
            Path(given.losses).write_text(json.dumps(losses))
    if dist.is_initialized():
        dist.destroy_process_group()


if __name__ == "__main__":
    main()`;
