#!/usr/bin/env python3
"""Checks that docs/host.md lists every rule of the host, each with tests that exist or with a reason.

Prints one line per fault and ends with 1 if there is any.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RULES = [str(number) for number in range(1, 104)] + [f"J2.{number}" for number in range(1, 8)]
ROW = re.compile(r"^\| (J2\.\d+|\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(\w+\.\w+)`")
DECLARED = re.compile(r"\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)")


def declared_tests(texts):
    """The tests of some C++ sources as "Suite.Name"."""
    return {".".join(match.groups()) for text in texts for match in DECLARED.finditer(text)}


def faults(page, tests):
    """What is wrong with the page, in words, given the tests there are."""
    rows = ROW.findall(page)
    numbers = [number for number, _, _ in rows]
    wrong = [f"rule {number} is not listed" for number in RULES if number not in numbers]
    wrong += [f"rule {number} is listed twice" for number in sorted(set(numbers)) if numbers.count(number) > 1]
    wrong += [f"there is no rule {number}" for number in numbers if number not in RULES]
    for number, _, proof in rows:
        named = NAMED.findall(proof)
        if not named and "cannot be followed: " not in proof:
            wrong.append(f"rule {number} has neither a test nor a reason")
        wrong += [f"rule {number}: there is no test {name}" for name in named if name not in tests]
    return wrong


def main():
    tests = declared_tests(path.read_text() for path in (ROOT / "mockserver").rglob("*_test.cpp"))
    wrong = faults((ROOT / "docs/host.md").read_text(), tests)
    print("\n".join(wrong) if wrong else f"All {len(RULES)} rules of the host have a test or a reason.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
