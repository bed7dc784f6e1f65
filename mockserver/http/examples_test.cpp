// The API document's examples against the default world: their requests are answered with their structure
// (fixtures/examples, one test an example).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "http/test_host.hpp"

namespace http::test {
namespace {

using nlohmann::json;

constexpr const char* kFolder = SOURCE_DIR "/fixtures/examples/";

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string local_name(const pugi::xml_node& node) {
  const std::string name = node.name();
  return name.substr(name.find(':') + 1);
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& child) { return local_name(child) == name; });
}

// An element with everything that elements of its name hold in one place, in order.
struct Shape {
  std::string name;
  bool nil = false;    // one of them is nil
  bool given = false;  // one of them is not
  std::vector<Shape> children = {};
};

void add(Shape& shape, const pugi::xml_node& node) {
  const bool nil = std::string_view(node.attribute("xsi:nil").value()) == "true";
  (nil ? shape.nil : shape.given) = true;
  std::size_t next = 0;  // where a child that is not there yet belongs
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    auto found = std::ranges::find(shape.children, local_name(child), &Shape::name);
    if (found == shape.children.end())
      found = shape.children.insert(shape.children.begin() + static_cast<std::ptrdiff_t>(next),
                                    {.name = local_name(child)});
    next = static_cast<std::size_t>(found - shape.children.begin()) + 1;
    add(*found, child);
  }
}

Shape shape_of(const std::string& text) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(text.data(), text.size())) << text;
  const pugi::xml_node root = document.document_element();
  const pugi::xml_node body = child_of(root, "Body");
  const pugi::xml_node content = body ? body.first_child() : root;
  Shape shape{.name = local_name(content)};
  add(shape, content);
  return shape;
}

// Gives the elements of a misspelled name the one they should have; false when there are none.
bool corrected(Shape& shape, const std::string& printed, const std::string& meant) {
  bool found = shape.name == printed;
  if (found) shape.name = meant;
  for (Shape& child : shape.children) found |= corrected(child, printed, meant);
  return found;
}

// What one shape has and the other has not, as "missing Path", "extra Path", "order Path: A, B", "nil Path", "never nil
// Path".
void compare(const Shape& printed, const Shape& ours, const std::string& path, std::vector<std::string>& out) {
  if (printed.nil != ours.nil) out.push_back((ours.nil ? "nil " : "never nil ") + path);
  std::vector<std::string> order;
  for (const Shape& child : printed.children) {
    const auto found = std::ranges::find(ours.children, child.name, &Shape::name);
    if (found == ours.children.end())
      out.push_back("missing " + path + "/" + child.name);
    else
      order.push_back(child.name);
  }
  std::string our_order;
  std::size_t next = 0;
  bool same_order = true;
  for (const Shape& child : ours.children) {
    const auto found = std::ranges::find(printed.children, child.name, &Shape::name);
    if (found == printed.children.end()) {
      out.push_back("extra " + path + "/" + child.name);
      continue;
    }
    same_order = same_order && order[next++] == child.name;
    our_order += (our_order.empty() ? "" : ", ") + child.name;
    compare(*found, child, path + "/" + child.name, out);
  }
  if (!same_order) out.push_back("order " + path + ": " + our_order);
}

json examples() { return json::parse(read_file(std::string(kFolder) + "examples.json")); }

class Examples : public testing::TestWithParam<json> {
 protected:
  std::string send(const json& example) {
    const std::string name = example["example"];
    const std::string text =
        example.contains("body")
            ? envelope11(example["body"].get<std::string>(),
                         "<AuthHeader xmlns=\"sosonlinebackup.com\"><UserName /><Password /></AuthHeader>")
            : read_file(kFolder + name + ".request.xml");
    pugi::xml_document document;
    EXPECT_TRUE(document.load_buffer(text.data(), text.size(), pugi::parse_full)) << name;
    const pugi::xml_node envelope = document.document_element();
    const pugi::xml_node credentials = child_of(child_of(envelope, "Header"), "AuthHeader");
    EXPECT_TRUE(child_of(credentials, "UserName").text().set(example["caller"][0].get<std::string>().c_str()));
    EXPECT_TRUE(child_of(credentials, "Password").text().set(example["caller"][1].get<std::string>().c_str()));
    const pugi::xml_node operation = child_of(envelope, "Body").find_child([](const pugi::xml_node& node) {
      return node.type() == pugi::node_element;
    });
    EXPECT_EQ(local_name(operation), name);
    const json instead = example.value("instead", json::object());
    for (const auto& [path, value] : instead.items()) {
      pugi::xml_node element = operation;
      const std::string whole =
          path.find('/') == std::string::npos && !child_of(operation, path) ? "request/" + path : path;
      for (std::size_t at = 0; at <= whole.size();) {
        const std::size_t end = std::min(whole.find('/', at), whole.size());
        element = child_of(element, whole.substr(at, end - at));
        at = end + 1;
      }
      EXPECT_TRUE(element) << name << " has no " << path;
      element.text().set(value.get<std::string>().c_str());
    }
    std::ostringstream out;
    document.save(out, "", pugi::format_raw);
    const bool is_soap12 = text.find(kSoap12) != std::string::npos;
    return probe_
        .post(out.str(), is_soap12 ? soap12(name) : soap11(name),
              "/WebApi/AccountManagementService/" + example["service"].get<std::string>() + ".asmx")
        .body;
  }

 private:
  Probe probe_;
};

TEST_P(Examples, AreAnsweredWithTheirStructure) {
  const json& example = GetParam();
  const json before = example.value("before", json::array());
  const json all = examples();
  for (const json& other : all)
    if (std::ranges::count(before, other["example"])) send(other);

  const std::string answer = send(example);
  EXPECT_EQ(code_of({.body = answer}), example.value("code", 0)) << answer;

  const std::string printed = read_file(kFolder + example["example"].get<std::string>() + ".response.xml");
  if (printed.empty()) return;
  Shape wanted = shape_of(printed);
  const json slips = example.value("slips", json::array());
  for (const json& slip : slips)
    EXPECT_TRUE(corrected(wanted, slip["printed"].get<std::string>(), slip["means"].get<std::string>()));
  const Shape ours = shape_of(answer);
  EXPECT_EQ(ours.name, wanted.name);
  std::vector<std::string> differences;
  compare(wanted, ours, wanted.name, differences);
  std::vector<std::string> known;
  const json expected = example.value("differences", json::array());
  for (const json& difference : expected) {
    known.push_back(difference["what"]);
    EXPECT_FALSE(difference["reason"].get<std::string>().empty());
  }
  EXPECT_THAT(differences, testing::UnorderedElementsAreArray(known)) << answer;
}

// "An entity is suspended" -> AnEntityIsSuspended
std::string test_name(const testing::TestParamInfo<json>& info) {
  std::string name;
  bool starts = true;
  for (const char c : info.param["sentence"].get<std::string>()) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter) name += starts && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    starts = !letter;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Document, Examples, testing::ValuesIn(examples().get<std::vector<json>>()), test_name);

TEST(ExampleFiles, AreAllReplayed) {
  std::vector<std::string> replayed;
  const json all = examples();
  for (const json& example : all) {
    replayed.push_back(example["example"]);
    EXPECT_FALSE(example["section"].get<std::string>().empty());
  }
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string file = entry.path().filename().string();
    if (!file.ends_with(".xml")) continue;
    EXPECT_THAT(replayed, testing::Contains(file.substr(0, file.find('.'))));
  }
}

}  // namespace
}  // namespace http::test
