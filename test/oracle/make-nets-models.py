"""Makes the models of test/golden/nets: outputs, gradients and steps of Adam of the reference implementations.

    python3 -m venv /tmp/nets && /tmp/nets/bin/pip install neuralforecast==3.3.0      (brings PyTorch)
    /tmp/nets/bin/python test/oracle/make-nets-models.py [case…]

`nhits-original-*` and `patchtst-official-*` are the authors' models re-expressed (nets/original_nhits.py,
nets/official_patchtst.py) and first compared here with what neuralforecast computes from the same weights;
`*-neuralforecast-*` are the modules of neuralforecast themselves. No dropout. Series are random walks with a season.
"""

import importlib.metadata
import logging
import sys

import torch
from neuralforecast.losses.pytorch import MAE, MQLoss, HuberLoss
from neuralforecast.models import NHITS, DLinear, PatchTST
from torch import nn
from torch.nn import functional as F

from nets.official_patchtst import OfficialPatchTST
from nets.original_nhits import OriginalNHITS
from nets.recorded import record, tensor

logging.getLogger("lightning_fabric").setLevel(logging.ERROR)
torch.set_num_threads(1)
VERSION = importlib.metadata.version("neuralforecast")
NEURALFORECAST = {"library": "neuralforecast", "version": VERSION}
ORIGINAL = {"library": "cchallu/n-hits", "version": "re-expressed from src/models/nhits/nhits.py"}
OFFICIAL = {"library": "yuqinie98/PatchTST", "version": "re-expressed from PatchTST_supervised/layers"}
QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9]
CASES = {}


def case(seed):
    """A case draws its numbers from a seed of its own, so that others may come and go."""

    def register(make):
        CASES[make.__name__.replace("_", "-")] = (seed, make)
        return make

    return register


def series(batch, length, channels=1):
    """[B, T, M] random walks with a season of 12, each at its own level."""
    steps = 0.3 * torch.randn(batch, length, channels)
    season = torch.sin(2 * torch.pi * torch.arange(length) / 12)[None, :, None]
    return steps.cumsum(dim=1) + season + torch.randn(batch, 1, channels)


def stir(model):
    """Norms away from 1 and 0, so that nothing of them can be forgotten."""
    for name, value in model.state_dict().items():
        if "affine_weight" in name or "norm" in name and (name.endswith("weight") or name.endswith("running_var")):
            value.uniform_(0.5, 1.5)
        elif "affine_bias" in name or "norm" in name and (name.endswith("bias") or name.endswith("running_mean")):
            value.normal_(0, 0.2)
    return model


# N-HiTS of the authors


def original(name, about, config, batch=4):
    length, horizon = config["n_time_in"], config["n_time_out"]
    y = series(batch, length + horizon)[:, :, 0]
    inputs = {"insample_y": y[:, :length]}
    model = OriginalNHITS(**config)
    record(name, about, ORIGINAL, config, model, inputs, y[:, length:], F.l1_loss, "mae")


@case(seed=100)
def nhits_original_max_linear(name):
    about = "three stacks of one block, two hidden layers, kernels that divide the window, max pooling, linear knots"
    hidden = [[16, 16]] * 3
    config = {"n_time_in": 48, "n_time_out": 24, "n_theta_hidden": hidden}
    original(name, about, {**config, "n_pool_kernel_size": [8, 4, 1], "n_freq_downsample": [24, 12, 1]})


@case(seed=101)
def nhits_original_average_nearest(name):
    about = "a last window of the pooling that is not full (ceil mode), average pooling, nearest knots that do not divide"
    config = {"n_time_in": 45, "n_time_out": 22, "n_theta_hidden": [[16, 12]] * 3, "n_pool_kernel_size": [8, 4, 1]}
    modes = {"pooling_mode": "average", "interpolation_mode": "nearest"}
    original(name, about, {**config, "n_freq_downsample": [24, 5, 1], **modes})


@case(seed=102)
def nhits_original_ceil_max(name):
    about = "a last window of the pooling that is not full, max pooling, all values of one window below zero, linear knots"
    config = {"n_time_in": 45, "n_time_out": 22, "n_theta_hidden": [[16, 12]] * 3, "n_pool_kernel_size": [16, 7, 2]}
    config |= {"n_freq_downsample": [11, 5, 2]}
    y = series(4, 67)[:, :, 0]
    y[0] = -5 - y[0].abs()
    record(name, about, ORIGINAL, config, OriginalNHITS(**config), {"insample_y": y[:, :45]}, y[:, 45:], F.l1_loss, "mae")


# N-HiTS of neuralforecast

WINDOW = {"h": 24, "input_size": 48}
MLP = {"mlp_units": [[16, 16], [16, 16]], "n_pool_kernel_size": [8, 4, 1], "n_freq_downsample": [12, 4, 1]}


