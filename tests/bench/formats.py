# SPDX-License-Identifier: GPL-3.0-or-later
"""The same decisions in each format that replies come in, read by `tallyctl read` (a process for each message) and in one process
by bench_micro (Google Benchmark)."""
import json
import os
import pathlib
import statistics
import subprocess
import time

import forms
import material
from replies import OPEN

KINDS = {"docx": material.DOCX, "odt": "application/vnd.oasis.opendocument.text", "doc": "application/msword", "pdf": "application/pdf",
         "scan": "image/png"}
DECISIONS = dict.fromkeys(material.DRAFTS, "none")
# How many messages are read for a figure: about a second's worth.
COUNTS = {"docx": 1000, "odt": 1000, "html": 1000, "text": 1000, "pdf": 30, "scan": 2, "doc": 2}


def convert(source, target, directory):
    """By LibreOffice, as the sender would have it."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{directory}/office", "--headless", "--convert-to", target, "--outdir",
                    directory, source], check=True, capture_output=True, timeout=120)
    return source.with_suffix("." + target)


def make(directory):
    """Forms in directory/forms and messages in directory/messages, named by format."""
    made, messages, work = directory / "forms", directory / "messages", directory / "work"
    for folder in (made, messages, work):
        folder.mkdir(parents=True)
    code, sender, name = next(one for one in material.administrations() if one[0] == "KEN")
    (made / "docx").write_bytes(material.Blank().filled(DECISIONS, name))
    glyphs = work / "form.docx"
    glyphs.write_bytes(forms.form(OPEN, DECISIONS, name, box=forms.glyph_box))
    for target in ("odt", "doc", "pdf"):
        (made / target).write_bytes(convert(glyphs, target, work).read_bytes())
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", made / "pdf", work / "scan"], check=True, timeout=60)
    (made / "scan").write_bytes((work / "scan.png").read_bytes())
    for kind, declared in KINDS.items():
        suffix = "png" if kind == "scan" else kind
        (messages / f"{kind}.eml").write_bytes(material.mail(1, sender, declared, f"Annex 2.{suffix}", (made / kind).read_bytes()))
    write_bodies(messages, sender, forms.typed(OPEN, DECISIONS, name))
    (made / "doc").unlink()  # needs the office suite, which is another process
    return [path.stem for path in messages.iterdir()]


def write_bodies(messages, sender, typed):
    head = (f"From: <{sender}>\r\nTo: tsbdir@itu.example\r\nSubject: Reply\r\nMessage-ID: <2.bench@{sender.split('@')[1]}>\r\n"
            "MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: text/{}; charset=utf-8\r\n\r\n")
    (messages / "text.eml").write_bytes((head.format("plain") + typed.replace("\n", "\r\n")).encode())
    page = "".join(f"<p>{line}</p>\r\n" for line in typed.split("\n") if line)
    (messages / "html.eml").write_bytes((head.format("html") + f"<html><body>{page}</body></html>\r\n").encode())


def seconds_for(tallyctl, config, message, count, processors):
    """One more is read at a time than there are processors, as readers wait for their message now and then."""
    jobs = len(processors) + 1
    started = time.monotonic()
    said = subprocess.run(["taskset", "--cpu-list", ",".join(map(str, processors)), tallyctl, "read", "--config", config, "--jobs", str(jobs), *[message] * count], check=True,
                          capture_output=True, timeout=300).stdout.splitlines()
    wall = time.monotonic() - started
    if len(said) != count or not all(json.loads(line)["kind"] == "reply" for line in (said[0], said[-1])):
        raise RuntimeError(f"{message} was not read as a reply: {said[0][:500]}")
    return wall


def isolated(tallyctl, config, message, count, processors, rounds):
    """Messages a second, the start of the program aside."""
    return statistics.median(count / max(1e-6, seconds_for(tallyctl, config, message, count + 1, processors)
                                         - seconds_for(tallyctl, config, message, 1, processors)) for _ in range(rounds))


def in_one_process(programs, config, directory, seconds):
    """{benchmark: processor seconds of one turn}; the whole answer of Google Benchmark is kept in directory/micro.json."""
    kept = directory / "micro.json"
    subprocess.run([programs / "bench_micro", f"--benchmark_min_time={seconds}", f"--benchmark_out={kept}", "--benchmark_out_format=json",
                    config, directory], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
                   env={**os.environ, "TZ": "UTC0"})  # as readers have it
    found = json.loads(kept.read_text())["benchmarks"]
    failed = [one["name"] for one in found if one.get("error_occurred")]
    if failed:
        raise RuntimeError(f"benchmarks that failed: {failed}")
    return {one["name"]: 1 / one["items_per_second"] for one in found}


def measure(directory, programs, quick):
    config = directory / "config"
    material.write_configuration(config, "")
    names = make(directory)
    one_core, all_cores = {}, {}
    processors = sorted(os.sched_getaffinity(0))
    for name in names:
        count = 2 if quick else COUNTS[name]
        message = directory / "messages" / f"{name}.eml"
        one_core[name] = isolated(programs / "tallyctl", config, message, count, processors[:1], 1 if quick else 3)
        all_cores[name] = isolated(programs / "tallyctl", config, message, 2 * count, processors, 1 if quick else 3)
    (directory / "messages/doc.eml").unlink()
    files = pathlib.Path(directory / "all")
    files.mkdir()
    for path in [*(directory / "forms").iterdir(), *(directory / "messages").iterdir()]:
        path.rename(files / path.name)
    micro = in_one_process(programs, config, files, 0.01 if quick else 0.5)
    return {"processors": len(processors), "isolated_one_core": one_core, "isolated": all_cores, "micro_seconds": micro,
            "in_one_process": {name: 1 / micro[f"read/{name}"] for name in names if f"read/{name}" in micro}}
