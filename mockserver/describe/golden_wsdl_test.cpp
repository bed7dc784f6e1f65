// The product's WSDL against what the genuine host prints for the same contract (fixtures/golden/wsdl).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "describe/wsdl.hpp"
#include "services/catalog.hpp"

namespace describe {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(file) << path;
  return text.str();
}

// A document in meaning: one line per element with its path and its attributes by name, in document order.
std::vector<std::string> lines_of(const std::string& text) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(text.data(), text.size()));
  std::vector<std::string> lines;
  struct Walker : pugi::xml_tree_walker {
    std::vector<std::string>* lines = nullptr;
    bool for_each(pugi::xml_node& node) override {
      std::map<std::string, std::string> attributes;
      for (const auto attribute : node.attributes()) attributes[attribute.name()] = attribute.value();
      std::string line = node.path();
      for (const auto& [name, value] : attributes) line += " " + name + "=" + value;
      lines->push_back(line + node.text().get());
      return true;
    }
  } walker;
  walker.lines = &lines;
  document.traverse(walker);
  return lines;
}

class GoldenWsdl : public testing::TestWithParam<std::string> {
 protected:
  std::string expected = read_file(SOURCE_DIR "/fixtures/golden/wsdl/" + GetParam() + ".wsdl");
  std::string actual = wsdl(*services::catalog().find_service(GetParam()),
                            "http://localhost:8080/WebApi/AccountManagementService/" + GetParam() + ".asmx");
};

TEST_P(GoldenWsdl, IsTheSameElementByElement) {
  const auto want = lines_of(expected);
  const auto have = lines_of(actual);
  for (std::size_t i = 0; i < std::min(want.size(), have.size()); ++i)
    ASSERT_EQ(have[i], want[i]) << "element " << i << ", after " << (i ? want[i - 1] : "");
  EXPECT_EQ(have.size(), want.size());
}

TEST_P(GoldenWsdl, IsTheSameByteForByte) { EXPECT_TRUE(actual == expected); }

INSTANTIATE_TEST_SUITE_P(Services, GoldenWsdl, testing::Values("EntityManagementService", "AccountManagementService"),
                         [](const auto& service) { return service.param; });

// Type names are global in a schema, so two shapes need two names.
void expect_one_shape_per_name(const contract::TypeDesc& type,
                               std::map<std::string_view, const contract::TypeDesc*>& known) {
  using contract::Kind;
  if (type.kind != Kind::object && type.kind != Kind::enumeration) return;
  const auto [entry, fresh] = known.try_emplace(type.name, &type);
  if (entry->second == &type && !fresh) return;
  if (!fresh) {
    const contract::TypeDesc& other = *entry->second;
    EXPECT_EQ(other.kind, type.kind) << type.name;
    EXPECT_TRUE(std::ranges::equal(other.values, type.values)) << type.name;
    EXPECT_TRUE(std::ranges::equal(other.fields, type.fields, [](const auto& a, const auto& b) {
      return a.name == b.name && a.type->name == b.type->name && a.presence == b.presence;
    })) << type.name;
  }
  for (const contract::FieldDesc& field : type.fields) expect_one_shape_per_name(*field.type, known);
}

TEST(ProductWsdl, HasOneShapePerTypeNameInAService) {
  for (const contract::Service* service : services::catalog().services()) {
    std::map<std::string_view, const contract::TypeDesc*> known;
    for (const contract::Operation& operation : service->operations) {
      SCOPED_TRACE(std::string(service->name) + "." + std::string(operation.name));
      expect_one_shape_per_name(*operation.request, known);
      expect_one_shape_per_name(*operation.response, known);
    }
  }
}

// Every reference to a type or element of the service leads somewhere.
TEST(ProductWsdl, DefinesWhateverItNames) {
  for (const contract::Service* service : services::catalog().services()) {
    SCOPED_TRACE(service->name);
    const std::string text =
        wsdl(*service, "http://localhost/x.asmx", {.http_get = true, .http_post = true, .unavailable = true});
    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(text.data(), text.size()));
    const auto named = [&](const char* path) {
      std::set<std::string> names;
      for (const auto& found : document.select_nodes(path))
        names.insert("tns:" + std::string(found.node().attribute("name").value()));
      return names;
    };
    const std::set<std::string> types = named("//s:schema/s:complexType | //s:schema/s:simpleType");
    const std::set<std::string> elements = named("//s:schema/s:element");
    for (const auto& found : document.select_nodes("//s:element/@type[starts-with(., 'tns:')]"))
      EXPECT_TRUE(types.contains(found.attribute().value())) << found.attribute().value();
    for (const auto& found : document.select_nodes("//wsdl:part/@element"))
      EXPECT_TRUE(elements.contains(found.attribute().value())) << found.attribute().value();
    EXPECT_EQ(types.size(), document.select_nodes("//s:schema/s:complexType | //s:schema/s:simpleType").size());
  }
}

}  // namespace
}  // namespace describe
