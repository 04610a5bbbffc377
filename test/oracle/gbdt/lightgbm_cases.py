"""What LightGBM is asked: (group, name, recipe, parameters, rounds, further settings)."""


def columns(count, **spec):
    return [{"kind": "precise", **spec} for _ in range(count)]


def plain(count, **spec):
    return [{"kind": "normal", **spec} for _ in range(count)]


NUMBER = {"kind": "number"}
BINARY = {"kind": "binary"}
PROBLEMS = {
    "regression": ({"objective": "regression"}, NUMBER),
    "binary": ({"objective": "binary"}, BINARY),
}


for count in (3, 5, 10):
    settings = {"objective": "multiclass", "num_class": count}
    PROBLEMS[f"{count} classes"] = settings, {"kind": "classes", "count": count}


def recipe(label, seed=1, rows=400, made=None, **more):
    return {"seed": seed, "rows": rows, "columns": made or columns(6), "label": label, **more}


def one_hot(group, count, extra=0):
    return [{"kind": "oneHot", "group": group, "count": count, "index": index, "extra": extra} for index in range(count)]


def cases():
    found = []

    def add(group, name, problem="regression", rounds=4, data=None, label=None, more=None, **params):
        settings, usual = PROBLEMS[problem]
        data = {"seed": len(found) + 1, **(data or {})}
        full = recipe({**usual, **(label or {})}, **data)
        found.append((group, f"{problem}: {name}", full, {**settings, "num_leaves": 15, **params}, rounds, more or {}))

    for leaves in (2, 3, 7, 31, 63):
        add("growth", f"{leaves} leaves", num_leaves=leaves, rounds=3)
    add("growth", "255 leaves", num_leaves=255, rounds=2, data={"rows": 9000}, min_data_in_leaf=5)
    add("growth", "255 leaves", "binary", num_leaves=255, rounds=1, data={"rows": 9000}, min_data_in_leaf=1, min_sum_hessian_in_leaf=0)
    add("growth", "more leaves than rows allow", num_leaves=255, min_data_in_leaf=1, rounds=2, data={"rows": 100})
    for depth in (1, 2, 3, 5):
        add("growth", f"depth {depth}", max_depth=depth, num_leaves=31)
    add("growth", "depth 4", "3 classes", max_depth=4, num_leaves=31, rounds=2)
    add("growth", "depth 10, 100 leaves", "binary", max_depth=10, num_leaves=100, rounds=2, min_data_in_leaf=2, data={"rows": 1000})
    for value in (1, 5, 60, 150, 300):
        add("growth", f"min_data_in_leaf {value}", min_data_in_leaf=value)
        add("growth", f"min_data_in_leaf {value}", "binary", min_data_in_leaf=value, rounds=2)
    add("growth", "min_data_in_leaf 0", min_data_in_leaf=0, rounds=2)
    for value in (0, 1e-3, 1, 20):
        add("growth", f"min_sum_hessian_in_leaf {value}", "binary", min_sum_hessian_in_leaf=value, min_data_in_leaf=1)
        add("growth", f"min_sum_hessian_in_leaf {value}", "3 classes", min_sum_hessian_in_leaf=value, min_data_in_leaf=2, rounds=2)

    for value in (0.1, 1, 20, 400):
        add("regularised", f"lambda_l1 {value}", lambda_l1=value)
        add("regularised", f"lambda_l2 {value}", lambda_l2=value)
    for value in (0.01, 1, 30, 1000):
        add("regularised", f"min_gain_to_split {value}", min_gain_to_split=value)
    for problem in ("regression", "binary", "3 classes"):
        for value in (0.05, 0.7):
            add("regularised", f"max_delta_step {value}", problem, max_delta_step=value, rounds=3)
    for value in (0.01, 0.3, 1):
        add("regularised", f"learning_rate {value}", "binary", learning_rate=value)
    everything = dict(lambda_l1=0.3, lambda_l2=1.7, min_gain_to_split=0.2, max_delta_step=0.8, min_data_in_leaf=7, min_sum_hessian_in_leaf=0.5, learning_rate=0.17)
    for problem in PROBLEMS:
        add("regularised", "all at once", problem, rounds=3, **everything)
    add("regularised", "all at once, missing", "binary", data={"made": columns(6, missing=200)}, max_depth=5, **everything)

    for problem in PROBLEMS:
        add("objectives", "plain", problem, rounds=5 if problem in ("regression", "binary") else 2)
        add("objectives", "weights", problem, rounds=2, data={"weights": {"kind": "fraction"}})
        add("objectives", "weights, some of them 0", problem, rounds=2, data={"weights": {"kind": "fraction", "zeros": 200}})
        add("objectives", "boost_from_average=false", problem, rounds=2, boost_from_average=False)
    add("objectives", "sigmoid 0.7", "binary", sigmoid=0.7)
    add("objectives", "sigmoid 3, weights", "binary", sigmoid=3, data={"weights": {"kind": "fraction"}})
    add("objectives", "whole weights", data={"weights": {"kind": "whole"}})
    add("objectives", "boost_from_average=false, weights", "binary", boost_from_average=False, data={"weights": {"kind": "fraction"}})
    add("objectives", "is_unbalance", "binary", is_unbalance=True, label={"above": 1.5})
    add("objectives", "is_unbalance, many positives", "binary", is_unbalance=True, label={"above": -1})
    add("objectives", "is_unbalance, weights", "binary", is_unbalance=True, label={"above": 1.5}, data={"weights": {"kind": "fraction"}})
    for value in (0.2, 3, 50):
        add("objectives", f"scale_pos_weight {value}", "binary", scale_pos_weight=value)
    add("objectives", "rare positives", "binary", label={"above": 3.5})
    add("objectives", "all labels 0", "binary", label={"above": 99})
    add("objectives", "all labels 1", "binary", label={"above": -99})
    add("objectives", "all labels the same", label={"kind": "constant", "value": 3.25})
    add("objectives", "all labels 0", label={"kind": "constant", "value": 0})
    add("objectives", "one class only", "3 classes", label={"kind": "constant", "value": 1}, rounds=2)
    add("objectives", "large labels", label={"scale": 2.0**40, "shift": 2.0**42})
    add("objectives", "small labels", label={"scale": 2.0**-20})
    add("objectives", "far from 0", label={"shift": 100000})
    add("objectives", "noise only", "binary", label={"noise": 40})
    add("objectives", "no noise", "binary", label={"noise": 0}, rounds=10)

    for fraction in (0.1, 0.5, 0.9):
        add("sampling", f"bagging_fraction {fraction}", bagging_fraction=fraction, bagging_freq=1, data={"rows": 3000})
    add("sampling", "bagging every 2", "binary", bagging_fraction=0.6, bagging_freq=2, rounds=5)
    add("sampling", "bagging every 5, seed 11", "binary", bagging_fraction=0.6, bagging_freq=5, bagging_seed=11, rounds=7)
    add("sampling", "bagging without frequency", bagging_fraction=0.5, rounds=2)
    add("sampling", "bagging frequency without fraction", bagging_freq=1, rounds=2)
    add("sampling", "bagging", "3 classes", bagging_fraction=0.5, bagging_freq=1, rounds=3)
    add("sampling", "bagging, weights, missing", bagging_fraction=0.7, bagging_freq=1, data={"rows": 2500, "weights": {"kind": "fraction"}, "made": columns(5, missing=200)})
    add("sampling", "bagging, largest seed", bagging_fraction=0.7, bagging_freq=1, bagging_seed=2147483647, rounds=2)
    for fraction in (0.1, 0.5, 0.85):
        add("sampling", f"feature_fraction {fraction}", feature_fraction=fraction, data={"made": columns(12)})
    add("sampling", "feature_fraction 0.3 of 200 columns", feature_fraction=0.3, data={"made": columns(200)}, rounds=3, num_leaves=7)
    add("sampling", "feature_fraction 0.02 of 200 columns", feature_fraction=0.02, data={"made": columns(200)}, rounds=3, num_leaves=7)
    add("sampling", "feature_fraction, seed 9", "3 classes", feature_fraction=0.5, feature_fraction_seed=9, data={"made": columns(12)}, rounds=2)
    add("sampling", "feature_fraction, dropped columns", feature_fraction=0.5, data={"made": [*columns(3), *({"kind": "constant", "value": 1},) * 4, *columns(4)]})
    for share in (0.2, 0.6):
        add("sampling", f"feature_fraction_bynode {share}", feature_fraction_bynode=share, data={"made": columns(12)}, rounds=3)
        add("sampling", f"feature_fraction_bynode {share} and feature_fraction", "3 classes", feature_fraction_bynode=share, feature_fraction=0.7, data={"made": columns(12)}, rounds=2)
    add("sampling", "one seed for all", "binary", seed=17, bagging_fraction=0.7, bagging_freq=1, feature_fraction=0.6, data={"made": columns(10)}, rounds=3)
    add("sampling", "bagging and feature_fraction", "binary", bagging_fraction=0.7, bagging_freq=1, feature_fraction=0.6, data={"made": columns(10)}, rounds=5)
    goss = dict(data_sample_strategy="goss")
    add("sampling", "goss", **goss, learning_rate=0.5, rounds=5, data={"rows": 3000})
    add("sampling", "goss", "binary", **goss, learning_rate=0.5, rounds=5, data={"rows": 3000})
    add("sampling", "goss", "3 classes", **goss, learning_rate=0.5, rounds=4, data={"rows": 1500})
    add("sampling", "goss, 0.05 and 0.3", "binary", **goss, top_rate=0.05, other_rate=0.3, learning_rate=1, rounds=4, data={"rows": 2000})
    add("sampling", "goss, weights, missing", "binary", **goss, learning_rate=0.5, rounds=4, data={"rows": 2000, "weights": {"kind": "fraction"}, "made": columns(5, missing=200)})
    add("sampling", "goss, feature_fraction, seeds", **goss, learning_rate=0.5, feature_fraction=0.6, bagging_seed=5, feature_fraction_seed=6, rounds=4, data={"rows": 1500})
    add("sampling", "goss, ties", **goss, learning_rate=1, rounds=3, data={"rows": 1000, "made": [{"kind": "integer", "count": 3}] * 3}, label={"noise": 0})
    add("sampling", "goss as boosting", boosting="goss", learning_rate=0.5, rounds=4)
    add("sampling", "goss in the first rounds", **goss, learning_rate=0.1, rounds=12, num_leaves=4)

    few, half = columns(6, missing=20), columns(6, missing=512)
    for problem in ("regression", "binary", "3 classes"):
        for name, made in (("few", few), ("half", half)):
            add("missing", name, problem, data={"made": made}, rounds=3)
    none_there = [*columns(2), {"kind": "normal", "missing": 1024}, *columns(2, missing=100)]
    add("missing", "a column without values", data={"made": none_there})
    add("missing", "no values at all", data={"made": columns(2, missing=1024), "rows": 60})
    add("missing", "constant where there", data={"made": [{"kind": "constant", "value": 1, "missing": 400}, {"kind": "constant", "value": -2, "missing": 600}, *columns(2)]})
    add("missing", "zero where there", data={"made": [{"kind": "constant", "value": 0, "missing": 400}, *columns(2)]})
    add("missing", "whole numbers and missing", data={"made": [{"kind": "integer", "count": 5, "missing": 300}] * 5})
    add("missing", "two values and missing", "binary", data={"made": [{"kind": "integer", "count": 2, "missing": 300}] * 5})
    add("missing", "63 leaves", "binary", data={"made": half, "rows": 1500}, num_leaves=63, min_data_in_leaf=5, rounds=2)
    add("missing", "weights", data={"made": half, "weights": {"kind": "fraction"}})
    add("missing", "use_missing=false", use_missing=False, data={"made": half})
    add("missing", "use_missing=false, sparse", "binary", use_missing=False, data={"made": [{"kind": "sparse", "share": 300, "missing": 200}] * 5})
    for missing in (0, 200):
        made = [{"kind": "sparse", "share": share, "missing": missing} for share in (100, 300, 600, 900)]
        add("missing", f"zero_as_missing, {missing} of 1024 NaN", zero_as_missing=True, data={"made": made})
        add("missing", f"zero_as_missing, {missing} of 1024 NaN", "binary", zero_as_missing=True, data={"made": [*made, *columns(2, missing=missing)], "rows": 1000})
        add("missing", f"zeros, {missing} of 1024 NaN", "binary", data={"made": made, "rows": 1000})
    add("missing", "zero_as_missing, whole numbers", zero_as_missing=True, data={"made": [{"kind": "integer", "count": 5, "shift": -2}] * 4})
    add("missing", "zero_as_missing, use_missing=false", zero_as_missing=True, use_missing=False, data={"made": [{"kind": "integer", "count": 5, "shift": -2}] * 4})
    add("missing", "only in the evaluation", "binary", more={"evals": [{"name": "other", "recipe": {"seed": 900, "rows": 100, "columns": half}}], "metrics": ["binary_logloss"]})

    kinds = {
        "ties": [{"kind": "grid", "steps": steps} for steps in (1, 2, 4, 8)],
        "few distinct values": [{"kind": "integer", "count": count} for count in (2, 3, 4, 7)],
        "whole numbers": [{"kind": "integer", "count": 1000, "shift": -500} for _ in range(4)],
        "constants": [{"kind": "constant", "value": value} for value in (0, 5, -3)] + columns(2),
        "only constants": [{"kind": "constant", "value": value} for value in (0, 5, -3)],
        "negative zero": [{"kind": "signedZero"}, {"kind": "signedZero"}, *columns(1)],
        "large values": columns(2) + plain(2, scale=2.0**1000),
        "float32 values": plain(4),
        "small values": plain(4, scale=2.0**-100),
        "around the zero threshold": plain(4, scale=2.0**-116),
        "below the zero threshold": plain(2, scale=2.0**-130) + columns(1),
        "only positive": plain(4, shift=8),
        "only negative": plain(4, shift=-8),
        "far from 0": plain(4, shift=2.0**40),
        "sparse": [{"kind": "sparse", "share": share} for share in (10, 50, 100, 300, 600)],
        "the same column thrice": [*columns(2), {"kind": "copy", "of": 0}, {"kind": "copy", "of": 1}, {"kind": "copy", "of": 0}],
        "ascending": [{"kind": "row"}, {"kind": "row", "step": -1}, *columns(2)],
        "mostly one value": [{"kind": "sparse", "share": 200}, *columns(2)],
    }
    # Where a binary label would be the same in all rows otherwise.
    above = {"constants": -5.5, "only constants": -6, "only positive": 13, "only negative": 4, "far from 0": 13}
    for name, made in kinds.items():
        middle = {"above": above[name]} if name in above else {}
        add("data", name, data={"made": made}, rounds=3)
        add("data", name, "binary", label=middle, data={"made": made, "rows": 700}, rounds=2, min_data_in_leaf=5)
    for rows in (1, 2, 3, 10):
        add("data", f"{rows} rows", data={"rows": rows}, min_data_in_leaf=1, min_data_in_bin=1, rounds=2)
        add("data", f"{rows} rows", "binary", data={"rows": rows, "made": columns(3)}, min_data_in_leaf=1, rounds=2)
    add("data", "30 rows, default min_data_in_leaf", data={"rows": 30}, rounds=2)
    add("data", "40 rows, default min_data_in_leaf", data={"rows": 40}, rounds=2)
    add("data", "one column", data={"made": columns(1)})
    add("data", "feature_pre_filter=false", feature_pre_filter=False, min_data_in_leaf=100, data={"made": [{"kind": "sparse", "share": share} for share in (50, 200, 500)] + columns(1)})
    add("data", "feature_pre_filter", min_data_in_leaf=100, data={"made": [{"kind": "sparse", "share": share} for share in (50, 200, 500)] + columns(1)})

    for bins in (2, 3, 4, 16, 63, 255, 256, 511, 1000):
        add("bins", f"max_bin {bins}", max_bin=bins, rounds=2, data={"rows": 3000, "made": columns(4)})
    for bins in (2, 3, 16, 255, 256, 511):
        add("bins", f"max_bin {bins}, missing", "binary", max_bin=bins, rounds=2, data={"rows": 3000, "made": columns(3, missing=250)})
    for least in (1, 2, 10, 200):
        add("bins", f"min_data_in_bin {least}", min_data_in_bin=least, rounds=2, data={"rows": 1500, "made": [*columns(2), {"kind": "integer", "count": 50}, {"kind": "grid", "steps": 8}]})
    add("bins", "whole numbers, more than bins", max_bin=32, rounds=2, data={"rows": 5000, "made": [{"kind": "integer", "count": 300}, {"kind": "grid", "steps": 100}, {"kind": "integer", "count": 33}, {"kind": "integer", "count": 32}]})
    add("bins", "sparse, more than bins", max_bin=32, rounds=2, data={"rows": 5000, "made": [{"kind": "sparse", "share": share} for share in (20, 200, 500, 900)]})
    add("bins", "60 000 rows", num_leaves=31, rounds=3, data={"rows": 60000, "made": columns(4)})
    add("bins", "60 000 rows, missing, weights", "binary", num_leaves=31, rounds=3, data={"rows": 60000, "made": [*columns(3, missing=100), {"kind": "integer", "count": 1000}], "weights": {"kind": "fraction"}})
    add("bins", "220 000 rows, bins from a sample", "binary", rounds=2, data={"rows": 220000, "made": [*columns(2), {"kind": "sparse", "share": 100}]})
    add("bins", "3000 rows, bins from a sample of 500", bin_construct_sample_cnt=500, rounds=3, data={"rows": 3000, "made": [*columns(2), {"kind": "sparse", "share": 100}, *columns(1, missing=300)]})

    add("bins", "another sample of 500", bin_construct_sample_cnt=500, data_random_seed=99, rounds=3, data={"rows": 3000, "made": columns(3)})
    add("bins", "a sample with one seed for all", bin_construct_sample_cnt=500, seed=5, rounds=3, data={"rows": 3000, "made": columns(3)})

    dense = columns(3)
    bundled = {
        "one-hot": one_hot(0, 10) + one_hot(1, 6),
        "one-hot and dense": dense + one_hot(0, 10),
        "one-hot between dense": [dense[0], *one_hot(0, 5), dense[1], *one_hot(1, 12), dense[2]],
        "one-hot with few conflicts": one_hot(0, 10, extra=1) + dense,
        "one-hot with many conflicts": one_hot(0, 10, extra=40) + dense,
        "sparse values": [{"kind": "sparse", "share": 20} for _ in range(12)] + dense,
        "sparse values, missing": [{"kind": "sparse", "share": 20, "missing": 10} for _ in range(12)] + dense,
        "300 one-hot columns": one_hot(0, 300) + dense,
    }
    for name, made in bundled.items():
        for bundle in (True, False):
            switch = {} if bundle else {"enable_bundle": False}
            title = name if bundle else f"{name}, enable_bundle=false"
            add("bundles", title, "binary", data={"made": made, "rows": 4000}, rounds=3, **switch)
        add("bundles", name, data={"made": made, "rows": 1000}, rounds=2, feature_fraction=0.7)
    add("bundles", "one-hot, 25 000 rows with conflicts", data={"made": one_hot(0, 20, extra=1) + dense, "rows": 25000}, rounds=2)
    add("bundles", "one-hot, goss", "3 classes", data={"made": one_hot(0, 10) + dense, "rows": 2000}, rounds=3, data_sample_strategy="goss", learning_rate=1)
    add("bundles", "one-hot, zero_as_missing", data={"made": one_hot(0, 10) + dense, "rows": 2000}, rounds=2, zero_as_missing=True)
    add("bundles", "sparse, max_bin 16", data={"made": [{"kind": "sparse", "share": 20} for _ in range(30)] + dense, "rows": 3000}, rounds=2, max_bin=16)

    def evaluation(seed=901, rows=150, made=None, **more):
        return {"name": "other", "recipe": {"seed": seed, "rows": rows, "columns": made or columns(6), **more}}

    noisy = {"rows": 200}
    add("evaluated", "l2, rmse", rounds=6, more={"evals": [evaluation()], "watchTrain": True, "metrics": ["l2", "rmse"]})
    add("evaluated", "binary_logloss, binary_error, auc", "binary", rounds=6, more={"evals": [evaluation()], "watchTrain": True, "metrics": ["binary_logloss", "binary_error", "auc"]})
    add("evaluated", "multi_logloss, multi_error", "3 classes", rounds=4, more={"evals": [evaluation()], "watchTrain": True, "metrics": ["multi_logloss", "multi_error"]})
    heavy = {"kind": "fraction", "zeros": 200}
    for problem, metrics in (("regression", ["l2", "rmse"]), ("binary", ["binary_logloss", "binary_error", "auc"]), ("3 classes", ["multi_logloss", "multi_error"])):
        add("evaluated", "weights in the evaluation", problem, rounds=3, data={"weights": heavy}, more={"evals": [evaluation(weights=heavy)], "metrics": metrics})
    fast = dict(learning_rate=0.5)
    add("evaluated", "stops early, l2", rounds=60, **fast, label={"noise": 2}, data=noisy, more={"evals": [evaluation(label={"kind": "number", "noise": 2})], "metrics": ["l2"], "patience": 4})
    add("evaluated", "stops early, binary_logloss", "binary", rounds=60, **fast, label={"noise": 2}, data=noisy, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["binary_logloss"], "patience": 3})
    add("evaluated", "stops early, auc", "binary", rounds=60, **fast, label={"noise": 2}, data=noisy, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["auc"], "patience": 3})
    add("evaluated", "stops early, multi_logloss", "3 classes", rounds=40, **fast, label={"noise": 2}, data=noisy, more={"evals": [evaluation(label={"kind": "classes", "count": 3, "noise": 2})], "metrics": ["multi_logloss"], "patience": 3})
    add("evaluated", "stops early, two metrics", "binary", rounds=60, **fast, label={"noise": 2}, data=noisy, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["binary_logloss", "auc"], "patience": 3})
    add("evaluated", "stops early, first of two metrics", "binary", rounds=60, **fast, first_metric_only=True, label={"noise": 2}, data=noisy, more={"evals": [evaluation(label={"kind": "binary", "noise": 2})], "metrics": ["auc", "binary_logloss"], "patience": 3})
    add("evaluated", "stops early, two sets", rounds=60, **fast, label={"noise": 2}, data=noisy, more={"evals": [evaluation(), {**evaluation(902), "name": "last"}], "watchTrain": True, "metrics": ["l2"], "patience": 3})
    add("evaluated", "patience that is never used up", rounds=5, more={"evals": [evaluation()], "metrics": ["l2"], "patience": 50})
    nothing = dict(min_data_in_leaf=0, min_sum_hessian_in_leaf=0)
    add("growth", "no least rows, no least hessian", rounds=3, **nothing, data={"rows": 60})
    add("growth", "no least rows, no least hessian", "binary", rounds=3, **nothing, data={"rows": 300, "made": [*columns(2), {"kind": "constant", "value": 3}, {"kind": "constant", "value": 0, "missing": 300}]})
    add("growth", "no least rows, no least hessian", "3 classes", rounds=3, **nothing, data={"rows": 1})
    return found
