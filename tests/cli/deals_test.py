"""`standoff deals` as a process: exit codes, JSON, and what is refused."""

import json
import os
import subprocess
import unittest

CLI = os.environ["STANDOFF_CLI"]


def run(*arguments, stdin=None):
    done = subprocess.run([CLI, *arguments], input=stdin, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def answer(*arguments, stdin=None):
    code, out, err = run(*arguments, "--json", stdin=stdin)
    return code, json.loads(out)


class Deals(unittest.TestCase):
    def test_exit_code_one_says_that_the_group_has_no_deal(self):
        self.assertEqual(run("deals", "lithuania-belarus", "belarus", "lithuania")[0], 1)
        self.assertEqual(run("deals", "lithuania-belarus", "us", "belarus")[0], 0)
        self.assertEqual(run("deals", "lithuania-belarus")[0], 0)

    def test_exit_code_one_says_that_a_state_does_not_hold(self):
        self.assertEqual(run("deals", "elmira", "--state", "s5", "--stability")[0], 1)
        self.assertEqual(run("deals", "elmira", "--state", "s8", "--stability")[0], 0)
        # One of them alone does hold there.
        self.assertEqual(run("deals", "elmira", "local", "--state", "s5", "--stability")[0], 0)

    def test_json_has_the_six_deals_with_their_claims(self):
        code, json_ = answer("deals", "lithuania-belarus", "belarus", "us")
        self.assertEqual((code, json_["format"], json_["complete"]), (0, "standoff.deals/1", True))
        (group,) = json_["groups"]
        self.assertEqual(group["members"], ["belarus", "us"])
        self.assertEqual((group["improvements"], group["undominated"]), (6, 2))
        self.assertEqual([d["undominated"] for d in group["deals"]], [True] * 2 + [False] * 4)
        released, kept = group["deals"][:2]
        self.assertFalse(released["self_enforcing"])
        self.assertTrue(kept["self_enforcing"])
        for deal in group["deals"]:
            self.assertIsNone(deal["answers"]["spoilt"])
            self.assertEqual([o["works"] for o in deal["orders"]], [True, False])
            self.assertEqual([o["improving"] for o in deal["orders"]], [False, False])

    def test_json_of_stability_names_the_groups_and_their_ways(self):
        code, json_ = answer("deals", "elmira", "--state", "s5", "--stability")
        self.assertEqual([c["concept"] for c in json_["stability"]], ["nash", "gmr", "smr", "seq"])
        for view in json_["stability"]:
            self.assertFalse(view["stable"])
            (group,) = view["groups"]
            self.assertEqual(group["members"], ["ministry", "uniroyal"])
            self.assertIsNone(group["threats"][0]["sanction"])

    def test_reach_counts_what_pairs_lead_to(self):
        _, json_ = answer("deals", "lithuania-belarus", "--reach", "--max-size", "2")
        self.assertEqual(json_["reach"]["count"], 22)
        self.assertEqual(len(json_["reach"]["nash"]), 3)

    def test_more_options_than_can_be_listed(self):
        family = run("family", "d6-n100-s10")[1]
        code, json_ = answer("deals", "-", "d0", "d1", "--limit", "2", stdin=family)
        self.assertIn(code, (0, 1))
        self.assertTrue(json_["complete"])
        for deal in json_["groups"][0]["deals"]:
            self.assertIsNone(deal["answers"]["worst"])

    def test_what_is_no_group_is_refused(self):
        for group in (["belarus"], ["belarus", "belarus"], ["belarus", "nobody"]):
            code, out, err = run("deals", "lithuania-belarus", *group)
            self.assertEqual((code, out), (2, ""))
            self.assertNotEqual(err, "")
        self.assertEqual(run("deals", "elmira", "--stability", "--concepts", "sim")[0], 2)
        self.assertEqual(run("deals", "elmira", "--joint-moves", "sideways")[0], 2)


if __name__ == "__main__":
    unittest.main()
