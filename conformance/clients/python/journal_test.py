"""The journal as a test uses it: filters, verification, explanation, and never a secret in any of them."""
import base64
import json
import unittest
import urllib.error
import urllib.parse
import urllib.request
from xml.sax.saxutils import escape

from sandbox import FOLDER, SandboxTestCase

ENTITIES, PARTNERS, ACCOUNTS = "EntityManagementService", "PartnerManagementService", "AccountManagementService"


def envelope(operation, members, user="888WS", password="Sandbox888"):
    return (f'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>'
            f'<AuthHeader xmlns="sosonlinebackup.com"><UserName>{escape(user)}</UserName>'
            f'<Password>{escape(password)}</Password></AuthHeader></soap:Header><soap:Body>'
            f'<{operation} xmlns="sosonlinebackup.com"><request>{members}</request></{operation}>'
            f'</soap:Body></soap:Envelope>')


class JournalTestCase(SandboxTestCase):
    def post(self, service, operation, members, action=None, **credentials):
        """Makes a call; answers status and text, whatever they are."""
        request = urllib.request.Request(
            f"{self.sandbox.url}{FOLDER}{service}.asmx", envelope(operation, members, **credentials).encode(),
            {"Content-Type": "text/xml; charset=utf-8",
             "SOAPAction": f'"{action if action is not None else "sosonlinebackup.com/" + operation}"'})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def ask(self, method, path, body=None, **query):
        """Status and text of a call to the control surface."""
        url = f"{self.sandbox.url}/_sandbox/{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data, method=method), timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def found(self, **query):
        status, text = self.ask("GET", "journal", **query)
        self.assertEqual(200, status, text)
        return [call["operation"] for call in json.loads(text)["calls"]]

    def explained(self, **query):
        """The newest call of a query, explained, as JSON and as text."""
        call = json.loads(self.ask("GET", "journal", **query)[1])["calls"][0]["id"]
        return json.loads(self.ask("GET", f"journal/{call}/explain")[1]), self.ask("GET", f"journal/{call}/explain",
                                                                                  format="text")[1]


class Filters(JournalTestCase):
    def setUp(self):
        super().setUp()
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>849</TargetEntityId>")
        self.post(ENTITIES, "GetEntityHierarchy", "<TargetEntityId>221</TargetEntityId>")
        self.post(ENTITIES, "Nonsense", "")

    def test_calls_are_found_by_what_happened(self):
        self.assertEqual(["CancelEntity"], self.found(code="ObjectEntityMismatch"))
        self.assertEqual(["CancelEntity"], self.found(code=53))
        self.assertEqual(["CancelEntity"], self.found(rule="shared/in-tree"))
        self.assertEqual(["CancelEntity"], self.found(entity=849))
        self.assertEqual(["GetEntityHierarchy", "CancelEntity"], self.found(entity=888))
        self.assertEqual(["GetEntityHierarchy"], self.found(note="misspelled"))
        self.assertEqual([""], self.found(faults="true"))
        self.assertEqual(["CancelEntity"], self.found(text="TargetEntityId>849<"))
        self.assertEqual([], self.found(since="2999-01-01"))
        self.assertEqual(3, len(self.found(until="2999-01-01T00:00:00Z")))

    def test_wrong_filters_are_told(self):
        for query, path in (({"operation": "CancelEntitty"}, "operation"), ({"code": "Sucess"}, "code"),
                            ({"since": "noon"}, "since"), ({"note": "odd"}, "note"), ({"entity": "x"}, "entity")):
            status, text = self.ask("GET", "journal", **query)
            error = json.loads(text)["error"]
            self.assertEqual((400, "bad-value", path), (status, error["code"], error["path"]))
            self.assertEqual(400, self.ask("DELETE", "journal", **query)[0])
        self.assertEqual(3, len(self.found()))

    def test_calls_are_forgotten_selectively(self):
        self.assertEqual(1, json.loads(self.ask("DELETE", "journal", operation="CancelEntity")[1])["removed"])
        self.assertEqual(["", "GetEntityHierarchy"], self.found())
        self.assertEqual(2, json.loads(self.ask("DELETE", "journal")[1])["removed"])
        self.assertEqual([], self.found())

    def test_a_brief_list_leaves_the_texts_out(self):
        calls = json.loads(self.ask("GET", "journal", brief="true")[1])["calls"]
        self.assertEqual(3, len(calls))
        self.assertFalse(any("request" in call or "response" in call for call in calls))


