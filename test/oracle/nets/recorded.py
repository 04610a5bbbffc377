"""What a golden case of a net records, and how tensors are written.

A tensor is {"shape": […], "data": base64 of its little-endian float32, row-major}; a scalar has the shape [].
"""

import base64
import copy
import json
import pathlib

import numpy as np
import torch

GOLDEN = pathlib.Path(__file__).parent.parent.parent / "golden" / "nets"
ADAM = {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8}
COUNTER = "num_batches_tracked"  # BatchNorm's count of batches: decides nothing when momentum is a number
NO_GRADIENT = 1e-9  # in float64: below this share of the largest gradient, a parameter has no effect on the loss
WEAK = 1e-5  # below this share a gradient may be rounding alone, which Adam blows up to a step of its full length


def tensor(value):
    value = torch.as_tensor(value).detach()
    array = np.ascontiguousarray(value.numpy().astype("<f4"))
    return {"shape": list(value.shape), "data": base64.b64encode(array.tobytes()).decode()}


def tensors(named):
    return {name: tensor(value) for name, value in named.items() if COUNTER not in name}


def write(name, document):
    GOLDEN.mkdir(parents=True, exist_ok=True)
    path = GOLDEN / f"{name}.json"
    path.write_text(json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n")
    print(f"{path.name:40} {path.stat().st_size / 1e3:7.1f} kB")


def state(model):
    return {name: value.clone() for name, value in model.state_dict().items()}


def ask(model, inputs):
    return model(**inputs)


def train(model, inputs, target, loss, ask=ask, steps=3):
    """The forward and backward pass in train mode, and the state after each step of Adam on the same batch."""
    model.train()
    adam = torch.optim.Adam(model.parameters(), lr=ADAM["lr"], betas=tuple(ADAM["betas"]), eps=ADAM["eps"])
    outputs, losses, gradients, states = [], [], [], []
    for _ in range(steps):
        adam.zero_grad(set_to_none=True)
        output = ask(model, inputs)
        value = loss(output, target)
        value.backward()
        outputs.append(output.detach().clone())
        losses.append(value.item())
        gradients.append({n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None})
        adam.step()
        states.append(state(model))
    return outputs, losses, gradients, states


def evaluate(model, inputs, ask=ask):
    model.eval()
    with torch.no_grad():
        return ask(model, inputs)


def largest(gradients):
    return max(g.abs().max().item() for g in gradients.values())


def without_effect(gradients):
    return [n for n, g in gradients.items() if g.abs().max().item() < NO_GRADIENT * largest(gradients)]


def weak(gradients, exact):
    """By parameter, the elements whose gradient is next to nothing at some step, but is not zero by nature."""
    found = {}
    for one, other in zip(gradients, exact):
        for name, g in other.items():
            zero = (g == 0) & (one[name] == 0)
            mask = (g.abs() < WEAK * largest(other)) & ~zero
            found[name] = found.get(name, False) | mask
    return {name: mask for name, mask in found.items() if mask.any()}


def farthest(ours, theirs, names, but=None):
    """The largest distance between tensors of the same names; `but` marks elements to leave out."""
    masks = but or {}
    distances = [((ours[n].double() - theirs[n].double()).abs() * ~masks.get(n, torch.tensor(False))) for n in names]
    return max((d.max().item() for d in distances), default=0.0)


def record(name, about, source, config, model, inputs, target, loss, loss_name, loss_options=None, extra=None, ask=ask):
    """Writes the case; the same computation in float64 says how far rounding alone takes the numbers."""
    before = state(model)
    exact = copy.deepcopy(model).double()
    exact_inputs = {key: value.double() for key, value in inputs.items()}
    answer = evaluate(model, inputs, ask)
    exact_answer = evaluate(exact, exact_inputs, ask)
    outputs, losses, gradients, states = train(model, inputs, target, loss, ask)
    exact_outputs, _, exact_gradients, exact_states = train(exact, exact_inputs, target.double(), loss, ask)
    idle = without_effect(exact_gradients[0])
    unsure = {n: mask for n, mask in weak(gradients, exact_gradients).items() if n not in idle}
    moved = [n for n in gradients[0] if n not in idle]
    means = [n for n in before if n.endswith("running_mean")]
    variances = [n for n in before if n.endswith("running_var")]
    document = {
        "name": name,
        "about": about,
        "source": {**source, "torch": torch.__version__},
        "config": config,
        "parameters": list(gradients[0]),
        "state_dict": tensors(before),
        "inputs": tensors(inputs),
        "target": tensor(target),
        "loss": {"name": loss_name, "options": loss_options or {}},
        "eval": {"output": tensor(answer), "loss": loss(answer, target).item()},
        "train": {"output": tensor(outputs[0]), "loss": losses[0], "gradients": tensors(gradients[0])},
        "adam": {**ADAM, "losses": losses, "after": {"1": tensors(states[0]), "3": tensors(states[2])}},
        "no_effect": idle,
        "weak": {n: mask.flatten().nonzero().flatten().tolist() for n, mask in unsure.items()},
        "rounding": {
            "eval": (answer.double() - exact_answer).abs().max().item(),
            "train": (outputs[0].double() - exact_outputs[0]).abs().max().item(),
            "gradients": farthest(gradients[0], exact_gradients[0], gradients[0]),
            "after1": farthest(states[0], exact_states[0], moved + variances + means, unsure),
            "after3": farthest(states[2], exact_states[2], moved + variances, unsure),
            "after3_running_mean": farthest(states[2], exact_states[2], means),
        },
        **(extra or {}),
    }
    write(name, document)
