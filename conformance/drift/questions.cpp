#include "conformance/drift/questions.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace conformance::drift {
namespace {

using contract::FieldDesc;
using contract::Operation;
using contract::TypeDesc;
using Kind = overlay::Difference::Kind;

// What a question may be about.
enum Aspect : unsigned { kNames = 1, kOrder = 2, kTypes = 4, kPresence = 8, kAll = 15 };

unsigned aspect_of(Kind kind) {
  switch (kind) {
    case Kind::layout:
    case Kind::operation:
    case Kind::renamed:
    case Kind::added:
    case Kind::dropped:
      return kNames;
    case Kind::reordered:
      return kOrder;
    case Kind::retyped:
    case Kind::value:
      return kTypes;
    case Kind::presence:
      return kPresence;
    case Kind::service:
    case Kind::port:
    case Kind::other:
      break;
  }
  return 0;
}

// The elements of a question are the rows and operations that name it; `also` is one that does not.
struct WireQuestion {
  std::string_view id;
  unsigned aspects;
  bool inside = false;  // what is in the elements that the rows are of counts, too
  std::string_view also = {};
};

constexpr std::array kWireQuestions{
    WireQuestion{"Q-admin-password-element", kNames},
    WireQuestion{"Q-appliance-shapes", kTypes, true},
    WireQuestion{"Q-backup-summary", kNames | kOrder},
    WireQuestion{"Q-cloud-answers", kNames, false, "CloudApplicationBackupManagementService DisableBackup"},
    WireQuestion{"Q-cloud-target", kNames},
    WireQuestion{"Q-company-id-element", kNames},
    WireQuestion{"Q-daily-totals", kNames},
    WireQuestion{"Q-element-order", kNames | kOrder},
    WireQuestion{"Q-folder-nulls", kPresence},
    WireQuestion{"Q-legacy-result", kNames | kTypes},
    WireQuestion{"Q-license-provider", kTypes | kPresence},
    WireQuestion{"Q-license-result-last", kNames | kOrder},
    WireQuestion{"Q-license-shapes", kNames | kOrder | kTypes, false, "LicenseManagementService RemoveLicense"},
    WireQuestion{"Q-monitoring-types", kTypes, true},
    WireQuestion{"Q-policy-live-protect", kNames | kOrder},
    WireQuestion{"Q-policy-nulls", kPresence},
    WireQuestion{"Q-policy-order", kOrder},
    WireQuestion{"Q-policy-request", kNames},
    WireQuestion{"Q-policy-response", kNames | kOrder},
    WireQuestion{"Q-policy-silent", kNames},
    WireQuestion{"Q-recovery-events", kAll, true},
    WireQuestion{"Q-response-names", kNames},
    WireQuestion{"Q-table-shapes", kAll},
    WireQuestion{"Q-total-records", kNames},
};

// A place of the contract, as paths of differences name it but without the elements around a message:
// "CreatePartnerResponse/UserName", or "CreatePartner" for the whole operation.
struct Element {
  const contract::Service* service;
  const Operation* operation;
  std::string path;
  bool whole;  // the operation itself

  std::string text() const { return std::string(service->name) + " " + path; }
};

class ElementsOf {
 public:
  ElementsOf(std::string_view question, std::string_view also) : question_(question), also_(also) {}

  std::vector<Element> in(const contract::Registry& contract) {
    for (const contract::Service* service : contract.services())
      for (const Operation& operation : service->operations) {
        service_ = service;
        operation_ = &operation;
        const std::string name(operation.name);
        if (operation.question == question_ || std::string(service->name) + " " + name == also_)
          elements_.push_back({service, &operation, name, true});
        rows(*operation.request, name);
        rows(*operation.response, name + "Response");
      }
    return std::move(elements_);
  }

 private:
  void rows(const TypeDesc& type, const std::string& path) {
    for (const FieldDesc& row : type.fields) {
      std::string own = path + "/" + std::string(row.name);
      if (row.rules.question == question_) elements_.push_back({service_, operation_, own, false});
      if (row.is_array()) own += "/" + std::string(row.item_name());
      rows(*row.type, own);
    }
  }

