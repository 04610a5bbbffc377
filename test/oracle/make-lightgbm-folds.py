"""Fits on parts of a data set that is binned once: what folds do. Official LightGBM 4.7.0.

    python test/oracle/make-lightgbm-folds.py > test/golden/gbdt/lightgbm-folds.json
"""

import json

import lightgbm as lgb
import numpy as np

ROWS = 240
MACHINERY = {"num_threads": 1, "deterministic": True, "force_col_wise": True, "verbosity": -1}
CASES = [
    ("every second row", slice(0, ROWS, 2), {"objective": "regression"}),
    ("a walk-forward fold", slice(0, 150), {"objective": "binary", "min_data_in_leaf": 5}),
    ("a later fold", slice(60, 200), {"objective": "regression", "max_bin": 15, "min_data_in_leaf": 3}),
    ("a fold in bags", slice(0, 180), {"objective": "binary", "bagging_fraction": 0.6, "bagging_freq": 2}),
    ("a fold with GOSS", slice(20, 240), {"objective": "binary", "data_sample_strategy": "goss", "learning_rate": 1.0}),
    ("a fold of three classes", slice(0, 200), {"objective": "multiclass", "num_class": 3, "feature_fraction": 0.5}),
]


def data():
    random = np.random.default_rng(4)
    columns = np.round(random.normal(size=(ROWS, 4)), 2)
    columns[random.random((ROWS, 4)) < 0.1] = np.nan
    drawn = random.integers(0, 5, size=ROWS)
    one_hot = np.stack([(drawn == k) * 1.0 for k in range(4)], axis=1)
    features = np.concatenate([columns, one_hot], axis=1)
    score = np.nan_to_num(columns).sum(axis=1) + drawn / 2 + np.round(random.normal(size=ROWS), 2)
    return features, np.round(score, 2)


def labels(score, params):
    if params["objective"] == "regression":
        return score
    if params["objective"] == "binary":
        return (score > 1).astype(float)
    return np.digitize(score, [0, 2]).astype(float)


def fit(features, score, name, part, params):
    whole = lgb.Dataset(features, labels(score, params), params=MACHINERY | params, free_raw_data=False)
    rows = np.arange(ROWS)[part]
    booster = lgb.train(MACHINERY | params, whole.construct().subset(rows), 6)
    return {"name": name, "params": params, "rows": rows.tolist(), "labels": labels(score, params).tolist(), "model": booster.model_to_string()}


features, score = data()
columns = [[None if np.isnan(x) else x for x in column] for column in features.T.tolist()]
cases = [fit(features, score, *case) for case in CASES]
print(json.dumps({"rounds": 6, "columns": columns, "cases": cases}))
