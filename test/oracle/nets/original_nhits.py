"""N-HiTS as the authors' own repository builds it (cchallu/n-hits, src/models/nhits/nhits.py), re-expressed.

One series a window, identity blocks, no covariates. Parameters carry the names of the repository:
`blocks.<i>.layers.<j>.weight` and `.bias`, where j counts Linear and ReLU of a block together (0, 2, 4 are linear).
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

POOLS = {"max": nn.MaxPool1d, "average": nn.AvgPool1d}


class Block(nn.Module):
    def __init__(self, n_time_in, n_time_out, kernel, downsample, hidden, pooling_mode, interpolation_mode):
        super().__init__()
        self.n_time_in, self.n_time_out, self.mode = n_time_in, n_time_out, interpolation_mode
        self.pooling_layer = POOLS[pooling_mode](kernel_size=kernel, stride=kernel, ceil_mode=True)
        widths = [math.ceil(n_time_in / kernel), *hidden]
        layers = []
        for inputs, outputs in zip(widths, hidden):
            layers += [nn.Linear(inputs, outputs), nn.ReLU()]
        knots = max(n_time_out // downsample, 1)
        self.layers = nn.Sequential(*layers, nn.Linear(widths[-1], n_time_in + knots))

    def forward(self, residual):  # [B, L] -> backcast [B, L], forecast [B, H]
        pooled = self.pooling_layer(residual[:, None, :])[:, 0, :]
        theta = self.layers(pooled)
        backcast, knots = theta[:, : self.n_time_in], theta[:, self.n_time_in :]
        forecast = F.interpolate(knots[:, None, :], size=self.n_time_out, mode=self.mode)
        return backcast, forecast[:, 0, :]


class OriginalNHITS(nn.Module):
    def __init__(
        self,
        n_time_in,
        n_time_out,
        n_theta_hidden,
        n_pool_kernel_size,
        n_freq_downsample,
        pooling_mode="max",
        interpolation_mode="linear",
    ):
        super().__init__()
        shapes = zip(n_pool_kernel_size, n_freq_downsample, n_theta_hidden)
        self.blocks = nn.ModuleList(
            Block(n_time_in, n_time_out, kernel, downsample, hidden, pooling_mode, interpolation_mode)
            for kernel, downsample, hidden in shapes
        )

    def forward(self, insample_y, insample_mask=None):  # both [B, L] -> [B, H]
        residual = insample_y.flip(dims=(-1,))
        mask = torch.ones_like(residual) if insample_mask is None else insample_mask.flip(dims=(-1,))
        forecast = insample_y[:, -1:]
        for block in self.blocks:
            backcast, part = block(residual)
            residual = (residual - backcast) * mask
            forecast = forecast + part
        return forecast
