"""The CI recipes: they say what they run, and do nothing without secrets.

Called with the paths of the conformance and mockserver programs.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest

CONFORMANCE, MOCKSERVER = map(os.path.abspath, sys.argv[1:3])
CI = pathlib.Path(__file__).resolve().parent / "ci"


def against_sandbox(**variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PARTNER_SANDBOX", "GITHUB"))}
    with tempfile.TemporaryDirectory() as place:
        return subprocess.run([str(CI / "against_sandbox.sh"), CONFORMANCE, str(CI / "partner-sandbox.json"), "flows"],
                              capture_output=True, text=True, env=environment | variables, cwd=place)


def script_of(recipe):
    """The lines that start the server and run the harness."""
    text = (CI / recipe).read_text(encoding="utf-8")
    lines = re.search(r"\|\n((?: +.*\n)*? +build/release/conformance/conformance run .*\n)", text).group(1)
    return textwrap.dedent(lines).replace("build/release/mockserver/mockserver", MOCKSERVER).replace(
        "build/release/conformance/conformance run", f"{CONFORMANCE} run host --jobs 1")


class WithoutSecrets(unittest.TestCase):
    def test_nothing_is_done_and_it_says_so(self):
        result = against_sandbox()
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(result.stdout, "PARTNER_SANDBOX_URL is not set: nothing was checked against the partner sandbox.\n")

    def test_each_secret_counts(self):
        result = against_sandbox(PARTNER_SANDBOX_URL="http://127.0.0.1:1", PARTNER_SANDBOX_USER="u", GITHUB_ACTIONS="true")
        self.assertEqual(result.returncode, 0)
        self.assertIn("::notice title=Conformance::PARTNER_SANDBOX_PASSWORD is not set", result.stdout)


class WithSecrets(unittest.TestCase):
    def test_a_sandbox_that_is_down_fails(self):
        result = against_sandbox(PARTNER_SANDBOX_URL="http://127.0.0.1:1", PARTNER_SANDBOX_USER="u", PARTNER_SANDBOX_PASSWORD="pppp")
        self.assertEqual(result.returncode, 4, result.stdout + result.stderr)


class AgainstTheMock(unittest.TestCase):
    def test_the_scripts_of_the_recipes_run(self):
        for recipe in ("github-actions.yml", "gitlab-ci.yml"):
            with tempfile.TemporaryDirectory() as place:
                script = "trap 'kill %1' EXIT\nset -me\n" + script_of(recipe)
                result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=place, timeout=120)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                self.assertTrue((pathlib.Path(place) / "conformance.xml").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
