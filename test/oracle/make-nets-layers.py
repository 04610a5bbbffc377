"""Makes layers.json and schedules.json of test/golden/nets: what PyTorch computes, layer by layer.

    /tmp/nets/bin/python test/oracle/make-nets-layers.py      (the environment of make-nets-models.py)

A layer's case has inputs (tensors), options (plain), outputs, the gradient `upstream` that comes in, by output, and
`gradients` of Σ upstream·output with respect to the inputs. Losses are scalars; their upstream is 1.
"""

import torch
from torch import nn
from torch.nn import functional as F

from nets.recorded import tensor, tensors, write

torch.set_num_threads(1)
torch.manual_seed(7)
LAYERS, UPDATES, SCHEDULES = [], [], []


def layer(name, of, inputs, options=None, without_gradient=()):
    """Records of(inputs) -> {output name: tensor}."""
    given = {k: v.clone().requires_grad_(k not in without_gradient) for k, v in inputs.items()}
    outputs = of(**given)
    upstream = {k: torch.ones(()) if v.ndim == 0 else torch.randn_like(v) for k, v in outputs.items()}
    sum((upstream[k] * v).sum() for k, v in outputs.items()).backward()
    LAYERS.append(
        {
            "name": name,
            "options": options or {},
            "inputs": tensors(inputs),
            "outputs": tensors(outputs),
            "upstream": tensors(upstream),
            "gradients": {k: tensor(v.grad) for k, v in given.items() if v.grad is not None},
        }
    )


def one(of):
    return lambda **inputs: {"y": of(**inputs)}


# Linear, activations


def linear_inputs(rows=6, inputs=10, outputs=7):
    return {"x": torch.randn(rows, inputs), "weight": torch.randn(outputs, inputs), "bias": torch.randn(outputs)}


layer("linear", one(lambda x, weight, bias: F.linear(x, weight, bias)), linear_inputs())
layer("linear", one(lambda x, weight, bias: F.linear(x, weight, bias)), linear_inputs(40, 70, 20))
three = {**linear_inputs(), "x": torch.randn(3, 5, 10)}
layer("linear", one(lambda x, weight, bias: F.linear(x, weight, bias)), three)
layer("linear-relu", one(lambda x, weight, bias: F.relu(F.linear(x, weight, bias))), linear_inputs())
layer("linear-gelu", one(lambda x, weight, bias: F.gelu(F.linear(x, weight, bias))), linear_inputs())
wide = torch.cat([torch.tensor([0.0, -0.0, 1e-4, -1e-4, 6.0, -6.0, 12.0, -12.0]), 2 * torch.randn(56)])
layer("gelu", one(lambda x: F.gelu(x)), {"x": wide.view(8, 8)}, {"approximate": "none"})
layer("softplus", one(lambda x: F.softplus(x)), {"x": torch.tensor([-40.0, -3.0, 0.0, 0.5, 3.0, 25.0, 40.0])})
layer("softmax", one(lambda x: F.softmax(x, dim=-1)), {"x": torch.cat([torch.randn(4, 9), 80 * torch.randn(2, 9)])})


# Attention: scores of the previous layer are added before softmax and the raw scores handed on


def attention(q, k, v, prev=None):
    scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5
    scores = scores if prev is None else scores + prev
    return {"output": F.softmax(scores, dim=-1) @ v, "scores": scores}


def attention_inputs(batch=2, heads=3, tokens=9, width=4):
    return {name: torch.randn(batch, heads, tokens, width) for name in ("q", "k", "v")}


layer("attention", attention, attention_inputs())
layer("attention", attention, {**attention_inputs(), "prev": torch.randn(2, 3, 9, 9)})
layer("attention", attention, {**attention_inputs(1, 1, 42, 4), "prev": 3 * torch.randn(1, 1, 42, 42)})
layer("attention", attention, {**attention_inputs(1, 1, 33, 8), "prev": torch.randn(1, 1, 33, 33)})


# Norms


def batch_norm(training):
    """Over the middle axis of [B, D, N] or the last of [B, D]; the running statistics after the pass as well."""
    after = {}

    def of(x, weight, bias, running_mean, running_var):
        mean, variance = running_mean.detach().clone(), running_var.detach().clone()
        y = F.batch_norm(x, mean, variance, weight, bias, training=training, momentum=0.1, eps=1e-5)
        after.update(running_mean=mean, running_var=variance)
        return {"y": y}

    return of, after


