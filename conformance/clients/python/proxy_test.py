"""mockserver proxy in front of a sandbox: clients notice nothing, sessions hold no secret, and can be sent again."""
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

import zeep

from sandbox import FOLDER, PROGRAM, Sandbox, end_with_the_test

CONFORMANCE = os.environ["CONFORMANCE"]  # set by ctest
AUTH = {"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}}
NEW_PASSWORD = "FreshSecret1"
WRONG_PASSWORD = "Wrong<&>Secret9"
PAGE = FOLDER + "EntityManagementService.asmx"


class Proxy:
    """A running mockserver proxy that records into a directory."""

    def __init__(self, to, directory, *flags, largest_file=None):
        def prepare():
            end_with_the_test()
            if largest_file is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        self.process = subprocess.Popen([PROGRAM, "proxy", "--to", to, "--record", str(directory), "--port", "0", *flags],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=prepare)
        self.url = json.loads(self.process.stdout.readline())["url"]

    def stop(self):
        """What it printed, and how it ended."""
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err

    def kill(self):
        self.process.kill()
        self.process.communicate()


def replay(*arguments):
    done = subprocess.run([CONFORMANCE, "replay", *map(str, arguments)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


class ProxyTestCase(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name) / "calls"

    def start(self, to, *flags, **more):
        proxy = Proxy(to, self.directory, *flags, **more)
        self.addCleanup(proxy.kill)
        return proxy

    def session(self):
        (file,) = self.directory.glob("*.session.jsonl")
        return file


class RecordAndReplay(ProxyTestCase):
    def setUp(self):
        super().setUp()
        self.sandbox = Sandbox()
        self.addCleanup(self.sandbox.stop)

    def record(self):
        """A story with new ids, a new password, a token, a refusal, a wrong password and a fault."""
        proxy = self.start(self.sandbox.url)
        service = lambda name: zeep.Client(f"{proxy.url}{FOLDER}{name}.asmx?WSDL")
        entities = service("EntityManagementService")
        partners = service("PartnerManagementService").service
        companies = service("CompanyManagementService").service
        accounts = service("AccountManagementService").service
        self.assertTrue(entities.service._binding_options["address"].startswith(proxy.url))
        partner = partners.CreatePartner(_soapheaders=AUTH, request=dict(
            PartnerName="Acme", GeneralContactPerson="Ann Lee", GeneralContactEmail="ann@acme.test", DiskQuotaGB=100,
            AllowUploadOverAccountSize=False))
        self.assertEqual("Success", partner.Result.Code)
        company = companies.CreateCompany(_soapheaders=AUTH, request=dict(
            CompanyName="Acme North", TargetEntityId=partner.PartnerEntityId, GeneralContactPerson="Bob Ray",
            GeneralContactEmail="bob@acme.test", DiskQuotaGB=10, AllowUploadOverAccountSize=False))
        self.assertEqual("Success", company.Result.Code)
        account = accounts.CreateAccountBySize(_soapheaders=AUTH, request=dict(
            TargetEntityId=company.CompanyEntityId, Username="bob@acme.test", Password=NEW_PASSWORD, AccountSizeMB=1024,
            FullName="Bob Ray", Email="bob@acme.test", IsUltrasafe=False))
        self.assertEqual("Success", account.Code)
        refused = entities.service.GetEntityHierarchy(
            _soapheaders={"AuthHeader": {"UserName": "888WS", "Password": WRONG_PASSWORD}},
            request=dict(TargetEntityID=0, IncludeInactive=False))
        self.assertEqual("InvalidSoapCredentials", refused.Result.Code)
        entities.service.GetEntityHierarchy(_soapheaders=AUTH, request=dict(
            TargetEntityID=partner.PartnerEntityId, IncludeInactive=False))
        broken = urllib.request.Request(proxy.url + PAGE, b"<broken", {"Content-Type": "text/xml; charset=utf-8"})
        with self.assertRaises(urllib.error.HTTPError) as failed:
            urllib.request.urlopen(broken, timeout=10)
        with failed.exception:
            self.assertEqual(500, failed.exception.code)
        code, out, err = proxy.stop()
        self.assertEqual(0, code, err)
        self.assertRegex(out, r"\d+ calls recorded in .*\.session\.jsonl")

    def test_a_session_holds_every_call_and_no_secret(self):
        self.record()
        text = self.session().read_text(encoding="utf-8")
        for secret in ("Sandbox888", NEW_PASSWORD, WRONG_PASSWORD, "Wrong&lt;", "Secret9"):
            self.assertNotIn(secret, text)
        lines = [json.loads(line) for line in text.splitlines()]
        self.assertEqual(self.sandbox.url, lines[0]["target"])
        calls = lines[1:]
        self.assertEqual(list(range(1, len(calls) + 1)), [call["call"] for call in calls])
        self.assertEqual(["GET"] * 4 + ["POST"] * 6, sorted(call["request"]["method"] for call in calls))
        self.assertIn("<UserName>888WS</UserName>", re.sub(r"\w+:", "", calls[4]["request"]["body"]))
        self.assertEqual(0o600, self.session().stat().st_mode & 0o777)

    def test_sent_to_a_fresh_mock_all_is_answered_as_recorded(self):
        self.record()
        code, printed = replay(self.directory)
        self.assertEqual(0, code, printed)
        self.assertIn("10 calls sent again, 0 answered otherwise, 0 left out.", printed)
        code, printed = replay(self.session(), "--target", self.sandbox.url, "-v")
        self.assertEqual(0, code, printed)
        self.assertIn("same      call CompanyManagementService.CreateCompany", printed)

    def test_ids_that_are_others_now_are_translated(self):
        self.record()
        text = self.session().read_text(encoding="utf-8")
        recorded = re.search(r"PartnerEntityId>(\d+)<", text).group(1)
        self.session().write_text(text.replace(recorded, "77777777"), encoding="utf-8")
        code, printed = replay(self.directory)
        self.assertEqual(0, code, printed)

    def test_an_altered_answer_is_told(self):
        self.record()
        text = self.session().read_text(encoding="utf-8")
        self.session().write_text(text.replace("<EntityName>Acme North<", "<EntityName>Acme South<"), encoding="utf-8")
        code, printed = replay(self.directory)
        self.assertEqual(1, code, printed)
        self.assertIn("1 answered otherwise", printed)
        self.assertRegex(printed, r'DIFFERS   call EntityManagementService.GetEntityHierarchy \(call 9\)\n'
                                  r'  result.*EntityName\n    recorded: "Acme South"\n    now     : "Acme North"')

    def test_a_session_that_is_none_is_told(self):
        self.directory.mkdir()
        code, printed = replay(self.directory)
        self.assertEqual(2, code, printed)
        self.assertIn("holds no file", printed)
        file = self.directory / "x.session.jsonl"
        file.write_text('{"session": 9}\n')
        code, printed = replay(file)
        self.assertEqual(3, code, printed)
        self.assertIn(f"{file}:1: the session is of version 9", printed)


class Troubles(ProxyTestCase):
    def get(self, url):
        with self.assertRaises(urllib.error.HTTPError) as failed:
            urllib.request.urlopen(url, timeout=10)
        with failed.exception as answer:
            return answer.code, answer.read().decode()

    def refused(self, *flags):
        done = subprocess.run([PROGRAM, "proxy", *map(str, flags)], capture_output=True, text=True, timeout=30)
        return done.returncode, done.stderr

    def test_a_target_that_is_down_is_502_and_recorded_as_such(self):
        proxy = self.start("http://127.0.0.1:1")
        code, text = self.get(proxy.url + PAGE)
        self.assertEqual(502, code)
        self.assertIn("cannot be connected to", text)
        self.assertEqual(0, proxy.stop()[0])
        call = json.loads(self.session().read_text(encoding="utf-8").splitlines()[1])
        self.assertEqual("unreachable", call["trouble"]["kind"])
        code, printed = replay(self.directory)
        self.assertEqual(7, code, printed)
        self.assertIn("it had no answer when it was recorded", printed)

    def test_a_production_host_is_refused_unless_it_is_meant(self):
        code, err = self.refused("--to", "https://www.sosonlinebackup.com", "--record", self.directory)
        self.assertEqual(2, code)
        self.assertIn("--allow-production", err)
        self.assertFalse(self.directory.exists())
        proxy = self.start("https://www.sosonlinebackup.com", "--allow-production")
        self.assertEqual(0, proxy.stop()[0])  # and nothing was sent

    def test_a_directory_that_cannot_be_written_is_named(self):
        self.directory.write_text("a file")
        code, err = self.refused("--to", "http://localhost", "--record", self.directory, "--port", "0")
        self.assertEqual(9, code)
        self.assertIn(f"--record {self.directory}", err)

    def test_flags_that_are_wrong_are_named(self):
        code, err = self.refused("--to", "localhost:80", "--record", self.directory)
        self.assertEqual(2, code)
        self.assertIn("--to 'localhost:80' is no address", err)
        code, err = self.refused("--to", "https://localhost", "--ca-file", "/no/such.pem", "--record", self.directory)
        self.assertEqual(2, code)
        self.assertIn("--ca-file /no/such.pem", err)

    def test_a_full_disk_ends_the_recording_loudly_and_calls_still_pass(self):
        sandbox = Sandbox()
        self.addCleanup(sandbox.stop)
        proxy = self.start(sandbox.url, largest_file=2000)
        for _ in range(3):  # the WSDL is larger than that
            with urllib.request.urlopen(proxy.url + PAGE + "?WSDL", timeout=10) as answer:
                self.assertEqual(200, answer.status)
        code, out, err = proxy.stop()
        self.assertEqual(9, code)
        self.assertEqual(1, err.count("RECORDING HAS STOPPED"))
        self.assertIn("0 calls recorded", out)


if __name__ == "__main__":
    unittest.main(verbosity=2)
