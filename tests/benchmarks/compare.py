#!/usr/bin/env python3
"""Ratios of core_benchmark to the same jobs in PyTorch, measured in turns because machines are noisy.

    ./compare.py CORE_BENCHMARK PEER_SCRIPT [--jobs sweep,dense] [--rounds R] [--threads N] [--min-time S]

PEER_SCRIPT is called as `PEER_SCRIPT JOB --threads N` and prints one JSON object a line with width, depth, points,
activation and best_s. Its sweeps are compared with the rows sampled/..., its dense sweeps with the exact traces
exact/... The best time of all rounds counts on both sides. Standard library only.
"""
import argparse
import json
import subprocess
import sys


KINDS = {"sweep": "sampled", "dense": "exact"}  # the peer's jobs and the rows that answer them


def own_rows(binary, min_time, jobs):
    kinds = "|".join(["peak"] + [KINDS[job] for job in jobs])
    out = subprocess.run(
        [binary, f"--benchmark_filter=^({kinds})/", "--benchmark_format=json", f"--benchmark_min_time={min_time}"],
        check=True, capture_output=True, text=True).stdout
    for row in json.loads(out)["benchmarks"]:
        yield row["name"].removesuffix("/real_time"), row["real_time"] * 1e-3, row.get("GFLOP/s", 0.0)


def peer_rows(python, script, threads, job):
    out = subprocess.run([python, script, job, "--threads", str(threads)],
                         check=True, capture_output=True, text=True).stdout
    for line in out.splitlines():
        row = json.loads(line)
        points = f"/n:{row['points']}" if job == "sweep" else ""
        yield f"{KINDS[job]}/{row['activation']}/k:{row['width']}/d:{row['depth']}{points}", row["best_s"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark")
    parser.add_argument("peer")
    parser.add_argument("--python", default="/usr/bin/python3", help="interpreter that has PyTorch")
    parser.add_argument("--jobs", default="sweep,dense", help="of the peer, comma between them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--min-time", type=float, default=0.3)
    given = parser.parse_args()
    jobs = given.jobs.split(",")
    own, rate, peer = {}, {}, {}
    for turn in range(given.rounds):
        print(f"round {turn + 1} of {given.rounds}", file=sys.stderr)
        for name, seconds, gflops in own_rows(given.benchmark, given.min_time, jobs):
            own[name] = min(seconds, own.get(name, seconds))
            rate[name] = max(gflops, rate.get(name, gflops))
        for job in jobs:
            for name, seconds in peer_rows(given.python, given.peer, given.threads, job):
                peer[name] = min(seconds, peer.get(name, seconds))
    peak = rate["peak/fma_f32"]
    print(f"FMA peak {peak:.0f} GFLOP/s")
    print(f"{'job':40} {'here ms':>9} {'peer ms':>9} {'ratio':>6} {'of peak':>8}")
    for name in own:
        if name in peer:
            share = f"{rate[name] / peak:7.0%}" if rate[name] else ""
            print(f"{name:40} {own[name] * 1e3:9.3f} {peer[name] * 1e3:9.3f} {peer[name] / own[name]:6.2f} {share}")


if __name__ == "__main__":
    main()
