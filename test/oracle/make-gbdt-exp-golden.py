"""Makes test/golden/gbdt/exp.json: what the C library's expf, exp, logf and log say (glibc 2.36, x86-64 with FMA).

    python3 test/oracle/make-gbdt-exp-golden.py        needs numpy

Among the arguments of expf are those whose result lies nearest to a tie of the rounding to float32: there the last
bit of the float64 inside decides. Lists alternate argument and result; floats are exact decimals of their bits.
"""

import ctypes
import json
import pathlib

import numpy as np

TARGET = pathlib.Path(__file__).parent.parent / "golden" / "gbdt" / "exp.json"
LIBM = ctypes.CDLL("libm.so.6")
RANDOM = np.random.default_rng(1)


def function(name, kind):
    one = getattr(LIBM, name)
    one.argtypes = [kind]
    one.restype = kind
    return one


def hard(count):
    """Arguments whose e^x lies nearest to the middle of two float32."""
    x = RANDOM.uniform(-80, 80, 20_000_000).astype(np.float32)
    bits = np.exp(x.astype(np.float64)).view(np.uint64) & np.uint64(0x1FFFFFFF)
    return x[np.argsort(np.abs(bits.astype(np.int64) - 0x10000000))[:count]]


def pairs(name, kind, arguments):
    one = function(name, kind)
    return [number for x in arguments for number in (plain(x), plain(one(float(x))))]


def plain(x):
    return float(x) if np.isfinite(x) else str(float(x))


special = np.array([0.0, -0.0, 1e-30, -1e-9, 1.0, -1.0, 88.72283, 88.7229, -87.4, -103.9, -104.5, np.inf, -np.inf])
floats = np.concatenate([special, RANDOM.uniform(-104, 89, 200), RANDOM.normal(size=200), hard(200)])
doubles = np.concatenate([special, [709.7, 709.79, -707.9], RANDOM.uniform(-700, 709, 300), RANDOM.normal(size=300)])
positive = np.concatenate([[1.0, 1e-45, 1e-40, 3.4e38, 1e-6], np.exp(RANDOM.uniform(-80, 80, 300)), RANDOM.uniform(0.5, 2, 300)])
answer = {
    "expf": pairs("expf", ctypes.c_float, floats.astype(np.float32)),
    "exp": pairs("exp", ctypes.c_double, doubles),
    "log": pairs("log", ctypes.c_double, np.concatenate([positive, [1e-310, 1e300, 0.9375, 1.0647]])),
    "logf": pairs("logf", ctypes.c_float, positive.astype(np.float32)),
}
TARGET.write_text(json.dumps(answer, separators=(",", ":")) + "\n")
