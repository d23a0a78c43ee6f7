/*
 * What programs have in common, as Python: each text is written where it is needed. Cells are told apart, read and refused as
 * the pipelines of @nn/data do it, for which Python has other words here and there.
 */

/** Reads the weights. */
export const READER = `def read_safetensors(path):
    """The tensors of a safetensors file, by their names."""
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    dtypes = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64}
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            tensor = torch.frombuffer(data[first:last], dtype=dtypes[entry["dtype"]])
            tensors[name] = tensor.reshape(entry["shape"])
    return tensors`;

/** Examples that come as lists of numbers. */
export const EXAMPLES = `def flat(values):
    """The numbers in lists in lists."""
    return [number for each in values for number in flat(each)] if isinstance(values, list) else [values]


def examples(rows):
    """Lists of numbers as a tensor."""
    rows = rows.tolist() if hasattr(rows, "tolist") else rows
    if not isinstance(rows, list) or any(type(number) not in (int, float) for number in flat(rows)):
        raise ValueError("Examples are lists of numbers, in one list.")
    return torch.tensor(rows, dtype=torch.float64)`;

/** Columns of raw rows. */
export const COLUMNS = `# What is a space around a text.
SPACE = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"


def cells_of(rows, column):
    """The cells of a column."""
    if not isinstance(rows, list) or not rows:
        raise ValueError("Rows come in a list of at least one.")
    for number, row in enumerate(rows):
        if not isinstance(row, dict) or column not in row:
            raise ValueError(f"Row {number}, counted from 0, has no column {column}.")
    return [row[column] for row in rows]


def is_missing(cell):
    return cell is None or (isinstance(cell, str) and cell.strip(SPACE) == "")`;

/** Columns of numbers. */
export const NUMBERS = `NUMBER = re.compile(r"[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?")


def number_in(cell, column):
    """The number in a cell."""
    text = cell.strip(SPACE) if isinstance(cell, str) else cell
    is_number = NUMBER.fullmatch(text) if isinstance(text, str) else isinstance(text, (bool, int, float))
    if not is_number or not math.isfinite(float(text)):
        raise ValueError(f"The column {column} takes numbers, but got {cell!r}.")
    return float(text)


def scaled(rows, column, missing, indicator, scale):
    """A column of numbers, each scaled by a formula."""
    cells = cells_of(rows, column)
    gaps = [is_missing(cell) for cell in cells]
    filled = [missing if gap and missing is not None else cell for cell, gap in zip(cells, gaps)]
    numbers = torch.tensor([[number_in(cell, column)] for cell in filled], dtype=torch.float64)
    result = scale(numbers)
    if not torch.isfinite(result).all():
        raise ValueError(f"The column {column} has a number that can't be scaled.")
    return torch.cat([result, torch.tensor(gaps, dtype=torch.float64).reshape(-1, 1)], 1) if indicator else result`;

/** Categories, of cells and of labels. */
export const TEXTS = `def number_text(number):
    """A number as JavaScript writes it, which is how pipelines know it."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + exponent
    minus = "-" if sign else ""
    if 0 < point <= 21:
        text = text.ljust(point, "0")
        return minus + text[:point] + ("." + text[point:] if text[point:] else "")
    if -6 < point <= 0:
        return minus + "0." + "0" * -point + text
    return minus + text[0] + ("." + text[1:] if text[1:] else "") + f"e{point - 1:+d}"


def text_of(category):
    """The text that a category is told by."""
    if isinstance(category, bool):
        return str(category).lower()
    return category if isinstance(category, str) else number_text(float(category))`;

/** Columns of categories. */
export const CATEGORIES = `def coded(rows, column, missing, unknown, codes):
    """A column of categories, each with numbers of its own."""
    result = []
    for cell in cells_of(rows, column):
        is_category = isinstance(cell, (str, bool, int, float)) and cell == cell
        code = missing if is_missing(cell) else codes.get(text_of(cell).strip(SPACE), unknown) if is_category else None
        if code is None:
            raise ValueError(f"The column {column} has no category {cell!r}.")
        result.append(code)
    return torch.tensor(result, dtype=torch.float64)`;

/** Answers in a column's own unit. */
export const UNSCALED = `def unscaled(outputs, inverse):
    """Outputs in a column's own unit."""
    result = inverse(outputs).flatten()
    if not torch.isfinite(result).all():
        raise ValueError("An output has no finite number in the unit of its column.")
    return result.tolist()`;

/** Answers of classes. */
export const CLASSES = `def classes(outputs, are_logits, labels):
    """The most likely label of each row, and how likely each is."""
    is_one = outputs.shape[1] == 1
    if are_logits:
        outputs = torch.sigmoid(outputs) if is_one else torch.softmax(outputs, 1)
    sums = torch.ones(len(outputs)) if is_one else outputs.sum(1)
    if not ((outputs >= 0) & (outputs <= 1)).all() or not ((sums - 1).abs() < 1e-3).all():
        raise ValueError("The outputs are no probabilities.")
    answers = []
    for row in (torch.cat([1 - outputs, outputs], 1) if is_one else outputs).tolist():
        # Of classes that are as likely, the first one, but the second of two that one output tells apart.
        best = max(range(len(labels)), key=lambda i: (row[i], i if is_one else -i))
        answers.append({"label": labels[best], "probabilities": dict(zip(map(text_of, labels), row))})
    return answers`;