def record_batch_norm(x, training, channels=5):
    of, after = batch_norm(training)
    inputs = {"x": x, "weight": torch.rand(channels) + 0.5, "bias": torch.randn(channels)}
    buffers = {"running_mean": torch.randn(channels), "running_var": torch.rand(channels) + 0.5}
    options = {"training": training, "momentum": 0.1, "eps": 1e-5}
    layer("batch-norm", of, {**inputs, **buffers}, options, without_gradient=tuple(buffers))
    LAYERS[-1]["after"] = tensors(after)


for training in (True, False):
    record_batch_norm(3 * torch.randn(4, 5, 6) + 2, training)
    record_batch_norm(torch.randn(8, 5), training)
record_batch_norm(1e-3 * torch.randn(4, 5, 6) + 100, True)  # a mean that dwarfs the deviation

for shape, width in (((4, 6, 8), 8), ((5, 16), 16)):
    norm_inputs = {"x": 2 * torch.randn(shape) + 1, "weight": torch.rand(width) + 0.5, "bias": torch.randn(width)}
    layer("layer-norm", one(lambda x, weight, bias: F.layer_norm(x, (x.shape[-1],), weight, bias)), norm_inputs, {"eps": 1e-5})


# Pooling [B, L] with windows that need not fit, and interpolation [B, n] -> [B, H]


def pool(kind, kernel):
    return one(lambda x: kind(x[:, None, :], kernel_size=kernel, stride=kernel, ceil_mode=True)[:, 0, :])


for length, kernel in ((12, 4), (13, 4), (45, 8), (10, 1), (5, 8)):
    x = torch.randn(3, length)
    x[1] = -1 - x[1].abs()  # all below zero
    layer("max-pool", pool(F.max_pool1d, kernel), {"x": x}, {"kernel": kernel, "ceil_mode": True})
    layer("average-pool", pool(F.avg_pool1d, kernel), {"x": x}, {"kernel": kernel, "ceil_mode": True})
ties = {"x": torch.tensor([[1.0, 1.0, 0.0, -2.0, -2.0, -3.0, 0.0, 0.0, -0.0]])}
layer("max-pool", pool(F.max_pool1d, 3), ties, {"kernel": 3, "ceil_mode": True, "note": "ties: the first takes all"})

for knots, horizon in ((1, 7), (2, 24), (4, 22), (5, 24), (24, 24), (24, 10)):
    for mode in ("linear", "nearest"):
        spread = lambda x: F.interpolate(x[:, None, :], size=horizon, mode=mode)[:, 0, :]
        layer("interpolate", one(spread), {"x": torch.randn(2, knots)}, {"size": horizon, "mode": mode})


# Losses


def loss(name, of, options=None, output=None, target=None, **more):
    inputs = {"output": output, "target": target, **more}
    layer(name, one(of), inputs, options, without_gradient=("target", *more))


output, target = 2 * torch.randn(5, 6), torch.randn(5, 6)
output[0, 0] = target[0, 0]  # an error of nothing
loss("mae", lambda output, target: F.l1_loss(output, target), output=output, target=target)
loss("mse", lambda output, target: F.mse_loss(output, target), output=output, target=target)
for delta in (0.5, 1.0):
    huber = lambda output, target: F.huber_loss(output, target, delta=delta)
    loss("huber", huber, {"delta": delta}, output, target)


QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9]


def pinball(output, target):
    """output [B, H, Q], target [B, H]; the mean over all of them."""
    e = target[:, :, None] - output
    tau = torch.tensor(QUANTILES)
    return torch.maximum(tau * e, (tau - 1) * e).mean()


loss("pinball", pinball, {"quantiles": QUANTILES}, torch.randn(4, 6, 5), torch.randn(4, 6))

logits, classes = 3 * torch.randn(8, 3), torch.tensor([0, 1, 2, 2, 1, 0, 0, 2])
logits[7] = torch.tensor([200.0, -200.0, 0.0])  # exp overflows
rows = torch.rand(8) + 0.1
by_class = torch.tensor([0.5, 1.0, 2.0])


def entropy(output, target, **weights):
    return F.cross_entropy(output, target.long(), **weights)


def weighted_entropy(output, target, weight):
    """Every row with a weight of its own: Σ w·loss / Σ w."""
    return (weight * F.cross_entropy(output, target.long(), reduction="none")).sum() / weight.sum()


def class_weighted_entropy(output, target, class_weight):
    return F.cross_entropy(output, target.long(), weight=class_weight.detach())


loss("cross-entropy", entropy, output=logits, target=classes.float())
loss("cross-entropy", weighted_entropy, output=logits, target=classes.float(), weight=rows)
loss("cross-entropy", class_weighted_entropy, output=logits, target=classes.float(), class_weight=by_class)


# Clipping by the norm of all gradients together


