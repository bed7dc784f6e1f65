"""conformance drift from outside: against the mock as it is, against one that follows altered WSDL files, and against
servers that answer with anything but a WSDL.

Called with the paths of the conformance and mockserver programs.
"""
import http.server
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.request
import xml.etree.ElementTree

from bare_socket import BareSocket

CONFORMANCE, MOCKSERVER = map(os.path.abspath, sys.argv[1:3])
PAGE = "/WebApi/AccountManagementService/EntityManagementService.asmx"


def drift(address, *arguments, **options):
    return subprocess.run([CONFORMANCE, "drift", "--target", address, "--rate", "10000", *map(str, arguments)],
                          capture_output=True, text=True, timeout=240, **options)


class Mock:
    """A mockserver on a free port for the length of a with block."""

    def __init__(self, *flags):
        self.flags = flags

    def __enter__(self):
        self.process = subprocess.Popen([MOCKSERVER, "serve", "--port", "0", "--bind", "127.0.0.1", *map(str, self.flags)],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = f"http://127.0.0.1:{json.loads(self.process.stdout.readline())['port']}"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.report = self.process.communicate()[1]

    def get(self, target):
        with urllib.request.urlopen(self.address + target) as answer:
            return answer.read().decode()


class Answering(http.server.BaseHTTPRequestHandler):
    """Answers every GET with what the test says: (status, content type, body), or what a function makes of the path."""

    protocol_version = "HTTP/1.1"
    answer = None

    def do_GET(self):
        status, kind, body = self.answer(self.path) if callable(self.answer) else self.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Answers:
    def __init__(self, answer):
        self.answer = staticmethod(answer) if callable(answer) else answer

    def __enter__(self):
        handler = type("Handler", (Answering,), {"answer": self.answer})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Place(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root = pathlib.Path(place.name)


class AgainstTheMock(Place):
    def test_there_is_no_drift(self):
        with Mock() as mock:
            result = drift(mock.address, "--out", self.root / "theirs")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertRegex(result.stdout, r"(\d+) services: \1 compared, 0 missing, 0 not comparable; 0 differences\.")
        self.assertRegex(result.stdout, r"names, order and types: [1-9]\d* are as assumed, 0 otherwise, 0 stay open")
        self.assertRegex(result.stdout, r"holds  Q-total-records: .*\n.*assumed: .*\n.*seen at: EntityManagementService Get")
        self.assertIn("mockserver serve --wsdl", result.stdout)

    def test_exactly_what_was_altered_is_found_and_followed(self):
        with Mock() as mock:
            wsdl = mock.get(PAGE + "?WSDL")
            original = drift(mock.address)
            self.assertEqual(original.returncode, 0)
        altered = wsdl
        for old, new in (('name="IncludeInactive" type="s:boolean"', 'name="WithInactive" type="s:boolean"'),
                         ("soapAction=\"sosonlinebackup.com/CancelEntity\"", "soapAction=\"urn:CancelEntity\"")):
            self.assertIn(old, altered)
            altered = altered.replace(old, new)
        (self.root / "given").mkdir()
        (self.root / "given" / "EntityManagementService.wsdl").write_text(altered, encoding="utf-8")
        theirs = self.root / "theirs"
        with Mock("--wsdl", self.root / "given") as real:
            found = drift(real.address, "--out", theirs, "--json", self.root / "drift.json", "--junit", self.root / "drift.xml")
        self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
        report = json.loads((self.root / "drift.json").read_text())
        differences = {(service["service"], difference["kind"], difference["path"])
                       for service in report["services"] for difference in service["differences"]}
        places = re.findall(r"followed: (\S+) (\S+): ", real.report)  # what the mock tells of the same files
        self.assertEqual(sorted((service, path) for service, _, path in differences), sorted(set(places)))
        self.assertIn(("EntityManagementService", "operation", "CancelEntity"), differences)
        self.assertIn(("EntityManagementService", "renamed", "GetEntityHierarchy/request/IncludeInactive"), differences)
        failed = [case.get("name") for case in xml.etree.ElementTree.parse(self.root / "drift.xml").iter("testcase")
                  if case.find("failure") is not None]
        self.assertEqual(sorted(failed), sorted({path.split("/")[0].removesuffix("Response") for _, _, path in differences}))

        with Mock("--wsdl", theirs) as follower, Mock("--wsdl", self.root / "given") as real:
            self.assertEqual(follower.get(PAGE + "?WSDL").replace(follower.address, real.address), real.get(PAGE + "?WSDL"))
            again = drift(follower.address, "--json", self.root / "again.json")
        self.assertEqual(again.returncode, 1)
        self.assertEqual([service["differences"] for service in json.loads((self.root / "again.json").read_text())["services"]],
                         [service["differences"] for service in report["services"]])

    def test_a_full_directory_is_not_written_into(self):
        (self.root / "kept").write_text("x")
        result = drift("http://127.0.0.1:1", "--out", self.root)
        self.assertEqual(result.returncode, 2)
        self.assertIn("expected a directory that is new or empty", result.stderr)
        self.assertEqual(os.listdir(self.root), ["kept"])

    def test_a_place_that_cannot_be_written_is_told(self):
        result = drift("in-process", "--out", "/dev/null/x")
        self.assertEqual(result.returncode, 8)
        self.assertIn("/dev/null/x", result.stderr)
        result = drift("in-process", "--json", "/dev/full")
        self.assertEqual(result.returncode, 8)
        self.assertIn("cannot write /dev/full: No space left", result.stderr)

    def test_plain_http_bindings_and_help_pages(self):
        with Mock("--enable-get") as mock:
            def without_wsdl(path):
                if "wsdl" in path.lower():
                    return 404, "text/html", b""
                return 200, "text/html", mock.get(path).encode()
            with Answers(without_wsdl) as address:
                result = drift(address, "--out", self.root / "theirs")
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn("by its help pages (EntityManagementService.asmx?WSDL answers 404), no drift", result.stdout)
        self.assertIn("is called by HTTP GET", result.stdout)
        self.assertIn("which do not show presence", result.stdout)
        with Mock("--wsdl", self.root / "theirs") as follower:
            self.assertIn("Made from the help pages", follower.get(PAGE + "?WSDL"))
        self.assertNotRegex(follower.report, "followed: (?!.*port )")


class AgainstAnythingElse(Place):
    def unusable(self, answer, words):
        with Answers(answer) as address:
            result = drift(address, "--out", self.root / "theirs")
        self.assertEqual(result.returncode, 10, result.stdout + result.stderr)
        self.assertRegex(result.stdout, words)
        self.assertFalse((self.root / "theirs").exists())
        self.assertEqual([name for name in os.listdir(self.root)], [])

    def test_an_html_page_is_no_wsdl(self):
        self.unusable((200, "text/html", b"<html><head><title>Sign in</title></head></html>"), r"is an HTML page \(Sign in\)")

    def test_garbage_is_no_wsdl(self):
        self.unusable((200, "text/xml", b"\x00\xff\x01"), "is no well-formed XML: line 1")

    def test_no_page_at_all_is_no_wsdl(self):
        self.unusable((404, "text/html", b""), "11 services: 0 compared, 11 missing")

    def test_a_truncated_wsdl_is_told_and_the_others_are_compared(self):
        with Mock() as mock:
            def truncated(path):
                body = mock.get(path).encode()
                return 200, "text/xml", body[:len(body) // 2] if path == PAGE + "?WSDL" else body
            with Answers(truncated) as address:
                result = drift(address, "--out", self.root / "theirs")
        self.assertEqual(result.returncode, 10, result.stdout + result.stderr)
        self.assertRegex(result.stdout, "EntityManagementService: NOT COMPARED: .*no well-formed XML: line [0-9]+")
        self.assertIn("PartnerManagementService.wsdl", os.listdir(self.root / "theirs"))
        self.assertNotIn("EntityManagementService.wsdl", os.listdir(self.root / "theirs"))

    def unreachable(self, address, words, *arguments):
        result = drift(address, "--timeout", "1", "--out", self.root / "theirs", *arguments)
        self.assertEqual(result.returncode, 4, result.stdout + result.stderr)
        self.assertIn(words, result.stderr)
        self.assertEqual(os.listdir(self.root), [])

    def test_a_target_that_is_down(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.unreachable(f"http://127.0.0.1:{free.getsockname()[1]}", "no connection")

    def test_a_target_that_hangs(self):
        with BareSocket(lambda connection: None) as address:
            self.unreachable(address, "no answer came in time")

    def test_a_target_that_closes(self):
        with BareSocket(lambda connection: connection.close()) as address:
            self.unreachable(address, "the connection was closed")

    def test_a_target_that_drips(self):
        def drip(connection):
            def send():
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                    while True:
                        connection.sendall(b"<")
                        stopped.wait(0.2)
                except OSError:
                    pass
            threading.Thread(target=send, daemon=True).start()
        stopped = threading.Event()
        with BareSocket(drip) as address:
            self.unreachable(address, "no whole answer within 2 seconds")

    def test_a_target_that_keeps_throttling(self):
        class Throttling(Answering):
            def do_GET(self):
                self.send_response(429)
                self.send_header("Retry-After", "0")
                self.send_header("Content-Length", "0")
                self.end_headers()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Throttling)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.unreachable(f"http://127.0.0.1:{server.server_address[1]}", "keeps answering 429")
        server.shutdown()
        server.server_close()

    def test_a_production_host_is_refused(self):
        result = drift("https://secure.sosonlinebackup.com")
        self.assertEqual(result.returncode, 2)
        self.assertIn("looks like a production host", result.stderr)

    def test_a_signal_leaves_nothing_behind(self):
        asked = threading.Event()
        with BareSocket(lambda connection: asked.set()) as address:
            process = subprocess.Popen([CONFORMANCE, "drift", "--target", address, "--timeout", "1", "--out", str(self.root / "theirs")],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            asked.wait()
            process.send_signal(signal.SIGTERM)
            output = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143, output)
        self.assertEqual(os.listdir(self.root), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
