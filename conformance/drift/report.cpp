#include "conformance/drift/report.hpp"

#include <algorithm>
#include <map>
#include <pugixml.hpp>

#include "conformance/json.hpp"

namespace conformance::drift {
namespace {

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// "renamed GetEntityHierarchy/request/TargetEntityID: is called ... [Entity.wsdl:14]"
std::string line_of(const overlay::Difference& difference) {
  std::string text(word_of(difference.kind));
  if (!difference.path.empty()) text += " " + difference.path;
  text += ": " + difference.says;
  if (!difference.place.empty()) text += " [" + difference.place + "]";
  return text;
}

std::string witness_of(const ServiceDrift& drift) {
  return drift.witness == Witness::help_pages ? "help pages (" + drift.no_wsdl + ")" : "WSDL " + drift.fingerprint;
}

std::string_view name_of(Settled::Verdict verdict) {
  switch (verdict) {
    case Settled::Verdict::holds:
      return "holds";
    case Settled::Verdict::wrong:
      return "WRONG";
    case Settled::Verdict::open:
      break;
  }
  return "open";
}

// The operation a difference is about: "CreatePartner" of "CreatePartnerResponse/Name"; empty for ports.
std::string operation_of(const contract::Service& service, const std::string& path) {
  const std::string first = path.substr(0, path.find_first_of("/ "));
  for (const contract::Operation& operation : service.operations)
    if (first == operation.name || first == std::string(operation.name) + "Response")
      return std::string(operation.name);
  return "";
}

void add_case(pugi::xml_node suite, const std::string& group, const std::string& name,
              const std::vector<std::string>& lines, const char* element) {
  auto test = suite.append_child("testcase");
  test.append_attribute("classname") = group.c_str();
  test.append_attribute("name") = name.c_str();
  if (lines.empty()) return;
  auto outcome = test.append_child(element);
  outcome.append_attribute("message") = lines.front().c_str();
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  outcome.text() = text.c_str();
}

}  // namespace

void print(std::ostream& out, const ServiceDrift& drift) {
  out << drift.service->name << ": ";
  if (drift.absent)
    out << "MISSING: " << drift.no_wsdl << "\n";
  else if (!drift.unusable.empty())
    out << "NOT COMPARED: " << drift.unusable << "\n";
  else
    out << counted(drift.operations, "operation") << " by its " << witness_of(drift) << ", "
        << (drift.differences.empty() ? "no drift" : counted(drift.differences.size(), "difference")) << "\n";
  for (const overlay::Difference& difference : drift.differences) out << "  " << line_of(difference) << "\n";
  for (const std::string& remark : drift.remarks) out << "  (" << remark << ")\n";
  out << std::flush;
}

void print_summary(std::ostream& out, const Drift& drift, const std::vector<Settled>& questions) {
  std::map<std::string_view, std::size_t> kinds;
  std::size_t compared = 0;
  std::size_t missing = 0;
  for (const ServiceDrift& service : drift.services) {
    missing += service.absent ? 1 : 0;
    compared += !service.absent && service.unusable.empty() ? 1 : 0;
    for (const overlay::Difference& difference : service.differences) ++kinds[word_of(difference.kind)];
  }
  out << counted(drift.services.size(), "service") << ": " << compared << " compared, " << missing << " missing, "
      << drift.services.size() - compared - missing << " not comparable; "
      << counted(drift.count() - missing, "difference");
  std::string_view separator = " (";
  for (const auto& [kind, count] : kinds) {
    out << separator << count << " " << kind;
    separator = ", ";
  }
  out << (kinds.empty() ? ".\n" : ").\n");
  if (compared == 0) return;

  const auto count = [&](Settled::Verdict verdict) {
    return std::ranges::count(questions, verdict, &Settled::verdict);
  };
  out << "\nOpen questions about names, order and types: " << count(Settled::Verdict::holds) << " are as assumed, "
      << count(Settled::Verdict::wrong) << " otherwise, " << count(Settled::Verdict::open) << " stay open.\n";
  for (const Settled& settled : questions) {
    out << name_of(settled.verdict) << "  " << settled.question->id << ": " << settled.question->question << "\n"
        << "       assumed: " << settled.question->assumed() << "\n";
    for (const std::string& says : settled.says)
      out << (settled.verdict == Settled::Verdict::wrong ? "       found:   " : "       open as: ") << says << "\n";
    if (settled.verdict == Settled::Verdict::holds)
      out << "       seen at: " << settled.elements.front()
          << (settled.elements.size() > 1 ? " and " + std::to_string(settled.elements.size() - 1) + " more" : "")
          << "\n";
  }
}

void write_json(std::ostream& out, const std::string& target, const Drift& drift,
                const std::vector<Settled>& questions) {
  Json root = {
      {"target", target}, {"differences", drift.count()}, {"services", Json::array()}, {"questions", Json::array()}};
  for (const ServiceDrift& service : drift.services) {
    Json one = {{"service", service.service->name},
                {"witness", service.witness == Witness::wsdl         ? "wsdl"
                            : service.witness == Witness::help_pages ? "help-pages"
                                                                     : "none"},
                {"missing", service.absent},
                {"operations", service.operations},
                {"differences", Json::array()},
                {"remarks", service.remarks}};
    if (!service.fingerprint.empty()) one["fingerprint"] = service.fingerprint;
    if (!service.no_wsdl.empty()) one["noWsdl"] = service.no_wsdl;
    if (!service.unusable.empty()) one["notCompared"] = service.unusable;
    for (const overlay::Difference& difference : service.differences)
      one["differences"].push_back({{"kind", word_of(difference.kind)},
                                    {"path", difference.path},
                                    {"says", difference.says},
                                    {"place", difference.place},
                                    {"followed", difference.followed}});
    root["services"].push_back(std::move(one));
  }
  for (const Settled& settled : questions)
    root["questions"].push_back(
        {{"id", settled.question->id},
         {"verdict", settled.verdict == Settled::Verdict::wrong ? "wrong" : name_of(settled.verdict)},
         {"assumed", settled.question->assumed()},
         {"elements", settled.elements},
         {"says", settled.says}});
  out << root.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

void write_junit(std::ostream& out, const contract::Registry& contract, const Drift& drift) {
  pugi::xml_document document;
  auto suite = document.append_child("testsuites").append_child("testsuite");
  suite.append_attribute("name") = "drift";
  for (const ServiceDrift& service : drift.services) {
    std::map<std::string, std::vector<std::string>> by_operation;
    for (const overlay::Difference& difference : service.differences)
      by_operation[operation_of(*service.service, difference.path)].push_back(line_of(difference));
    const std::string name(service.service->name);
    if (service.absent) by_operation[""].push_back("missing: " + service.no_wsdl);
    if (!service.unusable.empty()) {
      add_case(suite, "drift", name, {service.unusable}, "error");
      continue;
    }
    add_case(suite, "drift", name, by_operation[""], "failure");
    if (service.absent) continue;
    for (const contract::Operation& operation : contract.find_service(name)->operations)
      add_case(suite, "drift." + name, std::string(operation.name), by_operation[std::string(operation.name)],
               "failure");
  }
  const auto count = [&](const char* element) {
    return std::ranges::count_if(suite.children("testcase"), [&](pugi::xml_node test) { return test.child(element); });
  };
  suite.append_attribute("tests") = static_cast<long long>(std::ranges::distance(suite.children("testcase")));
  suite.append_attribute("failures") = static_cast<long long>(count("failure"));
  suite.append_attribute("errors") = static_cast<long long>(count("error"));
  document.save(out, "  ");
}

}  // namespace conformance::drift
