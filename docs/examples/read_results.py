"""Reads what `fader trainer evaluate` wrote and the log of a run: SDR by source, and the curve of losses and validations.

    python3 read_results.py --result results/first.json --run runs/first [--plot first.png]

Needs nothing but Python 3.9. With --plot and matplotlib both are drawn; without matplotlib the tables are all there is.
"""

import argparse
import json
import sys
from pathlib import Path


def number(value):
    """What is not defined is null, as of a source that is silent in every song."""
    return float("nan") if value is None else float(value)


def sdr_by_source(result):
    """SDR in dB by source, of any result or line that `evaluate` gives."""
    protocol = result.get("protocol")
    if protocol == "paper":  # means over songs
        return {source["source"]: number(source["sdr_db"]["mean"]) for source in result["sources"]}
    if protocol == "htmd":  # medians over songs
        return {target["target"]: number(target["song_wise"]["sdr_db"]["median"]) for target in result["targets"]}
    if protocol == "mdx":  # medians over songs of the medians over a song's seconds, for each separator
        return {
            f"{row['separator']['name']}, {source}": number(sdr)
            for row in result["rows"]
            for source, sdr in row["sdr_db"].items()
        }
    return {source: number(sdr) for source, sdr in result["source_sdr_db"].items()}


def curve(run):
    """(step, loss) and (step, SDR of remixes in validation), in dB, of a run of `train`."""
    losses, validations = [], []
    for line in (run / "log.ndjson").read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:  # a run that was killed leaves half a line
            continue
        if isinstance(entry.get("loss_db"), (int, float)):
            losses.append((entry["step"], entry["loss_db"]))
        if isinstance(entry.get("validation_remix_sdr_db"), (int, float)):
            validations.append((entry["step"], entry["validation_remix_sdr_db"]))
    return losses, validations


def print_tables(sdr, losses, validations):
    print("source\tSDR (dB)")
    for source, value in sdr.items():
        print(f"{source}\t{value:.2f}")
    print("\nstep\tvalidation (dB)\tmean loss since the last (dB)")
    before = -1
    for step, value in validations:
        since = [loss for at, loss in losses if before < at <= step]
        print(f"{step}\t{value:.2f}\t{sum(since) / len(since):.2f}" if since else f"{step}\t{value:.2f}\t")
        before = step


def plot(sdr, losses, validations, file):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (bars, lines) = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    bars.bar(list(sdr), list(sdr.values()))
    bars.set_ylabel("SDR (dB)")
    for name, points in (("loss", losses), ("validation", validations)):
        if points:
            lines.plot(*zip(*points), label=name)
    lines.set_xlabel("step")
    lines.set_ylabel("dB")
    lines.legend()
    figure.savefig(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--result", type=Path, required=True, help="what `evaluate` wrote with --out, or its JSON line")
    parser.add_argument("--run", type=Path, required=True, help="folder of a run")
    parser.add_argument("--plot", type=Path, help="file of a figure, such as first.png")
    given = parser.parse_args()
    sdr = sdr_by_source(json.loads(given.result.read_text(encoding="utf-8")))
    losses, validations = curve(given.run)
    print_tables(sdr, losses, validations)
    if given.plot:
        try:
            plot(sdr, losses, validations, given.plot)
        except ImportError:
            print("there is no matplotlib, so nothing is drawn", file=sys.stderr)


if __name__ == "__main__":
    main()