class Verification(JournalTestCase):
    def test_a_test_asserts_its_calls_in_one_line(self):
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>849</TargetEntityId>")
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>226</TargetEntityId>")
        status, text = self.ask("POST", "journal/verify", {
            "calls": [{"operation": "CancelEntity", "exactly": 2},
                      {"service": ENTITIES, "operation": "CancelEntity", "caller": "888WS", "code": "Success",
                       "entity": 226, "fields": {"TargetEntityId": 226}, "exactly": 1}],
            "inOrder": [{"code": 53}, {"code": 0}]})
        self.assertEqual(200, status, text)
        self.assertTrue(json.loads(text)["ok"])

    def test_what_is_missing_is_told_with_what_came_near(self):
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>226</TargetEntityId>")
        status, text = self.ask("POST", "journal/verify", {
            "calls": [{"operation": "CancelEntity", "code": "Success", "fields": {"TargetEntityId": 221}}]})
        self.assertEqual(409, status)
        error = json.loads(text)["error"]
        self.assertEqual("verification-failed", error["code"])
        self.assertIn('fields.TargetEntityId: expected "221", was "226"', error["message"])

    def test_bad_expectations_are_told_with_their_path(self):
        for body, path in (({"calls": [{"operatoin": "x"}]}, "/calls/0/operatoin"),
                           ({"calls": [{"operation": "CancelEntitty"}]}, "/calls/0/operation"),
                           ({"calls": [{"exactly": -1}]}, "/calls/0/exactly"), ({"calls": 1}, "/calls")):
            status, text = self.ask("POST", "journal/verify", body)
            self.assertEqual((400, path), (status, json.loads(text)["error"]["path"]), text)


