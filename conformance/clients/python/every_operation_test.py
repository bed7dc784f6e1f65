"""An unmodified zeep calls every operation that the service descriptions list, and is answered with Success."""
import json
import pathlib
import unittest

from sandbox import SandboxTestCase, service_names
from zeep import Client
from zeep.helpers import serialize_object

# Service -> operation -> who calls ("as"), with what ("in"), and what must be done before ("before": the same, with "call").
CALLS = json.loads((pathlib.Path(__file__).parent.parent / "every_operation.json").read_text(encoding="utf-8"))


def code_of(answer):
    """The result code's name, wherever an operation has its Result: beside the other members, or instead of them."""
    if isinstance(answer, dict):
        if "Code" in answer:
            return answer["Code"]
        if isinstance(answer.get("Result"), str):
            return answer["Result"]
        for member in answer.values():
            code = code_of(member) if isinstance(member, dict) else None
            if code:
                return code
    return None


class EveryOperation(SandboxTestCase):
    def setUp(self):
        super().setUp()
        self.clients = {}

    def call(self, service, name, step, port="Soap"):
        if service not in self.clients:
            self.clients[service] = Client(self.sandbox.wsdl(service))
        user, password = step["as"]
        header = {"AuthHeader": {"UserName": user, "Password": password}}
        answer = self.clients[service].bind(service, service + port)[name](_soapheaders=header, **step["in"])
        return code_of(serialize_object(answer, dict))

    def test_every_operation_of_every_service_answers_success(self):
        for service in service_names():
            client = Client(self.sandbox.wsdl(service))
            for name in client.wsdl.services[service].ports[service + "Soap"].binding._operations:
                with self.subTest(f"{service}.{name}"):
                    step = CALLS.get(service, {}).get(name)
                    self.assertIsNotNone(step, "is never called: add it to every_operation.json")
                    self.sandbox.reset()
                    for earlier in step.get("before", []):
                        self.assertEqual("Success", self.call(*earlier["call"].split("."), earlier))
                    self.assertEqual("Success", self.call(service, name, step))

    def test_nothing_is_called_that_no_service_lists(self):
        for service, operations in CALLS.items():
            listed = Client(self.sandbox.wsdl(service)).wsdl.services[service].ports[service + "Soap12"].binding._operations
            self.assertLessEqual(set(operations), set(listed), service)


if __name__ == "__main__":
    unittest.main(verbosity=2)
