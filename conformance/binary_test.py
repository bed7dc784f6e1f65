"""The conformance program from outside: every exit code, and the whole suite against a started server.

Called with the paths of the conformance and mockserver programs and of the scenarios directory.
"""
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import xml.etree.ElementTree

from bare_socket import BareSocket

CONFORMANCE, MOCKSERVER, SCENARIOS = map(os.path.abspath, sys.argv[1:4])


def conformance(*arguments, scenarios=SCENARIOS):
    command, *rest = arguments
    return subprocess.run([CONFORMANCE, command, "--scenarios", str(scenarios), *rest], capture_output=True, text=True)


class Server:
    """A mockserver on a free port for the length of a with block."""

    def __init__(self, *flags):
        self.flags = flags

    def __enter__(self):
        command = [MOCKSERVER, "serve", "--port", "0", *self.flags]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
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
        (root / "resets.json").write_text('{"name": "resets", "kind": "mock", "capabilities": ["reset"], "roles": {}}', encoding="utf-8")
        (root / "real.json").write_text('{"name": "real", "kind": "real", "roles": {}}', encoding="utf-8")
        for name, text in self.files.items():
            (root / "host" / (name + ".json")).write_text(text, encoding="utf-8")
        return root

    def __exit__(self, *_):
        self.place.cleanup()


def scenario(status, **more):
    step = {"get": "/", "expect": {"status": status}}
    return json.dumps({"requirement": "The start page answers.", **more, "steps": [step]})


def known_failing(until):
    return {"mock": {"knownFailing": "it is too slow", "link": "https://x.example/1", "owner": "ann", "until": until}}


def waiting():
    """A scenario that waits for an hour for what never comes."""
    step = {"get": "/", "expect": {"status": 299}, "eventually": {"within": "1h", "every": "1h"}}
    return json.dumps({"requirement": "The start page answers.", "steps": [step]})


def silent(connection):
    """Has an empty page for everything but the start page, which it never answers."""
    request = b""
    while b"\r\n\r\n" not in request:
        request += connection.recv(65536)
    if not request.startswith(b"GET / "):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        connection.close()