  std::string_view question_;
  std::string_view also_;
  const contract::Service* service_ = nullptr;
  const Operation* operation_ = nullptr;
  std::vector<Element> elements_;
};

// "CreatePartnerResponse/CreatePartnerResult/UserName" -> "CreatePartnerResponse/UserName"
std::string without_wrapper(const std::string& path) {
  const auto first = path.find('/');
  if (first == path.npos) return path;
  const std::string message = path.substr(0, first);
  const std::string wrapper =
      message.ends_with("Response") ? message.substr(0, message.size() - 8) + "Result" : "request";
  const auto end = std::min(path.find('/', first + 1), path.size());
  return path.compare(first + 1, end - first - 1, wrapper) == 0 ? message + path.substr(end) : path;
}

bool is_inside(std::string_view path, std::string_view outer) {
  return path.starts_with(outer) &&
         (path.size() == outer.size() || path[outer.size()] == '/' || path[outer.size()] == '=');
}

bool concerns(const overlay::Difference& difference, const Element& element, const WireQuestion& question) {
  if ((aspect_of(difference.kind) & question.aspects) == 0 || difference.service != element.service->name) return false;
  const std::string path = without_wrapper(difference.path);
  if (element.whole) return is_inside(path, element.path) || is_inside(path, element.path + "Response");
  const std::string message = element.path.substr(0, element.path.find('/'));
  if (difference.kind == Kind::operation || difference.kind == Kind::layout)  // what is around the row
    if (path == message || (difference.kind == Kind::operation && path == element.operation->name)) return true;
  if (difference.kind == Kind::reordered)
    return path == element.path.substr(0, element.path.rfind('/')) ||
           (question.inside && is_inside(path, element.path));
  if (difference.kind == Kind::value || question.inside) return is_inside(path, element.path);
  return path == element.path;
}

// Why the element could not be looked at; empty if it could.
std::string not_seen(const ServiceDrift& drift, const Element& element, const WireQuestion& question) {
  const std::string name(drift.service->name);
  if (drift.absent) return name + " is not there";
  if (!drift.unusable.empty()) return name + " could not be compared";
  if (drift.witness == Witness::help_pages && (question.aspects & kPresence) != 0)
    return name + " is known by its help pages, which do not show presence";
  const bool missing = std::ranges::any_of(drift.differences, [&](const overlay::Difference& difference) {
    return difference.kind == Kind::dropped && difference.path == element.operation->name;
  });
  return missing ? name + "." + std::string(element.operation->name) + " is not there" : "";
}

Settled settle(const WireQuestion& question, const Drift& drift, const contract::Registry& contract) {
  Settled settled{.question = contract::find_question(question.id)};
  std::vector<std::string> unseen;
  std::vector<std::string> wrong;
  const auto add = [](std::vector<std::string>& list, std::string text) {
    if (std::ranges::count(list, text) == 0) list.push_back(std::move(text));
  };
  for (const Element& element : ElementsOf(question.id, question.also).in(contract)) {
    settled.elements.push_back(element.text());
    const auto seen = std::ranges::find(drift.services, element.service, &ServiceDrift::service);
    if (seen == drift.services.end()) continue;
    if (std::string reason = not_seen(*seen, element, question); !reason.empty()) {
      add(unseen, std::move(reason));
      continue;
    }
    for (const overlay::Difference& difference : seen->differences)
      if (concerns(difference, element, question)) add(wrong, overlay::text_of(difference));
  }
  // One element that is otherwise is an answer; all of them have to be seen to say that there is none.
  settled.verdict = !wrong.empty()    ? Settled::Verdict::wrong
                    : !unseen.empty() ? Settled::Verdict::open
                                      : Settled::Verdict::holds;
  settled.says = !wrong.empty() ? std::move(wrong) : std::move(unseen);
  return settled;
}

}  // namespace

std::vector<Settled> settled_by(const Drift& drift, const contract::Registry& contract) {
  std::vector<Settled> all;
  all.reserve(std::size(kWireQuestions));
  for (const WireQuestion& question : kWireQuestions) all.push_back(settle(question, drift, contract));
  return all;
}

std::vector<std::string> questions_without_elements(const contract::Registry& contract) {
  std::vector<std::string> ids;
  for (const WireQuestion& question : kWireQuestions)
    if (!contract::find_question(question.id) || ElementsOf(question.id, question.also).in(contract).empty())
      ids.emplace_back(question.id);
  return ids;
}

}  // namespace conformance::drift
