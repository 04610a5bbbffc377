"""Whether the wheels at hand give the model files that were recorded in test/golden/gbdt/*.json."""

import json

import numpy as np


def check_recorded(folder):
    for path in sorted(folder.glob("*.json")):
        recorded = json.loads(path.read_text())
        same = MODEL[recorded["library"]](recorded) == recorded["model_text"]
        print(f"{path.name}: {'the same model' if same else 'ANOTHER MODEL'}")


def data_of(recorded, kind):
    x = np.array(recorded["X"], dtype=kind).reshape(recorded["n"], recorded["n_features"])
    return x, np.array(recorded["y"], dtype=np.float32)


def xgboost_model(recorded):
    import xgboost as xgb

    x, y = data_of(recorded, np.float32)
    booster = xgb.train(recorded["params"], xgb.DMatrix(x, y), recorded["rounds"])
    return booster.save_raw("json").decode()


def lightgbm_model(recorded):
    import lightgbm as lgb

    x, y = data_of(recorded, np.float64)
    booster = lgb.train(recorded["params"], lgb.Dataset(x, y, params=recorded["params"]), recorded["rounds"])
    return booster.model_to_string()


MODEL = {"xgboost": xgboost_model, "lightgbm": lightgbm_model}
