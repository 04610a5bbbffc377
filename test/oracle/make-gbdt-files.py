"""Small official model files for test/models/gbdt: every form that the formats have.

    python make-gbdt-files.py [folder]        # xgboost 3.4.1, lightgbm 4.7.0, pandas: all cases
    python make-gbdt-files.py --old [folder]  # other versions: two plain cases each, named after the version

Writes <library>-<case>.json / .ubj / .txt to test/golden/gbdt/files.
"""

import json
import pathlib
import sys
import warnings

import lightgbm as lgb
import numpy as np
import xgboost as xgb

warnings.filterwarnings("ignore")
arguments = [a for a in sys.argv[1:] if a != "--old"]
HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(arguments[0]) if arguments else HERE.parent / "golden" / "gbdt" / "files"
ROWS = 120
UTF8_NAMES = ["é😀", "close/open", 'say "hi"', "back\\slash"]


def data(seed=1, missing=0.0, categories=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(ROWS, 4)).astype("f4")
    if categories:
        x[:, 3] = rng.integers(0, categories, ROWS)
    if missing:
        x[rng.random(x.shape) < missing] = np.nan
    signal = np.nan_to_num(x[:, 0]) + np.nan_to_num(x[:, 1]) ** 2 + 0.3 * (np.nan_to_num(x[:, 3]) % 3)
    return x, (signal + 0.2 * rng.normal(size=ROWS)).astype("f4")


X, Y = data()
CLASSES = np.digitize(Y, np.quantile(Y, [0.3, 0.7]))
BINARY = (Y > np.median(Y)).astype("f4")
QUERIES = np.repeat(np.arange(12), 10)


# XGBoost

def booster(params, y=Y, x=X, rounds=2, dmatrix=None, **train):
    matrix = dmatrix if dmatrix is not None else xgb.DMatrix(x, y)
    return xgb.train({"nthread": 1, "max_depth": 2, "tree_method": "hist", **params}, matrix, rounds, **train)


def xgboost_objectives():
    positive = np.abs(Y) + 0.5
    labels = {"binary": BINARY, "multi": CLASSES, "rank": BINARY, "count": positive, "survival": positive}
    for name in [
        "reg:squarederror", "reg:squaredlogerror", "reg:logistic", "reg:pseudohubererror", "reg:gamma", "reg:tweedie",
        "reg:absoluteerror", "reg:quantileerror", "reg:expectileerror", "binary:logistic", "binary:logitraw",
        "binary:hinge", "count:poisson", "survival:cox", "survival:aft", "multi:softmax", "multi:softprob",
        "rank:ndcg", "rank:map", "rank:pairwise",
    ]:
        params = {"objective": name, "max_depth": 1}
        y = BINARY if name == "reg:logistic" else labels.get(name.split(":")[0], positive)
        matrix = xgb.DMatrix(X, y)
        if name.startswith("multi"):
            params["num_class"] = 3
        if name.startswith("rank"):
            matrix = xgb.DMatrix(X, y, qid=QUERIES)
            params["lambdarank_unbiased"] = True
        if name == "survival:aft":
            matrix = xgb.DMatrix(X, label_lower_bound=y, label_upper_bound=y + 1)
        if name in ("reg:quantileerror", "reg:expectileerror"):
            params[name[4:-5] + "_alpha"] = [0.3, 0.6]
        yield name.replace(":", "-"), booster(params, dmatrix=matrix, rounds=1)


def with_threshold(case, text):
    """The model with another threshold at the first root: a backward scan rarely ends in this one."""
    head, tail = case.save_raw("json").decode().split('"split_conditions":[', 1)
    loaded = xgb.Booster()
    loaded.load_model(bytearray((head + '"split_conditions":[' + text + tail[tail.index(",") :]).encode()))
    return loaded


