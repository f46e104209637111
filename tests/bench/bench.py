#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast tallyd is, beside mbsync and a Python script, on private servers on loopback (docs/performance.md). A table on standard
output, and all figures in FILE.

bench.py [--quick] [--json] [--output FILE] [--programs DIRECTORY] [--messages N] [--python-all] [--only PHASE]…
Phases: drain, memory, latency, formats, ledger, startup."""
import argparse
import datetime
import json
import pathlib
import shutil
import signal
import sys
import tempfile

from world import World, machine, material, servers, store
import drain
import formats
import latency
import ledger
import startup

TOP = pathlib.Path(__file__).resolve().parents[2]


def measure_drain(bench):
    count = bench.arguments.messages or (60 if bench.quick else 5000)
    sample = count if bench.arguments.python_all else min(count, 20 if bench.quick else 300)
    found = drain.measure(bench.directory / "drain", bench.programs / "tallyd", count, sample, 1 if bench.quick else 3)
    each = f"{found['messages']} replies of {found['bytes_each'] / 1000:.0f} kB, IMAP over TLS"
    for who, seconds in found["seconds"].items():
        note = f", {sample} scaled" if who == "python" and sample != count else ""
        bench.row(f"{each}: {who}{note}", f"{seconds:.2f} s", f"{count / seconds:.0f}/s")
    bench.row("tallyd against mbsync, which only stores", f"{found['times_mbsync']:.2f} times", goal="≤ 4")
    bench.row("tallyd against the Python script", f"{found['times_faster_than_python']:.1f} times faster", goal="≥ 30")
    return found


def measure_memory(bench):
    count, megabytes = (2, 2) if bench.quick else (10, 25)
    with World(bench.directory / "memory", bench.programs / "tallyd") as world:
        store(world.dovecot, material.large_replies(count, megabytes))
        wall, peak = drain.by_tallyd(world, count)
    bench.row(f"{count} replies of {megabytes} MB: resident memory of tallyd, readers apart", f"{peak:.0f} MB", f"{wall:.2f} s", goal="≤ 64 MB")
    return {"messages": count, "megabytes": megabytes, "peak_mb": peak, "seconds": wall}


def measure_latency(bench):
    count = 3 if bench.quick else 200
    found = latency.measure(bench.directory / "latency", bench.programs / "tallyd", count, servers.Dovecot)
    for name, since in (("since_delivery", "from delivery by LMTP"), ("since_the_server_told", "from the server's word in IDLE")):
        of = found[name]
        bench.row(f"acknowledgement {since}, {count} replies", f"p50 {of['p50_ms']:.1f} ms", f"p99 {of['p99_ms']:.1f} ms",
                  goal="30, 150 ms" if name == "since_the_server_told" else "Dovecot waits 500 ms")
    return found


def measure_formats(bench):
    found = formats.measure(bench.directory / "formats", bench.programs, bench.quick)
    for name in formats.COUNTS:
        alone = found["in_one_process"].get(name)
        bench.row(f"reading {name}: a process each, one core", f"{found['isolated_one_core'][name]:.1f}/s",
                  f"{found['isolated'][name]:.1f}/s on {found['processors']}", goal={"docx": "≥ 1000/s", "scan": "≥ 0.67/s"}.get(name, ""))
        if alone:
            bench.row(f"reading {name}: in one process, one core", f"{alone:.1f}/s", goal="≥ 2000/s" if name == "docx" else "")
    for name, seconds in found["micro_seconds"].items():
        if not name.startswith("read/"):
            bench.row(f"micro: {name}", f"{seconds * 1e6:.1f} µs")
    return found


def measure_ledger(bench):
    rows = 2000 if bench.quick else 1_000_000
    found = ledger.measure(bench.directory / "ledger", bench.programs, rows)
    bench.row("rows appended to the ledger", f"{found['rows_written_a_second']:.0f}/s")
    for name in ("tally", "report"):
        bench.row(f"{name} over {rows} rows", f"{found[name]['seconds']:.2f} s")
    return found


def measure_startup(bench):
    few, many = (10, 2000) if bench.quick else (1000, 1_000_000)
    found = startup.measure(bench.directory / "startup", bench.programs / "tallyd", few, many, 20 if bench.quick else 240)
    for of in found.values():
        bench.row(f"start with {of['messages']} old messages, none new, and end", f"{of['seconds']:.2f} s",
                  f"{of['processor_seconds']:.2f} s of processor", goal="≤ 1 s")
    return found


PHASES = {"drain": measure_drain, "memory": measure_memory, "latency": measure_latency, "formats": measure_formats,
          "ledger": measure_ledger, "startup": measure_startup}


class Bench:
    def __init__(self, arguments, directory):
        self.arguments, self.quick, self.directory = arguments, arguments.quick, directory
        self.programs = arguments.programs.resolve()
        self.rows = []

    def row(self, what, *figures, goal=""):
        self.rows.append((what, *figures))
        if not self.arguments.json:
            print(f"{what:74} {figures[0]:>16} {(figures[1:] or ('',))[0]:>22}   {goal}".rstrip(), flush=True)

    def run(self):
        result = {"machine": machine(), "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                  "quick": self.quick}
        if not self.arguments.json:
            print(", ".join(f"{key}: {value}" for key, value in result["machine"].items()))
        for name in self.arguments.only or PHASES:
            result[name] = PHASES[name](self)
        return result


def main():
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # whatever ends the bench ends its servers
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that all of it works, measures nothing")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    parser.add_argument("--output", type=pathlib.Path, default=TOP / "build/bench.json")
    parser.add_argument("--programs", type=pathlib.Path, default=TOP / "build/bin")
    parser.add_argument("--messages", type=int, help="of the drain")
    parser.add_argument("--python-all", action="store_true", help="the Python script reads all messages, not 300")
    parser.add_argument("--only", action="append", choices=PHASES)
    bench_directory = tempfile.mkdtemp(prefix="tallyd-bench-")
    directory = pathlib.Path(bench_directory)
    directory.chmod(0o755)  # Dovecot's users must pass
    try:
        arguments = parser.parse_args()
        result = Bench(arguments, directory).run()
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    arguments.output.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1) if arguments.json else f"all figures: {arguments.output}")


if __name__ == "__main__":
    main()
