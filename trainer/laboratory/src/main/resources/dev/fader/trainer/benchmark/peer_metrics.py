"""The peer of 'bench metrics': times mir_eval and museval on a file of signals, and prints their scores as JSON."""

import json
import struct
import sys
import time
import warnings

import numpy as np

warnings.simplefilter("ignore")  # mir_eval announces that it will give this module up

import mir_eval.separation
import museval.metrics


def read_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])

    def array(name):
        first, last = (8 + size + offset for offset in header[name]["data_offsets"])
        return np.frombuffer(data[first:last], "<f4").reshape(header[name]["shape"]).astype(np.float64)

    return array("references"), array("estimates")


def timed(compute):
    begin = time.perf_counter()
    scores = compute()
    return time.perf_counter() - begin, [np.asarray(score).tolist() for score in scores[:4]]


references, estimates = read_safetensors(sys.argv[1])
window = int(sys.argv[2])
images = timed(lambda: mir_eval.separation.bss_eval_images(references, estimates, compute_permutation=False))
frames = timed(lambda: museval.metrics.bss_eval(references, estimates, window=window, hop=window))
print(json.dumps({
    "images_seconds": images[0],
    "frames_seconds": frames[0],
    "images": images[1],
    "frames": frames[1],
}))
