"""Makes test/golden/gbdt/predictions.json.gz: what the official libraries predict with the models of golden/gbdt/files.

    python3 -m venv /tmp/gbdt && /tmp/gbdt/bin/pip install xgboost==3.4.1 lightgbm==4.7.0 numpy
    /tmp/gbdt/bin/python test/oracle/make-gbdt-prediction-golden.py

Rows mix ordinary numbers, categories, missing values, zeros of both signs, tiny and huge numbers. For each file:
margins, predictions, leaves, SHAP values and importances of the model as loaded, and margins of a range of rounds.
Answers of XGBoost are float32 written as float64, those of LightGBM float64.
"""

import gzip
import json
import pathlib

import lightgbm as lgb
import numpy as np
import xgboost as xgb

GOLDEN = pathlib.Path(__file__).parent.parent / "golden" / "gbdt"
ROWS = 24
WEIGHTS = ("weight", "gain", "cover", "total_gain", "total_cover")


def rows(features, categorical, largest):
    random = np.random.default_rng(features)
    x = random.normal(size=(ROWS, features))
    special = np.array([np.nan, 0.0, -0.0, 1e-36, -1e-35, 1e-20, largest, -largest, 0.5, 3.0])
    chosen = random.random((ROWS, features)) < 0.35
    x[chosen] = random.choice(special, size=chosen.sum())
    for column in categorical:
        x[:, column] = random.integers(0, 40, size=ROWS)
        x[:3, column] = np.nan
    return x


def plain(values):
    """Numbers that JSON lacks as Python spells them."""
    return [float(v) if np.isfinite(v) else str(float(v)) for v in np.asarray(values, dtype=float).ravel()]


def of_xgboost(path):
    booster = xgb.Booster(model_file=path)
    types = booster.feature_types
    categorical = [i for i, kind in enumerate(types or []) if kind == "c"]
    x = rows(booster.num_features(), categorical, 3e38).astype(np.float32)
    data = xgb.DMatrix(x, feature_names=booster.feature_names, feature_types=types, enable_categorical=True)
    rounds = booster.num_boosted_rounds()
    part = [rounds // 3, max(1, 2 * rounds // 3)] if rounds else [0, 0]
    return x, {
        "margins": plain(booster.predict(data, output_margin=True)),
        "predictions": plain(booster.predict(data)),
        "leaves": plain(booster.predict(data, pred_leaf=True)),
        "shap": plain(booster.predict(data, pred_contribs=True)),
        "importances": {kind: booster.get_score(importance_type=kind) for kind in WEIGHTS},
        "part": part,
        "partMargins": plain(booster.predict(data, output_margin=True, iteration_range=part)) if rounds else [],
    }


def of_lightgbm(path):
    booster = lgb.Booster(model_file=path)
    infos = next(line for line in path.read_text().splitlines() if line.startswith("feature_infos="))
    categorical = [i for i, info in enumerate(infos[len("feature_infos=") :].split()) if info[0] not in "[n"]
    x = rows(booster.num_feature(), categorical, 1e300)
    for column in categorical:
        x[3:6, column] = [-2.0, -0.5, 2.7]
    rounds = booster.num_trees() // booster.num_model_per_iteration()
    part = [rounds // 3, max(1, 2 * rounds // 3)] if rounds else [0, 0]
    everything = {"num_iteration": -1}
    return x, {
        "margins": plain(booster.predict(x, raw_score=True, **everything)),
        "predictions": plain(booster.predict(x, **everything)),
        "leaves": plain(booster.predict(x, pred_leaf=True, **everything)),
        "shap": plain(booster.predict(x, pred_contrib=True, **everything)),
        "importances": {kind: booster.feature_importance(kind, -1).tolist() for kind in ("split", "gain")},
        "part": part,
        "partMargins": plain(
            booster.predict(x, raw_score=True, start_iteration=part[0], num_iteration=part[1] - part[0])
        )
        if rounds
        else [],
    }


def main():
    cases = []
    for path in sorted((GOLDEN / "files").iterdir()):
        if path.name.startswith("refused") or path.suffix not in (".json", ".txt"):
            continue
        try:
            x, answer = (of_xgboost if path.suffix == ".json" else of_lightgbm)(path)
        except Exception as error:
            print(f"{path.name}: left out, {str(error).splitlines()[0]}")
            continue
        cases.append({"file": path.name, "rows": ROWS, "x": plain(x), **answer})
    text = json.dumps(cases, separators=(",", ":"))
    (GOLDEN / "predictions.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(cases)} files")


main()
