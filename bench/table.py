#!/usr/bin/env python3
"""Runs the benchmark and prints its results as Markdown tables.

    bench/table.py                      everything; many minutes, about a gigabyte
    bench/table.py --quick              the small disputes; about twenty seconds
    bench/table.py --filter 'n28/seq'   what matches
    bench/table.py --short              seconds alone, one line for each dispute
    bench/table.py --save FILE          keep the raw results as well (JSON of Google Benchmark)
    bench/table.py --from FILE          print raw results again, without running anything
    bench/table.py --write PAGE         put the tables between the `bench` marks of a page

The program is build/bench/bench/standoff_scenarios, or --program; a number is the median of
--repetitions runs.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUICK = r"^(stream|cores|auto)/|-n(16|20)/"
BEGIN, END = "<!-- bench: begin, written by bench/table.py -->", "<!-- bench: end -->"
CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq", "all"]


def measure(program, only, repetitions):
    """The raw results of a run."""
    command = [program, "--benchmark_format=json", f"--benchmark_repetitions={repetitions}"]
    if only:
        command.append(f"--benchmark_filter={only}")
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def results(raw):
    """{name: {counter: median}} for what was measured, and {name: why} for what was not."""
    runs, failed = {}, {}
    for run in raw["benchmarks"]:
        name = re.sub(r"/(real_time|iterations:\d+|repeats:\d+)", "", run["name"])
        if run.get("error_occurred"):
            failed[name] = run.get("error_message", "")
        elif run.get("run_type") == "iteration":
            runs.setdefault(name, []).append(run)
    medians = {}
    for name, all_runs in runs.items():
        numbers = [key for key, value in all_runs[0].items() if isinstance(value, (int, float))]
        medians[name] = {key: statistics.median(run[key] for run in all_runs) for key in numbers}
    return medians, failed


def short(number, digits=2):
    """A number with so many significant digits: 0.0231 -> "0.023", 12.3 -> "12"."""
    if number is None:
        return "–"
    if number == 0:
        return "0"
    if abs(number) >= 10 ** (digits - 1):
        return f"{number:.0f}"
    return f"{float(f'{number:.{digits - 1}e}'):.10f}".rstrip("0").rstrip(".")


def table(head, rows):
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def split(name):
    engine, dispute, concepts = name.split("/")[:3]
    return engine, dispute, concepts


def solved(medians):
    return [name for name in medians if name.split("/")[0] in ("dense", "sparse", "symbolic", "auto")]


def full_table(medians):
    rows = []
    for name in solved(medians):
        engine, dispute, concepts = split(name)
        m = medians[name]
        rows.append([engine, f"`{dispute}`", concepts, *(short(m.get(key)) for key in
                     ("cpu", "ns", "streams", "bytes", "mib"))])
    return table(["engine", "dispute", "concepts", "s", "ns per state and decision maker",
                  "streaming passes", "bytes per state", "MiB"], rows)


def short_table(medians):
    """One line for each dispute, seconds by concept."""
    by_dispute = {}
    for name in solved(medians):
        engine, dispute, concepts = split(name)
        by_dispute.setdefault((engine, dispute), {})[concepts] = medians[name]["cpu"]
    used = [key for key in CONCEPTS if any(key in found for found in by_dispute.values())]
    more = sorted({key for found in by_dispute.values() for key in found} - set(used))
    rows = [[engine, f"`{dispute}`", *(short(found.get(key)) for key in used + more)]
            for (engine, dispute), found in by_dispute.items()]
    return table(["engine", "dispute", *used, *more], rows)


def threads_table(medians):
    rows = []
    for name in medians:
        if name.startswith("threads/") and name.endswith("/1"):
            two = medians.get(name[:-1] + "2")
            if two is None:
                continue
            one = medians[name]
            _, dispute, concepts = split(name)
            # real_time is in milliseconds
            rows.append([f"`{dispute}`", concepts, short(one["real_time"] / 1000), short(two["real_time"] / 1000),
                         short(one["real_time"] / two["real_time"])])
    if not rows:
        return ""
    text = "Two threads against one, seconds on the clock:\n\n"
    text += table(["dispute", "concepts", "one thread", "two threads", "faster by"], rows)
    in_cache, in_memory = (medians.get(f"cores/{where}", {}).get("two_over_one") for where in ("cache", "memory"))
    if in_cache is None or in_memory is None:
        return text + "\n\nWhether a second core was free was not checked in this run."
    free = in_cache < 1.15
    return text + (
        f"\n\nBefore, two independent streaming passes at once took {short(in_cache, 3)} times as long as one alone "
        f"in cache and {short(in_memory, 3)} times in memory (1: each has a core, or the memory, to itself; 2: they "
        "share it). " + ("A second core was free." if free else
                         "**No second core was free, so the table says little about threads.**"))


def machine(raw, medians):
    context = raw["context"]
    known = [context[key] for key in ("cpu", "memory", "system", "compiler") if context.get(key)]
    text = f"{', '.join(known)}; {context['num_cpus']} processors; {context['date'][:10]}."
    if stream := medians.get("stream/memory"):
        text += f" One number of a streaming pass: {short(stream['ns'])} ns in memory"
        if cached := medians.get("stream/cache"):
            text += f", {short(cached['ns'])} ns in cache"
        text += "."
    return text


def page(raw, brief):
    medians, failed = results(raw)
    parts = [machine(raw, medians)]
    if solved(medians):
        parts.append(short_table(medians) if brief else full_table(medians))
    if not brief and (text := threads_table(medians)):
        parts.append(text)
    if failed:
        parts.append("Not measured:\n" + "\n".join(f"* `{name}`: {why}" for name, why in failed.items()))
    return "\n\n".join(parts)


def write(path, text):
    old = path.read_text(encoding="utf-8")
    if BEGIN not in old or END not in old:
        sys.exit(f"{path} has no place for the tables; it needs the lines\n{BEGIN}\n{END}")
    before, rest = old.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def main():
    first, _, rest = __doc__.partition("\n")
    parser = argparse.ArgumentParser(description=first, epilog=rest,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/bench/bench/standoff_scenarios"))
    parser.add_argument("--filter", default="")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--save", type=pathlib.Path)
    parser.add_argument("--from", dest="raw", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path)
    wanted = parser.parse_args()
    if wanted.raw:
        raw = json.loads(wanted.raw.read_text(encoding="utf-8"))
    else:
        raw = measure(wanted.program, wanted.filter or (QUICK if wanted.quick else ""), wanted.repetitions)
    if wanted.save:
        wanted.save.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    text = page(raw, wanted.short)
    if wanted.write:
        write(wanted.write, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