def xgboost_cases():
    yield "default", booster({})
    yield "binary-weighted", booster({"objective": "binary:logistic", "scale_pos_weight": 2.5, "base_score": 0.3}, dmatrix=xgb.DMatrix(X, BINARY, weight=np.linspace(0.1, 3, ROWS)))
    yield "softprob-base-score", booster({"objective": "multi:softprob", "num_class": 3, "base_score": 0.5}, CLASSES)
    yield "dart", booster({"rate_drop": 0.5, "one_drop": 1}, rounds=4)
    yield "forest", booster({"num_parallel_tree": 3, "subsample": 0.5, "objective": "multi:softprob", "num_class": 3}, CLASSES)
    yield "constant", booster({"gamma": 1e9})
    yield "no-trees", booster({}, rounds=0)
    yield "pruned", booster({"tree_method": "exact", "gamma": 20, "max_depth": 5, "lambda": 0}, rounds=1)
    yield "lossguide", booster({"grow_policy": "lossguide", "max_leaves": 6, "max_depth": 0, "reg_alpha": 0.5, "max_delta_step": 0.7})
    missing, y = data(missing=0.3)
    yield "missing", booster({"max_depth": 3}, y, missing)
    yield "minus-infinity", with_threshold(booster({}, y, missing), "-Infinity")
    yield "targets", booster({}, np.stack([Y, -Y], 1))
    names = xgb.DMatrix(X, Y, feature_names=UTF8_NAMES, feature_types=["float", "int", "i", "q"])
    yield "names", booster({}, dmatrix=names)
    for name, onehot in (("categories", 1), ("categories-onehot", 99)):
        x, y = data(categories=7)
        matrix = xgb.DMatrix(x, y + 3 * np.isin(x[:, 3], [1, 4, 5]), feature_types=["q", "q", "q", "c"], enable_categorical=True)
        yield name, booster({"max_cat_to_onehot": onehot, "max_depth": 3}, dmatrix=matrix)
    x, y = data(2)
    stopped = booster({"learning_rate": 1}, rounds=30, evals=[(xgb.DMatrix(x, -y), "valid")], early_stopping_rounds=2, verbose_eval=False)
    stopped.set_attr(note='é "quoted"\n\x01 \\ /', zeta="1", Alpha="2", **{"10": "ten", "9": "nine"})
    yield "early-stopping", stopped


# LightGBM

def model(params, y=Y, x=X, rounds=2, dataset=None, **train):
    settings = {"num_threads": 1, "verbosity": -1, "num_leaves": 5, "min_data_in_leaf": 5, "deterministic": True, "force_col_wise": True, **params}
    columns = dataset or {}
    return lgb.train(settings, lgb.Dataset(x, y, params={"verbosity": -1}, **columns), rounds, **train)


def lightgbm_objectives():
    positive = np.abs(Y) + 0.1
    for name in [
        "regression", "regression_l1", "huber", "fair", "poisson", "quantile", "mape", "gamma", "tweedie", "binary",
        "multiclass", "multiclassova", "cross_entropy", "cross_entropy_lambda", "lambdarank", "rank_xendcg",
    ]:
        params, y, dataset = {"objective": name, "num_leaves": 3}, positive, {}
        if name.startswith("multi"):
            params["num_class"], y = 3, CLASSES
        if name in ("binary", "cross_entropy", "cross_entropy_lambda"):
            y = BINARY
        if "rank" in name:
            y, dataset = BINARY, {"group": [10] * 12}
        yield name, model(params, y, dataset=dataset, rounds=1).model_to_string()


