"""The OpenAPI document of the control surface: valid against the rules of OpenAPI 3.1, and true: every GET of it that
needs no item is called, and the answer fits the schema that the document gives."""
import json
import unittest
import urllib.request

import jsonschema

from sandbox import Sandbox

METHODS = {"get", "put", "post", "delete"}


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.document = cls.sandbox.control("GET", "openapi.json")

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def resolved(self, schema):
        return {"$ref": schema["$ref"], "components": self.document["components"]} if "$ref" in schema else schema

    def test_its_parts_are_those_that_openapi_demands(self):
        self.assertRegex(self.document["openapi"], r"^3\.1\.\d+$")
        self.assertTrue(self.document["info"]["title"] and self.document["info"]["version"])
        for path, item in self.document["paths"].items():
            self.assertTrue(path.startswith("/"), path)
            for method, operation in item.items():
                with self.subTest(path=path, method=method):
                    self.assertIn(method, METHODS)
                    self.assertTrue(operation["responses"])
                    self.assertTrue(set(operation["tags"]) <= {tag["name"] for tag in self.document["tags"]})
                    in_path = [p["name"] for p in operation.get("parameters", []) if p["in"] == "path"]
                    self.assertEqual(in_path, [part[1:-1] for part in path.split("/") if part.startswith("{")])
                    if method == "get":
                        self.assertNotIn("requestBody", operation)

    def test_its_schemas_are_json_schemas_whose_references_lead_somewhere(self):
        for name, schema in self.document["components"]["schemas"].items():
            with self.subTest(schema=name):
                jsonschema.Draft202012Validator.check_schema(schema)
        text = json.dumps(self.document)
        for part in text.split('"#/components/schemas/')[1:]:
            self.assertIn(part.split('"')[0], self.document["components"]["schemas"])

    def test_answers_fit_the_schemas(self):
        called = 0
        for path, item in self.document["paths"].items():
            if "get" not in item or "{" in path or path == "/outbox/latest/link":
                continue
            content = item["get"]["responses"]["2XX"].get("content", {}).get("application/json")
            if content is None:
                continue
            try:
                answer = self.sandbox.control("GET", path[1:])
            except urllib.error.HTTPError as refused:
                answer = json.load(refused)
                content = {"schema": {"$ref": "#/components/schemas/Error"}}
            with self.subTest(path=path):
                jsonschema.validate(answer, self.resolved(content["schema"]), jsonschema.Draft202012Validator)
            called += 1
        self.assertGreater(called, 10)

    def test_a_refusal_fits_the_schema_of_errors(self):
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.sandbox.control("POST", "clock/advance", {"by": "soon"})
        jsonschema.validate(json.load(refused.exception), self.resolved({"$ref": "#/components/schemas/Error"}))


if __name__ == "__main__":
    unittest.main()