class Explanation(JournalTestCase):
    def test_a_foreign_entity_is_named_with_where_it_stands(self):
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>849</TargetEntityId>")
        told, text = self.explained()
        self.assertEqual("shared/in-tree", told["refusal"]["rule"])
        self.assertEqual(["TargetEntityId: entity 849 (distributor AacmeDistributor, active) is not below your entity 888."],
                         told["refusal"]["circumstances"])
        self.assertIn("GetEntityHierarchy lists them", told["refusal"]["advice"])
        self.assertEqual(("1.1", "SOAPAction"), (told["route"]["soap"], told["route"]["by"]))
        states = {rule["id"]: rule["state"] for rule in told["rules"]}
        self.assertEqual("passed", states["CancelEntity/not-itself"])
        self.assertEqual("refused", states["shared/in-tree"])
        self.assertEqual("not asked", states["shared/managed"])
        self.assertIn("[refused] shared/in-tree: The entity exists and is the caller's own or below it.", text)

    def test_a_misspelled_member_is_named(self):
        self.post(ENTITIES, "GetEntityHierarchy", "<TargetEntityId>221</TargetEntityId>")
        told, text = self.explained()
        self.assertIn(("misspelled", "request/TargetEntityId", "TargetEntityID"),
                      [(note["kind"], note["path"], note.get("nearest")) for note in told["reading"]])
        self.assertIn("did you mean TargetEntityID?", text)

    def test_credentials_are_told_apart(self):
        for credentials, said in (({"user": "Nobody"}, "There is no API user 'Nobody'."),
                                  ({"password": "wrong"}, "The password is not that of '888WS'."),
                                  ({"user": "SomeDistributorAdmin"}, "a dashboard user of this name cannot call the API."),
                                  ({"user": ""}, "The AuthHeader names no user."),
                                  ({"user": "112WS", "password": "Sandbox112"},
                                   "Your entity 112 (company OtherDistrCompany, suspended) is not active.")):
            with self.subTest(said):
                self.post(ENTITIES, "CancelEntity", "<TargetEntityId>221</TargetEntityId>", **credentials)
                self.assertIn(said, " ".join(self.explained()[0]["refusal"]["circumstances"]))

    def test_mails_are_listed(self):
        self.post(PARTNERS, "SendResetPasswordLink", "<TargetEntityID>221</TargetEntityID>")
        told, _ = self.explained()
        self.assertEqual(1, told["mails"]["sent"])
        self.assertEqual("contact@somepartner1.example", told["mails"]["kept"][0]["to"])

    def test_a_call_that_reached_no_operation_shows_what_was_sent(self):
        self.post(ENTITIES, "CancelEntity", "", action="sosonlinebackup.com/CancelEntitty")
        told, text = self.explained()
        self.assertEqual('"sosonlinebackup.com/CancelEntitty"', told["route"]["action"])
        self.assertIn("the call was led to no operation", text)

    def test_bad_explanations_are_told(self):
        self.assertEqual(404, self.ask("GET", "journal/none/explain")[0])
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>221</TargetEntityId>")
        call = json.loads(self.ask("GET", "journal")[1])["calls"][0]["id"]
        self.assertEqual(400, self.ask("GET", f"journal/{call}/explain", format="xml")[0])


class Secrets(JournalTestCase):
    """No way out of the journal shows a secret, however it is written; nor can one be found out by asking for it."""

    SECRETS = ("Sandbox888", "Pass<&\"'>word7", "n3w-Secret-99")

    def forms(self):
        for secret in self.SECRETS:
            yield secret
            yield escape(secret)
            yield escape(secret, {'"': "&quot;", "'": "&apos;"})
            yield json.dumps(secret)[1:-1]
            yield json.dumps(escape(secret))[1:-1]
            yield base64.b64encode(secret.encode()).decode()

    def test_secrets_are_masked_in_every_answer(self):
        members = ("<Username>anna@company1.example</Username><NewPassword>n3w-Secret-99</NewPassword>"
                   "<Password>" + escape(self.SECRETS[1]) + "</Password>")
        self.post(ACCOUNTS, "ChangeAccountPassword", members)
        self.post(ACCOUNTS, "ChangeAccountPassword", members, password=self.SECRETS[1])
        self.post(ENTITIES, "AuthenticateDashboardUser",
                  f"<UserName>Company1Admin</UserName><Password>{escape(self.SECRETS[1])}</Password>")
        answers = [self.ask("GET", "journal")[1]]
        for call in json.loads(answers[0])["calls"]:
            answers += [self.ask("GET", f"journal/{call['id']}")[1],
                        self.ask("GET", f"journal/{call['id']}/explain")[1],
                        self.ask("GET", f"journal/{call['id']}/explain", format="text")[1]]
        answers.append(self.ask("POST", "journal/verify", {"calls": [
            {"fields": {"Password": "x"}}, {"fields": {"NewPassword": "x"}}, {"exactly": 0}]})[1])
        self.assertIn("********", answers[-1])
        for form in self.forms():
            for answer in answers:
                self.assertNotIn(form, answer)

    def test_secrets_are_not_found_out_by_asking(self):
        self.post(ENTITIES, "CancelEntity", "<TargetEntityId>221</TargetEntityId>")
        self.assertEqual([], self.found(text="Sandbox888"))
        self.assertEqual(0, json.loads(self.ask("DELETE", "journal", text="Sandbox888")[1])["removed"])


if __name__ == "__main__":
    unittest.main()
