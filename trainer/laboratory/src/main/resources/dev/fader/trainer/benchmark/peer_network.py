"""The network of "Don't Separate, Learn to Remix" in plain eager PyTorch, as its authors' implementation does it.

Written for the benchmark: global layer norm by hand, PReLU and convolutions as modules, one call after the other, nothing compiled.
Reads weights, config and signals from a safetensors file, then one command a line from standard input:
  run N    N repetitions; answers {"wall": s, "cpu": s}
  result   answers {"size": n} and writes the separated sources, or the gradient of a training step by parameter, as raw
           little-endian floats
Every answer also has "peak_rss_mb".
"""

import json
import resource
import struct
import sys
import time

import torch
from torch import nn


def read(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            flat = torch.frombuffer(data[begin:end], dtype=torch.float32)
            tensors[name] = flat.reshape(entry["shape"]).clone()
    return header["__metadata__"], tensors


class GlobalLayerNorm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        mean = x.mean(dim=(1, 2), keepdim=True)
        variance = torch.pow(x - mean, 2).mean(dim=(1, 2), keepdim=True)
        normed = (x - mean) / (variance + 1e-8).sqrt()
        return (self.gamma * normed.transpose(1, -1) + self.beta).transpose(1, -1)


class Block(nn.Module):
    def __init__(self, bottleneck, hidden, skip, kernel, dilation):
        super().__init__()
        padding = (kernel - 1) * dilation // 2
        self.shared_block = nn.Sequential(
            nn.Conv1d(bottleneck, hidden, 1),
            nn.PReLU(),
            GlobalLayerNorm(hidden),
            nn.Conv1d(hidden, hidden, kernel, padding=padding, dilation=dilation, groups=hidden),
            nn.PReLU(),
            GlobalLayerNorm(hidden),
        )
        self.res_conv = nn.Conv1d(hidden, bottleneck, 1)
        self.skip_conv = nn.Conv1d(hidden, skip, 1)

    def forward(self, x):
        shared = self.shared_block(x)
        return self.res_conv(shared), self.skip_conv(shared)


class Filterbank(nn.Module):
    def __init__(self, filters, kernel):
        super().__init__()
        self.filterbank = nn.Module()
        self.filterbank._filters = nn.Parameter(torch.empty(filters, 1, kernel))


class Masker(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.sources, self.filters, self.activation = c["sources"], c["filters"], c["maskActivation"]
        self.bottleneck = nn.Sequential(GlobalLayerNorm(c["filters"]), nn.Conv1d(c["filters"], c["bottleneck"], 1))
        self.TCN = nn.ModuleList(
            Block(c["bottleneck"], c["hidden"], c["skip"], c["blockKernel"], 2**x)
            for _ in range(c["repeats"])
            for x in range(c["blocks"])
        )
        self.mask_net = nn.Sequential(nn.PReLU(), nn.Conv1d(c["skip"], c["sources"] * c["filters"], 1))

    def forward(self, latent):
        output = self.bottleneck(latent)
        skips = 0.0
        for block in self.TCN:
            residual, skip = block(output)
            output = output + residual
            skips = skips + skip
        score = self.mask_net(skips)
        score = score.view(score.shape[0], self.sources, self.filters, score.shape[-1])
        return {"softmax": lambda s: torch.softmax(s, 1), "sigmoid": torch.sigmoid, "relu": torch.relu}[self.activation](score)


class ConvTasNet(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.sources, self.stride = c["sources"], c["stride"]
        self.encoder = Filterbank(c["filters"], c["kernel"])
        self.masker = Masker(c)
        self.decoder = Filterbank(c["filters"], c["kernel"])

    def forward(self, mixture):
        latent = nn.functional.conv1d(mixture, self.encoder.filterbank._filters, stride=self.stride)
        masked = self.masker(latent) * latent.unsqueeze(1)
        flat = masked.view(-1, masked.shape[2], masked.shape[3])
        decoded = nn.functional.conv_transpose1d(flat, self.decoder.filterbank._filters, stride=self.stride)
        decoded = decoded.view(mixture.shape[0], self.sources, -1)
        return nn.functional.pad(decoded, [0, mixture.shape[-1] - decoded.shape[-1]])


def error(target, estimate):
    ratio = (target**2).sum(-1) / (((target - estimate) ** 2).sum(-1) + 1e-20)
    return -10 * torch.log10(ratio + 1e-20)


def main():
    metadata, tensors = read(sys.argv[1])
    device = sys.argv[2]
    config = json.loads(metadata["network"])
    inputs = {name: tensors.pop(name).to(device) for name in ("mixture", "sources", "gains") if name in tensors}
    network = ConvTasNet(config)
    network.load_state_dict(tensors)
    network.to(device)
    training = metadata["step"] == "training"
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-4) if training else None

    def loss():
        separated = network(inputs["mixture"])
        gains = inputs["gains"].unsqueeze(-1)
        remix = error((gains * inputs["sources"]).sum(1), (gains * separated).sum(1)).mean()
        return remix + error(inputs["sources"], separated).mean()

    def once():
        if training:
            optimizer.zero_grad()
            loss().backward()
            optimizer.step()
            return None
        with torch.no_grad():
            return network(inputs["mixture"])

    def result():
        if not training:
            return once().flatten()
        network.zero_grad()
        loss().backward()
        named = dict(network.named_parameters())
        # the last block's residual path leads nowhere
        return torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in (named[n] for n in tensors)])

    def synchronize():
        if device.startswith("cuda"):
            torch.cuda.synchronize()

    for line in sys.stdin:
        command = line.split()
        if command[0] == "run":
            synchronize()
            wall, cpu = time.perf_counter(), time.process_time()
            for _ in range(int(command[1])):
                once()
            synchronize()
            answer = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        else:
            values = result().cpu().contiguous()
            with open(sys.argv[3], "wb") as file:
                file.write(bytes(values.untyped_storage()))
            answer = {"size": values.numel()}
        answer["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(answer), flush=True)


main()
