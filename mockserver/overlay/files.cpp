// Reading of files, and complaints about what stands in them.
#include "overlay/files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "wire/text_encoding.hpp"
#include "wire/url.hpp"

namespace overlay {
namespace {

bool is_wsdl_name(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name.ends_with(".wsdl");
}

bool is_address(std::string_view location) {
  const auto colon = location.find(':');
  return location.starts_with("//") || (colon != location.npos && colon < location.find_first_of("/?#"));
}

}  // namespace

std::string Place::text() const {
  return document->name + ":" + std::to_string(document->xml.position_of(node->start).line);
}

void fail(const Place& place, const std::string& what) {
  std::string element = "<" + std::string(place.node->name);
  if (const auto name = attribute(place, "name"); !name.empty()) element += " name=\"" + std::string(name) + "\"";
  throw WsdlError(place.text() + ": " + element + ">: " + what);
}

std::string_view attribute(const Place& place, std::string_view name) {
  const wire::XmlAttribute* found = place.document->xml.attribute(*place.node, {}, name);
  return found ? found->value : std::string_view{};
}

QualifiedName qualified(const Place& place, std::string_view attribute_name) {
  const std::string_view value = attribute(place, attribute_name);
  const auto colon = value.find(':');
  const std::string_view prefix = colon == value.npos ? std::string_view{} : value.substr(0, colon);
  const auto space = place.document->xml.namespace_of(*place.node, prefix);
  if (!space)
    fail(place, "the prefix of " + std::string(attribute_name) + "=\"" + std::string(value) + "\" is declared nowhere");
  return {*space, colon == value.npos ? value : value.substr(colon + 1)};
}

std::string text_of(const QualifiedName& name) {
  return "'" + std::string(name.name) + "' of namespace '" + std::string(name.namespace_uri) + "'";
}

Files::Files(std::filesystem::path directory) : directory_(std::move(directory)) {
  std::error_code error;
  if (!std::filesystem::is_directory(directory_, error))
    throw WsdlError(directory_.string() + ": is no directory" + (error ? ": " + error.message() : ""));
}

std::vector<const Document*> Files::wsdl_files() {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(directory_, error), end; !error && entry != end;
       entry.increment(error))
    if (is_wsdl_name(entry->path().filename().string())) names.push_back(entry->path().filename().string());
  if (error) throw WsdlError(directory_.string() + ": cannot be read: " + error.message());
  std::ranges::sort(names);
  std::vector<const Document*> documents;
  documents.reserve(names.size());
  for (const std::string& name : names) documents.push_back(&read(name, ""));
  return documents;
}

const Document& Files::resolve(const Place& from, std::string_view location) {
  const std::string quoted = "'" + std::string(location) + "'";
  if (is_address(location))
    fail(from, quoted + " is an address: nothing is fetched. Save the file beside this one and name it relatively");
  std::string escaped;  // a plus is one here, and no space
  for (const char c : location) escaped += c == '+' ? std::string("%2B") : std::string(1, c);
  const std::string plain = wire::url_decode(escaped);
  const auto name = (std::filesystem::path(from.document->name).parent_path() / plain).lexically_normal();
  if (plain.empty() || name.is_absolute() || name.string().starts_with(".."))
    fail(from, quoted + " names no file inside of " + directory_.string());
  return read(name.generic_string(), from.text() + ": " + quoted + ": ");
}

const Document& Files::read(const std::string& name, const std::string& complaint_prefix) {
  std::unique_ptr<Document>& slot = read_[name];
  if (slot) return *slot;
  const std::filesystem::path path = directory_ / name;
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    throw WsdlError(complaint_prefix + path.string() + ": there is no such file");
  if (!std::filesystem::is_regular_file(path, error))
    throw WsdlError(complaint_prefix + path.string() + ": is no file");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw WsdlError(complaint_prefix + path.string() + ": cannot be read");
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto document = std::make_unique<Document>();
  document->name = name;
  // A file has no header to say its charset: the XML reader's own detection, as for that media type.
  wire::DecodedBody decoded = wire::decode_body(std::move(bytes), wire::parse_content_type("application/soap+xml"));
  document->text = std::move(decoded.text);
  document->xml = wire::read_xml(document->text, decoded.broken_off);
  if (document->xml.error)
    throw WsdlError(name + ":" + std::to_string(document->xml.error->position.line) + ": " + document->xml.error->text);
  slot = std::move(document);
  return *slot;
}

}  // namespace overlay
