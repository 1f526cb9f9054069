"""Stages, views, measures and scores on the command line: forms, exit codes, refusals."""

import json
import os
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["STANDOFF_CLI"]
REFERENCE = "lithuania-belarus"
EQUILIBRIA = {  # computed by brute force before there was an engine
    "before_reopening": (24, {"nash": 8, "gmr": 14, "smr": 14, "seq": 8}),
    "the_report": (384, {"nash": 10, "gmr": 132, "smr": 132, "seq": 12}),
    "february": (576, {"nash": 11, "gmr": 65, "smr": 65, "seq": 14}),
}


def run_it(*arguments, **more):
    return subprocess.run([PROGRAM, *arguments], text=True, capture_output=True, timeout=300, **more)


def answer(*arguments, code=0, **more):
    done = run_it(*arguments, "--json", **more)
    assert done.returncode == code, (done.returncode, done.stderr)
    return json.loads(done.stdout)


class Stages(unittest.TestCase):
    def test_each_stage_is_a_dispute_of_its_own(self):
        for stage, (feasible, counts) in EQUILIBRIA.items():
            solved = answer("solve", REFERENCE, "--stage", stage)
            self.assertEqual(solved["feasible"], feasible)
            for key, count in counts.items():
                self.assertEqual(solved["equilibria"][key]["count"], count, (stage, key))

    def test_now_is_the_dispute_itself(self):
        itself = answer("solve", REFERENCE)
        now = answer("solve", REFERENCE, "--stage", "the_report")
        for key in ("options", "status_quo", "equilibria", "stability"):
            self.assertEqual(itself[key], now[key])
        self.assertEqual(itself["model"]["sha256"], now["model"]["sha256"])

    def test_other_verbs_take_a_stage_and_a_view(self):
        seen = answer("why", REFERENCE, "--stage", "before_reopening", "--view", "lithuania",
                      "--state", "hold,open", "--dm", "belarus", "--concept", "nash")
        self.assertFalse(seen["verdicts"][0]["stable"])
        true = answer("why", REFERENCE, "--stage", "before_reopening",
                      "--state", "hold,open", "--dm", "belarus", "--concept", "nash")
        self.assertTrue(true["verdicts"][0]["stable"])
        paths = answer("paths", REFERENCE, "--stage", "february", "--to", "march")
        self.assertTrue(paths["reachable"])
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "february.gmcr")
            done = run_it("convert", REFERENCE, out, "--stage", "february")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(answer("solve", out)["feasible"], 576)

    def test_a_name_that_is_none_is_refused_with_the_nearest_one(self):
        wrong = run_it("solve", REFERENCE, "--stage", "febuary")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("february", wrong.stderr)
        wrong = run_it("solve", REFERENCE, "--view", "lithuania")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("--stage", wrong.stderr)
        wrong = run_it("solve", "chicken", "--stage", "x")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("no stages", wrong.stderr)
        wrong = run_it("timeline", REFERENCE, "--from", "winter")
        self.assertEqual(wrong.returncode, 2)

    def test_blind_leaves_hindsight_out(self):
        blind = answer("solve", REFERENCE, "--blind")
        self.assertEqual(blind["equilibria"]["nash"]["count"], 32)
        self.assertIn(blind["status_quo"], blind["equilibria"]["nash"]["states"])


