"""What XGBoost is asked: (group, name, recipe, parameters, rounds, further settings)."""


def columns(count, **spec):
    return [{"kind": "normal", **spec} for _ in range(count)]


NUMBER = {"kind": "number"}
BINARY = {"kind": "binary"}
PROBLEMS = {
    "regression": ({"objective": "reg:squarederror"}, NUMBER),
    "binary": ({"objective": "binary:logistic"}, BINARY),
}


def classes(count):
    return {"objective": "multi:softprob", "num_class": count}, {"kind": "classes", "count": count}


for count in (3, 5, 10):
    PROBLEMS[f"{count} classes"] = classes(count)


def recipe(label, seed=1, rows=400, made=None, **more):
    return {"seed": seed, "rows": rows, "columns": made or columns(6), "label": label, **more}


def cases():
    found = []

    def add(group, name, problem="regression", rounds=4, data=None, label=None, more=None, **params):
        settings, usual = PROBLEMS[problem]
        data = {"seed": len(found) + 1, **(data or {})}
        full = recipe({**usual, **(label or {})}, **data)
        found.append((group, f"{problem}: {name}", full, {**settings, **params}, rounds, more or {}))

    add("growth", "depth 1", max_depth=1, rounds=8)
    add("growth", "depth 2", max_depth=2)
    add("growth", "defaults")
    add("growth", "depth 10", max_depth=10)
    add("growth", "depth 10, defaults else", "binary", max_depth=10)
    add("growth", "depth without limit", max_depth=0, data={"rows": 200})
    add("growth", "depth without limit, min_child_weight 0", "binary", max_depth=0, min_child_weight=0, data={"rows": 150})
    add("growth", "depth 12, wide frontier", max_depth=12, min_child_weight=0, rounds=1, data={"rows": 1500})
    for leaves in (2, 3, 8, 31):
        add("growth", f"lossguide, {leaves} leaves", grow_policy="lossguide", max_depth=0, max_leaves=leaves)
    add("growth", "lossguide without limits", grow_policy="lossguide", max_depth=0, data={"rows": 150})
    add("growth", "lossguide, depth 3, 6 leaves", "binary", grow_policy="lossguide", max_depth=3, max_leaves=6)
    add("growth", "lossguide, depth 4", "3 classes", grow_policy="lossguide", max_depth=4, rounds=3)
    add("growth", "depthwise, 5 leaves", max_leaves=5)
    add("growth", "depthwise, 11 leaves, depth 8", "binary", max_leaves=11, max_depth=8)
    add("growth", "depthwise, 1 leaf", max_leaves=1)
    add("growth", "lossguide, ties", grow_policy="lossguide", max_depth=0, max_leaves=12, data={"made": [{"kind": "grid", "steps": 2}] * 4}, label={"noise": 0})

    for value in (0, 0.5, 10, 1000):
        add("regularised", f"lambda {value}", reg_lambda=value, max_depth=4)
    for value in (0.1, 1, 20, 400):
        add("regularised", f"alpha {value}", reg_alpha=value, max_depth=4)
    for value in (0.01, 1, 10, 200, 1e6):
        add("regularised", f"gamma {value}", gamma=value)
    for value in (0, 0.3, 10, 150, 1000):
        add("regularised", f"min_child_weight {value}", min_child_weight=value, max_depth=5)
    for problem in ("regression", "binary", "3 classes"):
        for value in (0.05, 0.7):
            add("regularised", f"max_delta_step {value}", problem, max_delta_step=value, max_depth=4, rounds=3)
    for value in (0, 0.5, 5):
        add("regularised", f"min_child_weight {value}", "binary", min_child_weight=value, max_depth=5)
        add("regularised", f"min_child_weight {value}, lambda 0", "3 classes", min_child_weight=value, reg_lambda=0, max_depth=4, rounds=2)
    for value in (0.01, 0.1, 1):
        add("regularised", f"eta {value}", "binary", eta=value, max_depth=4)
    everything = dict(reg_lambda=2.5, reg_alpha=0.4, gamma=0.3, min_child_weight=2.5, max_delta_step=0.6, eta=0.17)
    for problem in PROBLEMS:
        add("regularised", "all at once", problem, max_depth=5, rounds=3, **everything)
    add("regularised", "all at once, lossguide, missing", "binary", grow_policy="lossguide", max_leaves=20, max_depth=0, data={"made": columns(6, missing=200)}, **everything)
    add("regularised", "lambda 0, alpha 0, min_child_weight 0", reg_lambda=0, min_child_weight=0, max_depth=7)

    for problem in PROBLEMS:
        add("objectives", "plain", problem, max_depth=3, rounds=5 if problem in ("regression", "binary") else 2)
        add("objectives", "weights", problem, max_depth=4, rounds=2, data={"weights": {"kind": "fraction"}})
        add("objectives", "weights, some of them 0", problem, max_depth=4, rounds=2, data={"weights": {"kind": "fraction", "zeros": 200}})
    add("objectives", "whole weights", data={"weights": {"kind": "whole"}})
    add("objectives", "small weights", "binary", min_child_weight=0, data={"weights": {"kind": "fraction", "scale": 1 / 1024}})
    add("objectives", "large weights", "binary", data={"weights": {"kind": "fraction", "scale": 1024}})
    for value in (0.2, 3, 50):
        add("objectives", f"scale_pos_weight {value}", "binary", scale_pos_weight=value, max_depth=4)
    add("objectives", "scale_pos_weight 4, weights", "binary", scale_pos_weight=4, max_depth=4, data={"weights": {"kind": "fraction", "zeros": 100}})
    add("objectives", "base_score 2.5", base_score=2.5, max_depth=3)
    add("objectives", "base_score 0.3", "binary", base_score=0.3, max_depth=3)
    add("objectives", "base_score 0.5, scale_pos_weight 2", "binary", base_score=0.5, scale_pos_weight=2, max_depth=3)
    add("objectives", "base_score 0.5", "3 classes", base_score=0.5, max_depth=3, rounds=2)
    add("objectives", "rare positives", "binary", label={"above": 3.5}, max_depth=4)
    add("objectives", "all labels 0", "binary", label={"above": 99}, max_depth=3)
    add("objectives", "all labels 1", "binary", label={"above": -99}, max_depth=3)
    add("objectives", "all labels the same", label={"kind": "constant", "value": 3.25}, max_depth=3)
    add("objectives", "one class only", "3 classes", label={"kind": "constant", "value": 1}, max_depth=3, rounds=2)
    add("objectives", "large labels", label={"scale": 2.0**40, "shift": 2.0**42}, max_depth=4)
    add("objectives", "small labels", label={"scale": 2.0**-8}, max_depth=4)
    add("objectives", "labels too small for a gain", label={"scale": 2.0**-20}, max_depth=4)
    add("objectives", "far from 0", label={"shift": 100000}, max_depth=4)
    add("objectives", "noise only", "binary", label={"noise": 40}, max_depth=4)
    add("objectives", "no noise", "binary", label={"noise": 0}, max_depth=4, rounds=10)

    for seed in (0, 1, 42, 123456789, 2**31 - 1):
        add("sampling", f"subsample 0.5, seed {seed}", subsample=0.5, seed=seed, max_depth=3)
    for share in (0.01, 0.3, 0.9, 0.9999):
        add("sampling", f"subsample {share}", "binary", subsample=share, max_depth=4, seed=7)
    add("sampling", "subsample 0.6, weights, missing", "binary", subsample=0.6, data={"weights": {"kind": "fraction", "zeros": 100}, "made": columns(6, missing=300)}, max_depth=4)
    add("sampling", "subsample 0.6", "5 classes", subsample=0.6, max_depth=3, rounds=2)
    for name in ("colsample_bytree", "colsample_bylevel", "colsample_bynode"):
        for share in (0.1, 0.5, 0.85):
            add("sampling", f"{name} {share}", **{name: share}, max_depth=4, rounds=3, seed=3, data={"made": columns(12)})
        add("sampling", f"{name} 0.4", "3 classes", **{name: 0.4}, max_depth=3, rounds=2, data={"made": columns(9)})
        add("sampling", f"{name} 0.4, lossguide", "binary", **{name: 0.4}, grow_policy="lossguide", max_depth=0, max_leaves=10, data={"made": columns(9)}, rounds=3)
    three = dict(colsample_bytree=0.7, colsample_bylevel=0.6, colsample_bynode=0.5)
    for problem in ("regression", "binary", "3 classes"):
        add("sampling", "three column samples", problem, **three, max_depth=4, rounds=3, seed=11, data={"made": columns(20)})
        add("sampling", "three column samples, subsample 0.7", problem, **three, subsample=0.7, max_depth=4, rounds=3, seed=12, data={"made": columns(20)})
        add("sampling", "three column samples, subsample 0.7, lossguide", problem, **three, subsample=0.7, max_depth=5, max_leaves=9, grow_policy="lossguide", rounds=3, seed=13, data={"made": columns(20)})
    add("sampling", "three column samples of 300 columns", **three, max_depth=4, rounds=2, seed=5, data={"made": columns(300), "rows": 200})
    for seed in (1, 2, 3, 4):
        add("sampling", f"three column samples of 70 columns, seed {seed}", "binary", **three, subsample=0.8, max_depth=3, rounds=4, seed=seed, data={"made": columns(70), "rows": 200})
    add("sampling", "level and node, deep", "binary", colsample_bylevel=0.5, colsample_bynode=0.5, max_depth=9, rounds=2, min_child_weight=0, data={"made": columns(10)})
    add("sampling", "4 parallel trees", num_parallel_tree=4, subsample=0.6, colsample_bynode=0.5, max_depth=3, rounds=2)
    add("sampling", "3 parallel trees", "binary", num_parallel_tree=3, subsample=0.7, max_depth=3, rounds=2)
    add("sampling", "3 parallel trees", "3 classes", num_parallel_tree=3, subsample=0.7, colsample_bytree=0.5, max_depth=2, rounds=2)
    add("sampling", "random forest", "binary", num_parallel_tree=10, subsample=0.63, colsample_bynode=0.6, eta=1, max_depth=4, rounds=1)
    add("sampling", "parallel trees without chance", num_parallel_tree=2, max_depth=3, rounds=2)

    few, half = columns(6, missing=20), columns(6, missing=512)
    for problem in ("regression", "binary", "3 classes"):
        for name, made in (("few", few), ("half", half)):
            add("missing", name, problem, data={"made": made}, max_depth=5, rounds=3)
    none_there = [*columns(2), {"kind": "normal", "missing": 1024}, *columns(2, missing=100)]
    add("missing", "a column without values", data={"made": none_there}, max_depth=5)
    add("missing", "no values at all", data={"made": columns(2, missing=1024), "rows": 60})
    add("missing", "one column of two", "binary", data={"made": [{"kind": "normal"}, {"kind": "normal", "missing": 900}]})
    add("missing", "constant where there", data={"made": [{"kind": "constant", "value": 1, "missing": 400}, {"kind": "constant", "value": -2, "missing": 600}, *columns(2)]})
    add("missing", "whole numbers and missing", data={"made": [{"kind": "integer", "count": 5, "missing": 300}] * 5}, max_depth=4)
    add("missing", "depth 10", "binary", data={"made": half}, max_depth=10, rounds=2)
    add("missing", "weights", data={"made": half, "weights": {"kind": "fraction", "zeros": 200}})
    add("missing", "only in the evaluation", "binary", max_depth=5, more={"evals": [{"name": "other", "recipe": {"seed": 900, "rows": 100, "columns": half}}], "metrics": ["logloss"]})
    add("missing", "256 bins and a slot for missing", data={"made": columns(4, missing=100), "rows": 3000}, max_depth=4, rounds=3, more={"cuts": True})

    kinds = {
        "ties": [{"kind": "grid", "steps": steps} for steps in (1, 2, 4, 8)],
        "few distinct values": [{"kind": "integer", "count": count} for count in (2, 3, 4, 7)],
        "whole numbers": [{"kind": "integer", "count": 1000, "shift": -500} for _ in range(4)],
        "constants": [{"kind": "constant", "value": value} for value in (0, 5, -3)] + columns(2),
        "only constants": [{"kind": "constant", "value": value} for value in (0, 5, -3)],
        "negative zero": [{"kind": "signedZero"}, {"kind": "signedZero"}, *columns(1)],
        "large values": columns(4, scale=2.0**100),
        "largest values": columns(4, scale=2.0**125),
        "small values": columns(4, scale=2.0**-100),
        "smallest values": columns(4, scale=2.0**-125),
        "large and small": [*columns(2, scale=2.0**60), *columns(2, scale=2.0**-60)],
        "far from 0": columns(4, shift=65536),
        "sparse": [{"kind": "sparse", "share": share} for share in (10, 50, 100, 300, 600)],
        "the same column thrice": [*columns(2), {"kind": "copy", "of": 0}, {"kind": "copy", "of": 1}, {"kind": "copy", "of": 0}],
        "ascending": [{"kind": "row"}, {"kind": "row", "step": -1}, *columns(2)],
        "float64 values": [{"kind": "precise"}] * 4,
    }
    # Where a binary label would be the same in all rows otherwise.
    above = {"constants": -5.5, "only constants": -6, "only positive": 13, "only negative": 4, "far from 0": 13}
    for name, made in kinds.items():
        middle = {"above": above[name]} if name in above else {}
        add("data", name, data={"made": made}, max_depth=5, rounds=3, more={"cuts": True})
        add("data", name, "binary", label=middle, data={"made": made}, max_depth=5, rounds=2)
    for rows in (1, 2, 3, 10):
        add("data", f"{rows} rows", data={"rows": rows}, min_child_weight=0, rounds=2, more={"cuts": True})
        add("data", f"{rows} rows", "binary", data={"rows": rows, "made": columns(3)}, min_child_weight=0, rounds=2)
    add("data", "2 rows", "3 classes", data={"rows": 2}, rounds=2)
    add("data", "one column", data={"made": columns(1)})
    add("data", "one row, missing", data={"rows": 1, "made": columns(2, missing=1024)}, rounds=2)

    for bins in (2, 3, 16, 64, 255, 256, 257, 512, 1000):
        add("bins", f"max_bin {bins}", max_bin=bins, max_depth=4, rounds=2, data={"rows": 3000, "made": columns(4)}, more={"cuts": bins <= 257})
    for bins in (2, 16, 256, 512):
        add("bins", f"max_bin {bins}, missing, weights", "binary", max_bin=bins, max_depth=4, rounds=2, data={"rows": 3000, "made": columns(3, missing=250), "weights": {"kind": "fraction", "zeros": 64}}, more={"cuts": bins <= 256})
    add("bins", "weights in the sketch", max_bin=32, max_depth=4, data={"rows": 5000, "weights": {"kind": "whole"}}, more={"cuts": True})
    add("bins", "whole numbers, more than bins", max_bin=64, max_depth=4, rounds=2, data={"rows": 5000, "made": [{"kind": "integer", "count": 300}, {"kind": "grid", "steps": 100}, {"kind": "integer", "count": 65}, {"kind": "integer", "count": 64}]}, more={"cuts": True})
    add("bins", "sparse, more than bins", max_bin=64, max_depth=4, rounds=2, data={"rows": 5000, "made": [{"kind": "sparse", "share": share} for share in (20, 200, 500)]}, more={"cuts": True})
    add("bins", "ascending rows", max_bin=64, max_depth=4, rounds=2, data={"rows": 5000, "made": [{"kind": "row"}, {"kind": "row", "step": -1}, *columns(1)]}, more={"cuts": True})
    add("bins", "60 000 rows", max_depth=6, rounds=3, data={"rows": 60000, "made": columns(4)}, more={"cuts": True})
    add("bins", "60 000 rows, missing, weights", "binary", max_depth=6, rounds=3, data={"rows": 60000, "made": [*columns(3, missing=100), {"kind": "integer", "count": 1000}], "weights": {"kind": "fraction", "zeros": 50}}, more={"cuts": True})
    add("bins", "60 000 rows, max_bin 512, subsample", "3 classes", max_bin=512, subsample=0.5, max_depth=4, rounds=1, data={"rows": 60000, "made": columns(3)})

    def evaluation(seed=901, rows=150, made=None, **more):
        return {"name": "other", "recipe": {"seed": seed, "rows": rows, "columns": made or columns(6), **more}}

    add("evaluated", "rmse", rounds=6, max_depth=3, more={"evals": [evaluation()], "watchTrain": True, "metrics": ["rmse"]})
    add("evaluated", "logloss, error, auc", "binary", rounds=6, max_depth=3, more={"evals": [evaluation()], "watchTrain": True, "metrics": ["logloss", "error", "auc"]})
    add("evaluated", "mlogloss, merror", "3 classes", rounds=4, max_depth=3, more={"evals": [evaluation()], "watchTrain": True, "metrics": ["merror", "mlogloss"]})
    add("evaluated", "mlogloss, merror", "10 classes", rounds=2, max_depth=3, more={"evals": [evaluation()], "metrics": ["mlogloss", "merror"]})
    heavy = {"kind": "fraction", "zeros": 200}
    add("evaluated", "weights in the evaluation", "binary", rounds=4, max_depth=3, data={"weights": heavy}, more={"evals": [evaluation(weights=heavy)], "watchTrain": True, "metrics": ["logloss", "error", "auc"]})
    add("evaluated", "weights in the evaluation", rounds=4, max_depth=3, data={"weights": heavy}, more={"evals": [evaluation(weights=heavy)], "metrics": ["rmse"]})
    add("evaluated", "weights in the evaluation", "3 classes", rounds=3, max_depth=3, data={"weights": heavy}, more={"evals": [evaluation(weights=heavy)], "metrics": ["merror", "mlogloss"]})
    add("evaluated", "ties in the score", "binary", rounds=2, max_depth=1, more={"evals": [evaluation()], "metrics": ["auc"]})
    add("evaluated", "stops early, rmse", rounds=60, max_depth=5, eta=0.5, label={"noise": 2}, data={"rows": 150}, more={"evals": [evaluation(label={"kind": "number", "noise": 2})], "metrics": ["rmse"], "patience": 4})
    add("evaluated", "stops early, logloss", "binary", rounds=60, max_depth=4, label={"noise": 2}, data={"rows": 150}, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["logloss"], "patience": 3})
    add("evaluated", "stops early, auc", "binary", rounds=60, max_depth=3, label={"noise": 2}, data={"rows": 150}, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["logloss", "auc"], "patience": 3})
    add("evaluated", "stops early, error", "binary", rounds=60, max_depth=3, label={"noise": 2}, data={"rows": 150}, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["error"], "patience": 3})
    add("evaluated", "stops early, mlogloss", "3 classes", rounds=40, max_depth=3, label={"noise": 2}, data={"rows": 150}, more={"evals": [evaluation(label={"kind": "classes", "count": 3, "noise": 2})], "metrics": ["mlogloss"], "patience": 3})
    add("evaluated", "stops early, two sets", rounds=40, max_depth=4, label={"noise": 2}, data={"rows": 150}, more={"evals": [evaluation(), {**evaluation(902), "name": "last"}], "watchTrain": True, "metrics": ["rmse"], "patience": 2})
    add("evaluated", "patience that is never used up", rounds=5, max_depth=3, more={"evals": [evaluation()], "metrics": ["rmse"], "patience": 50})
    tiny = {"kind": "number", "scale": 2.0**-24}
    add("evaluated", "scores of few decimals", rounds=12, max_depth=3, label=tiny, more={"evals": [evaluation(label=tiny)], "metrics": ["rmse"], "patience": 3})
    add("evaluated", "a score that is no number", "binary", rounds=3, max_depth=3, more={"evals": [evaluation(label={"kind": "constant", "value": 1})], "metrics": ["auc"], "patience": 2})
    signed = [{"kind": "signedZero"}, {"kind": "signedZero", "missing": 200}, *columns(1)]
    add("bins", "negative zero, more than the queue holds", max_bin=4, max_depth=3, rounds=2, data={"rows": 5000, "made": signed}, more={"cuts": True})
    add("bins", "negative zero, weights", max_bin=16, max_depth=3, rounds=2, data={"rows": 3000, "made": signed, "weights": {"kind": "fraction", "zeros": 100}}, more={"cuts": True})
    heavier = {"weights": {"kind": "fraction", "scale": 2.0**40}}
    add("objectives", "margins that run away", "3 classes", rounds=4, max_depth=2, eta=2.0**50, reg_lambda=0, data=heavier)
    return found
