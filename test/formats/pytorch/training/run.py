"""Trains what the folders of a folder say, in all processes of a group, and writes down what came of it."""

import importlib
import json
import os
import sys
from pathlib import Path

import torch
import torch.distributed as dist

torch.set_num_threads(1)
folder, file = Path(sys.argv[1]), Path(sys.argv[2])
dist.init_process_group("gloo")
rank = dist.get_rank()
answers, failed = {}, False
for path in sorted(folder.glob("*/task.json")):
    task = json.loads(path.read_text(), parse_int=float)
    sys.path.insert(0, str(path.parent))
    for name in ("network", "train"):
        sys.modules.pop(name, None)
    importlib.invalidate_caches()
    try:
        network = importlib.import_module("network")
        program = importlib.import_module("train")
        data = program.examples_in(path.parent / task["data"])
        if task["alone"]:
            program.dist = type("Alone", (), {"is_initialized": staticmethod(lambda: False)})
        losses = program.train(*data)
    except Exception as error:
        print(task["name"], repr(error), file=sys.stderr)
        failed = True
        continue
    finally:
        sys.path.pop(0)
    if rank == 0:
        program.write_safetensors(path.parent / "trained.safetensors", network.network.state_dict())
        answers[task["name"]] = {
            "digest": task["digest"],
            "losses": [float(f"{loss:.12g}") for loss in losses[:100]],
            "answers": network.predict(task["rows"]),
        }
if rank == 0:
    file.write_text(json.dumps(dict(sorted(answers.items()))))
    print(len(answers), "trainings by PyTorch", torch.__version__, "in", dist.get_world_size(), "processes", flush=True)
dist.destroy_process_group()
if failed:
    sys.exit("Some of them failed.")