class Timeline(unittest.TestCase):
    def test_from_the_february_it_was_to_the_march_that_came(self):
        run = answer("timeline", REFERENCE, "--from", "february")
        (phase,) = run["phases"]
        (course,) = phase["courses"]
        self.assertTrue(course["recorded"] and course["rests"])
        (end,) = course["ends"]
        taken = [o for o, letter in zip(phase["options"], end["state"]) if letter == "Y"]
        self.assertEqual(taken, ["belarus.free", "eu.extend", "eu.tighten", "us.relief"])
        self.assertEqual([step["by"] for step in end["way"]], [["eu"], ["belarus"], ["lithuania"]])

    def test_a_dispute_without_stages_is_one_phase(self):
        run = answer("timeline", "chicken")
        self.assertEqual(len(run["phases"]), 1)
        self.assertNotIn("stage", run["phases"][0])

    def test_the_same_bytes_again(self):
        first = run_it("timeline", REFERENCE, "--deals", "--json")
        self.assertEqual(first.stdout, run_it("timeline", REFERENCE, "--deals", "--json").stdout)
        self.assertTrue(any(len(step["by"]) > 1
                            for phase in json.loads(first.stdout)["phases"]
                            for course in phase["courses"] for end in course["ends"]
                            for step in end["way"]))

    def test_out_of_time_is_partial(self):
        done = run_it("timeline", REFERENCE, "--deals", "--time-limit", "0.000001", "--json")
        self.assertEqual(done.returncode, 5)
        self.assertFalse(json.loads(done.stdout)["complete"])


class Score(unittest.TestCase):
    def test_every_question_is_counted_once_in_each_profile(self):
        score = answer("score", REFERENCE)
        self.assertEqual([(p["profile"], p["deals"]) for p in score["profiles"]],
                         [("full", False), ("blind", False), ("full", True), ("blind", True)])
        for profile in score["profiles"]:
            counted = {"right": 0, "wrong": 0, "open": 0, "unscored": 0}
            for q in profile["questions"]:
                if q["outcome"] == "unknown" or q["answer"] == "unasked":
                    counted["unscored"] += 1
                elif q["answer"] == "open":
                    counted["open"] += 1
                else:
                    counted["right" if q["answer"] == q["outcome"] else "wrong"] += 1
                if q["answer"] in ("yes", "no", "open"):
                    self.assertEqual(q["answer"] == "yes", q["holds"] == q["ends"])
            self.assertEqual({k: profile[k] for k in counted}, counted)
        self.assertEqual(score["profiles"][0]["left_out"], 0)
        self.assertGreater(score["profiles"][1]["left_out"], 0)

    def test_nothing_to_score_is_wrong_usage(self):
        done = run_it("score", "chicken")
        self.assertEqual(done.returncode, 2)
        self.assertIn("questions", done.stderr)


class Views(unittest.TestCase):
    def test_what_surprised_lithuania(self):
        views = answer("views", REFERENCE, "--stage", "before_reopening")
        self.assertEqual(views["level"], 1)
        options = views["options"]
        sight = next(s for s in views["sights"] if s["dm"] == "lithuania")
        as_taken = lambda state: {o.split(".")[1] for o, c in zip(options, state) if c == "Y"}
        self.assertEqual([as_taken(s) for s in sight["surprises"]], [{"hold", "open"}])
        self.assertEqual([as_taken(s) for s in sight["illusions"]], [{"open"}])
        self.assertTrue(all(d["about"] == "belarus" for d in sight["disappointed_by"]))

    def test_without_views_nobody_is_surprised(self):
        views = answer("views", "chicken")
        self.assertEqual(views["level"], 0)
        self.assertEqual(views["equilibria"], views["true_equilibria"])


class Measures(unittest.TestCase):
    def test_ranges_are_exact_and_multiply(self):
        measures = answer("measures", REFERENCE, "--state", "status_quo")
        held, storage = measures["states"][0]["measures"]
        self.assertEqual((held["low"], held["high"], held["of"]), (185, 4000, "lithuania"))
        self.assertEqual((storage["low"], storage["high"], storage["unit"]), (2590, 480000, "EUR/day"))

    def test_paths_and_deals_say_what_it_costs(self):
        paths = answer("paths", REFERENCE, "--to", "free_after_swap")
        self.assertEqual(paths["measures"], [])
        deals = answer("deals", REFERENCE, "belarus", "us")
        self.assertEqual([len(d["measures"]) for d in deals["groups"][0]["deals"][:2]], [0, 2])


if __name__ == "__main__":
    unittest.main()
