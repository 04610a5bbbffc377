"""Cases by chance, for hunting: `make-gbdt-golden.py --random FOLDER SEED COUNT`, then compare-gbdt.ts --from FOLDER."""

import random

from . import lightgbm_cases, xgboost_cases

KINDS = [
    {"kind": "normal"},
    {"kind": "precise"},
    {"kind": "grid", "steps": 1},
    {"kind": "grid", "steps": 4},
    {"kind": "grid", "steps": 100},
    {"kind": "integer", "count": 2},
    {"kind": "integer", "count": 7, "shift": -3},
    {"kind": "integer", "count": 400, "shift": -100},
    {"kind": "constant", "value": 3},
    {"kind": "row"},
    {"kind": "sparse", "share": 30},
    {"kind": "sparse", "share": 300},
    {"kind": "sparse", "share": 800},
    {"kind": "normal", "scale": 2.0**40},
    {"kind": "normal", "shift": 100},
]


def some_columns(draw):
    count = draw.choice([1, 2, 3, 5, 8, 13, 40])
    common = draw.random() < 0.5 and draw.choice(KINDS[:5])
    missing = draw.choice([0, 0, 0, 5, 100, 512, 1000])
    made = [{**(common or draw.choice(KINDS))} for _ in range(count)]
    for column in made:
        if missing and draw.random() < 0.7:
            column["missing"] = missing
    if draw.random() < 0.1:
        size = draw.choice([4, 12])
        made += [{"kind": "oneHot", "group": 0, "count": size, "index": k, "extra": draw.choice([0, 0, 3])} for k in range(size)]
    return made


def some_recipe(draw, label):
    rows = draw.choice([1, 2, 5, 20, 60, 150, 400, 1000, 1025, 2500, 6000])
    weights = draw.choice([None, None, {"kind": "fraction"}, {"kind": "fraction", "zeros": 150}, {"kind": "whole"}])
    label = {**label, "noise": draw.choice([0, 0.1, 0.5, 2, 20])}
    recipe = {"seed": draw.randrange(1, 10**6), "rows": rows, "columns": some_columns(draw), "label": label}
    return {**recipe, **({"weights": weights} if weights else {})}


def pick(draw, space, chance):
    return {name: draw.choice(values) for name, values in space.items() if draw.random() < chance}


XGBOOST_SPACE = {
    "max_depth": [1, 2, 3, 4, 8, 12],
    "eta": [0.01, 0.1, 0.5, 1],
    "reg_lambda": [0, 0.1, 3, 50],
    "reg_alpha": [0.01, 0.5, 5],
    "gamma": [0.01, 0.5, 5],
    "min_child_weight": [0, 0.1, 3, 20],
    "max_delta_step": [0.1, 1],
    "subsample": [0.1, 0.5, 0.95],
    "colsample_bytree": [0.1, 0.5, 0.9],
    "colsample_bylevel": [0.1, 0.5, 0.9],
    "colsample_bynode": [0.1, 0.5, 0.9],
    "max_bin": [2, 5, 32, 200, 300, 1000],
    "num_parallel_tree": [2, 3],
    "seed": [1, 99, 2**31 - 1],
}

LIGHTGBM_SPACE = {
    "num_leaves": [2, 4, 31, 80],
    "max_depth": [1, 2, 4, 8],
    "learning_rate": [0.02, 0.3, 1],
    "min_data_in_leaf": [0, 1, 5, 50],
    "min_sum_hessian_in_leaf": [0, 0.1, 5],
    "lambda_l1": [0.01, 1, 10],
    "lambda_l2": [0.01, 1, 10],
    "max_delta_step": [0.1, 1],
    "min_gain_to_split": [0.01, 1],
    "max_bin": [2, 5, 32, 200, 256, 400],
    "min_data_in_bin": [1, 5, 30],
    "feature_fraction": [0.2, 0.6, 0.9],
    "feature_fraction_bynode": [0.3, 0.7],
    "bin_construct_sample_cnt": [100, 700],
    "boost_from_average": [False],
    "use_missing": [False],
    "zero_as_missing": [True],
    "feature_pre_filter": [False],
    "enable_bundle": [False],
    "seed": [3, 1000],
    "bagging_seed": [5],
    "feature_fraction_seed": [7],
}


def xgboost_case(draw, name):
    problem = draw.choice(list(xgboost_cases.PROBLEMS))
    settings, label = xgboost_cases.PROBLEMS[problem]
    params = {**settings, **pick(draw, XGBOOST_SPACE, 0.25)}
    if draw.random() < 0.3:
        params["grow_policy"] = "lossguide"
    if draw.random() < 0.3:
        params["max_leaves"] = draw.choice([2, 7, 20])
    if problem == "binary" and draw.random() < 0.2:
        params["scale_pos_weight"] = draw.choice([0.3, 5])
    if draw.random() < 0.15:
        params["base_score"] = 0.4
    return ("random", name, some_recipe(draw, label), params, draw.choice([1, 3, 8]), {})


def lightgbm_case(draw, name):
    problem = draw.choice(list(lightgbm_cases.PROBLEMS))
    settings, label = lightgbm_cases.PROBLEMS[problem]
    params = {**settings, **pick(draw, LIGHTGBM_SPACE, 0.2)}
    sampling = draw.random()
    if sampling < 0.25:
        params |= {"bagging_fraction": draw.choice([0.1, 0.5, 0.9]), "bagging_freq": draw.choice([1, 2, 3])}
    elif sampling < 0.5:
        params |= {"data_sample_strategy": "goss", "top_rate": draw.choice([0.05, 0.2, 0.5])}
        params["learning_rate"] = draw.choice([0.3, 1])
    if problem == "binary" and draw.random() < 0.2:
        params |= draw.choice([{"is_unbalance": True}, {"scale_pos_weight": 4}, {"sigmoid": 0.6}])
    return ("random", name, some_recipe(draw, label), params, draw.choice([1, 3, 8]), {})


def cases(library, seed, count):
    draw = random.Random(f"{library} {seed}")
    make = xgboost_case if library == "xgboost" else lightgbm_case
    return [make(draw, f"random {seed}-{index}") for index in range(count)]
