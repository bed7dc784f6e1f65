#include "control/openapi.hpp"

#include <cctype>
#include <string>

#include "control/api_route.hpp"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kDefinitions = "#/definitions/";
constexpr std::string_view kSchemas = "#/components/schemas/";

Json reference(std::string_view definition) { return {{"$ref", std::string(kSchemas) + std::string(definition)}}; }

// A definition as it stands in the document: what it refers to stands there elsewhere.
void move_references(Json& schema) {
  if (schema.is_array() || schema.is_object())
    for (Json& part : schema) move_references(part);
  if (!schema.is_object() || !schema.contains("$ref")) return;
  auto& target = schema["$ref"].get_ref<std::string&>();
  if (target.starts_with(kDefinitions)) target.replace(0, kDefinitions.size(), kSchemas);
}

Json schemas() {
  Json all = Json::object();
  for (const auto& [name, definition] : route_definitions().items()) {
    Json schema = Json::parse(definition.dump());
    move_references(schema);
    all[name] = std::move(schema);
  }
  return all;
}

Json schema_of(const QueryParameter& parameter) {
  switch (parameter.kind) {
    case QueryParameter::Kind::number:
      return {{"type", "integer"}, {"minimum", parameter.least}, {"maximum", parameter.most}};
    case QueryParameter::Kind::flag:
      return {{"type", "boolean"}};
    case QueryParameter::Kind::text:
      break;
  }
  return {{"type", "string"}};
}

// "id" of "journal/{id}/explain"; empty for a path without braces.
std::string_view item_of(std::string_view path) {
  const auto open = path.find('{');
  if (open == std::string_view::npos) return {};
  return path.substr(open + 1, path.find('}') - open - 1);
}

Json parameters_of(const Route& route) {
  Json all = Json::array();
  if (const std::string_view item = item_of(route.path); !item.empty())
    all.push_back({{"name", item}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  for (const QueryParameter& parameter : route.query)
    all.push_back(
        {{"name", parameter.name}, {"in", "query"}, {"description", parameter.says}, {"schema", schema_of(parameter)}});
  return all;
}

Json content_of(std::string_view definition, std::string_view media_type) {
  if (!media_type.empty()) return {{media_type, Json::object()}};
  return {{"application/json", {{"schema", reference(definition)}}}};
}

// "post" of "POST".
std::string method_key(std::string_view method) {
  std::string key;
  for (const char letter : method) key += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return key;
}

// "postClockAdvance", "getJournalById".
std::string operation_id(const Route& route) {
  std::string id = method_key(route.method);
  bool begins_word = true;
  for (const char letter : route.path) {
    if (letter == '{') id += "By";
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) {
      begins_word = true;
      continue;
    }
    id += begins_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    begins_word = false;
  }
  return id;
}

Json operation_of(const RouteGroup& group, const Route& route) {
  Json operation = {{"operationId", operation_id(route)}, {"tags", Json::array({group.name})}, {"summary", route.says}};
  if (Json parameters = parameters_of(route); !parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.body.empty() || !route.body_type.empty())
    operation["requestBody"] = {{"content", content_of(route.body, route.body_type)}};
  Json done = {{"description", "Done."}};
  if (!route.answer.empty() || !route.answer_type.empty())
    done["content"] = content_of(route.answer, route.answer_type);
  operation["responses"] = {
      {"2XX", std::move(done)},
      {"default",
       {{"description", "A refusal with a stable code; nothing was changed."}, {"content", content_of("Error", {})}}}};
  if (route.before_ready || route.path == "readyz") operation["security"] = Json::array();
  return operation;
}

}  // namespace

Json openapi_document(std::string_view version) {
  Json tags = Json::array();
  Json paths = Json::object();
  for (const RouteGroup& group : route_groups()) {
    tags.push_back({{"name", group.name}});
    for (const Route& route : group.routes)
      paths["/" + std::string(route.path)][method_key(route.method)] = operation_of(group, route);
  }
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Control surface of the partner Web API's sandbox"},
            {"version", version},
            {"description", "What a test does to the sandbox beside the API itself."}}},
          {"servers",
           Json::array(
               {{{"url", "/_sandbox"}, {"description", "the default sandbox"}},
                {{"url", "/sandboxes/{sandbox}/_sandbox"},
                 {"description", "a sandbox of its own"},
                 {"variables",
                  {{"sandbox", {{"default", "default"}, {"description", "its id; default is the default one"}}}}}}})},
          {"security", Json::array({Json::object(), {{"token", Json::array()}}})},
          {"tags", std::move(tags)},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", schemas()},
            {"securitySchemes",
             {{"token",
               {{"type", "http"}, {"scheme", "bearer"}, {"description", "the control token, where there is one"}}}}}}}};
}

}  // namespace control
