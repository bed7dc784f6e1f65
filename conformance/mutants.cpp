#include "conformance/mutants.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <pugixml.hpp>
#include <random>
#include <sstream>

#include "conformance/values.hpp"
#include "contract/registry.hpp"

namespace conformance {
namespace {

using contract::FieldDesc;
using contract::Kind;

constexpr std::array<std::string_view, kMutations> kNames{
    "wrong status",           "wrong content type", "fault instead of an answer",
    "code flipped",           "element renamed",    "element in no namespace",
    "elements reordered",     "element duplicated", "element dropped",
    "nil instead of a value", "type changed",       "stale value",
    "state not changed"};

// An element of the answer: where it stands, as the ordinals of its ancestors, and its row.
struct Site {
  std::vector<std::size_t> way;
  const FieldDesc* field = nullptr;
  std::string path;
  bool item = false;  // of an array
};

pugi::xml_node element(pugi::xml_node parent, std::size_t ordinal) {
  for (const auto node : parent.children())
    if (node.type() == pugi::node_element && ordinal-- == 0) return node;
  return {};
}

pugi::xml_node at(const pugi::xml_document& document, const std::vector<std::size_t>& way) {
  pugi::xml_node node = document.document_element();
  for (const std::size_t ordinal : way) node = element(node, ordinal);
  return node;
}

void walk(pugi::xml_node node, const contract::TypeDesc& type, const std::vector<std::size_t>& way,
          const std::string& path, std::vector<Site>& sites) {
  std::size_t ordinal = 0;
  for (const auto child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto field = std::ranges::find(type.fields, std::string_view(child.name()), &FieldDesc::name);
    std::vector<std::size_t> here = way;
    here.push_back(ordinal++);
    if (field == type.fields.end()) continue;
    const std::string place = path.empty() ? child.name() : path + "." + child.name();
    sites.push_back({here, &*field, place});
    if (!field->is_array()) {
      if (field->type->kind == Kind::object) walk(child, *field->type, here, place, sites);
      continue;
    }
    std::size_t index = 0;
    for (const auto item : child.children()) {
      if (item.type() != pugi::node_element) continue;
      std::vector<std::size_t> inside = here;
      inside.push_back(index);
      const std::string item_place = place + "[" + std::to_string(index++) + "]";
      sites.push_back({inside, &*field, item_place, true});
      if (field->type->kind == Kind::object) walk(item, *field->type, inside, item_place, sites);
    }
  }
}

bool is_leaf(const Site& site) {
  const bool array = site.field->is_array() && !site.item;
  return !array && site.field->type->kind != Kind::object && site.field->type->kind != Kind::adapted;
}
bool mandatory(const Site& site) {
  return !site.item && !site.field->is_array() && (!site.field->type->reference() || site.field->nil_when_null());
}
bool may_be_nil(const Site& site) { return site.item ? site.field->null_items : site.field->nil_when_null(); }

// Another value of the same type; empty when there is none.
std::string other_value(const std::string& text, const contract::TypeDesc& type) {
  switch (type.kind) {
    case Kind::boolean:
      return text == "true" ? "false" : "true";
    case Kind::int16:
    case Kind::int32:
    case Kind::int64:
    case Kind::unsigned_byte: {
      const auto value = read_value(text, type);
      if (!value) return "";
      const auto number = value->get<std::int64_t>();
      return std::to_string(number > 0 ? number - 1 : number + 1);
    }
    case Kind::decimal:
    case Kind::real:
      return text == "7" ? "8" : "7";
    case Kind::date_time:
      return text.starts_with("1999") ? "1998-12-31T23:59:58" : "1999-12-31T23:59:58";
    case Kind::guid:
      return "11111111-2222-4333-8444-555555555555";
    case Kind::base64_binary:
      return text == "AAAA" ? "BBBB" : "AAAA";
    case Kind::enumeration:
      for (const std::string_view value : type.listed())
        if (value != text) return std::string(value);
      return "";
    case Kind::string:
      return text + "x";
    default:
      return "";
  }
}

bool has_wrong_text(const contract::TypeDesc& type) { return type.kind != Kind::string && type.kind != Kind::object; }

class Making {
 public:
  Making(const contract::Operation& operation, const HttpResponse& answer, std::size_t most, std::uint64_t seed)
      : operation_(operation), answer_(answer), most_(most), random_(seed) {}

  std::vector<Mutant> make() {
    pugi::xml_document document;
    if (!parse(document) || !find_result(document)) return {};
    walk(at(document, result_), *operation_.response, result_, "", sites_);
    whole_answer();
    code();
    for_sites(
        Mutation::renamed, [](const Site&) { return true; }, [](const Site&) { return true; },
        [](pugi::xml_node node, const Site&) { node.set_name((std::string(node.name()) + "Mutant").c_str()); });
    for_sites(
        Mutation::other_namespace, [](const Site&) { return true; }, [](const Site&) { return true; },
        [](pugi::xml_node node, const Site&) { node.append_attribute("xmlns") = "urn:other"; });
    for_sites(
        Mutation::reordered, [&](const Site& site) { return next_differs(document, site); },
        [](const Site&) { return true; },
        [](pugi::xml_node node, const Site&) { node.parent().insert_move_after(node, node.next_sibling()); });
    for_sites(
        Mutation::duplicated, [](const Site&) { return true; }, [](const Site& site) { return !site.item; },
        [](pugi::xml_node node, const Site&) { node.parent().insert_copy_after(node, node); });
    for_sites(
        Mutation::dropped, [](const Site&) { return true; }, mandatory,
        [](pugi::xml_node node, const Site&) { node.parent().remove_child(node); });
    for_sites(
        Mutation::nil, [&](const Site& site) { return is_leaf(site) && !nil(document, site); },
        [](const Site& site) { return !may_be_nil(site); },
        [](pugi::xml_node node, const Site&) {
          node.remove_children();
          node.append_attribute("xmlns:mutant") = "http://www.w3.org/2001/XMLSchema-instance";
          node.append_attribute("mutant:nil") = "true";
        });
    for_sites(
        Mutation::retyped,
        [&](const Site& site) { return is_leaf(site) && !nil(document, site) && has_wrong_text(*site.field->type); },
        [](const Site&) { return true; }, [](pugi::xml_node node, const Site&) { set_text(node, "?"); });
    for_sites(
        Mutation::stale,
        [&](const Site& site) {
          return is_leaf(site) && !nil(document, site) &&
                 !other_value(at(document, site.way).child_value(), *site.field->type).empty();
        },
        [](const Site& site) { return site.path == "Result.Result" || site.path == "Result.Code"; },
        [](pugi::xml_node node, const Site& site) {
          set_text(node, other_value(node.child_value(), *site.field->type));
        });
    return std::move(mutants_);
  }

