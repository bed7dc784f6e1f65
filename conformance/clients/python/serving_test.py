"""How the program starts, is configured, guards its control surface, and stops."""
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

from sandbox import FOLDER, PROGRAM, end_with_the_test

PAGE = FOLDER + "EntityManagementService.asmx"
DOCUMENTATION = pathlib.Path(__file__).parents[3] / "docs/configuration.md"
COMMANDS = ("serve", "proxy", "generate", "contract", "questions", "probe")


def run(*arguments, **environment):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=30,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


class Serving(unittest.TestCase):
    def serve(self, *flags, **environment):
        """A running server, its url and the rest of its greeting."""
        process = subprocess.Popen([PROGRAM, "serve", "--port", "0", *map(str, flags)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, preexec_fn=end_with_the_test,
                                   env={**os.environ, **environment})
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        self.process = process
        self.url = json.loads(process.stdout.readline())["url"]
        self.greeting = ""
        while "  try " not in self.greeting:
            self.greeting += process.stdout.readline()

    def control(self, path, method="GET", **headers):
        """The status and the JSON of a control call."""
        request = urllib.request.Request(f"{self.url}/_sandbox/{path}", method=method,
                                         headers={name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def under_way(self):
        """A call that the server has begun to read, and waits for the rest of."""
        host, port = "127.0.0.1", int(self.url.rsplit(":", 1)[1])
        connection = socket.create_connection((host, port), timeout=20)
        self.addCleanup(connection.close)
        connection.sendall(f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\n"
                           "Expect: 100-continue\r\nContent-Length: 7\r\n\r\n".encode())
        self.assertIn(b"100 Continue", connection.recv(1024))
        return connection

    def signal_and_read_the_word(self):
        self.process.send_signal(signal.SIGTERM)
        self.assertIn("a second signal ends it at once", self.process.stderr.readline())


class Stopping(Serving):
    def test_a_call_under_way_is_answered_before_the_server_ends(self):
        self.serve("--stop-grace", "60")
        connection = self.under_way()
        self.signal_and_read_the_word()
        with self.assertRaises(OSError):  # nobody new is let in
            while True:
                socket.create_connection(connection.getpeername(), timeout=20).close()
        connection.sendall(b"<broken")
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
        self.assertTrue(answer.startswith(b"HTTP/1.1 500"), answer)
        self.assertEqual(0, self.process.wait(timeout=30))

    def test_a_second_signal_ends_it_at_once(self):
        for second in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(second):
                self.serve("--stop-grace", "3600")
                self.under_way()
                self.signal_and_read_the_word()
                self.process.send_signal(second)
                self.assertEqual(-second, self.process.wait(timeout=30))


class Guarding(Serving):
    def test_on_loopback_no_token_is_asked_for(self):
        self.serve()
        self.assertNotIn("token", self.greeting)
        self.assertEqual(200, self.control("info")[0])

    def test_a_given_token_is_asked_for_and_never_shown(self):
        token = "correct-horse-battery"
        self.serve("--log-calls", MOCKSERVER_CONTROL_TOKEN=token)
        self.assertEqual(200, self.control("readyz")[0])
        status, answer = self.control("info")
        self.assertEqual((401, "unauthorized"), (status, answer["error"]["code"]))
        self.assertEqual(401, self.control("reset", "POST", Authorization="Bearer wrong-horse-batteri")[0])
        status, answer = self.control("info", Authorization=f"Bearer {token}")
        self.assertEqual(200, status)
        shown = json.dumps(answer) + json.dumps(self.control("journal", X_Control_Token=token)[1])
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=30)
        self.assertIn("GET /_sandbox/info 401 ", err)
        self.assertNotIn(token, shown + self.greeting + out + err)

    def test_bound_to_every_address_a_token_is_made_and_told_once(self):
        self.serve("--bind", "0.0.0.0")
        (token,) = re.findall(r"control token ([0-9a-f]{32})\b", self.greeting)
        self.assertEqual(401, self.control("info")[0])
        self.assertEqual(200, self.control("info", X_Control_Token=token)[0])
        with urllib.request.urlopen(self.url + PAGE, timeout=10) as page:
            self.assertEqual(200, page.status)

    def test_a_web_page_cannot_reach_the_control_surface(self):
        self.serve()
        self.assertEqual("forbidden-host", self.control("info", Host="evil.example")[1]["error"]["code"])
        self.assertEqual("cross-origin",
                         self.control("reset", "POST", Origin="https://evil.example")[1]["error"]["code"])
        self.assertEqual(200, self.control("reset", "POST", Origin=self.url)[0])

    def test_control_calls_are_limited(self):
        self.serve("--control-rate", "1")
        answers = [self.control("info") for _ in range(50)]
        self.assertIn("too-many-requests", [answer["error"]["code"] for status, answer in answers if status == 429])
        self.assertEqual(200, self.control("readyz")[0])

    def test_a_token_file_that_is_not_there_is_named(self):
        code, _, err = run("serve", "--control-token-file", "/no/such/file")
        self.assertEqual(2, code)
        self.assertIn("--control-token-file /no/such/file", err)


class Configuring(Serving):
    def test_a_file_configures_the_server(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "mock.json")
            file.write_text('{\n  // Ours.\n  "journal-calls": 2,\n  "bind": "127.0.0.1"\n}\n')
            self.serve("--config", file)
            self.assertIn("http://127.0.0.1:", self.url)
            for _ in range(3):
                request = urllib.request.Request(self.url + PAGE, b"<broken",
                                                 {"Content-Type": "text/xml; charset=utf-8"})
                with self.assertRaises(urllib.error.HTTPError) as failed:
                    urllib.request.urlopen(request, timeout=10)
                failed.exception.close()
            self.assertEqual(2, len(self.control("journal")[1]["calls"]))
            file.write_text('{"jurnal-calls": 2}')
            code, _, err = run("serve", "--config", file)
            self.assertEqual(2, code)
            self.assertIn(f"{file}: 'jurnal-calls' is no flag of serve; did you mean 'journal-calls'?", err)

    def test_exit_codes_are_in_the_help_of_every_command(self):
        for command in ((), *((name,) for name in COMMANDS)):
            self.assertIn("Exit codes: 0 ", run(*command, "--help")[1], command)

    def test_every_flag_has_a_twin_in_the_environment_and_a_row_in_the_documentation(self):
        documentation = DOCUMENTATION.read_text(encoding="utf-8")
        for command in COMMANDS:
            shown = run(command, "--help")[1]
            flags = [flag for flag in re.findall(r"^  (?:-\w,)?--([a-z-]+)", shown, re.MULTILINE) if flag != "help"]
            self.assertTrue(flags, command)
            section = documentation.split(f"## `mockserver {command}`\n")[1].split("\n## ")[0]
            for flag in flags:
                with self.subTest(command=command, flag=flag):
                    twin = "MOCKSERVER_" + flag.upper().replace("-", "_")
                    self.assertRegex(shown, rf"--{flag}\b[^\n]*\(Env:{twin}\)")
                    self.assertRegex(section, rf"(?m)^\| `--{flag}\b")
            documented = re.findall(r"(?m)^\| `--([a-z-]+)", section)
            self.assertEqual(sorted(flags), sorted(documented), "what is documented and is no flag")


if __name__ == "__main__":
    unittest.main(verbosity=2)