def ask_windows(model, inputs):
    """A net of neuralforecast takes one dictionary; what a case does not name is absent."""
    empty = dict.fromkeys(("futr_exog", "hist_exog", "stat_exog"))
    return model.loss.domain_map(model({**empty, **inputs}))


def mae(output, target):
    return MAE()(y=target, y_hat=output, mask=torch.ones_like(target))


def inputs_of(y, length, **more):
    return {"insample_y": y[:, :length], "insample_mask": torch.ones_like(y[:, :length]), **more}


def neuralforecast_nhits(name, about, config, inputs, target, criterion=None, loss=mae, of=("mae", {})):
    model = NHITS(**config, loss=criterion or MAE())
    source = {**NEURALFORECAST, "module": "neuralforecast.models.nhits.NHITS"}
    record(name, about, source, config, model, inputs, target, loss, *of, ask=ask_windows)


@case(seed=103)
def nhits_neuralforecast_mae(name):
    about = "the first linear layer has no activation; two stacks have one block, one has two"
    y = series(4, 72)
    config = {**WINDOW, **MLP, "n_blocks": [1, 2, 1]}
    neuralforecast_nhits(name, about, config, inputs_of(y, 48), y[:, 48:])


@case(seed=105)
def nhits_neuralforecast_quantiles(name):
    about = "five quantiles: knots are [B, Q, n] (quantile the slower axis), the output [B, H, 1, Q]"
    y = series(4, 72)
    of = ("mqloss", {"quantiles": QUANTILES})
    loss = MQLoss(quantiles=QUANTILES)
    neuralforecast_nhits(name, about, {**WINDOW, **MLP}, inputs_of(y, 48), y[:, 48:], loss, quantile_loss, of)


def quantile_loss(output, target):
    """The sum over quantiles of the mean pinball loss (the source divides by the length of a [1, 1, 1, Q] tensor)."""
    criterion = MQLoss(quantiles=QUANTILES).to(output.dtype)
    return criterion(y=target, y_hat=output, mask=torch.ones_like(target))


@case(seed=106)
def nhits_neuralforecast_covariates(name):
    about = "two historic, one future and three static covariates, of a window that the kernels do not divide"
    config = {"h": 10, "input_size": 30, **MLP, "n_freq_downsample": [5, 2, 1], "interpolation_mode": "nearest"}
    config |= {"hist_exog_list": ["a", "b"], "futr_exog_list": ["c"], "stat_exog_list": ["d", "e", "f"]}
    config |= {"pooling_mode": "AvgPool1d"}
    y = series(4, 40)
    more = {"hist_exog": series(4, 30, 2), "futr_exog": series(4, 40, 1), "stat_exog": torch.randn(4, 3)}
    neuralforecast_nhits(name, about, config, inputs_of(y, 30, **more), y[:, 30:])


def scaled(name, kind):
    """Six windows through the model's own TemporalNorm: 1 is flat, 2 mostly flat, 3 begins masked, 4 is large."""
    length, horizon = 24, 8
    config = {"h": horizon, "input_size": length, **MLP, "n_freq_downsample": [4, 2, 1], "scaler_type": kind}
    config |= {"hist_exog_list": ["a"]}
    raw = 3 * series(6, length + horizon, 2) + 10
    raw[1, :, 0] = 7.25
    raw[2, 4:length, 0] = raw[2, 4, 0]
    raw[4] *= 1e4
    mask = torch.ones(6, length + horizon, 1)
    mask[3, :5] = 0
    raw[3, :5] = 0
    lags = mask.clone()
    lags[:, length:] = 0
    model = NHITS(**config, loss=HuberLoss(delta=0.5))
    z = model.scaler.transform(x=raw.clone(), mask=lags)
    shift, scale = model.scaler.x_shift, model.scaler.x_scale
    inputs = {"insample_y": z[:, :length, :1], "insample_mask": mask[:, :length], "hist_exog": z[:, :length, 1:]}
    about = f"scaler_type {kind}: every column of every window, by its lags; the loss is on the scaled numbers"
    loss = lambda output, target: HuberLoss(delta=0.5)(y=target, y_hat=output, mask=torch.ones_like(target))
    output = ask_windows(model.eval(), inputs)
    forecast = model.scaler.inverse_transform(output, x_shift=shift[:, :, :1], x_scale=scale[:, :, :1])
    parts = {"raw": raw, "mask": mask, "shift": shift, "scale": scale, "scaled": z, "forecast": forecast}
    extra = {"scaler": {"type": kind, **{key: tensor(value) for key, value in parts.items()}}}
    source = {**NEURALFORECAST, "module": "NHITS and common._scalers.TemporalNorm"}
    of = ("huber", {"delta": 0.5})
    record(name, about, source, config, model, inputs, z[:, length:, :1], loss, *of, extra=extra, ask=ask_windows)


