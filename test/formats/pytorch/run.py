"""Runs the programs of a folder, and writes down what each answers, and what it says to what it has to refuse."""

import importlib.util
import json
import sys
from pathlib import Path

import torch

torch.set_num_threads(1)
folder, file = Path(sys.argv[1]), Path(sys.argv[2])
answers, failed = {}, False


def refusal(program, rows):
    """What a program says to rows that it refuses by a sentence; nothing, if it answers."""
    try:
        program.predict(rows)
    except ValueError as error:
        return str(error)
    return None


for path in sorted(folder.glob("*.json")):
    # As a program's own main reads it.
    task = json.loads(path.read_text(), parse_int=float)
    spec = importlib.util.spec_from_file_location(path.stem, path.with_suffix(".py"))
    program = importlib.util.module_from_spec(spec)
    answer, refusals = None, []
    try:
        spec.loader.exec_module(program)
        answer = program.predict(task["rows"])
        refusals = [refusal(program, rows) for rows in task["refused"]]
    except Exception as error:
        print(f"{task['name']}: {error!r}", file=sys.stderr)
        failed = True
    answers[task["name"]] = {"digest": task["digest"], "answer": answer, "refusals": refusals}
file.write_text(json.dumps(dict(sorted(answers.items()))))
print(len(answers), "programs run by PyTorch", torch.__version__)
if failed:
    sys.exit("Some of them failed.")
