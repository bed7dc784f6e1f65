// valijson lives here only.
#include "conformance/schema_check.hpp"

#include <memory>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "conformance/nearest.hpp"

namespace conformance {

struct SchemaCheck::Parsed {
  Json document;
  nlohmann::json plain;  // valijson knows no ordered objects
  valijson::Schema schema;
};

SchemaCheck::SchemaCheck(std::string_view schema) : parsed_(std::make_unique<Parsed>()) {
  parsed_->document = Json::parse(schema);
  parsed_->plain = nlohmann::json::parse(schema);
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(parsed_->plain), parsed_->schema);
}

SchemaCheck::~SchemaCheck() = default;

std::vector<std::string_view> SchemaCheck::keys(std::string_view definition) const {
  const Json& object =
      definition.empty() ? parsed_->document : parsed_->document.at("definitions").at(std::string(definition));
  std::vector<std::string_view> names;
  for (const auto& [name, value] : object.at("properties").items()) names.push_back(name);
  return names;
}

void SchemaCheck::check_keys(const Document& document, const Json& object, const std::string& path,
                             std::string_view definition, std::vector<Complaint>& complaints) const {
  if (!object.is_object()) return;
  const auto known = keys(definition);
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    complaints.push_back(
        document.complaint(path + "/" + pointer_token(name), "unknown key '" + name + "'" + did_you_mean(name, known)));
  }
}

std::vector<Complaint> SchemaCheck::check(const Document& document) const {
  const nlohmann::json plain = nlohmann::json::parse(document.root().dump());
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  std::vector<Complaint> complaints;
  if (validator.validate(parsed_->schema, valijson::adapters::NlohmannJsonAdapter(plain), &results)) return complaints;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    std::string path;
    for (const std::string& token : error.context) {  // "<root>", then "[steps]", "[0]", ...
      if (token.size() > 2 && token.front() == '[') path += "/" + pointer_token(token.substr(1, token.size() - 2));
    }
    complaints.push_back(document.complaint(path, error.description));
  }
  // The innermost values first: valijson also repeats a mistake for everything around it.
  std::ranges::stable_sort(complaints, [](const Complaint& a, const Complaint& b) {
    return std::ranges::count(a.path, '/') > std::ranges::count(b.path, '/');
  });
  const std::string innermost = complaints.front().path;
  std::erase_if(complaints, [&](const Complaint& complaint) {
    return complaint.path != innermost && innermost.starts_with(complaint.path);
  });
  return complaints;
}

}  // namespace conformance
