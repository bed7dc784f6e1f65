"""The program started with WSDL files of another make: an unmodified zeep reads what it serves and finds its names in the answers."""
import os
import pathlib
import subprocess
import tempfile
import unittest

from sandbox import PROGRAM, Sandbox
from zeep import Client

SERVICE = "EntityManagementService"
AUTH = {"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}}


def own_wsdl():
    sandbox = Sandbox()
    try:
        return Client(sandbox.wsdl(SERVICE)).transport.load(sandbox.wsdl(SERVICE)).decode()
    finally:
        sandbox.stop()


def replaced(text, old, new):
    if old not in text:
        raise AssertionError(f"nothing to replace: {old}")
    return text.replace(old, new)


def split(wsdl):
    """The types in a schema of their own that the WSDL imports."""
    begin, end = wsdl.index("<s:schema"), wsdl.index("</s:schema>") + len("</s:schema>")
    namespaces = 'xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="sosonlinebackup.com" '
    schema = wsdl[begin:end].replace("<s:schema ", "<s:schema " + namespaces, 1)
    reference = '<s:schema><s:import namespace="sosonlinebackup.com" schemaLocation="types/Entity%20types+1.xsd" /></s:schema>'
    return wsdl[:begin] + reference + wsdl[end:], schema


class TheirWsdl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.own = own_wsdl()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def start(self):
        os.environ["MOCKSERVER_WSDL"] = str(self.folder)
        self.addCleanup(os.environ.pop, "MOCKSERVER_WSDL")
        sandbox = Sandbox()
        self.addCleanup(sandbox.stop)
        return sandbox

    def test_types_of_another_file_with_other_names_order_and_types(self):
        wsdl = replaced(self.own, "name=\"TargetEntityID\" type=\"s:int\"", "name=\"TargetEntity\" type=\"s:long\"")
        wsdl = replaced(wsdl, "name=\"EntityName\"", "name=\"Name\"")
        wsdl = replaced(wsdl, "name=\"EntityInHierarchy\" nillable", "name=\"Entity\" nillable")
        parent = '<s:element minOccurs="1" maxOccurs="1" name="ParentEntityID" type="s:int" />'
        wsdl = replaced(wsdl, parent, "")
        wsdl = replaced(wsdl, '<s:element minOccurs="1" maxOccurs="1" name="DistributorEntityID" type="s:int" />',
                        parent + '<s:element minOccurs="1" maxOccurs="1" name="DistributorEntityID" type="s:string" />'
                                 '<s:element minOccurs="1" maxOccurs="1" name="Level" type="s:int" />')
        main, schema = split(wsdl)
        (self.folder / "types").mkdir()
        (self.folder / "types" / "Entity types+1.xsd").write_text(schema)
        (self.folder / "Entity.wsdl").write_text(main)
        sandbox = self.start()

        client = Client(sandbox.wsdl(SERVICE))  # reads the imported schema from the server, too
        for port in ("Soap", "Soap12"):
            answer = client.bind(SERVICE, SERVICE + port).GetEntityHierarchy(
                _soapheaders=AUTH, request={"TargetEntity": 311, "IncludeInactive": True})
            [company] = answer.Entities.Entity
            self.assertEqual((221, "888", 0, "Company1OfPartner1"),
                             (company.ParentEntityID, company.DistributorEntityID, company.Level, company.Name))
        self.assertEqual([SERVICE], sandbox.control("GET", "info")["wsdl"]["services"])
        self.assertEqual([], sandbox.control("GET", "info")["wsdl"]["notFollowed"])
        kinds = {difference["kind"] for difference in sandbox.control("GET", "info")["wsdl"]["followed"]}
        self.assertLessEqual({"renamed", "reordered", "added", "retyped"}, kinds)

    def test_a_file_in_utf16_is_served_as_utf8(self):
        text = replaced(self.own, 'encoding="utf-8"', 'encoding="utf-16"')
        (self.folder / "Entity.wsdl").write_bytes(text.encode("utf-16"))
        client = Client(self.start().wsdl(SERVICE))
        answer = client.service.CancelEntity(_soapheaders=AUTH, request={"TargetEntityId": 311})
        self.assertEqual("Success", answer.Result.Code)

    def test_a_file_that_cannot_be_used_ends_the_program_with_a_code_of_its_own(self):
        (self.folder / "Entity.wsdl").write_text(replaced(self.own, "tns:GetEntityHierarchyRequest", "tns:Nowhere"))
        ended = subprocess.run([PROGRAM, "serve", "--port", "0", "--wsdl", str(self.folder)], capture_output=True,
                               text=True, timeout=60, check=False)
        self.assertEqual(7, ended.returncode)
        self.assertEqual("", ended.stdout)
        self.assertRegex(ended.stderr, r"^mockserver: Entity\.wsdl:\d+: <element name=\"request\">: the type 'Nowhere' of "
                                       r"namespace 'sosonlinebackup\.com' is declared nowhere\n$")


if __name__ == "__main__":
    unittest.main(verbosity=2)
