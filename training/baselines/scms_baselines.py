"""Baselines that the shipped model is measured against; no part of the build.

    python3 training/baselines/scms_baselines.py ../shared/data/scms_dev.csv.gz

needs numpy, pandas and scikit-learn (Debian: python3-sklearn, python3-pandas). Prints a Markdown table for
docs/model-comparison.md. Rows, labels, split and measures are those of ./docket train: the last fifth by schedule is for
evaluation, a shipment is never in both parts. The inputs are the plain ones: value, quantity, price, lead time, mode,
route, country, product group, and the late share of vendor, country and site (of all lines delivered 14 days before the
schedule, shrunk by 10 pseudo-observations). Each family has a few settings: the first 7/8 of the training part fit, the
last 1/8 choose by log loss, then the chosen setting is fitted to the whole training part.
"""

import sys
import warnings

import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

SEED = 20260302
PSEUDO_OBSERVATIONS = 10


def read(path):
    rows = pd.read_csv(path)
    for column in ("pq_sent", "po_sent", "scheduled_delivery", "delivered"):
        rows[column] = pd.to_datetime(rows[column], errors="coerce")
    rows = rows[rows.days_late.notna()].copy()
    rows["decided"] = rows.scheduled_delivery - pd.Timedelta(days=14)
    rows["id"] = "scms-" + rows.po.str.replace(" ", "-") + "-" + rows.line_id.astype(str)
    rows = rows.sort_values(["decided", "asn", "id"], kind="stable").reset_index(drop=True)
    rows["cost"] = rows.line_value * np.clip(0.05 * rows.days_late.clip(lower=0), None, 1)
    return rows


def late_share(rows, key):
    """Of the lines delivered by the moment of decision, shrunk towards the share of all of them."""
    known = rows[rows.delivered.notna()].sort_values("delivered", kind="stable")
    late = known.days_late.to_numpy() > 0

    def counter(chosen):
        days = known.delivered.to_numpy()[chosen]
        sums = np.concatenate([[0], np.cumsum(late[chosen])])
        return lambda at: (lambda n: (sums[n], n))(np.searchsorted(days, at, "right"))

    overall = counter(np.ones(len(known), bool))
    of_key = {value: counter((known[key] == value).to_numpy()) for value in known[key].unique()}
    shares = []
    for value, at in zip(rows[key], rows.decided.to_numpy()):
        all_late, all_rows = overall(at)
        level = (all_late + PSEUDO_OBSERVATIONS * 0.1) / (all_rows + PSEUDO_OBSERVATIONS)
        key_late, key_rows = of_key[value](at) if value in of_key else (0, 0)
        shares.append((key_late + PSEUDO_OBSERVATIONS * level) / (key_rows + PSEUDO_OBSERVATIONS))
    return shares


def inputs(rows):
    created = rows.po_sent.fillna(rows.pq_sent).fillna(rows.scheduled_delivery - pd.Timedelta(days=90))
    numbers = pd.DataFrame(
        {
            "value": np.log1p(rows.line_value),
            "quantity": np.log1p(rows.qty),
            "price": np.log(rows.pack_price.clip(lower=1e-3)),
            "lead": np.log1p((rows.scheduled_delivery - created).dt.days.clip(lower=0)),
        }
    )
    for key in ("vendor", "country", "manufacturing_site"):
        numbers["late " + key] = late_share(rows, key)
    names = pd.get_dummies(rows[["ship_mode", "fulfill_via", "country", "product_group"]].fillna("none"), dtype=float)
    return pd.concat([numbers, names], axis=1).to_numpy()


def split(rows, later_share):
    begin = rows.decided.iloc[int(len(rows) * (1 - later_share))]
    earlier = rows.decided < begin
    later = ~earlier & ~rows.asn.isin(rows.asn[earlier])
    return np.flatnonzero(earlier), np.flatnonzero(later)


def label(cost, training_cost):
    p3, p2 = np.quantile(training_cost[training_cost > 0], [0.6, 0.9])
    return np.select([cost <= 0, cost <= p3, cost <= p2], [3, 2, 1], 0)


