"""The supervised PatchTST (yuqinie98/PatchTST, PatchTST_supervised/layers), re-expressed with its parameter names.

Of the options, those that the published scripts use: residual attention, post-norm with BatchNorm, learnt positions
("zeros"), flatten head. Modules without parameters keep their places, for they count in the names.
"""

import torch
from torch import nn


class RevIN(nn.Module):
    """Reversible instance normalisation of [B, L, M] over time, its statistics without gradient."""

    def __init__(self, num_features, affine, subtract_last, eps=1e-5):
        super().__init__()
        self.affine, self.subtract_last, self.eps = affine, subtract_last, eps
        if affine:
            self.affine_weight = nn.Parameter(torch.ones(num_features))
            self.affine_bias = nn.Parameter(torch.zeros(num_features))

    def norm(self, x):
        self.centre = x[:, -1:, :] if self.subtract_last else x.mean(dim=1, keepdim=True).detach()
        self.stdev = torch.sqrt(x.var(dim=1, keepdim=True, unbiased=False) + self.eps).detach()
        x = (x - self.centre) / self.stdev
        return x * self.affine_weight + self.affine_bias if self.affine else x

    def denorm(self, x):
        if self.affine:
            x = (x - self.affine_bias) / (self.affine_weight + self.eps * self.eps)
        return x * self.stdev + self.centre


class Transpose(nn.Module):
    def forward(self, x):
        return x.transpose(1, 2)


def batch_norm(d_model):
    """BatchNorm1d over the last axis of [B, N, D]; its own name is `1`."""
    return nn.Sequential(Transpose(), nn.BatchNorm1d(d_model), Transpose())


class ScaledDotProductAttention(nn.Module):
    def __init__(self, d_k):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(d_k**-0.5), requires_grad=False)

    def forward(self, q, k, v, prev):
        """q [B, h, N, d_k], k [B, h, d_k, N], v [B, h, N, d_v]; the raw scores are handed on to the next layer."""
        scores = torch.matmul(q, k) * self.scale
        if prev is not None:
            scores = scores + prev
        return torch.matmul(torch.softmax(scores, dim=-1), v), scores


class MultiheadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout):
        super().__init__()
        self.n_heads, self.d_k = n_heads, d_model // n_heads
        self.W_Q = nn.Linear(d_model, d_model)
        self.W_K = nn.Linear(d_model, d_model)
        self.W_V = nn.Linear(d_model, d_model)
        self.sdp_attn = ScaledDotProductAttention(self.d_k)
        self.to_out = nn.Sequential(nn.Linear(d_model, d_model), nn.Dropout(dropout))

    def heads(self, x):  # [B, N, D] -> [B, h, N, d_k]
        return x.view(x.shape[0], -1, self.n_heads, self.d_k).transpose(1, 2)

    def forward(self, x, prev):
        keys = self.heads(self.W_K(x)).transpose(2, 3)
        mixed, scores = self.sdp_attn(self.heads(self.W_Q(x)), keys, self.heads(self.W_V(x)), prev)
        return self.to_out(mixed.transpose(1, 2).reshape(x.shape)), scores


class TSTEncoderLayer(nn.Module):
    def __init__(self, d_model, n_heads, d_ff, dropout):
        super().__init__()
        self.self_attn = MultiheadAttention(d_model, n_heads, dropout)
        self.dropout_attn = nn.Dropout(dropout)
        self.norm_attn = batch_norm(d_model)
        self.ff = nn.Sequential(nn.Linear(d_model, d_ff), nn.GELU(), nn.Dropout(dropout), nn.Linear(d_ff, d_model))
        self.dropout_ffn = nn.Dropout(dropout)
        self.norm_ffn = batch_norm(d_model)

    def forward(self, src, prev):
        attended, scores = self.self_attn(src, prev)
        src = self.norm_attn(src + self.dropout_attn(attended))
        return self.norm_ffn(src + self.dropout_ffn(self.ff(src))), scores


class TSTEncoder(nn.Module):
    def __init__(self, n_layers, d_model, n_heads, d_ff, dropout):
        super().__init__()
        self.layers = nn.ModuleList(TSTEncoderLayer(d_model, n_heads, d_ff, dropout) for _ in range(n_layers))

    def forward(self, output):
        scores = None
        for layer in self.layers:
            output, scores = layer(output, scores)
        return output


class TSTiEncoder(nn.Module):
    def __init__(self, patch_num, patch_len, n_layers, d_model, n_heads, d_ff, dropout):
        super().__init__()
        self.W_pos = nn.Parameter(torch.empty(patch_num, d_model).uniform_(-0.02, 0.02))
        self.W_P = nn.Linear(patch_len, d_model)
        self.dropout = nn.Dropout(dropout)
        self.encoder = TSTEncoder(n_layers, d_model, n_heads, d_ff, dropout)

    def forward(self, patches):  # [B, M, N, P] -> [B, M, D, N]
        x = self.W_P(patches)
        z = self.encoder(self.dropout(x.flatten(0, 1) + self.W_pos))
        return z.view(x.shape).transpose(2, 3)


class FlattenHead(nn.Module):
    """[B, M, D, N] -> [B, M, H]; D is the slower axis of the flattened vector."""

    def __init__(self, inputs, target_window):
        super().__init__()
        self.linear = nn.Linear(inputs, target_window)

    def forward(self, x):
        return self.linear(x.flatten(start_dim=-2))


class PatchTSTBackbone(nn.Module):
    def __init__(self, c_in, context_window, target_window, patch_len, stride, revin, affine, subtract_last, **encoder):
        super().__init__()
        self.patch_len, self.stride, self.revin = patch_len, stride, revin
        if revin:
            self.revin_layer = RevIN(c_in, affine, subtract_last)
        self.padding_patch_layer = nn.ReplicationPad1d((0, stride))
        patch_num = (context_window - patch_len) // stride + 2
        self.backbone = TSTiEncoder(patch_num, patch_len, **encoder)
        self.head = FlattenHead(encoder["d_model"] * patch_num, target_window)

    def forward(self, z):  # [B, L, M] -> [B, H, M]
        z = self.revin_layer.norm(z) if self.revin else z
        padded = self.padding_patch_layer(z.transpose(1, 2))
        patches = padded.unfold(dimension=-1, size=self.patch_len, step=self.stride)
        z = self.head(self.backbone(patches)).transpose(1, 2)
        return self.revin_layer.denorm(z) if self.revin else z


class OfficialPatchTST(nn.Module):
    """The `Model` of the repository, options by the names of its command line."""

    def __init__(
        self,
        enc_in,
        seq_len,
        pred_len,
        patch_len,
        stride,
        d_model,
        n_heads,
        d_ff,
        e_layers=3,
        dropout=0.0,
        revin=1,
        affine=0,
        subtract_last=0,
    ):
        super().__init__()
        self.model = PatchTSTBackbone(
            c_in=enc_in,
            context_window=seq_len,
            target_window=pred_len,
            patch_len=patch_len,
            stride=stride,
            revin=bool(revin),
            affine=bool(affine),
            subtract_last=bool(subtract_last),
            n_layers=e_layers,
            d_model=d_model,
            n_heads=n_heads,
            d_ff=d_ff,
            dropout=dropout,
        )

    def forward(self, x):
        return self.model(x)
