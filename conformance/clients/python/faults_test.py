"""An unmodified zeep meets the faults that docs/faults.md shows: the third CreateCompany fails and is repeated."""
import pathlib
import re
import shlex
import subprocess
import unittest

from requests.exceptions import ConnectionError as BrokenConnection
from sandbox import SandboxTestCase
from zeep import Client
from zeep.exceptions import Fault, TransportError

PAGE = pathlib.Path(__file__).parents[3] / "docs" / "faults.md"
AUTH = {"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}}


class Faults(SandboxTestCase):
    def setUp(self):
        super().setUp()
        self.companies = Client(self.sandbox.wsdl("CompanyManagementService")).service
        self.entities = Client(self.sandbox.wsdl("EntityManagementService")).service

    def ask(self, **fault):
        return self.sandbox.control("POST", "faults", fault)

    def create(self, name):
        return self.companies.CreateCompany(_soapheaders=AUTH, request=dict(
            CompanyName=name, TargetEntityId=221, GeneralContactPerson="Bob Ray", GeneralContactEmail="bob@acme.test",
            DiskQuotaGB=1, AllowUploadOverAccountSize=False))

    def names(self):
        tree = self.entities.GetEntityHierarchy(_soapheaders=AUTH, request=dict(TargetEntityID=221, IncludeInactive=False))
        return [row.EntityName for row in tree.Entities.EntityInHierarchy]

    def test_the_third_company_of_the_page_fails_and_is_created_when_tried_again(self):
        command = re.search(r"^curl -s localhost:8080/_sandbox/faults -d '.*'$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
        subprocess.run(shlex.split(command.group().replace("localhost:8080", self.sandbox.url)), check=True,
                       stdout=subprocess.DEVNULL)
        wanted = [f"Company {number}" for number in range(1, 6)]
        attempts = []
        for name in wanted:
            while (answer := self.create(name)).Result.Code != "Success":
                attempts.append((name, answer.Result.Code))
        self.assertEqual([("Company 3", "UnexpectedError")], attempts)
        self.assertEqual(wanted, [name for name in self.names() if name in wanted])
        (fault,) = self.sandbox.control("GET", "faults")["faults"]
        self.assertEqual((3, 1, "spent"), (fault["matched"], fault["hits"], fault["state"]))

    def test_a_lost_answer_leaves_the_company_behind_so_that_a_blind_repetition_makes_two(self):
        self.ask(match={"operation": "CreateCompany"}, times=1, effect={"connection": "reset", "when": "after"})
        with self.assertRaises(BrokenConnection):
            self.create("Twice")
        self.create("Twice")
        self.assertEqual(2, self.names().count("Twice"))

    def test_every_effect_reaches_the_client_as_what_it_is(self):
        for effect, expected, words in (
                ({"soapFault": {"text": "Server is too busy."}}, Fault, "Server is too busy."),
                ({"http": {"status": 503, "body": "later"}}, TransportError, "later"),
                ({"connection": "dropped"}, BrokenConnection, ""),
                ({"body": "truncated"}, TransportError, "invalid XML"),
                ({"body": "malformed"}, TransportError, "invalid XML")):
            with self.subTest(effect):
                self.ask(times=1, effect=effect)
                with self.assertRaisesRegex(expected, words):
                    self.create("Never mind")
        self.assertEqual([], self.sandbox.control("GET", "faults")["neverHit"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
