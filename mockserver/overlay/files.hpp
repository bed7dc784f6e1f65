// The files of one directory: WSDL documents and the schemas they refer to, read once, never fetched from anywhere
// else.
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wire/xml_reader.hpp"

namespace overlay {

// A file that cannot be used. The message names file, line, element and what was expected: "Types.xsd:12:
// <element name="Id">: the type 'tns:Number' is declared nowhere".
struct WsdlError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One file, read to its end without an error. Its nodes point into its text: it stays where it is.
struct Document {
  std::string name;  // relative to the directory, with slashes: "schemas/Types.xsd"
  std::string text;  // UTF-8, without byte order mark
  wire::XmlDocument xml;

  const wire::XmlNode& root() const { return *xml.root(); }
};

// An element of a document.
struct Place {
  const Document* document = nullptr;
  const wire::XmlNode* node = nullptr;

  std::string text() const;  // "Types.xsd:12"
};

// Throws WsdlError about this element: its place, its name and `name` attribute, then `what`.
[[noreturn]] void fail(const Place& place, const std::string& what);

// The value of an attribute without prefix; empty if it is not there.
std::string_view attribute(const Place& place, std::string_view name);

// A name in a value, with its prefix resolved where it stands.
struct QualifiedName {
  std::string_view namespace_uri;
  std::string_view name;
  friend auto operator<=>(const QualifiedName&, const QualifiedName&) = default;
};
// The name in an attribute; fails when its prefix is declared nowhere.
QualifiedName qualified(const Place& place, std::string_view attribute_name);
// "CreatePartner (sosonlinebackup.com)", for messages.
std::string text_of(const QualifiedName& name);

class Files {
 public:
  // Throws WsdlError when `directory` is none, or cannot be read.
  explicit Files(std::filesystem::path directory);

  // The files directly inside whose names end in .wsdl, in any letter case, sorted by name.
  std::vector<const Document*> wsdl_files();

  // The document a `location` names, relative to the file it stands in. Fails when it is an address, leaves the
  // directory, is missing or is not well-formed.
  const Document& resolve(const Place& from, std::string_view location);

 private:
  const Document& read(const std::string& name, const std::string& complaint_prefix);

  std::filesystem::path directory_;
  std::map<std::string, std::unique_ptr<Document>> read_;
};

}  // namespace overlay
