"""Makes the vectors of this folder: signals of hard cases, and what mir_eval and museval compute for them.

    python3 -m venv venv && venv/bin/pip install numpy scipy mir_eval==0.8.2 museval==0.4.1
    venv/bin/python vectors.py . [case ...]

Files: <case>.safetensors (references, estimates: sources x samples x channels) and <case>.json, in the form that
`fader trainer metrics` prints, without its counts. A metric that the reference refuses to compute is null.
"""

import json
import math
import struct
import sys
from pathlib import Path

import mir_eval
import museval.metrics
import numpy as np
import scipy.signal

# both catch numpy.linalg.linalg.LinAlgError, a name that newer versions of numpy no longer have
np.linalg.linalg = np.linalg


def noise(rng, sources, samples, channels, colour=0.9):
    """Coloured noise with an envelope, every source and channel its own."""
    white = rng.standard_normal((sources, samples, channels))
    envelope = 0.2 + np.abs(np.sin(np.linspace(0, 9, samples)))[None, :, None]
    return scipy.signal.lfilter([1], [1, -colour], white, axis=1) * envelope * 0.05


def leaky(rng, references, leak=0.1, grain=0.01):
    """Estimates with some of the other sources, a short filter and some noise in them."""
    mixture = references.sum(axis=0, keepdims=True)
    filtered = scipy.signal.lfilter([0.9, 0.2, -0.1], [1], references, axis=1)
    return filtered + leak * (mixture - references) + grain * rng.standard_normal(references.shape)


def cases():
    rng = np.random.default_rng(7)

    references = noise(rng, 1, 3000, 1)
    yield "one_source_mono", 1000, references, leaky(rng, references)

    references = noise(rng, 5, 4000, 1)
    yield "five_sources_mono", 1600, references, leaky(rng, references)

    references = noise(rng, 2, 4400, 2)
    yield "stereo_with_equal_channels", 2200, np.repeat(references[:, :, :1], 2, axis=2), leaky(rng, references)

    references = noise(rng, 2, 4000, 2)
    references[0, :, 1] = 0
    yield "stereo_with_a_silent_channel", 2000, references, leaky(rng, references)

    references = noise(rng, 3, 4000, 1)
    references[2] = references[1] + 1e-4 * references[2]
    yield "nearly_equal_references", 2000, references, leaky(rng, references)

    # without the floor the references' Gram matrix is singular, and the reference's own digits are rounding errors
    references = noise(rng, 2, 4000, 1)
    references = scipy.signal.lfilter(*scipy.signal.butter(6, 0.5), references, axis=1)
    references += 5e-7 * rng.standard_normal(references.shape)
    yield "band_limited", 2000, references, leaky(rng, references, grain=0.001)

    references = noise(rng, 2, 300, 1)
    yield "shorter_than_the_filters", 8000, references, leaky(rng, references)

    references = noise(rng, 3, 700, 2)
    yield "fewer_samples_than_unknowns", 8000, references, leaky(rng, references)

    references = noise(rng, 2, 3000, 2)
    estimates = references.copy()
    estimates[0, 1234, 0] += 0.25
    estimates[1, 7, 1] -= 0.01
    yield "one_sample_differs", 1000, references, estimates

    references = noise(rng, 2, 4000, 2)
    estimates = leaky(rng, references)
    references[0, 1000:2000] = 0
    estimates[1, 2000:3000, 1] = -estimates[1, 2000:3000, 0]
    yield "silent_and_cancelling_frames", 1000, references, estimates

    references = noise(rng, 2, 3000, 2)
    references[1] = 0
    yield "silent_source", 1000, references, leaky(rng, references)

    references = 1e-4 * noise(rng, 2, 4000, 1)
    yield "very_soft", 2000, references, 1e-4 * leaky(rng, references * 1e4)


def plain(values):
    """JSON's numbers: null for what is no number."""
    if np.ndim(values) == 0:
        return float(values) if math.isfinite(values) else None
    return [plain(value) for value in values]


def guarded(names, compute, sources):
    try:
        return {name: plain(values) for name, values in zip(names, compute()) if name}
    except ValueError:  # a silent source
        return {name: [None] * sources for name in names if name}


def quality(target, estimate, tiny=1e-20):
    def ratio(signal, error):
        return 10 * math.log10(signal / (error + tiny) + tiny)

    energy = (target**2).sum()
    scaled = target * ((target * estimate).sum() / (energy + tiny))
    error = ((target - estimate) ** 2).sum()
    sdr, sd_sdr = ratio(energy, error), ratio((scaled**2).sum(), error)
    return {
        "sdr": sdr,
        "sd_sdr": sd_sdr,
        "min_sdr": min(sdr, sd_sdr),
        "si_sdr": ratio((scaled**2).sum(), ((scaled - estimate) ** 2).sum()),
    }


def remix(references, estimates, gains_db):
    gains = 10 ** (np.asarray(gains_db) / 20)
    target, estimate = gains @ references, gains @ estimates
    wanted = np.linalg.lstsq(references.T, target, rcond=None)[0]
    found = np.linalg.lstsq(references.T, estimate, rcond=None)[0]
    with np.errstate(all="ignore"):
        levels = np.where((wanted > 0) & (found > 0), np.abs(20 * np.log10(np.abs(wanted / found))), np.nan)
    return {
        "gains_db": plain(gains_db),
        **quality(target, estimate),
        "least_squares_target": plain(wanted),
        "least_squares_estimate": plain(found),
        "loudness_difference_db_per_source": plain(levels),
        "loudness_difference_db_mean": plain(np.nanmean(levels)),
    }


def expected(references, estimates, rate, gains_db):
    k = len(references)
    mono, mono_estimates = references.mean(axis=2), estimates.mean(axis=2)
    images = ("sdr", "isr", "sir", "sar")
    try:
        framed = museval.metrics.bss_eval(references, estimates, window=rate, hop=rate)
    except ValueError:
        framed = np.full((4, k, max(1, references.shape[1] // rate)), np.nan)
    separation = mir_eval.separation
    return {
        "bss_eval_images": guarded(
            images, lambda: separation.bss_eval_images(references, estimates, False), k),
        "bss_eval_images_mono": guarded(
            images, lambda: separation.bss_eval_images(mono[:, :, None], mono_estimates[:, :, None], False), k),
        "bss_eval_sources_mono": guarded(
            ("sdr", "sir", "sar"), lambda: separation.bss_eval_sources(mono, mono_estimates, False), k),
        "museval_v4_1s": {name: plain(values) for name, values in zip(images, framed)},
        "remix_mono": remix(mono, mono_estimates, gains_db),
        "rate": rate,
    }


def write_safetensors(path, arrays):
    header, blobs, offset = {}, [], 0
    for name, array in arrays.items():
        blob = array.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read_safetensors(path):
    data = Path(path).read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    return [
        np.frombuffer(data[8 + size + entry["data_offsets"][0]:8 + size + entry["data_offsets"][1]], "<f4")
        .reshape(entry["shape"]).astype(np.float64)
        for entry in (header["references"], header["estimates"])
    ]


def main(folder, wanted):
    for name, rate, references, estimates in cases():
        if wanted and name not in wanted:
            continue
        write_safetensors(folder / f"{name}.safetensors", {"references": references, "estimates": estimates})
        gains_db = [6.0 - 5.0 * k for k in range(len(references))]
        report = expected(*read_safetensors(folder / f"{name}.safetensors"), rate, gains_db)
        (folder / f"{name}.json").write_text(json.dumps(report, indent=1, allow_nan=False) + "\n")
        print(name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