def clip(scale, max_norm):
    parameters = [nn.Parameter(torch.zeros(shape)) for shape in ((3, 4), (5,), (1,))]
    gradients = [scale * torch.randn(p.shape) for p in parameters]
    for p, g in zip(parameters, gradients):
        p.grad = g.clone()
    norm = nn.utils.clip_grad_norm_(parameters, max_norm)
    UPDATES.append(
        {
            "name": "clip-by-global-norm",
            "options": {"max_norm": max_norm, "eps": 1e-6},
            "norm": norm.item(),
            "gradients": [tensor(g) for g in gradients],
            "clipped": [tensor(p.grad) for p in parameters],
        }
    )


clip(2.0, 1.0)
clip(0.01, 1.0)
clip(0.0, 1.0)


# Ten steps of an optimiser with given gradients, of many sizes, one element of which is always zero


def optimise(name, kind, options, steps=10):
    parameters = [nn.Parameter(torch.randn(shape)) for shape in ((3, 4), (5,))]
    before = [p.detach().clone() for p in parameters]
    size = [10.0 ** torch.randint(-6, 3, p.shape) for p in parameters]
    gradients = [[s * torch.randn(s.shape) for s in size] for _ in range(steps)]
    optimiser = kind(parameters, **options)
    after = []
    for step in gradients:
        step[1][2] = 0.0
        for p, g in zip(parameters, step):
            p.grad = g.clone()
        optimiser.step()
        after.append([tensor(p) for p in parameters])
    shown = {**options, "betas": list(options["betas"])}
    given = [[tensor(g) for g in step] for step in gradients]
    UPDATES.append({"name": name, "options": shown, "before": [tensor(b) for b in before], "gradients": given, "after": after})


BETAS = {"betas": (0.9, 0.999), "eps": 1e-8}
optimise("adam", torch.optim.Adam, {"lr": 1e-3, **BETAS})
optimise("adam", torch.optim.Adam, {"lr": 1e-2, "betas": (0.95, 0.99), "eps": 1e-7})
optimise("adamw", torch.optim.AdamW, {"lr": 1e-2, **BETAS, "weight_decay": 0.1})


# Learning rates, as the steps (or epochs) run with them


def table(name, options, scheduler_of, steps, rates_of=None, every=1):
    parameter = nn.Parameter(torch.zeros(1))
    optimiser = torch.optim.Adam([parameter], lr=options["lr"], betas=(0.9, 0.999))
    scheduler = scheduler_of(optimiser)
    rates, momenta = [], []
    for step in range(steps):
        group = optimiser.param_groups[0]
        rates.append(group["lr"])
        momenta.append(group["betas"][0])
        parameter.grad = torch.zeros(1)
        optimiser.step()
        if step + 1 < steps:  # OneCycleLR refuses one step too many
            rates_of(optimiser, step) if rates_of else scheduler.step()
    shown = {"lr": rates[::every], "beta1": momenta[::every], "every": every}
    SCHEDULES.append({"name": name, "options": options, **shown})


def one_cycle(total_steps, pct_start, lr):
    return lambda optimiser: torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=lr, total_steps=total_steps, pct_start=pct_start
    )


def type3(optimiser, epoch, lr=1e-4):
    """adjust_learning_rate of the official PatchTST, called after each epoch with its number from 1."""
    number = epoch + 1
    optimiser.param_groups[0]["lr"] = lr if number < 3 else lr * 0.9 ** (number - 3)


CYCLE = {"pct_start": 0.4, "div_factor": 25, "final_div_factor": 1e4, "anneal_strategy": "cos", "base_momentum": 0.85, "max_momentum": 0.95}
table("one-cycle", {"lr": 1e-3, "total_steps": 50, **CYCLE}, one_cycle(50, 0.4, 1e-3), 50)
table("one-cycle", {"lr": 1e-4, "total_steps": 37, **CYCLE, "pct_start": 0.2}, one_cycle(37, 0.2, 1e-4), 37)
table("patchtst-type3", {"lr": 1e-4, "epochs": 15}, one_cycle(1000, 0.3, 1e-4), 15, type3)
halving = {"lr": 1e-3, "max_steps": 1000, "num_lr_decays": 3, "step_size": 333, "gamma": 0.5}
halved = lambda optimiser: torch.optim.lr_scheduler.StepLR(optimiser, step_size=333, gamma=0.5)
table("step", halving, halved, 1000, every=37)

write("layers", {"source": {"library": "torch", "version": torch.__version__}, "layers": LAYERS, "updates": UPDATES})
write("schedules", {"source": {"library": "torch", "version": torch.__version__}, "schedules": SCHEDULES})
