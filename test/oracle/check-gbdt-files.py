"""Official libraries read the model files that we wrote.

    python check-gbdt-files.py tasks.json

Each task names a file written by us. It must load; predict what the original file predicts, or what we computed;
and be saved again to the same bytes, where that is asked. Prints the number of files and what is wrong with them.

    [{"library", "written", "original" | null, "rows": [[...]], "expected": [...] | null, "saves": true}]
"""

import json
import sys
import warnings

import lightgbm as lgb
import numpy as np
import xgboost as xgb

warnings.filterwarnings("ignore")


class Xgboost:
    def __init__(self, path):
        self.booster = xgb.Booster({"nthread": 1})
        self.booster.load_model(path)

    def margins(self, rows):
        matrix = xgb.DMatrix(rows.astype("f4"), missing=np.nan)
        matrix.feature_names = self.booster.feature_names
        matrix.feature_types = self.booster.feature_types
        return self.booster.predict(matrix, output_margin=True)

    def saved(self):
        return bytes(self.booster.save_raw("json"))


class Lightgbm:
    def __init__(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            self.booster = lgb.Booster(model_str=file.read())

    def margins(self, rows):
        return self.booster.predict(rows, raw_score=True, num_threads=1)

    def saved(self):
        return self.booster.model_to_string().encode()


READERS = {"xgboost": Xgboost, "lightgbm": Lightgbm}


def problems(task):
    reader = READERS[task["library"]]
    ours = reader(task["written"])
    rows = np.array(task["rows"], dtype="f8")
    margins = ours.margins(rows).ravel()
    if task["original"] is not None:
        if not np.array_equal(margins, reader(task["original"]).margins(rows).ravel(), equal_nan=True):
            yield "predicts something else than the original"
    if task["expected"] is not None:
        expected = np.array(task["expected"], dtype=margins.dtype)
        odd = np.flatnonzero(~((margins == expected) | (np.isnan(margins) & np.isnan(expected))))
        if len(odd):
            yield f"predicts {margins[odd[0]]} at {odd[0]}, expected {expected[odd[0]]}"
    if task["saves"]:
        with open(task["written"], "rb") as file:
            written = file.read()
        saved = ours.saved()
        if saved != written:
            at = next((i for i, (a, b) in enumerate(zip(saved, written)) if a != b), min(len(saved), len(written)))
            yield f"is saved as {saved[at - 30 : at + 30]}, written as {written[at - 30 : at + 30]}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        tasks = json.load(file)
    found = []
    for task in tasks:
        try:
            found += [f"{task['written']} {problem}" for problem in problems(task)]
        except Exception as error:  # the libraries raise many kinds
            found.append(f"{task['written']} does not load: {str(error)[:300]}")
    print(json.dumps({"files": len(tasks), "problems": found}))


if __name__ == "__main__":
    main()
