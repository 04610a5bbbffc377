"""Makes test/golden/nets/training.json: whole runs of PyTorch, the loss before each of their steps.

    python3 -m venv /tmp/nets && /tmp/nets/bin/pip install torch==2.15.0 numpy
    /tmp/nets/bin/python test/oracle/make-nets-training.py

Every step takes all windows, so that no order has to be agreed on, and one step is one pass over the data. The models
are the authors' re-expressed; schedules are PyTorch's own, and PatchTST's `type3` by its formula. No dropout.
`rounding` is how far PyTorch's float32 run is from its float64 run, relative to the loss.
"""

import copy

import torch
from torch.nn import functional as F
from torch.optim.lr_scheduler import LambdaLR, OneCycleLR, StepLR

from nets.official_patchtst import OfficialPatchTST
from nets.original_nhits import OriginalNHITS
from nets.recorded import tensor, tensors, write

LENGTH, HORIZON, CHANNELS, WINDOWS, STEPS = 32, 8, 2, 40, 80
PATCHTST = {"enc_in": CHANNELS, "seq_len": LENGTH, "pred_len": HORIZON, "patch_len": 8, "stride": 4}
PATCHTST |= {"d_model": 8, "n_heads": 2, "d_ff": 12, "e_layers": 2}
NHITS = {"n_time_in": LENGTH, "n_time_out": HORIZON, "n_theta_hidden": [[16, 16]] * 3}
NHITS |= {"n_pool_kernel_size": [4, 2, 1], "n_freq_downsample": [4, 2, 1]}

torch.set_num_threads(1)


def series():
    rows = LENGTH + WINDOWS + HORIZON - 1
    season = torch.sin(2 * torch.pi * torch.arange(rows) / 12)[:, None]
    return (0.2 * torch.randn(rows, CHANNELS)).cumsum(dim=0) + season + torch.tensor([3.0, -1.0])


def windows(rows):
    """Inputs [W, L, M] and targets [W, H, M]."""
    cut = rows.unfold(0, LENGTH + HORIZON, 1).transpose(1, 2)
    return cut[:, :LENGTH], cut[:, LENGTH:]


def one_cycle(optimiser):
    return OneCycleLR(optimiser, max_lr=2e-3, total_steps=STEPS, pct_start=0.3)


def type3(optimiser):
    return LambdaLR(optimiser, lambda epoch: 1 / 25 if epoch == 0 else 0.9 ** max(0, epoch - 3))


def halving(optimiser):
    return StepLR(optimiser, step_size=STEPS // 3, gamma=0.5)


def ask(model, x):
    """A net of single series is asked channel by channel."""
    if isinstance(model, OfficialPatchTST):
        return model(x)
    return model(x.transpose(1, 2).flatten(0, 1)).unflatten(0, (-1, CHANNELS)).transpose(1, 2)


def run(model, rows, optimiser, schedule, clip):
    x, y = windows(rows)
    step = optimiser(model.parameters())
    pace = schedule(step)
    losses = []
    for _ in range(STEPS):
        step.zero_grad()
        loss = F.mse_loss(ask(model, x), y)
        loss.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        step.step()
        pace.step()
        losses.append(loss.item())
    return losses


def adam(parameters):
    return torch.optim.Adam(parameters, lr=2e-3)


def adamw(parameters):
    return torch.optim.AdamW(parameters, lr=2e-3, weight_decay=0.05)


CASES = [
    ("patchtst", "one-cycle", PATCHTST, OfficialPatchTST, adam, one_cycle, 0.5),
    ("patchtst", "type3", PATCHTST, OfficialPatchTST, adamw, type3, None),
    ("nhits", "halving", NHITS, OriginalNHITS, adam, halving, None),
    ("nhits", "one-cycle", NHITS, OriginalNHITS, adamw, one_cycle, 0.5),
]


def record(kind, name, config, build, optimiser, schedule, clip):
    rows, model = series(), build(**config)
    exact = copy.deepcopy(model).double()
    state = tensors(model.state_dict())
    losses = run(model, rows, optimiser, schedule, clip)
    precise = run(exact, rows.double(), optimiser, schedule, clip)
    return {
        "kind": kind,
        "schedule": name,
        "optimiser": optimiser.__name__,
        "clip": clip,
        "config": config,
        "state_dict": state,
        "series": tensor(rows),
        "losses": losses,
        "rounding": max(abs(one - other) / other for one, other in zip(losses, precise)),
    }


torch.manual_seed(17)
write("training", {"source": {"torch": torch.__version__}, "cases": [record(*case) for case in CASES]})
