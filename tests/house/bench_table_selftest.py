"""Does bench/table.py say what was measured? Run on made-up results; no benchmark is run."""

import importlib.util
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
SPEC = importlib.util.spec_from_file_location("table", ROOT / "bench/table.py")
table = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(table)


def run(name, **counters):
    return {"name": name + "/real_time", "run_type": "iteration", **counters}


def raw(*runs, cores=1.02):
    return {"context": {"cpu": "Abacus", "num_cpus": 2, "date": "2026-01-02T03:04:05+00:00"},
            "benchmarks": [run("stream/memory/iterations:1", ns=0.3), *runs,
                           run("cores/cache/iterations:1", two_over_one=cores),
                           run("cores/memory/iterations:1", two_over_one=1.4)]}


class Tables(unittest.TestCase):
    def test_numbers_have_two_digits(self):
        said = [table.short(n) for n in (0.02314, 0.5, 1.96, 12.3, 306.2, 0.00000123, 0, None)]
        self.assertEqual(said, ["0.023", "0.5", "2", "12", "306", "0.0000012", "0", "–"])

    def test_each_scenario_has_a_line_with_the_median_of_its_runs(self):
        text = table.page(raw(*(run("dense/d3-n28/seq", cpu=s, ns=s, streams=4, bytes=1.5, mib=400) for s in (3, 1, 2)),
                              {"name": "dense/d3-n28/seq_mean", "run_type": "aggregate", "cpu": 99}), False)
        self.assertIn("| dense | `d3-n28` | seq | 2 | 2 | 4 | 1.5 | 400 |", text)
        self.assertIn("Abacus; 2 processors; 2026-01-02. One number of a streaming pass: 0.3 ns in memory.", text)
        self.assertNotIn("99", text)

    def test_the_short_table_has_a_line_for_each_dispute(self):
        text = table.page(raw(run("dense/d3-n28/nash", cpu=0.25), run("dense/d3-n28/all", cpu=5),
                              run("symbolic/d3-n60/nash+gmr", cpu=0.5)), True)
        self.assertIn("| engine | dispute | nash | all | nash+gmr |", text)
        self.assertIn("| dense | `d3-n28` | 0.25 | 5 | – |", text)
        self.assertIn("| symbolic | `d3-n60` | – | – | 0.5 |", text)

    def test_what_could_not_be_measured_is_told(self):
        text = table.page(raw({"name": "dense/d3-n40/seq/real_time", "run_type": "iteration", "error_occurred": True,
                               "error_message": "too large"}), False)
        self.assertIn("* `dense/d3-n40/seq`: too large", text)
        self.assertNotIn("| dense", text)

    def test_threads_are_compared_and_busy_cores_are_noticed(self):
        two = [run("threads/d3-n26/gmr/1", real_time=800), run("threads/d3-n26/gmr/2", real_time=500)]
        text = table.page(raw(*two), False)
        self.assertIn("| `d3-n26` | gmr | 0.8 | 0.5 | 1.6 |", text)
        self.assertIn("A second core was free.", text)
        self.assertIn("No second core was free", table.page(raw(*two, cores=1.9), False))

    def test_a_page_is_rewritten_between_the_marks_only(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            page.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
            table.write(page, "new")
            self.assertEqual(page.read_text(), f"before\n{table.BEGIN}\n\nnew\n\n{table.END}\nafter\n")
            page.write_text("no marks\n")
            self.assertRaises(SystemExit, table.write, page, "new")
        ours = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
        self.assertEqual((ours.count(table.BEGIN), ours.count(table.END)), (1, 1))


if __name__ == "__main__":
    unittest.main()