def probabilities(model, x):
    p = np.full((len(x), 4), 1e-15)
    p[:, model.classes_] = model.predict_proba(x)
    return p / p.sum(1, keepdims=True)


def log_loss(p, y):
    return -np.log(np.maximum(1e-3, p[np.arange(len(y)), y])).mean()


def calibration_error(p, y):
    best, right = p.max(1), p.argmax(1) == y
    bins = np.minimum(9, (best * 10).astype(int))
    return sum(abs((best - right)[bins == b].sum()) for b in range(10)) / len(y)


def captured(score, cost):
    top = np.argsort(-score, kind="stable")[: int(np.ceil(len(cost) * 0.1))]
    return cost[top].sum() / cost.sum()


def families():
    return {
        "logistic regression": [LogisticRegression(C=c, max_iter=5000) for c in (0.01, 0.03, 0.1, 0.3, 1, 3)],
        "gradient boosting": [
            GradientBoostingClassifier(n_estimators=n, max_depth=d, learning_rate=0.05, subsample=0.8, random_state=SEED)
            for n in (50, 100, 200)
            for d in (2, 3)
        ],
        "histogram gradient boosting": [
            HistGradientBoostingClassifier(max_iter=n, learning_rate=0.05, min_samples_leaf=leaf, random_state=SEED)
            for n in (40, 80, 150)
            for leaf in (20, 60)
        ],
        "random forest": [
            RandomForestClassifier(n_estimators=400, min_samples_leaf=leaf, random_state=SEED) for leaf in (1, 3, 5, 10)
        ],
    }


def main(path):
    warnings.filterwarnings("ignore")
    rows = read(path)
    x, cost, value = inputs(rows), rows.cost.to_numpy(), rows.line_value.to_numpy()
    earlier, later = split(rows, 0.2)
    inner_earlier, inner_later = split(rows.iloc[earlier].reset_index(drop=True), 1 / 8)
    y = label(cost, cost[earlier])
    print(f"{len(earlier):,} rows to train, {len(later):,} to evaluate\n")
    print("| Family | chosen | log loss | macro AUC | ECE | cost in the top 10 %, by expected cost | by value at risk |")
    print("|---|---|---|---|---|---|---|")

    def report(name, chosen, p):
        truth = y[later]
        class_costs = np.array([cost[earlier][y[earlier] == k].mean() for k in range(4)])
        auc = np.mean([roc_auc_score(truth == k, p[:, k]) for k in range(4)])
        print(
            f"| {name} | {chosen} | {log_loss(p, truth):.3f} | {auc:.3f} | {calibration_error(p, truth):.3f}"
            f" | {captured(p @ class_costs, cost[later]):.3f}"
            f" | {captured((1 - p[:, 3]) * value[later], cost[later]):.3f} |"
        )

    shares = np.bincount(y[earlier], minlength=4) / len(earlier)
    report("prior", "", np.tile(shares, (len(later), 1)))
    for name, settings in families().items():
        linear = name.startswith("logistic")

        def scaled(fit_on, use_on):
            scaler = StandardScaler().fit(x[fit_on]) if linear else None
            return (scaler.transform(x[fit_on]), scaler.transform(x[use_on])) if scaler else (x[fit_on], x[use_on])

        fit_x, choose_x = scaled(earlier[inner_earlier], earlier[inner_later])
        losses = [
            log_loss(probabilities(m.fit(fit_x, y[earlier[inner_earlier]]), choose_x), y[earlier[inner_later]])
            for m in settings
        ]
        best = settings[int(np.argmin(losses))]
        train_x, test_x = scaled(earlier, later)
        p = probabilities(best.fit(train_x, y[earlier]), test_x)
        told = {k: v for k, v in best.get_params().items() if k in ("C", "n_estimators", "max_depth", "max_iter", "min_samples_leaf")}
        told = {k: v for k, v in told.items() if v is not None and not (linear and k != "C")}
        report(name, ", ".join(f"{k} {v}" for k, v in told.items()), p)
    print(f"\nBy value alone: {captured(value[later], cost[later]):.3f}.")


if __name__ == "__main__":
    main(sys.argv[1])
