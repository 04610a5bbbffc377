"""Makes test/golden/gbdt/cases: what the official XGBoost and LightGBM say about data that everybody can make.

    python3 -m venv /tmp/gbdt && /tmp/gbdt/bin/pip install xgboost==3.4.1 lightgbm==4.7.0 numpy scipy
    /tmp/gbdt/bin/python test/oracle/make-gbdt-golden.py [xgboost|lightgbm [group…]]
    /tmp/gbdt/bin/python test/oracle/make-gbdt-golden.py --check     the files beside cases/ are reproduced
    /tmp/gbdt/bin/python test/oracle/make-gbdt-golden.py --random FOLDER SEED COUNT     cases by chance, elsewhere

One gzipped JSON file a library and group. A case holds the recipe of its data (gbdt/recipe.py and
test/support/gbdt/recipe.ts make the same bits of it), the official parameters, and everything the library answered:
the model file, its evaluation history, and for the first rows margins, predictions, leaves and SHAP values. Answers
of XGBoost are the shortest decimals of float32, those of LightGBM of float64. One thread, deterministic.

The files test/golden/gbdt/*.json were made by the same wheels and hold their data themselves.
"""

import gzip
import json
import pathlib
import sys

import numpy as np

from gbdt import lightgbm_cases, random_cases, xgboost_cases
from gbdt.official import official_lightgbm, official_xgboost
from gbdt.recorded import check_recorded

TARGET = pathlib.Path(__file__).parent.parent / "golden" / "gbdt" / "cases"
LIBRARIES = {
    "xgboost": (xgboost_cases.cases, official_xgboost),
    "lightgbm": (lightgbm_cases.cases, official_lightgbm),
}


def plain(value):
    """JSON without arrays of numpy; float32 as its shortest decimal. −0, NaN and ±Infinity as Python writes them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value.ravel()]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        number = float(str(value))
        return number if np.isfinite(number) else str(number)  # "nan", "inf", "-inf"
    return value.item() if isinstance(value, np.generic) else value


def write(path, document):
    text = json.dumps(plain(document), separators=(",", ":"), allow_nan=False)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def ask(official, library, group, name, recipe, params, rounds, more):
    """The case as it is stored, and the version of the library."""
    evals = [{**one, "recipe": {"label": recipe["label"], **one["recipe"]}} for one in more.get("evals", [])]
    case = {"name": name, "params": params, "rounds": rounds, "recipe": recipe, **more, "evals": evals}
    try:
        version, answer = official(case)
    except Exception as error:
        raise RuntimeError(f"{library}: {group}: {name}: {params}") from error
    return {**case, "official": answer}, version


def make(library, cases, folder, is_patient=False):
    """A patient maker goes on where the official library refuses a case."""
    official = LIBRARIES[library][1]
    groups = {}
    for group, *case in cases:
        try:
            made, version = ask(official, library, group, *case)
        except RuntimeError as error:
            if not is_patient:
                raise
            print(f"refused: {error}: {str(error.__cause__).splitlines()[0]}")
            continue
        groups.setdefault(group, []).append(made)
    for group, made in groups.items():
        path = folder / f"{library}-{group}.json.gz"
        names = [case["name"] for case in made]
        assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
        write(path, {"library": library, "version": version, "group": group, "cases": made})
        print(f"{path.name}: {len(made)} cases, {path.stat().st_size // 1024} kB")


def main(arguments):
    if arguments == ["--check"]:
        return check_recorded(TARGET.parent)
    if arguments[:1] == ["--random"]:
        folder, seed, count = pathlib.Path(arguments[1]), *map(int, arguments[2:])
        folder.mkdir(parents=True, exist_ok=True)
        for library in LIBRARIES:
            make(library, random_cases.cases(library, seed, count), folder, True)
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for library in arguments[:1] or LIBRARIES:
        wanted = [case for case in LIBRARIES[library][0]() if len(arguments) < 2 or case[0] in arguments[1:]]
        make(library, wanted, TARGET)


main(sys.argv[1:])
