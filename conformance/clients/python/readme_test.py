"""The script that the README shows does what the README says."""
import contextlib
import io
import pathlib
import re
import unittest

from sandbox import SandboxTestCase

README = pathlib.Path(__file__).parents[3] / "README.md"


class FirstCall(SandboxTestCase):
    def test_the_script_creates_a_partner_a_company_and_an_account_and_shows_the_tree(self):
        scripts = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        script = next(script for script in scripts if "from zeep import Client" in script)
        self.assertIn("http://localhost:8080/", script)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(script.replace("http://localhost:8080", self.sandbox.url), {})
        for shown in ("'Success'", "'EntityName': 'Acme'", "'EntityName': 'Acme North'"):
            self.assertIn(shown, printed.getvalue())
        self.assertEqual([0, 0, 0, 0], [call["code"] for call in self.sandbox.control("GET", "journal")["calls"]])


if __name__ == "__main__":
    unittest.main(verbosity=2)
