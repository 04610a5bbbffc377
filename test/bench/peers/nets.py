"""PyTorch on the CPU: the same N-HiTS or PatchTST, the authors' form (test/oracle/nets), with as many threads as asked.

The folder may hold, as float32, weights.f32 (the trainable parameters in PyTorch's order, one after the other),
inputs.f32 and targets.f32; what is missing is random. Options:

    {"model": "nhits" | "patchtst", "config": {…}, "threads": 1, "batch": 256, "steps": 5, "loss": "mae" | "mse"}

Commands: `train` = mean time of a step (forward, backward, Adam) after one to warm up; `forward` leaves the outputs of
the batch in torch.outputs.f32 (eval mode, initial weights); `weights` leaves the weights themselves; `predict N` = mean time of the outputs of N windows.
"""

import json
import pathlib
import sys
import time

import numpy as np
from serve import serve

MODELS = pathlib.Path(__file__).parents[2] / "oracle" / "nets"
PREDICTIONS = 20  # timed together
COUNTS = (1, 222)


def prepare(folder, o):
    import torch

    sys.path.insert(0, str(MODELS))
    from official_patchtst import OfficialPatchTST
    from original_nhits import OriginalNHITS

    torch.set_num_threads(o["threads"])
    torch.manual_seed(1)
    kinds = {"nhits": OriginalNHITS, "patchtst": OfficialPatchTST}
    net = Net(torch, kinds[o["model"]](**o["config"]), *shapes(o), folder, o)
    predictions = {f"predict {count}": lambda n=count: net.predict(n) for count in COUNTS}
    return f"torch {torch.__version__}", {"train": net.train, "forward": net.forward, "weights": net.weights, **predictions}


def shapes(o):
    """Shapes of one window and of its target."""
    config = o["config"]
    if o["model"] == "nhits":
        return (config["n_time_in"],), (config["n_time_out"],)
    return (config["seq_len"], config["enc_in"]), (config["pred_len"], config["enc_in"])


class Net:
    def __init__(self, torch, model, window, target, folder, o):
        self.torch, self.model, self.window, self.folder, self.o = torch, model, window, folder, o
        self.trainable = [p for p in model.parameters() if p.requires_grad]
        self.load_weights()
        self.inputs = self.read("inputs.f32", (o["batch"], *window))
        self.targets = self.read("targets.f32", (o["batch"], *target))
        self.loss = {"mae": torch.nn.functional.l1_loss, "mse": torch.nn.functional.mse_loss}[o["loss"]]
        self.adam = torch.optim.Adam(self.trainable, lr=1e-3, eps=1e-8)

    def read(self, name, shape):
        path = self.folder / name
        if not path.exists():
            return self.torch.randn(shape)
        return self.torch.from_numpy(np.fromfile(path, dtype=np.float32).reshape(shape))

    def load_weights(self):
        path = self.folder / "weights.f32"
        if path.exists():
            flat = self.torch.from_numpy(np.fromfile(path, dtype=np.float32))
            self.torch.nn.utils.vector_to_parameters(flat, self.trainable)

    def step(self):
        self.adam.zero_grad(set_to_none=True)
        loss = self.loss(self.model(self.inputs), self.targets)
        loss.backward()
        self.adam.step()
        return loss.item()

    def train(self):
        self.model.train()
        self.step()
        begin = time.perf_counter()
        losses = [self.step() for _ in range(self.o["steps"])]
        return {"seconds": (time.perf_counter() - begin) / self.o["steps"], "loss": losses[-1]}

    def weights(self):
        """Everything the model holds, by name: torch.weights.json says where in torch.weights.f32 it lies."""
        state = {name: value.float() for name, value in self.model.state_dict().items()}
        ends = np.cumsum([value.numel() for value in state.values()])
        places = zip(state.items(), ends)
        index = {name: [int(end) - value.numel(), list(value.shape)] for (name, value), end in places}
        (self.folder / "torch.weights.json").write_text(json.dumps(index))
        flat = [value.numpy().ravel() for value in state.values()]
        np.concatenate(flat).tofile(self.folder / "torch.weights.f32")
        return {}

    def forward(self):
        self.model.eval()
        with self.torch.no_grad():
            self.model(self.inputs).numpy().tofile(self.folder / "torch.outputs.f32")
        return {}

    def predict(self, count):
        windows = self.torch.randn(count, *self.window)
        self.model.eval()
        with self.torch.inference_mode():
            self.model(windows)
            begin = time.perf_counter()
            for _ in range(PREDICTIONS):
                self.model(windows)
        return {"seconds": (time.perf_counter() - begin) / PREDICTIONS}


serve(prepare)