class Sandboxes:
    """Answers like a mock that holds sandboxes for workers, or like one that holds none."""

    def __init__(self, offered=True):
        self.offered, self.alive, self.used, self.seen = offered, set(), set(), threading.Event()

    def answer(self, method, path, headers, body):
        if path == "/_sandbox/sandboxes" and not self.offered:
            return 404, {}
        if path == "/_sandbox/sandboxes" and method == "POST":
            self.alive.add(body["id"])
            return 201, {"id": body["id"]}
        if path.startswith("/_sandbox/sandboxes/") and method == "DELETE":
            self.alive.remove(path.rsplit("/", 1)[1])
            return 204, None
        if path.startswith("/sandboxes/"):
            return (200 if path.split("/")[2] in self.alive else 404), {}
        if path == "/":
            self.used.add(headers.get("X-Sandbox"))
            self.seen.set()
        return 200, {}

    def __enter__(self):
        sandboxes = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, answer = sandboxes.answer(self.command, self.path, self.headers, json.loads(content or "null"))
                body = b"" if answer is None else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_DELETE = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Workers(unittest.TestCase):
    """Several workers at a mock: a sandbox each, gone at the end."""

    def test_have_a_sandbox_each(self):
        with Directory(**{f"s{number}": scenario(200) for number in range(20)}) as root, Sandboxes() as server:
            result = conformance("run", "--target", server.address, "--jobs", "3", "--run-id", "r", scenarios=root)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("3 workers", result.stdout)
        self.assertLessEqual(server.used, {"run-r-1", "run-r-2", "run-r-3"})
        self.assertEqual(server.alive, set())

    def test_give_their_sandboxes_back_after_a_signal(self):
        with Directory(waits=waiting(), too=waiting()) as root, Sandboxes() as server:
            process = subprocess.Popen([CONFORMANCE, "run", "--scenarios", str(root), "--target", server.address, "--jobs", "2",
                                        "--target-file", str(root / "resets.json")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.assertTrue(server.seen.wait(60))
            process.send_signal(signal.SIGINT)
            output = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, output)
        self.assertIn("a second signal ends it at once", output[1])
        self.assertEqual(server.alive, set())

    def test_are_one_where_there_are_no_sandboxes(self):
        with Directory(fine=scenario(200)) as root, Sandboxes(offered=False) as server:
            result = conformance("run", "--target", server.address, "--jobs", "2", scenarios=root)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("1 worker\n", result.stdout)
        self.assertIn("has no sandboxes for several workers (GET /_sandbox/sandboxes answers 404): one worker does everything",
                      result.stderr)
        self.assertEqual(server.used, {None})


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

    def test_is_7_when_everything_was_skipped(self):
        with Directory(skipped=scenario(200, needs=["teleport"])) as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 7)
        self.assertIn("lacks teleport", result.stdout)

    def test_is_1_for_incomplete_coverage(self):
        with Directory(fine=scenario(200)) as root:
            self.assertEqual(conformance("coverage", scenarios=root).returncode, 0)
            self.assertEqual(conformance("coverage", "--require-all", scenarios=root).returncode, 1)

    def test_is_2_for_wrong_usage(self):
        with Directory(fine=scenario(200)) as root:
            for arguments in (["run", "no/such"], ["run", "--tag", "nobody"], ["run", "--target", "ftp://x"],
                              ["run", "--flag"], ["run", "--run-id", "a b"], ["nothing"], ["run", "--jobs", "0"], ["run", "@/nowhere"],
                              ["run", "--retries", "x"]):
                self.assertEqual(conformance(*arguments, scenarios=root).returncode, 2, arguments)
        self.assertEqual(conformance("lint", scenarios="/nowhere").returncode, 2)

    def test_is_3_for_a_bad_scenario(self):
        with Directory(bad='{\n  "requirment": "x"\n}') as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 3)
        self.assertIn("bad.json:2:", result.stderr)
        self.assertIn("did you mean 'requirement'?", result.stderr)

    def test_is_5_for_a_known_failure_that_passed(self):
        with Directory(stale=scenario(200, targets=known_failing("9999-12-31"))) as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 5)
        self.assertIn("STALE  host/stale", result.stdout)

    def test_is_0_for_a_known_failure_and_1_after_its_last_day(self):
        with Directory(known=scenario(201, targets=known_failing("9999-12-31"))) as root:
            self.assertEqual(conformance("run", scenarios=root).returncode, 0)
        with Directory(known=scenario(201, targets=known_failing("2020-01-01"))) as root:
            self.assertEqual(conformance("run", scenarios=root).returncode, 1)

    def test_is_6_for_a_failed_cleanup(self):
        with Directory(left=scenario(200, cleanup=[{"get": "/", "expect": {"status": 201}}])) as root:
            result = conformance("run", scenarios=root)
        self.assertEqual(result.returncode, 6)
        self.assertIn("1 not cleaned up", result.stdout)

    def test_is_9_for_what_cannot_be_carried_out(self):
        step = {"get": "/", "expect": {"status": 200}, "keep": {"x": {"regex": "no such text"}}}
        with Directory(broken=json.dumps({"requirement": "The start page answers.", "steps": [step]})) as root:
            self.assertEqual(conformance("run", scenarios=root).returncode, 9)

    def test_is_130_or_143_for_a_signal(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with Directory(waits=waiting()) as root:
                process = subprocess.Popen([CONFORMANCE, "run", "--scenarios", str(root), "--target-file", str(root / "real.json")],
                                           stdout=subprocess.PIPE, text=True)
                process.stdout.readline()  # the run has begun
                process.send_signal(number)
                rest = process.stdout.read()
                self.assertEqual(process.wait(), code, rest)
                process.stdout.close()

    def test_a_second_signal_ends_it_at_once(self):
        with Directory(waits=waiting()) as root, BareSocket(silent) as address:
            process = subprocess.Popen([CONFORMANCE, "run", "--scenarios", str(root), "--target", address],
                                       stdout=subprocess.PIPE, text=True)
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            while process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.stdout.close()
        self.assertEqual(process.returncode, 130)

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
        self.assertEqual(result.returncode, 8)
        self.assertIn("cannot write /nowhere/junit.xml: No such file", result.stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_disk_is_told(self):
        with Directory(fine=scenario(200)) as root:
            result = conformance("run", "--junit", "/dev/full", scenarios=root)
        self.assertEqual(result.returncode, 8)
        self.assertIn("cannot write /dev/full: No space left", result.stderr)

    def test_a_dry_run_tells_the_plan_and_sends_nothing(self):
        with Directory(fine=scenario(200), skipped=scenario(200, needs=["teleport"])) as root, BareSocket(silent) as address:
            result = conformance("run", "--dry-run", "--target", address, scenarios=root)
        self.assertEqual(result.returncode, 0)
        self.assertIn("run    host/fine\n         get / (/steps/0)", result.stdout)
        self.assertIn("skip   host/skipped: the target 'mock' lacks teleport", result.stdout)
        self.assertIn("Nothing was sent.", result.stdout)

    def test_a_list_of_patterns_may_be_a_file(self):
        with Directory(one=scenario(200), two=scenario(200)) as root:
            (root / "list.txt").write_text("# what matters\n host/one \n", encoding="utf-8")
            result = conformance("run", "--list", f"@{root / 'list.txt'}", scenarios=root)
        self.assertEqual(result.stdout, "host/one\n")

    def test_tags_select_and_deselect(self):
        with Directory(one=scenario(200, tags=["a"]), two=scenario(200, tags=["a", "b"]), three=scenario(200)) as root:
            self.assertEqual(conformance("run", "--list", "--tag", "a", scenarios=root).stdout, "host/one\nhost/two\n")
            self.assertEqual(conformance("run", "--list", "--tag", "!b", scenarios=root).stdout, "host/one\nhost/three\n")

    def test_the_binary_carries_the_scenarios(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            listed = subprocess.run([CONFORMANCE, "run", "--list"], capture_output=True, text=True, cwd=elsewhere)
        self.assertEqual(listed.stdout, conformance("run", "--list").stdout)


class Calibration(unittest.TestCase):
    """Some probes: that every one finds every answer is calibration_test.cpp's."""

    PROBES = ["probes/Q-cancel-expired", "probes/Q-token-life", "probes/Q-null-request"]

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.profile = os.path.join(place.name, "profile.json")
        self.again = os.path.join(place.name, "again.json")
        self.report = os.path.join(place.name, "report.json")

    def test_finds_what_is_assumed_in_process(self):
        run = conformance("calibrate", *self.PROBES)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("3 questions: 3 as assumed, 0 differ, 0 undecided.", run.stdout)

    def test_writes_down_what_a_server_answers_otherwise(self):
        chosen = {"Q-cancel-expired": "cancelled", "Q-token-life": "hour", "Q-null-request": "fault"}
        pathlib.Path(self.profile).write_text(json.dumps({"profile": 1, "answers": chosen}), encoding="utf-8")
        with Server("--profile", self.profile) as server:
            run = conformance("calibrate", *self.PROBES, "--target", server.address, "--profile-out", self.again,
                              "--json", self.report)
        self.assertEqual(run.returncode, 11, run.stdout + run.stderr)
        self.assertIn("3 questions: 0 as assumed, 3 differ, 0 undecided.", run.stdout)
        written = json.loads(pathlib.Path(self.again).read_text(encoding="utf-8"))
        self.assertEqual({question: row["answer"] for question, row in written["answers"].items()}, chosen)
        self.assertEqual(written["target"], "mock")
        report = json.loads(pathlib.Path(self.report).read_text(encoding="utf-8"))
        self.assertEqual([row["outcome"] for row in report["questions"]], ["differs"] * 3)
        with Server("--profile", self.again) as server:
            again = conformance("calibrate", *self.PROBES, "--target", server.address)
        self.assertEqual(again.returncode, 11)

    def test_is_12_when_a_question_is_undecided(self):
        target = pathlib.Path(SCENARIOS, "targets", "mock.json").read_text(encoding="utf-8")
        nameless = target.replace('"expired_tree_company": 321,', "")
        self.assertNotEqual(nameless, target)
        pathlib.Path(self.report).write_text(nameless, encoding="utf-8")
        run = conformance("calibrate", *self.PROBES, "--target-file", self.report)
        self.assertEqual(run.returncode, 12, run.stdout + run.stderr)
        self.assertIn("does not name world.expired_tree_company", run.stdout)

    def test_a_profile_that_cannot_be_written_is_told(self):
        run = conformance("calibrate", *self.PROBES, "--profile-out", "/nowhere/profile.json")
        self.assertEqual(run.returncode, 8)
        self.assertIn("/nowhere/profile.json", run.stderr)

    def test_only_probes_can_be_asked(self):
        run = conformance("calibrate", "host")
        self.assertEqual(run.returncode, 2)
        self.assertIn("no probe is selected", run.stderr)


class Recordings(unittest.TestCase):
    """A sound target answers as recorded; any other difference is told with its place."""

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root = pathlib.Path(place.name)
        result = conformance("record", "flows", "--recordings", str(self.root))
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def compare(self, *arguments):
        return conformance("compare", "flows", "--recordings", str(self.root), *arguments)

    def test_the_same_target_answers_the_same(self):
        result = self.compare("--jobs", "1")
        self.assertEqual(result.returncode, 0, result.stdout[-2000:])
        self.assertIn(" 0 differ; 0 have no recording.", result.stdout)

    def test_a_difference_is_a_gap_of_the_mock_unless_it_is_noise(self):
        path = self.root / "flows" / "a-device-changes-hands.recorded.json"
        recorded = json.loads(path.read_text())
        step = next(step for step in recorded["recording"]["steps"] if "Result" in step.get("result", {}))
        step["result"]["Result"]["Code"] = "Other"
        path.write_text(json.dumps(recorded))
        result = self.compare()
        self.assertEqual(result.returncode, 1)
        self.assertIn("GAP  flows/a-device-changes-hands", result.stdout)
        self.assertIn('recorded: "Other"\n    now     : "Success"', result.stdout)
        noise = self.root / "noise.json"
        noise.write_text(json.dumps({step["step"].split()[1]: {"Result.Code": "altered by this test"}}))
        self.assertEqual(self.compare("--noise", str(noise)).returncode, 0)
        noise.write_text('{"x": 1}')
        self.assertEqual(self.compare("--noise", str(noise)).returncode, 3)
        path.write_text("{")
        broken = self.compare()
        self.assertEqual(broken.returncode, 3)
        self.assertIn("a-device-changes-hands.recorded.json:1:", broken.stderr)

    def test_without_recordings_nothing_is_compared(self):
        result = conformance("compare", "host", "--recordings", str(self.root))
        self.assertEqual(result.returncode, 2)
        self.assertIn("holds no recording", result.stderr)

    def test_a_directory_that_cannot_be_written_is_told(self):
        result = conformance("record", "host", "--recordings", "/dev/null/x")
        self.assertEqual(result.returncode, 2)
        self.assertIn("cannot write /dev/null/x", result.stderr)

    def test_a_started_server_is_on_a_par_with_the_one_in_process(self):
        with Server() as server:
            result = conformance("parity", "flows", "--left", "in-process", "--right", server.address)
        self.assertEqual(result.returncode, 0, result.stdout[-2000:] + result.stderr)
        self.assertRegex(result.stdout, r"\d+ compared, 0 differ\.")


class OverHttp(unittest.TestCase):
    def test_every_scenario_holds_against_a_started_server(self):
        with Server() as server:
            result = conformance("run", "--target", server.address)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertRegex(result.stdout,
                         r"Proven by this run: (\d+) of \1 documented \(operation, code\) pairs and (\d+) of \2 rules \(100 %\)\.")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
