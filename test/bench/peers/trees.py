"""XGBoost and LightGBM themselves: training, walk-forward and prediction on the columns in the folder."""

import time

import numpy as np
from serve import serve

ONE_ROW = 2000  # predictions of a single row that are timed together


def prepare(folder, o):
    library = XGBoost() if o["library"] == "xgboost" else LightGBM()
    rows, features = o["rows"], o["features"]
    columns = np.fromfile(folder / "columns.f32", dtype=np.float32).reshape(features, rows)
    x = np.ascontiguousarray(columns.T)
    del columns
    y = np.fromfile(folder / "labels.f32", dtype=np.float32)
    tasks = {"train": train_task, "folds": folds_task, "predict": predict_task}
    return library.version, tasks[o["task"]](library, folder, x, y, o)


def train_task(library, folder, x, y, o):
    def train(kind, threads):
        begin = time.perf_counter()
        model = library.train(library.dataset(kind, x, y, threads, o), threads, o)
        seconds = time.perf_counter() - begin
        (folder / f"{library.name}.{kind}.{threads}.model").write_text(library.text(model))
        return {"seconds": seconds}

    pairs = [(kind, threads) for kind in library.kinds for threads in o["threads"]]
    return {f"{kind} {threads}": lambda k=kind, t=threads: train(k, t) for kind, threads in pairs}


def folds_task(library, folder, x, y, o):
    """Train rows [a, b) and predict rows [b, c) of each fold, one fold after the other, the library's own threads."""

    def run(kind, whole=None):
        begin = time.perf_counter()
        models, predictions = [], []
        for a, b, c in o["folds"]:
            if whole is None:
                data = library.dataset(kind, x[a:b], y[a:b], o["foldThreads"], o)
            else:
                data = library.part(whole, x, y, a, b, o["foldThreads"], o)
            model = library.train(data, o["foldThreads"], o)
            predictions.append(library.predict(model, x[b:c], o["foldThreads"]))
            models.append(model)
        seconds = time.perf_counter() - begin
        for k, model in enumerate(models):
            (folder / f"{library.name}.fold-{k}.model").write_text(library.text(model))
        np.concatenate(predictions).tofile(folder / f"{library.name}.folds.predictions")
        return {"seconds": seconds}

    def shared():
        """With the bins of the whole data set in every fold: what models are compared with, not timed."""
        return run(library.kinds[0], library.dataset(library.kinds[-1], x, y, o["foldThreads"], o))

    return {"shared": shared} | {kind: lambda k=kind: run(k) for kind in library.kinds}


def predict_task(library, folder, x, y, o):
    model = library.load((folder / f"{library.name}.ours.model").read_text())
    row = np.ascontiguousarray(x[:1])

    def batch():
        begin = time.perf_counter()
        predictions = library.predict(model, x, 1)
        seconds = time.perf_counter() - begin
        predictions.tofile(folder / f"{library.name}.predictions")
        return {"seconds": seconds}

    def margins():
        library.margins(model, x, 1).tofile(folder / f"{library.name}.margins")
        return {}

    def one():
        begin = time.perf_counter()
        for _ in range(ONE_ROW):
            library.predict(model, row, 1)
        return {"seconds": (time.perf_counter() - begin) / ONE_ROW}

    return {"batch": batch, "margins": margins, "one": one}


class XGBoost:
    name = "xgboost"
    kinds = ("dmatrix", "quantile")

    def __init__(self):
        import xgboost

        self.api = xgboost
        self.version = f"xgboost {xgboost.__version__}"

    def dataset(self, kind, x, y, threads, o):
        if kind == "dmatrix":
            return self.api.DMatrix(x, y, nthread=threads)
        return self.api.QuantileDMatrix(x, y, nthread=threads, max_bin=o["params"]["max_bin"])

    def part(self, whole, x, y, a, b, threads, o):
        return self.api.QuantileDMatrix(
            x[a:b], y[a:b], nthread=threads, max_bin=o["params"]["max_bin"], ref=whole
        )

    def train(self, data, threads, o):
        return self.api.train({**o["params"], "nthread": threads}, data, o["rounds"])

    def predict(self, model, x, threads):
        model.set_param({"nthread": threads})
        return model.inplace_predict(x)

    def margins(self, model, x, threads):
        model.set_param({"nthread": threads})
        return model.inplace_predict(x, predict_type="margin")

    def text(self, model):
        return model.save_raw("json").decode()

    def load(self, text):
        model = self.api.Booster()
        model.load_model(bytearray(text.encode()))
        return model


class LightGBM:
    name = "lightgbm"
    kinds = ("column-wise", "row-wise")

    def __init__(self):
        import lightgbm

        self.api = lightgbm
        self.version = f"lightgbm {lightgbm.__version__}"

    def settings(self, kind, threads, o):
        wise = {"force_col_wise": True} if kind == "column-wise" else {"force_row_wise": True}
        return {**o["params"], **wise, "num_threads": threads, "deterministic": True, "verbosity": -1}

    def dataset(self, kind, x, y, threads, o):
        data = self.api.Dataset(x, y, params=self.settings(kind, threads, o))
        data.construct()
        data.settings = self.settings(kind, threads, o)
        return data

    def part(self, whole, x, y, a, b, threads, o):
        data = whole.subset(range(a, b))
        data.settings = whole.settings
        return data

    def train(self, data, threads, o):
        return self.api.train(data.settings, data, o["rounds"])

    def predict(self, model, x, threads):
        return model.predict(x, num_threads=threads)

    def margins(self, model, x, threads):
        return model.predict(x, raw_score=True, num_threads=threads)

    def text(self, model):
        return model.model_to_string(num_iteration=-1)

    def load(self, text):
        return self.api.Booster(model_str=text)


serve(prepare)