@case(seed=108)
def nhits_neuralforecast_robust(name):
    scaled(name, "robust")


# PatchTST

ETT = {"enc_in": 2, "seq_len": 64, "pred_len": 12, "patch_len": 16, "stride": 8, "d_model": 16, "n_heads": 4, "d_ff": 32}
PLAIN = {"e_layers": 3, "revin": 1, "affine": 0, "subtract_last": 0}


def official(name, about, config):
    length = config["seq_len"]
    y = series(3, length + config["pred_len"], config["enc_in"])
    model = stir(OfficialPatchTST(**config))
    record(name, about, OFFICIAL, config, model, {"x": y[:, :length]}, y[:, length:], F.mse_loss, "mse")


@case(seed=109)
def patchtst_official(name):
    official(name, "as the scripts use it: RevIN without parameters, by the mean", {**ETT, **PLAIN})


@case(seed=110)
def patchtst_official_affine_last(name):
    official(name, "RevIN with parameters, by the last value", {**ETT, **PLAIN, "affine": 1, "subtract_last": 1})


@case(seed=111)
def patchtst_official_uneven(name):
    about = "length minus patch is no multiple of the stride: the padding is only partly used"
    official(name, about, {**ETT, **PLAIN, "patch_len": 12, "stride": 5, "e_layers": 2})


@case(seed=112)
def patchtst_neuralforecast(name):
    about = "its defaults at a small size: RevIN by the last value, MAE; the norm is BatchNorm after each sublayer"
    config = {"h": 12, "input_size": 64, "patch_len": 16, "stride": 8, "encoder_layers": 2, "n_heads": 4}
    config |= {"hidden_size": 16, "linear_hidden_size": 32, "dropout": 0.0, "fc_dropout": 0.0, "head_dropout": 0.0}
    config |= {"revin": True, "revin_affine": False, "revin_subtract_last": True, "batch_normalization": False}
    y = series(5, 76)
    model = stir(PatchTST(**config, loss=MAE()))
    source = {**NEURALFORECAST, "module": "neuralforecast.models.patchtst.PatchTST"}
    record(name, about, source, config, model, inputs_of(y, 64), y[:, 64:], mae, "mae", ask=ask_windows)


@case(seed=113)
def dlinear(name):
    about = "moving average of 25 with both edges repeated; trend and remainder have one linear layer each"
    config = {"h": 12, "input_size": 48, "moving_avg_window": 25}
    y = series(5, 60)
    model = DLinear(**config, loss=MAE())
    source = {**NEURALFORECAST, "module": "neuralforecast.models.dlinear.DLinear"}
    record(name, about, source, config, model, inputs_of(y, 48), y[:, 48:], F.mse_loss, "mse", ask=ask_windows)


# The re-expressed models against neuralforecast's


def check_patchtst():
    """Its port shares names and, for one channel without the scaling of RevIN's parameters, the arithmetic."""
    theirs = PatchTST(h=12, input_size=60, n_heads=4, hidden_size=16, linear_hidden_size=32, dropout=0, fc_dropout=0)
    config = {**ETT, **PLAIN, "seq_len": 60, "enc_in": 1, "subtract_last": 1}
    ours = OfficialPatchTST(**config)
    ours.load_state_dict(stir(theirs).state_dict())
    y = series(5, 60)
    for mode in (True, False):
        one, other = ours.train(mode)(y), ask_windows(theirs.train(mode), inputs_of(y, 60))
        assert torch.allclose(one, other, atol=1e-6), (one - other).abs().max()


def check_nhits():
    """With an identity as neuralforecast's first linear layer, the two are the same net."""
    options = {"n_pool_kernel_size": [2, 2], "n_freq_downsample": [12, 3]}
    theirs = NHITS(**WINDOW, stack_types=["identity"] * 2, n_blocks=[1, 1], mlp_units=[[24, 16], [16, 16]], **options)
    ours = OriginalNHITS(48, 24, [[16, 16]] * 2, **options)
    for one, other in zip(ours.blocks, theirs.blocks):
        nn.init.eye_(other.layers[0].weight)
        nn.init.zeros_(other.layers[0].bias)
        linear = [layer for layer in other.layers if isinstance(layer, nn.Linear)][1:]
        for mine, its in zip([layer for layer in one.layers if isinstance(layer, nn.Linear)], linear):
            mine.load_state_dict(its.state_dict())
    y = series(5, 48)
    one, other = ours(y[:, :, 0]), ask_windows(theirs, inputs_of(y, 48))[:, :, 0]
    assert torch.allclose(one, other, atol=1e-6), (one - other).abs().max()


check_patchtst()
check_nhits()
for name, (seed, make) in CASES.items():
    if not sys.argv[1:] or name in sys.argv[1:]:
        # neuralforecast seeds PyTorch by itself (random_seed=1) when a model is made
        torch.manual_seed(seed)
        make(name)