 private:
  bool parse(pugi::xml_document& document) const {
    return document.load_buffer(answer_.body.data(), answer_.body.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                pugi::encoding_utf8);
  }

  // Envelope / Body / <Op>Response [ / <Op>Result ]
  bool find_result(const pugi::xml_document& document) {
    const auto child_named = [](pugi::xml_node parent, const std::string& name, std::vector<std::size_t>& way) {
      std::size_t ordinal = 0;
      for (const auto node : parent.children()) {
        if (node.type() != pugi::node_element) continue;
        const std::string_view found = node.name();
        if (found.substr(found.find(':') + 1) == name) {
          way.push_back(ordinal);
          return node;
        }
        ++ordinal;
      }
      return pugi::xml_node();
    };
    const std::string name(operation_.name);
    auto node = child_named(document.document_element(), "Body", result_);
    node = child_named(node, name + "Response", result_);
    if (!operation_.bare_response()) node = child_named(node, name + "Result", result_);
    return !node.empty();
  }

  static void set_text(pugi::xml_node node, const std::string& text) {
    node.remove_children();
    node.append_child(pugi::node_pcdata).set_value(text.c_str());
  }
  static bool nil(const pugi::xml_document& document, const Site& site) {
    return !at(document, site.way).attribute("xsi:nil").empty();
  }
  static bool next_differs(const pugi::xml_document& document, const Site& site) {
    const auto node = at(document, site.way);
    const auto next = node.next_sibling();
    return !site.item && next && std::string_view(next.name()) != node.name();
  }

  void add(Mutation mutation, std::string place, bool structural, HttpResponse response) {
    mutants_.push_back({mutation, std::move(place), structural, std::move(response)});
  }

  void whole_answer() {
    HttpResponse status = answer_;
    status.status = answer_.status == 200 ? 500 : 200;
    add(Mutation::status, "", true, std::move(status));
    HttpResponse type = answer_;
    for (auto& [name, value] : type.headers)
      if (name == "Content-Type" || name == "content-type") value = "text/html; charset=utf-8";
    add(Mutation::content_type, "", true, std::move(type));
    HttpResponse fault = answer_;
    fault.status = 500;
    fault.body =
        R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode>)"
        R"(<faultstring>Mutant.</faultstring><detail /></soap:Fault></soap:Body></soap:Envelope>)";
    add(Mutation::fault, "", true, std::move(fault));
  }

  void code() {
    const auto site = std::ranges::find(sites_, "Result.Code", &Site::path);
    const auto number = std::ranges::find(sites_, "Result.Result", &Site::path);
    if (site == sites_.end() || number == sites_.end()) return;
    pugi::xml_document document;
    parse(document);
    const std::string now = at(document, site->way).child_value();
    for (const contract::Code other : contract::codes_of(operation_)) {
      if (contract::info(other).name == now) continue;
      set_text(at(document, site->way), std::string(contract::info(other).name));
      set_text(at(document, number->way), std::to_string(static_cast<int>(other)));
      add(Mutation::code, "Result.Code", false, with(document));
      return;
    }
  }

  void for_sites(Mutation mutation, const std::function<bool(const Site&)>& suits,
                 const std::function<bool(const Site&)>& structural,
                 const std::function<void(pugi::xml_node, const Site&)>& change) {
    std::vector<const Site*> chosen;
    for (const Site& site : sites_)
      if (suits(site)) chosen.push_back(&site);
    std::ranges::shuffle(chosen, random_);
    if (chosen.size() > most_) chosen.resize(most_);
    for (const Site* site : chosen) {
      pugi::xml_document document;
      parse(document);
      change(at(document, site->way), *site);
      add(mutation, site->path, structural(*site), with(document));
    }
  }

  HttpResponse with(const pugi::xml_document& document) const {
    HttpResponse out = answer_;
    std::ostringstream body;
    document.save(body, "", pugi::format_raw, pugi::encoding_utf8);
    out.body = body.str();
    return out;
  }

  const contract::Operation& operation_;
  const HttpResponse& answer_;
  std::size_t most_;
  std::mt19937_64 random_;
  std::vector<std::size_t> result_;
  std::vector<Site> sites_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::string_view name_of(Mutation mutation) { return kNames[static_cast<std::size_t>(mutation)]; }

std::vector<Mutant> mutants_of(const contract::Operation& operation, const HttpResponse& answer, std::size_t most,
                               std::uint64_t seed) {
  return Making(operation, answer, most, seed).make();
}

}  // namespace conformance
