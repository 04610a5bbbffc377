"""Data that Python and TypeScript make alike (test/support/gbdt/recipe.ts): only recipes are stored.

Every number is a hash of (seed, lane, row), so a column is one vector operation. Values are dyadic rationals and
every formula is a fixed order of float64 operations, so both sides get the same bits.
"""

import numpy as np

LANES = 8  # lanes of a column: values use 0 and 1, further bits 2, missing 3, choices 4 and 5
LABEL_LANE = 1 << 20
WEIGHT_LANE = (1 << 20) + LANES


def mix(h):
    """Finaliser of MurmurHash3."""
    h = np.asarray(h, dtype=np.uint32)
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return h ^ (h >> np.uint32(16))


def hashes(seed, lane, rows):
    base = mix(np.array([(seed * 0x9E3779B1 + lane) & 0xFFFFFFFF], dtype=np.uint32))
    return mix(base + np.arange(rows, dtype=np.uint32) * np.uint32(0xC2B2AE3D))


def normal(seed, lane, rows):
    """Sum of four uniforms of 16 bits: whole multiples of 2^-15, deviation 1.15, float32 holds them exactly."""
    total = np.zeros(rows)
    for at in (lane, lane + 1):
        h = hashes(seed, at, rows)
        total += (h & np.uint32(0xFFFF)).astype(float) + (h >> np.uint32(16)).astype(float)
    return (total - 131070) / 32768


def values(spec, seed, lane, rows, made):
    kind = spec["kind"]
    if kind == "normal":
        return normal(seed, lane, rows) * spec.get("scale", 1) + spec.get("shift", 0)
    if kind == "precise":  # needs float64
        return normal(seed, lane, rows) + hashes(seed, lane + 2, rows) / 2.0**48
    if kind == "grid":  # ties
        return np.floor(normal(seed, lane, rows) * spec["steps"]) / spec["steps"]
    if kind == "integer":
        return (hashes(seed, lane, rows) % np.uint32(spec["count"])).astype(float) + spec.get("shift", 0)
    if kind == "constant":
        return np.full(rows, float(spec["value"]))
    if kind == "row":  # ascending, all distinct
        return np.arange(rows) * float(spec.get("step", 1))
    if kind == "signedZero":
        return np.array([-0.0, 0.0, 1.0, -1.0])[hashes(seed, lane, rows) % np.uint32(4)]
    if kind == "sparse":  # zeros but for `share` of 1024
        keep = hashes(seed, lane + 4, rows) % np.uint32(1024) < spec["share"]
        return np.where(keep, normal(seed, lane, rows), 0.0)
    if kind == "oneHot":  # column `index` of `count` that share the lane `group`; `extra` of 1024 rows are 1 besides
        chosen = hashes(seed, LABEL_LANE * 2 + spec["group"], rows) % np.uint32(spec["count"]) == spec["index"]
        extra = hashes(seed, lane + 4, rows) % np.uint32(1024) < spec.get("extra", 0)
        return np.where(chosen | extra, 1.0, 0.0)
    if kind == "copy":
        return made[spec["of"]].copy()
    raise ValueError(kind)


def columns(recipe):
    seed, rows = recipe["seed"], recipe["rows"]
    made = []
    for index, spec in enumerate(recipe["columns"]):
        column = values(spec, seed, index * LANES, rows, made)
        missing = hashes(seed, index * LANES + 3, rows) % np.uint32(1024) < spec.get("missing", 0)
        made.append(np.where(missing, np.nan, column))
    return made


def clamped(column):
    return np.where(np.isnan(column), 0.25, np.minimum(4, np.maximum(-4, column)))


def labels(recipe, made):
    seed, rows, label = recipe["seed"], recipe["rows"], recipe["label"]
    at = lambda index: clamped(made[index % len(made)])
    score = at(0) + 0.5 * (at(1) * at(2))
    score = score + np.where(at(3) > 0.5, 1.0, 0.0)
    score = score + normal(seed, LABEL_LANE, rows) * label.get("noise", 0.5)
    kind = label["kind"]
    if kind == "number":
        return (score * label.get("scale", 1) + label.get("shift", 0)).astype(np.float32)
    if kind == "binary":
        return (score > label.get("above", 0.5)).astype(np.float32)
    if kind == "classes":
        count = label["count"]
        return np.clip(np.floor((score + 2) * count / 5), 0, count - 1).astype(np.float32)
    if kind == "constant":
        return np.full(rows, label["value"], dtype=np.float32)
    raise ValueError(kind)


def weights(recipe):
    """Multiples of 1/64 up to 4; `zeros` of 1024 rows weigh nothing."""
    spec = recipe.get("weights")
    if spec is None:
        return None
    seed, rows = recipe["seed"], recipe["rows"]
    h = hashes(seed, WEIGHT_LANE, rows)
    weight = ((h >> np.uint32(24)).astype(float) + 1) / 64 * spec.get("scale", 1)
    if spec["kind"] == "whole":
        weight = (h % np.uint32(4)).astype(float) + 1
    none = hashes(seed, WEIGHT_LANE + 1, rows) % np.uint32(1024) < spec.get("zeros", 0)
    return np.where(none, 0.0, weight).astype(np.float32)


def matrix(recipe):
    made = columns(recipe)
    return np.column_stack(made), labels(recipe, made), weights(recipe)
