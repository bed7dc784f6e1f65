"""The conformance program from outside: every exit code, and the whole suite against a started server.

Called with the paths of the conformance and mockserver programs and of the scenarios directory.
"""
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

CONFORMANCE, MOCKSERVER, SCENARIOS = map(os.path.abspath, sys.argv[1:4])


def conformance(*arguments, scenarios=SCENARIOS):
    command, *rest = arguments
    return subprocess.run([CONFORMANCE, command, "--scenarios", str(scenarios), *rest], capture_output=True, text=True)


class Server:
    """A mockserver on a free port for the length of a with block."""

    def __enter__(self):
        self.process = subprocess.Popen([MOCKSERVER, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.address = json.loads(self.process.stdout.readline())["url"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Directory:
    """A directory of scenarios with the given files beside the usual target file."""

    def __init__(self, **files):
        self.files = files

    def __enter__(self):
        self.place = tempfile.TemporaryDirectory()
        root = pathlib.Path(self.place.name)
        (root / "targets").mkdir()
        target = pathlib.Path(SCENARIOS, "targets", "mock.json").read_text(encoding="utf-8")
        (root / "targets" / "mock.json").write_text(target, encoding="utf-8")
        (root / "host").mkdir()
        for name, text in self.files.items():
            (root / "host" / (name + ".json")).write_text(text, encoding="utf-8")
        return root

    def __exit__(self, *_):
        self.place.cleanup()


def scenario(status, **more):
    step = {"get": "/", "expect": {"status": status}}
    return json.dumps({"requirement": "The start page answers.", **more, "steps": [step]})


class ExitCodes(unittest.TestCase):
    def test_is_0_when_all_is_well(self):
        with Directory(passes=scenario(200)) as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("1 scenarios: 1 passed", result.stdout)

    def test_is_1_for_a_failed_expectation(self):
        with Directory(fails=scenario(201)) as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 1)
        self.assertIn("expected: 201", result.stdout)
        self.assertIn("actual:   200", result.stdout)

    def test_is_1_when_everything_was_skipped(self):
        with Directory(skipped=scenario(200, needs=["teleport"])) as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 1)
        self.assertIn("lacks teleport", result.stdout)

    def test_is_1_for_incomplete_coverage(self):
        with Directory(fine=scenario(200)) as root:
            self.assertEqual(conformance("coverage", scenarios=root).returncode, 0)
            self.assertEqual(conformance("coverage", "--require-all", scenarios=root).returncode, 1)

    def test_is_2_for_wrong_usage(self):
        with Directory(fine=scenario(200)) as root:
            for arguments in (["run", "no/such"], ["run", "--tag", "nobody"], ["run", "--target", "ftp://x"],
                              ["run", "--flag"], ["run", "--run-id", "a b"], ["nothing"]):
                self.assertEqual(conformance(*arguments, scenarios=root).returncode, 2, arguments)
        self.assertEqual(conformance("lint", scenarios="/nowhere").returncode, 2)

    def test_is_3_for_a_bad_scenario(self):
        with Directory(bad='{\n  "requirment": "x"\n}') as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 3)
        self.assertIn("bad.json:2:", result.stderr)
        self.assertIn("did you mean 'requirement'?", result.stderr)

    def test_is_4_for_a_target_that_is_down(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            with Directory(fine=scenario(200)) as root:
                result = conformance("run", "--target", f"http://127.0.0.1:{free.getsockname()[1]}", scenarios=root)
        self.assertEqual(result.returncode, 4)


class Reports(unittest.TestCase):
    def test_junit_holds_one_case_a_scenario(self):
        with Directory(fails=scenario(201), passes=scenario(200)) as root:
            conformance("run", "--junit", str(root / "junit.xml"), scenarios=root)
            cases = xml.etree.ElementTree.parse(root / "junit.xml").findall(".//testcase")
        self.assertEqual([case.get("name") for case in cases], ["fails", "passes"])
        self.assertEqual([case.find("failure") is not None for case in cases], [True, False])

    def test_a_report_that_cannot_be_written_is_told(self):
        with Directory(fine=scenario(200)) as root:
            result = conformance("run", "--junit", "/nowhere/junit.xml", scenarios=root)
        self.assertEqual(result.returncode, 2)
        self.assertIn("/nowhere/junit.xml", result.stderr)

    def test_the_binary_carries_the_scenarios(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            listed = subprocess.run([CONFORMANCE, "run", "--list"], capture_output=True, text=True, cwd=elsewhere)
        self.assertEqual(listed.stdout, conformance("run", "--list").stdout)


class OverHttp(unittest.TestCase):
    def test_every_scenario_holds_against_a_started_server(self):
        with Server() as server:
            result = conformance("run", "--target", server.address)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
