"""An unmodified zeep reads every service description and drives the sandbox, over SOAP 1.1 and 1.2."""
import unittest
from datetime import datetime

from sandbox import FOLDER, SandboxTestCase, service_names
from zeep import Client
from zeep.exceptions import Fault
from zeep.wsdl.bindings import Soap11Binding, Soap12Binding

NAMESPACE = "{sosonlinebackup.com}"
DISTRIBUTOR = ("888WS", "Sandbox888")


class ServiceDescriptions(SandboxTestCase):
    def test_every_service_has_both_ports_with_every_operation_and_the_header(self):
        names = service_names()
        self.assertGreaterEqual(len(names), 4)
        for name in names:
            with self.subTest(name):
                client = Client(self.sandbox.wsdl(name))
                ports = client.wsdl.services[name].ports
                self.assertEqual([f"{name}Soap", f"{name}Soap12"], list(ports))
                soap11, soap12 = (port.binding for port in ports.values())
                self.assertIsInstance(soap11, Soap11Binding)
                self.assertIsInstance(soap12, Soap12Binding)
                self.assertEqual(soap11._operations.keys(), soap12._operations.keys())
                self.assertTrue(soap11._operations)
                for operation in soap11._operations.values():
                    self.assertIn("AuthHeader", operation.input.signature(), operation.name)
                for port in ports.values():
                    self.assertEqual(f"{self.sandbox.url}{FOLDER}{name}.asmx", port.binding_options["address"])


class Calls:
    """The walks; a subclass says through which of the two ports."""

    port = ""

    def setUp(self):
        super().setUp()
        self.services = {}

    def service(self, name):
        if name not in self.services:
            client = Client(self.sandbox.wsdl(name))
            self.services[name] = client.bind(name, name + self.port)
        return self.services[name]

    def call(self, operation, caller=DISTRIBUTOR, **fields):
        """Calls "Service.Operation" with the fields of its request."""
        service, name = operation.split(".")
        user, password = caller
        header = {"AuthHeader": {"UserName": user, "Password": password}}
        return self.service(service)[name](_soapheaders=header, request=fields)

    def succeed(self, operation, **fields):
        answer = self.call(operation, **fields)
        # UncancelEntity and its like answer nothing but the result row.
        result = answer.Result if hasattr(answer.Result, "Code") else answer
        self.assertEqual((0, "Success"), (result.Result, result.Code), result.Message)
        return answer

    def tree(self, include_inactive=True):
        answer = self.succeed("EntityManagementService.GetEntityHierarchy", TargetEntityID=0, IncludeInactive=include_inactive)
        return {entity.EntityID: entity for entity in answer.Entities.EntityInHierarchy}

    def create_partner(self, **changes):
        fields = dict(PartnerName="Acme", GeneralContactPerson="Ann Lee", GeneralContactEmail="ann@acme.example",
                      DiskQuotaGB=100, AllowUploadOverAccountSize=False)
        return self.call("PartnerManagementService.CreatePartner", **(fields | changes))

    def test_a_distributor_sees_its_tree(self):
        tree = self.tree()
        self.assertEqual([888, 111, 112, 221, 311, 312, 225, 226, 321], list(tree))
        company = tree[311]
        self.assertEqual(("Company", "Company1OfPartner1", 221, 888, True), (company.EntityType, company.EntityName,
                         company.ParentEntityID, company.DistributorEntityID, company.IsActive))
        self.assertNotIn(225, self.tree(include_inactive=False))

    def test_a_partner_is_created_filled_suspended_cancelled_and_brought_back(self):
        partner = self.create_partner().PartnerEntityId
        company = self.succeed("CompanyManagementService.CreateCompany", CompanyName="Acme North", TargetEntityId=partner,
                               GeneralContactPerson="Bob Ray", GeneralContactEmail="bob@acme.example", DiskQuotaGB=10,
                               AllowUploadOverAccountSize=False).CompanyEntityId
        self.succeed("AccountManagementService.CreateAccountBySize", TargetEntityId=company, Username="bob@acme.example",
                     Password="Secret123", AccountSizeMB=1024, FullName="Bob Ray", Email="bob@acme.example", IsUltrasafe=False)
        tree = self.tree()
        self.assertEqual((888, partner), (tree[partner].ParentEntityID, tree[company].ParentEntityID))

        accounts = self.succeed("EntityManagementService.GetEntityDirectAccounts", TargetEntityID=company, IncludeInactive=False,
                                PageSize=10, PageIndex=1)
        self.assertEqual(1, accounts.TotalRecords)
        [account] = accounts.Accounts.AccountInfo
        self.assertEqual("bob@acme.example", account.Username)
        self.assertIsInstance(account.SignupDate, datetime)

        entity = "EntityManagementService."
        self.assertFalse(self.succeed(entity + "SuspendEntity", TargetEntityId=company).AlreadySuspended)
        self.assertTrue(self.succeed(entity + "SuspendEntity", TargetEntityId=company).AlreadySuspended)
        self.assertFalse(self.tree()[company].IsActive)
        self.assertFalse(self.succeed(entity + "ActivateEntity", TargetEntityId=company).AlreadyActive)
        self.assertFalse(self.succeed(entity + "CancelEntity", TargetEntityId=company).AlreadyCanceled)
        self.assertFalse(self.tree()[company].IsActive)
        self.succeed(entity + "UncancelEntity", TargetEntityId=company)
        self.assertTrue(self.tree()[company].IsActive)

    def test_a_wrong_password_is_a_result_not_a_fault(self):
        answer = self.call("EntityManagementService.CancelEntity", caller=("888WS", "wrong"), TargetEntityId=311)
        self.assertEqual((3, "InvalidSoapCredentials"), (answer.Result.Result, answer.Result.Code))
        self.assertTrue(self.tree()[311].IsActive)

    def test_bad_input_names_the_field(self):
        result = self.create_partner(GeneralContactEmail="nonsense").Result
        self.assertEqual((2, "InvalidInputParameters"), (result.Result, result.Code))
        self.assertIn("GeneralContactEmail", result.Message)
        self.assertEqual(9, len(self.tree()))

    def test_a_value_of_the_wrong_type_is_a_fault(self):
        with self.assertRaises(Fault) as raised:
            self.call("EntityManagementService.CancelEntity", TargetEntityId="many")
        self.assertIn("Server was unable to read request.", raised.exception.message)
        self.assertIn("Input string was not in a correct format.", raised.exception.message)
        self.assertEqual(self.client_fault, raised.exception.code)


class Soap11(Calls, SandboxTestCase):
    port = "Soap"
    client_fault = "soap:Client"


class Soap12(Calls, SandboxTestCase):
    port = "Soap12"
    client_fault = "soap:Sender"


if __name__ == "__main__":
    unittest.main(verbosity=2)
