"""A server of its own for a test module, and what the tests say to it beside SOAP."""
import ctypes
import json
import os
import signal
import subprocess
import unittest
import urllib.request

FOLDER = "/WebApi/AccountManagementService/"
PROGRAM = os.environ["MOCKSERVER"]  # set by ctest

PR_SET_PDEATHSIG = 1


def end_with_the_test():
    """A test that is killed leaves no server behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Sandbox:
    """A running mockserver on a free port, with the default world unless flags of serve say otherwise."""

    def __init__(self, *flags, environment=None):
        self.process = subprocess.Popen([PROGRAM, "serve", "--port", "0", *flags], stdout=subprocess.PIPE, text=True,
                                        preexec_fn=end_with_the_test, env={**os.environ, **(environment or {})})
        greeting = self.process.stdout.readline()
        if not greeting:
            raise RuntimeError(f"mockserver ended with {self.process.wait()} before it was ready")
        self.url = json.loads(greeting)["url"]

    def wsdl(self, service):
        return f"{self.url}{FOLDER}{service}.asmx?WSDL"

    def control_bytes(self, method, path, body=None):
        """What the control surface answers, as it is."""
        request = urllib.request.Request(f"{self.url}/_sandbox/{path}", method=method, data=body)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def control(self, method, path, body=None):
        """The JSON that the control surface answers to a JSON body, if there is one."""
        return json.loads(self.control_bytes(method, path, None if body is None else json.dumps(body).encode()))

    def reset(self):
        self.control("POST", "reset")

    def stop(self):
        """Ends the server as a service manager does; it must end by itself, without a complaint."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if self.process.returncode != 0:
            raise RuntimeError(f"mockserver ended with {self.process.returncode}")


def service_names():
    """The services the program offers, as its contract lists them."""
    printed = subprocess.run([PROGRAM, "contract", "--json"], check=True, capture_output=True, text=True).stdout
    return [service["name"] for service in json.loads(printed)["services"] if service["operations"]]


class SandboxTestCase(unittest.TestCase):
    """One server for the class, reset to the default world before each test."""

    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.stop)

    def setUp(self):
        self.sandbox.reset()
