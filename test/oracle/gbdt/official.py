"""Runs a case with the official library and records its answers."""

import hashlib
import warnings

import numpy as np

from .recipe import matrix

SAMPLE = 40  # rows whose predictions are kept
EXPLAINED = 5  # rows whose SHAP values are kept
IMPORTANCES = ("weight", "gain", "cover", "total_gain", "total_cover")
XGBOOST = {"tree_method": "hist", "nthread": 1}
LIGHTGBM = {"num_threads": 1, "deterministic": True, "force_col_wise": True, "verbosity": -1}


def digest(x, y, w):
    """Of the bits of the data: column by column, labels, weights."""
    parts = [x.T, y] if w is None else [x.T, y, w]
    return hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()[:16]


def official_xgboost(case):
    import xgboost as xgb

    params = {**case["params"], **XGBOOST, "verbosity": 0}
    if "metrics" in case:
        params["eval_metric"] = case["metrics"]

    def dataset(recipe):
        x, y, w = matrix(recipe)
        return xgb.DMatrix(x.astype(np.float32), y, weight=w)

    x, y, w = matrix(case["recipe"])
    train = dataset(case["recipe"])
    evals = [(train, "train")] if case.get("watchTrain") else []
    evals += [(dataset(one["recipe"]), one["name"]) for one in case["evals"]]
    history = {}
    booster = xgb.train(
        params,
        train,
        case["rounds"],
        evals=evals,
        early_stopping_rounds=case.get("patience"),
        evals_result=history,
        verbose_eval=False,
    )
    head = train.slice(range(min(SAMPLE, train.num_row())))
    few = train.slice(range(min(EXPLAINED, train.num_row())))
    answer = {
        "data": digest(x.astype(np.float32), y, w),
        "model": booster.save_raw("json").decode(),
        "margins": booster.predict(head, output_margin=True),
        "predictions": booster.predict(head),
        "leaves": booster.predict(head, pred_leaf=True).astype(np.int64),
        "shap": booster.predict(few, pred_contribs=True),
        "importances": {kind: booster.get_score(importance_type=kind) for kind in IMPORTANCES},
        "history": history,
    }
    for scores in answer["importances"].values():
        scores.update({key: np.float32(value) for key, value in scores.items()})
    if "patience" in case:
        answer["bestIteration"] = booster.best_iteration
        answer["bestScore"] = booster.best_score
    if case.get("cuts"):
        starts, values = train.get_quantile_cut()
        answer["cuts"] = [values[a:b][1:] for a, b in zip(starts, starts[1:])]  # the first is always −inf
    return xgb.__version__, answer


def official_lightgbm(case):
    import lightgbm as lgb

    warnings.simplefilter("ignore")
    params = {**case["params"], **LIGHTGBM}
    if "metrics" in case:
        params["metric"] = case["metrics"]
    x, y, w = matrix(case["recipe"])
    train = lgb.Dataset(x, y, weight=w, params=params, free_raw_data=False)
    evals = [(train, "train")] if case.get("watchTrain") else []
    for one in case["evals"]:
        other, labels, weights = matrix(one["recipe"])
        evals.append((train.create_valid(other, labels, weight=weights), one["name"]))
    history = {}
    callbacks = [lgb.record_evaluation(history)] if evals else []
    if "patience" in case:
        callbacks.append(lgb.early_stopping(case["patience"], case["params"].get("first_metric_only", False), verbose=False))
    booster = lgb.train(
        params,
        train,
        case["rounds"],
        valid_sets=[one for one, _ in evals],
        valid_names=[name for _, name in evals],
        callbacks=callbacks,
    )
    everything = {"num_iteration": -1}  # after early stopping too
    answer = {
        "data": digest(x, y, w),
        "model": booster.model_to_string(**everything),
        "margins": booster.predict(x[:SAMPLE], raw_score=True, **everything),
        "predictions": booster.predict(x[:SAMPLE], **everything),
        "leaves": booster.predict(x[:SAMPLE], pred_leaf=True, **everything),
        "shap": booster.predict(x[:EXPLAINED], pred_contrib=True, **everything),
        "importances": {
            kind: booster.feature_importance(kind, iteration=-1) for kind in ("split", "gain")
        },
        "history": history,
        "bins": [train.feature_num_bin(index) for index in range(x.shape[1])],
    }
    if "patience" in case:
        answer["bestIteration"] = booster.best_iteration - 1  # from 0, as XGBoost counts
    return lgb.__version__, answer
