"""`solve` and its engines as users meet them: which one answers and why, what is refused and with which advice,
and what is left of an answer that was stopped. Families of disputes (`standoff family`) are the large ones."""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["STANDOFF_CLI"]
CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]
folder = None


def setUpModule():
    global folder
    folder = tempfile.TemporaryDirectory()


def tearDownModule():
    folder.cleanup()


def family(name):
    """The file of a family; written once."""
    path = os.path.join(folder.name, name + ".yaml")
    if not os.path.exists(path):
        subprocess.run([PROGRAM, "family", name, "-o", path], check=True)
    return path


def written(name, text):
    path = os.path.join(folder.name, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def solve(*arguments):
    """Exit code, stdout and stderr as text."""
    ran = subprocess.run([PROGRAM, "solve", *arguments], capture_output=True, text=True, timeout=300)
    return ran.returncode, ran.stdout, ran.stderr


def without_engine(text):
    return re.sub(r'^  "engine": .*\n', "", text, flags=re.MULTILINE)


class Answers(unittest.TestCase):
    def parsed(self, out, concepts=CONCEPTS):
        """A whole answer, in which whatever is not known is null and the rest is a number."""
        self.assertTrue(out.endswith("}\n"), out[-80:])
        answer = json.loads(out)
        self.assertEqual(answer["format"], "standoff.solve/1")
        numbers = [answer["feasible"]]
        for dm in answer["decision_makers"]:
            self.assertEqual(list(answer["stable_counts"][dm["id"]]), concepts)
            numbers += answer["stable_counts"][dm["id"]].values()
        self.assertEqual(list(answer["equilibria"]), concepts)
        for found in answer["equilibria"].values():
            numbers.append(found["count"])
            if found["count"] is None:
                self.assertEqual(found["states"], [])
        for number in numbers:
            if isinstance(number, str):
                self.assertRegex(number, r"^[1-9][0-9]*$")
                self.assertGreaterEqual(int(number), 2**53)
            elif number is not None:
                self.assertIs(type(number), int)
                self.assertLess(number, 2**53)
        self.assertEqual(answer["complete"], None not in numbers)
        return answer

    def assert_nothing_known(self, out):
        answer = self.parsed(out)
        self.assertFalse(answer["complete"])
        self.assertIsNone(answer["feasible"])
        for counts in answer["stable_counts"].values():
            self.assertEqual(set(counts.values()), {None})
        for found in answer["equilibria"].values():
            self.assertIsNone(found["count"])
        self.assertNotIn("stability", answer)
        return answer

    def assert_one_line(self, err):
        self.assertEqual(err.count("\n"), 1, err)
        self.assertTrue(err.startswith("standoff: "), err)


class Choosing(Answers):
    def test_each_engine_gives_the_same_bytes_and_its_name(self):
        code, expected, err = solve("lithuania-belarus", "--json", "--engine", "sparse")
        self.assertEqual((code, err), (0, ""))
        for engine in ["dense", "symbolic", "auto"]:
            code, out, err = solve("lithuania-belarus", "--json", "--engine", engine)
            self.assertEqual((code, err), (0, ""), engine)
            self.assertEqual(without_engine(out), without_engine(expected), engine)
            self.assertEqual(self.parsed(out)["engine"], "sparse" if engine == "auto" else engine)

    def test_the_number_of_threads_does_not_show(self):
        for name in ["d3-n14-w4", "d4-n13-m5-g1"]:
            for engine in ["sparse", "dense", "symbolic"]:
                outs = {solve(family(name), "--json", "--engine", engine, "--threads", str(threads), "--limit", "100")
                        for threads in [1, 2, 3, 7, 2]}
                self.assertEqual(len(outs), 1, (name, engine))
                code, out, err = outs.pop()
                self.assertEqual((code, err), (0, ""))
                self.parsed(out)

    def test_stats_name_engine_reason_and_plan_on_stderr_alone(self):
        dispute = family("d3-n14-w4")
        for engine, plan in [("sparse", r"\d+ states listed"), ("dense", r"2\^14 combinations, .* GiB planned"),
                             ("symbolic", r"diagrams of at most .* GiB")]:
            code, out, err = solve(dispute, "--json", "--engine", engine, "--limit", "10", "--threads", "2", "--stats")
            self.assertEqual(code, 0)
            self.assertEqual(err.count("\n"), 1)
            self.assertRegex(err, rf"^engine {engine}: asked for; {plan}.*; 2 thread\(s\), [0-9.]+ ms\n$")
            self.assertEqual(out, solve(dispute, "--json", "--engine", engine, "--limit", "10")[1])

    def test_auto_takes_what_fits_and_says_why(self):
        for name, engine, why in [("d3-n14-w4", "sparse", "only 14 options"),
                                  ("d3-n22-r1", "dense", "22 options, 3145728 feasible states: the whole cube"),
                                  ("d3-n23-r1", "symbolic", "23 options, 6291456 feasible states, few statements"),
                                  ("d3-n60-r0", "symbolic", f"60 options, {2**60} feasible states, few statements")]:
            code, out, err = solve(family(name), "--json", "--concepts", "nash", "--limit", "0", "--stats")
            self.assertEqual(code, 0)
            self.assertEqual(self.parsed(out, ["nash"])["engine"], engine)
            self.assertTrue(err.startswith(f"engine {engine}: {why}"), err)

    def test_an_unknown_engine_is_wrong_usage_and_the_known_ones_are_named(self):
        code, out, err = solve("chicken", "--engine", "steam")
        self.assertEqual((code, out), (2, ""))
        for engine in ["auto", "sparse", "dense", "symbolic"]:
            self.assertIn(engine, err)

    def test_counts_are_numbers_up_to_2_to_the_53_and_strings_beyond(self):
        for options, feasible in [(52, 2**52), (53, str(2**53)), (60, str(2**60))]:
            code, out, err = solve(family(f"d3-n{options}-r0"), "--json", "--engine", "symbolic",
                                   "--concepts", "nash", "--limit", "3")
            self.assertEqual((code, err), (0, ""))
            answer = self.parsed(out, ["nash"])
            self.assertEqual(answer["feasible"], feasible)
            found = answer["equilibria"]["nash"]
            self.assertEqual(len(found["states"]), min(3, int(found["count"])))


class Refusals(Answers):
    def test_what_is_no_cube_is_refused_in_one_line_with_its_reason(self):
        waits = written("waits.yaml", "standoff: 1\ntitle: t\ndecision_makers:\n  - id: a\n"
                        "    options: [{id: p, when: q}, q]\n    preferences: [p, q]\n")
        for dispute, why in [("at-most-once", "states are written out one by one"),
                             (waits, "the guard of a.p mentions an option of its own owner")]:
            for engine in ["dense", "symbolic"]:
                code, out, err = solve(dispute, "--json", "--engine", engine)
                self.assertEqual(code, 5)
                self.assert_one_line(err)
                self.assertIn(why, err)
                self.assertIn("--engine sparse", err)
                self.assert_nothing_known(out)
                self.assertEqual(solve(dispute, "--engine", engine)[1], "")
            self.assertEqual(solve(dispute, "--engine", "auto")[0], 0)

    def test_too_many_options_for_a_sweep_are_refused_at_once(self):
        code, out, err = solve(family("d3-n60-r0"), "--json", "--engine", "dense")
        self.assertEqual(code, 5)
        self.assert_one_line(err)
        self.assertIn("more than 36 options", err)
        self.assert_nothing_known(out)

    def test_too_little_memory_for_a_sweep_is_refused_with_what_it_needs_and_what_else_helps(self):
        dispute = family("d3-n24-w6")
        code, out, err = solve(dispute, "--json", "--engine", "dense", "--memory", "0.001")
        self.assertEqual(code, 5)
        self.assert_one_line(err)
        for advice in ["--memory", "--concepts", "--engine symbolic"]:
            self.assertIn(advice, err)
        self.assertEqual(self.assert_nothing_known(out)["engine"], "dense")
        # What it said it needs is enough.
        needed = re.search(r"needs ([0-9.]+) GiB", err)[1]
        code, out, err = solve(dispute, "--json", "--engine", "dense", "--memory", needed, "--limit", "0")
        self.assertEqual((code, err), (0, ""))
        self.assertTrue(self.parsed(out)["complete"])

    def test_too_many_states_for_a_list_are_refused_with_what_helps(self):
        code, out, err = solve(family("d3-n24-w6"), "--json", "--engine", "sparse", "--memory", "0.001")
        self.assertEqual(code, 5)
        self.assert_one_line(err)
        self.assertIn("feasible states are too many to list; raise --memory", err)
        self.assert_nothing_known(out)

    def test_diagrams_that_outgrow_their_memory_leave_a_whole_answer_and_say_so(self):
        dispute = family("d6-n60-m12")
        for memory in ["0.0002", "0.0005", "0.001", "0.002"]:
            for threads in ["1", "4"]:
                code, out, err = solve(dispute, "--json", "--engine", "symbolic", "--concepts", "nash,gmr",
                                       "--memory", memory, "--threads", threads, "--limit", "5")
                self.assertIn(code, [0, 5], err)
                self.assertEqual(self.parsed(out, ["nash", "gmr"])["complete"], code == 0)
                if code == 5:
                    self.assert_one_line(err)
                    self.assertIn("the diagrams outgrow 0.01 GiB; raise --memory, or ask for fewer --concepts", err)


class Stopped(Answers):
    def interrupted(self, after, *arguments):
        """As `solve`, with Ctrl-C so many seconds after the program began to listen for it."""
        process = subprocess.Popen([PROGRAM, "solve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while process.poll() is None:
            with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                caught = int(re.search(r"SigCgt:\s*([0-9a-f]+)", status.read())[1], 16)
            if caught >> (signal.SIGINT - 1) & 1:
                break
            time.sleep(0.002)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def test_a_limit_in_time_leaves_a_whole_answer_with_what_was_found(self):
        for engine, name in [("sparse", "d3-n26"), ("dense", "d3-n28-m20"), ("symbolic", "d3-n60-m24"),
                             ("symbolic", "d4-n100-m14"), ("auto", "d3-n28-m20"), ("auto", "d4-n100-m14")]:
            for seconds in ["0.2", "0.01"]:
                for threads in ["1", "3"]:
                    code, out, err = solve(family(name), "--json", "--engine", engine, "--time-limit", seconds,
                                           "--threads", threads, "--limit", "5")
                    self.assertEqual(code, 5, (engine, name, seconds, threads, err))
                    answer = self.parsed(out)
                    self.assertFalse(answer["complete"])
                    if answer["feasible"] is None:
                        self.assert_nothing_known(out)
                        self.assertEqual(err, "standoff: stopped before anything was found\n")
                    else:
                        self.assertEqual(err, "")

    def test_what_was_found_in_time_is_what_would_have_been_found(self):
        dispute = family("d3-n60-m24")
        whole = self.parsed(solve(dispute, "--json", "--engine", "symbolic", "--concepts", "nash", "--limit", "5")[1], ["nash"])
        part = self.parsed(solve(dispute, "--json", "--engine", "symbolic", "--time-limit", "2", "--limit", "5")[1])
        self.assertFalse(part["complete"])
        self.assertEqual(part["feasible"], whole["feasible"])
        for dm, counts in whole["stable_counts"].items():
            self.assertIn(part["stable_counts"][dm]["nash"], [None, counts["nash"]])
        if part["equilibria"]["nash"]["count"] is not None:
            self.assertEqual(part["equilibria"]["nash"], whole["equilibria"]["nash"])

    def test_a_partial_answer_in_words_is_whole_too(self):
        code, out, err = solve(family("d3-n60-m24"), "--engine", "symbolic", "--time-limit", "1")
        self.assertEqual(code, 5)
        self.assertTrue(out.endswith("\n"))
        self.assertEqual(err, "")

    def test_an_interrupt_before_anything_was_found_is_130(self):
        code, out, err = self.interrupted(0, family("d3-n26"), "--json", "--engine", "sparse")
        self.assertEqual(code, 130, err)
        self.assert_nothing_known(out)
        self.assert_one_line(err)

    def test_an_interrupt_midway_is_5_with_what_was_found(self):
        for engine, name in [("symbolic", "d3-n60-m24"), ("dense", "d3-n28-m20")]:
            # A slow machine may have found nothing yet: then later.
            for after in [0.5, 3, 10]:
                code, out, err = self.interrupted(after, family(name), "--json", "--engine", engine, "--limit", "5")
                if code != 130:
                    break
                self.assert_nothing_known(out)
            self.assertEqual(code, 5, err)
            answer = self.parsed(out)
            self.assertFalse(answer["complete"])
            self.assertIsNotNone(answer["feasible"])
            self.assertEqual(err, "")


if __name__ == "__main__":
    unittest.main()
