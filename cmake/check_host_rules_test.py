#!/usr/bin/env python3
"""Tests of check_host_rules.py."""
import unittest

from check_host_rules import RULES, declared_tests, faults

TESTS = declared_tests(["TEST(A, B) {}\nTEST_F(FaultTest,\n       Rule1IsKept) {}"])


def page(changed=None):
    rows = {number: "`A.B`" for number in RULES}
    rows.update(changed or {})
    return "\n".join(f"| {number} | does | {proof} |" for number, proof in rows.items() if proof)


class CheckHostRules(unittest.TestCase):
    def test_tests_and_reasons_both_do(self):
        self.assertEqual(faults(page({"5": "`FaultTest.Rule1IsKept`", "6": "cannot be followed: there is none"}), TESTS), [])

    def test_what_is_wrong_is_named(self):
        self.assertEqual(faults(page({"J2.3": ""}), TESTS), ["rule J2.3 is not listed"])
        self.assertEqual(faults(page({"7": "soon"}), TESTS), ["rule 7 has neither a test nor a reason"])
        self.assertEqual(faults(page({"8": "`A.C`"}), TESTS), ["rule 8: there is no test A.C"])
        self.assertEqual(faults(page({"104": "`A.B`"}), TESTS), ["there is no rule 104"])
        self.assertEqual(faults(page() + "\n| 9 | does | `A.B` |", TESTS), ["rule 9 is listed twice"])


if __name__ == "__main__":
    unittest.main()