def lightgbm_cases():
    yield "default", model({}).model_to_string()
    yield "binary-options", model({"objective": "binary", "sigmoid": 0.7, "scale_pos_weight": 2, "lambda_l1": 1e-7, "learning_rate": 0.123456789}, BINARY).model_to_string()
    yield "forest", model({"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.5}).model_to_string()
    yield "dart", model({"boosting": "dart", "drop_rate": 0.9, "skip_drop": 0}, rounds=4).model_to_string()
    yield "goss", model({"data_sample_strategy": "goss", "learning_rate": 0.5}, rounds=4).model_to_string()
    yield "constant", model({"min_data_in_leaf": 100}, rounds=1).model_to_string()
    rare = np.where(np.arange(ROWS) % 2 == 0, 0, 1)
    rare[-1] = 2
    yield "constant-class", model({"objective": "multiclass", "num_class": 3, "min_sum_hessian_in_leaf": 4}, rare).model_to_string()
    yield "no-trees", lgb.Booster({"verbosity": -1}, lgb.Dataset(X, Y, params={"verbosity": -1})).model_to_string()
    yield "monotone", model({"monotone_constraints": [1, 0, -1, 0]}).model_to_string()
    yield "names", model({}, dataset={"feature_name": ["é😀", "a=b", "close/open", "naïve"]}).model_to_string()
    missing, y = data(missing=0.3)
    yield "missing", model({}, y, missing).model_to_string()
    yield "zero-as-missing", model({"zero_as_missing": True}, y, np.where(np.isnan(missing), 0, missing)).model_to_string()
    half = np.where(np.arange(ROWS) % 2 == 0, X[:, 0], np.nan).reshape(-1, 1)
    yield "infinity", model({}, np.isnan(half[:, 0]) * 1.0 + 0.01 * Y, half).model_to_string()
    x, y = data(categories=40)
    y = y + 3 * (x[:, 3] % 7 < 3)
    yield "categories", model({"min_data_per_group": 2, "cat_smooth": 1, "max_cat_to_onehot": 1}, y, x.astype("f8"), dataset={"categorical_feature": [3]}, rounds=3).model_to_string()
    many = np.random.default_rng(3).normal(size=(ROWS, 30))
    yield "many-features", model({"num_leaves": 12, "feature_fraction": 0.5}, many.sum(1), many, rounds=4).model_to_string()
    yield "gain-importance", model({"saved_feature_importance_type": 1}).model_to_string()
    longer = model({}, rounds=4)
    yield "slice", longer.model_to_string(num_iteration=2, start_iteration=1)
    yield "gain-importance-argument", longer.model_to_string(importance_type="gain")
    x2, y2 = data(2)
    stopped = model({"metric": "l2", "learning_rate": 0.9}, rounds=30, valid_sets=[lgb.Dataset(x2, -y2, params={"verbosity": -1})], callbacks=[lgb.early_stopping(2, verbose=False)])
    yield "early-stopping", stopped.model_to_string()
    stopped.free_dataset()
    no_parameters = stopped.model_to_string().split("\nparameters:")[0]
    yield "no-parameters", lgb.Booster(model_str=no_parameters).model_to_string()
    linear = model({"linear_tree": True}).model_to_string()
    yield "linear", linear


def data_frame():
    """Models that keep the names of categories. (pandas is needed here alone.)"""
    import pandas

    x, y = data(categories=5)
    frame = pandas.DataFrame(x[:, :2], columns=["a", "b"])
    frame["coin"] = pandas.Categorical(np.array(["BTC", "ETH", "é😀", 'so"l', "x"])[x[:, 3].astype(int)])
    frame["level"] = pandas.Categorical((x[:, 3] * 10).astype(int))
    y = y + 3 * np.isin(x[:, 3], [1, 4])
    official = booster({"max_cat_to_onehot": 1}, dmatrix=xgb.DMatrix(frame, y, enable_categorical=True))
    for suffix in ("json", "ubj"):
        (FOLDER / f"xgboost-data-frame.{suffix}").write_bytes(official.save_raw(suffix))
    text = model({"min_data_per_group": 2, "max_cat_to_onehot": 1}, y, frame).model_to_string()
    (FOLDER / "lightgbm-data-frame.txt").write_bytes(text.encode())


# Texts of float32 numbers, as base_weights of one tree

def float32_texts():
    rng = np.random.default_rng(7)
    bits = rng.integers(0, 2**32, 600, dtype=np.uint32)
    values = np.concatenate([
        bits.view("f4"),
        rng.normal(size=300).astype("f4"),
        (rng.integers(2**23, 2**24, 400) / np.float32(2) ** rng.integers(0, 12, 400)).astype("f4"),
        rng.integers(0, 2**31, 200).astype("f4"),
        np.arange(0, 255 << 23, 1 << 23, dtype=np.uint32).view("f4"),
        np.arange(1, 40, dtype=np.uint32).view("f4"),
        np.array([-0.0, 0.1, 3.4028235e38, 1.1754944e-38, 16777216, 33554432, np.inf, -np.inf, np.nan], "f4"),
    ]).astype("f4")
    values = values[: len(values) - (len(values) + 1) % 2]
    return [[int(b), t] for b, t in zip(values.view(np.uint32), official_texts(values))]


def official_texts(values):
    n = len(values)
    left, right, parents = [-1] * n, [-1] * n, [2147483647] * n
    for node in range(0, n - 2, 2):
        left[node], right[node], parents[node + 1], parents[node + 2] = node + 1, node + 2, node, node
    document = json.loads(booster({}, rounds=1).save_raw("json"))
    tree = document["learner"]["gradient_booster"]["model"]["trees"][0]
    zeros, floats = [0] * n, [0.5] * n
    tree.update(left_children=left, right_children=right, parents=parents, default_left=zeros, split_indices=zeros, split_type=zeros, base_weights="@", loss_changes=floats, split_conditions=floats, sum_hessian=floats)
    tree["tree_param"]["num_nodes"] = str(n)
    texts = ["%.9e" % v if np.isfinite(v) else str(v).replace("nan", "NaN").replace("inf", "Infinity") for v in values]
    loaded = xgb.Booster()
    loaded.load_model(bytearray(json.dumps(document).replace('"@"', "[" + ",".join(texts) + "]").encode()))
    text = loaded.save_raw("json").decode()
    start = text.index('"base_weights":[') + len('"base_weights":[')
    return text[start : text.index("]", start)].split(",")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    if "--old" in sys.argv:
        old()
        return
    cases = [*xgboost_objectives(), *xgboost_cases()]
    for name, case in cases:
        (FOLDER / f"xgboost-{name}.json").write_bytes(case.save_raw("json"))
        if name in ("default", "multi-softprob", "dart", "categories", "missing", "names", "early-stopping", "rank-ndcg", "pruned", "no-trees"):
            (FOLDER / f"xgboost-{name}.ubj").write_bytes(case.save_raw("ubj"))
    vector = booster({"multi_strategy": "multi_output_tree"}, np.stack([Y, -Y], 1), rounds=1)
    (FOLDER / "refused-xgboost-vector-leaves.json").write_bytes(vector.save_raw("json"))
    (FOLDER / "refused-xgboost-linear.json").write_bytes(booster({"booster": "gblinear"}, rounds=1).save_raw("json"))
    for name, text in [*lightgbm_objectives(), *lightgbm_cases()]:
        prefix = "refused-lightgbm" if name == "linear" else "lightgbm"
        (FOLDER / f"{prefix}-{name}.txt").write_bytes(text.encode())
    data_frame()
    rows = ",\n".join(json.dumps(row) for row in float32_texts())
    (FOLDER / "float32-texts.json").write_text(f"[\n{rows}\n]\n")


def old():
    cases = {"default": booster({}), "dart": booster({"booster": "dart", "rate_drop": 0.5, "objective": "multi:softprob", "num_class": 3}, CLASSES)}
    for name, case in cases.items():
        for suffix in ("json", "ubj"):
            case.save_model(str(FOLDER / f"old-xgboost-{xgb.__version__}-{name}.{suffix}"))
    for name, text in {"default": model({}).model_to_string(), "constant": model({"min_data_in_leaf": 100}, rounds=1).model_to_string()}.items():
        (FOLDER / f"old-lightgbm-{lgb.__version__}-{name}.txt").write_bytes(text.encode())


if __name__ == "__main__":
    main()
