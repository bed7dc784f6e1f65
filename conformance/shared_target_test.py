"""A server that others share, from outside: the mock behind TLS, far away, throttling, with a clock of its own and
without its control surface. The harness must run what it may, hide the passwords, and leave nothing behind.

Called with the paths of the conformance and mockserver programs and of the scenarios directory.
"""
import base64
import email.utils
import glob
import http.client
import http.server
import json
import os
import pathlib
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import xml.sax.saxutils

CONFORMANCE, MOCKSERVER, SCENARIOS = map(os.path.abspath, sys.argv[1:4])
THREE_DAYS = 3 * 24 * 3600
LATENCY = 0.03  # seconds


def without_comments(text):
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


class Front(http.server.BaseHTTPRequestHandler):
    """Passes requests on to the mock, and is far away: every 20th is throttled, every 11th takes its time, the clock is three
    days ahead, /_sandbox/ is gone."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves in one piece: two small ones would wait for each other's acknowledgement
    backend = None
    seen = None
    hold = None  # a word; a request that holds it is passed on, but never answered

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append(body)
        if self.path.startswith("/_sandbox/"):
            return self.reply(404, {}, b"")
        if len(self.seen) % 20 == 0:
            return self.reply(429 if len(self.seen) % 40 else 503, {"Retry-After": "0"}, b"too many")
        if len(self.seen) % 11 == 0:
            threading.Event().wait(LATENCY)
        backend = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        backend.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k != "Connection"})
        answer = backend.getresponse()
        content = answer.read()
        backend.close()
        if self.hold and self.hold in body:
            time.sleep(600)
        self.reply(answer.status, {k: v for k, v in answer.getheaders() if k.lower() in ("content-type", "location", "allow")},
                   content)

    do_GET = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = do_PATCH = do_POST

    def reply(self, status, headers, body):
        self.send_response_only(status)
        self.send_header("Date", email.utils.formatdate(time.time() + THREE_DAYS, usegmt=True))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


class Shared:
    """The mock, the front before it, and a target file that takes the first distributor's password from outside."""

    def __enter__(self):
        self.place = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.place.name)
        self.mock = subprocess.Popen([MOCKSERVER, "serve", "--port", "0", "--bind", "127.0.0.1",
                                      "--tls-self-signed", str(self.root / "unused")],
                                     stdout=subprocess.PIPE, text=True)
        json.loads(self.mock.stdout.readline())
        self.stop(self.mock)
        self.mock = subprocess.Popen([MOCKSERVER, "serve", "--port", "0", "--bind", "127.0.0.1"], stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.mock.stdout.readline())["port"]
        handler = type("Handler", (Front,), {"backend": self.port, "seen": []})
        self.handler = handler
        self.server = Quiet(("127.0.0.1", 0), handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.certificate = str(self.root / "unused" / "certificate.pem")
        key = next(path for path in (self.root / "unused").iterdir() if "key" in path.name)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"https://localhost:{self.server.server_address[1]}"
        world = json.loads(without_comments(pathlib.Path(SCENARIOS, "targets", "mock.json").read_text(encoding="utf-8")))
        world.update(name="shared", kind="real", capabilities=[])
        world["roles"]["distributor"]["password"] = {"env": "DISTRIBUTOR_PASSWORD"}
        self.target_file = self.root / "shared.json"
        self.target_file.write_text(json.dumps(world), encoding="utf-8")
        return self

    @staticmethod
    def stop(process):
        process.terminate()
        process.wait()
        process.stdout.close()

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.stop(self.mock)
        self.place.cleanup()

    def command(self, subcommand, *arguments, scenarios=SCENARIOS):
        return [CONFORMANCE, subcommand, "--scenarios", str(scenarios), "--target", self.address, "--ca-file",
                self.certificate, "--target-file", str(self.target_file), "--rate", "10000", *map(str, arguments)]

    def run(self, subcommand, *arguments, scenarios=SCENARIOS, password="Sandbox888"):
        return subprocess.run(self.command(subcommand, *arguments, scenarios=scenarios), capture_output=True, text=True,
                              timeout=280, cwd=self.root, env=os.environ | {"DISTRIBUTOR_PASSWORD": password})

    def active_entities(self):
        """Names of the active entities below the first distributor."""
        envelope = ('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><AuthHeader '
                    'xmlns="sosonlinebackup.com"><UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader>'
                    '</s:Header><s:Body><GetEntityHierarchy xmlns="sosonlinebackup.com"><request><TargetEntityID>0'
                    '</TargetEntityID><IncludeInactive>false</IncludeInactive></request></GetEntityHierarchy></s:Body></s:Envelope>')
        backend = http.client.HTTPConnection("127.0.0.1", self.port)
        backend.request("POST", "/WebApi/AccountManagementService/EntityManagementService.asmx", envelope,
                        {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"sosonlinebackup.com/GetEntityHierarchy"'})
        answer = backend.getresponse().read().decode()
        backend.close()
        return re.findall("<EntityName>(.*?)</EntityName>", answer)

    def scenarios_of(self, **files):
        """A directory of scenarios with the given ones."""
        place = self.root / "own"
        (place / "flows").mkdir(parents=True, exist_ok=True)
        (place / "targets").mkdir(exist_ok=True)
        (place / "targets" / "mock.json").write_text(pathlib.Path(SCENARIOS, "targets", "mock.json").read_text())
        for name, steps in files.items():
            (place / "flows" / (name + ".json")).write_text(
                json.dumps({"requirement": "It is created and goes away.", "steps": steps}))
        return place


def create(expected="Success"):
    return {"call": "PartnerManagementService.CreatePartner", "as": "distributor",
            "in": {"PartnerName": "${unique:Acme}", "GeneralContactPerson": "Ann Lee", "GeneralContactEmail": "a@b.example",
                   "DiskQuotaGB": 1, "AllowUploadOverAccountSize": False}, "expect": {"code": expected}}


class SharedTarget(unittest.TestCase):
    def test_runs_what_it_may_and_leaves_nothing_behind(self):
        with Shared() as shared:
            before = shared.active_entities()
            result = shared.run("run", "--allow-writes", "--json-lines", shared.root / "lines")
            lines = [json.loads(line) for line in (shared.root / "lines").read_text().splitlines()]
            self.assertEqual(result.returncode, 0, ["a scenario that expects a whole list needs \"reset\""] +
                             re.findall("(?:FAIL|ERROR)  .*", result.stdout) + [result.stderr])
            self.assertEqual(shared.active_entities(), before)
            self.assertEqual(glob.glob(str(shared.root / "*.ledger")), [])
        reasons = {line["reason"] for line in lines[:-1] if line["verdict"] == "skip"}
        self.assertEqual([reason for reason in reasons
                          if not re.search("lacks (clock|outbox|journal|simulation|control|reset)", reason)], [])
        self.assertGreater(lines[-1]["verdicts"]["pass"], 1050)
        print(lines[-1]["verdicts"], file=sys.stderr)

    def test_calibrates_with_what_it_makes_and_learns_nothing_false(self):
        with Shared() as shared:
            before = shared.active_entities()
            result = shared.run("calibrate", "--allow-writes", "--json", shared.root / "found.json")
            self.assertIn(result.returncode, (0, 12), result.stdout + result.stderr)  # 12: some stay undecided
            self.assertEqual(shared.active_entities(), before)
            found = json.loads((shared.root / "found.json").read_text())
        self.assertEqual([line for line in result.stdout.splitlines() if line.startswith("!")], [])
        self.assertGreater(sum(1 for one in found["questions"] if one.get("answer")), 55)

    def test_writes_nothing_without_the_flag(self):
        with Shared() as shared:
            result = shared.run("run", "PartnerManagementService/CreatePartner", "--verbose")
            created = [body for body in shared.handler.seen if b"CreatePartner" in body]
        self.assertIn("CreatePartner writes, and --allow-writes is not given", result.stdout)
        self.assertEqual(created, [])

    def test_no_report_holds_a_password(self):
        password = 'p&<>"\'w0rd 8'
        with Shared() as shared:
            outputs = [shared.root / name for name in ("j.xml", "t.tap", "l.jsonl", "p.html")]
            flags = [part for flag, path in zip(("--junit", "--tap", "--json-lines", "--html"), outputs) for part in (flag, path)]
            refused = shared.run("run", "flows", *flags, password=password)
            self.assertEqual(refused.returncode, 4)
            self.assertIn("refuses the credentials of the role 'distributor'", refused.stderr)
            roles = json.loads(shared.target_file.read_text())
            roles["roles"] = {"partner": roles["roles"].pop("partner"), **roles["roles"],
                              "distributor": {"user": "888WS", "password": {"env": "DISTRIBUTOR_PASSWORD"}, "entity": 888}}
            shared.target_file.write_text(json.dumps(roles))
            failed = shared.run("run", "EntityManagementService/GetEntityHierarchy", "--verbose", *flags, password=password)
            self.assertEqual(failed.returncode, 1)
            texts = [refused.stdout + refused.stderr, failed.stdout + failed.stderr] + [path.read_text() for path in outputs]
        shapes = [password, xml.sax.saxutils.escape(password), json.dumps(password)[1:-1], "w0rd"]
        shapes += [base64.b64encode(b" " * shift + password.encode())[4:-4].decode() for shift in range(3)]
        for text in texts:
            for shape in shapes:
                self.assertNotIn(shape, text)
        self.assertTrue(all("GetEntityHierarchy" in text for text in texts[1:]))
        self.assertTrue("$PASSWORD_DISTRIBUTOR" in failed.stdout)

    def test_a_failure_in_the_middle_is_cleaned_up(self):
        with Shared() as shared:
            before = shared.active_entities()
            place = shared.scenarios_of(fails=[create(), create("ObjectEntityMismatch")])
            self.assertEqual(shared.run("run", "--allow-writes", scenarios=place).returncode, 1)
            self.assertEqual(shared.active_entities(), before)

    def test_ctrl_c_cleans_up(self):
        with Shared() as shared:
            before = shared.active_entities()
            wait = {"get": "/", "expect": {"status": 299}, "eventually": {"within": "1h", "every": "1h"}}
            place = shared.scenarios_of(waits=[create(), wait])
            process = subprocess.Popen(shared.command("run", "--allow-writes", scenarios=place), stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, text=True, cwd=shared.root, env=os.environ | {"DISTRIBUTOR_PASSWORD": "Sandbox888"})
            self.wait_for(lambda: len(shared.active_entities()) > len(before))
            process.send_signal(signal.SIGINT)
            output = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130, output)
            self.assertEqual(shared.active_entities(), before)

    def test_what_a_killed_run_left_is_swept(self):
        with Shared() as shared:
            before = shared.active_entities()
            shared.handler.hold = b"<CreatePartner "
            place = shared.scenarios_of(hangs=[create()])
            process = subprocess.Popen(shared.command("run", "--allow-writes", "--ledger", "run.ledger", scenarios=place),
                                       stdout=subprocess.DEVNULL, cwd=shared.root, env=os.environ | {"DISTRIBUTOR_PASSWORD": "Sandbox888"})
            self.wait_for(lambda: len(shared.active_entities()) > len(before))
            process.kill()
            process.wait()
            told = shared.run("sweep", "--ledger", "run.ledger")
            self.assertIn("would be cancelled", told.stdout)
            self.assertGreater(len(shared.active_entities()), len(before))
            swept = shared.run("sweep", "--ledger", "run.ledger", "--allow-writes")
            self.assertEqual(swept.returncode, 0, swept.stdout + swept.stderr)
            self.assertIn("1 left behind, 1 cancelled, 0 not.", swept.stdout)
            self.assertEqual(shared.active_entities(), before)
            self.assertFalse((shared.root / "run.ledger").exists())
            self.assertEqual(shared.run("sweep", "--older-than", "0s").stdout, "0 left behind, 0 cancelled, 0 not.\n")

    def test_a_second_ctrl_c_leaves_the_ledger_whole(self):
        with Shared() as shared:
            before = shared.active_entities()
            shared.handler.hold = b"<CreatePartner "
            place = shared.scenarios_of(hangs=[create()])
            process = subprocess.Popen(shared.command("run", "--allow-writes", "--ledger", "run.ledger", scenarios=place), stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, text=True, cwd=shared.root, env=os.environ | {"DISTRIBUTOR_PASSWORD": "Sandbox888"})
            self.wait_for(lambda: len(shared.active_entities()) > len(before))
            process.send_signal(signal.SIGINT)
            self.assertIn("a second signal ends it at once", process.stderr.readline())
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=60)[1]
            self.assertEqual(process.returncode, 130, rest)
            self.assertIn("a ledger tells what may be left", rest)
            lines = [json.loads(line) for line in (shared.root / "run.ledger").read_text().splitlines()]
            self.assertEqual([line["event"] for line in lines], ["about"])
            swept = shared.run("sweep", "--ledger", "run.ledger", "--allow-writes")
            self.assertEqual(swept.returncode, 0, swept.stdout + swept.stderr)
            self.assertEqual(shared.active_entities(), before)

    def test_there_is_no_drift_of_the_contract(self):
        with Shared() as shared:
            result = subprocess.run([CONFORMANCE, "drift", "--target", shared.address, "--ca-file", shared.certificate, "--rate", "10000"],
                                    capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def wait_for(self, condition):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.1)


class Hosts(unittest.TestCase):
    def test_a_production_host_is_refused(self):
        for command in (["run", "--scenarios", SCENARIOS], ["sweep", "--scenarios", SCENARIOS], ["drift"]):
            result = subprocess.run([CONFORMANCE, *command, "--target", "https://secure.sosonlinebackup.com"],
                                    capture_output=True, text=True)
            self.assertEqual(result.returncode, 2)
            self.assertIn("looks like a production host", result.stderr)

    def test_a_certificate_nobody_vouches_for_is_refused(self):
        with Shared() as shared:
            shared.certificate = "/etc/hostname"
            result = shared.run("run", "flows")
        self.assertEqual(result.returncode, 4, result.stdout + result.stderr)
        self.assertIn("TLS failed", result.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
