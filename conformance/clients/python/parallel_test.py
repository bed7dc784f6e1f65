"""The README's fixture gives every worker of pytest-xdist a sandbox of its own; its example tests pass there."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from sandbox import SandboxTestCase

README = pathlib.Path(__file__).parents[3] / "README.md"

TESTS = """
import pytest
from zeep import Client

@pytest.mark.parametrize("number", range(24))
def test_a_worker_sees_only_its_own_partners(sandbox, number):
    auth = {"AuthHeader": {"UserName": "888WS", "Password": "Sandbox888"}}
    service = lambda name: Client(f"{sandbox}/WebApi/AccountManagementService/{name}.asmx?WSDL").service
    entities = service("EntityManagementService")
    tree = lambda: str(entities.GetEntityHierarchy(_soapheaders=auth, request=dict(TargetEntityID=0, IncludeInactive=False)))
    assert "Acme" not in tree()
    created = service("PartnerManagementService").CreatePartner(_soapheaders=auth, request=dict(
        PartnerName=f"Acme {number}", GeneralContactPerson="Ann Lee", GeneralContactEmail="ann@acme.test", DiskQuotaGB=100,
        AllowUploadOverAccountSize=False))
    assert created.Result.Code == "Success"
    assert tree().count("Acme") == 1 and f"Acme {number}" in tree()
"""


class ParallelTests(SandboxTestCase):
    def test_eight_workers_share_a_server_and_nothing_else(self):
        scripts = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        fixture = next(script for script in scripts if "pytest.fixture" in script)
        examples = next(script for script in scripts if "from conftest import control" in script)
        self.assertIn("http://localhost:8080", fixture)
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "conftest.py").write_text(
                fixture.replace("http://localhost:8080", self.sandbox.url), encoding="utf-8")
            pathlib.Path(folder, "test_workers.py").write_text(TESTS, encoding="utf-8")
            pathlib.Path(folder, "test_partners.py").write_text(examples, encoding="utf-8")
            run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "8", "-p", "no:cacheprovider", folder],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(0, run.returncode, run.stdout + run.stderr)
        self.assertIn("27 passed", run.stdout)
        self.assertEqual([], self.sandbox.control("GET", "journal")["calls"])
        left = [sandbox["id"] for sandbox in self.sandbox.control("GET", "sandboxes")["sandboxes"]]
        self.assertEqual(["default"], left)


if __name__ == "__main__":
    unittest.main(verbosity=2)
