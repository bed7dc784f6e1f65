// Verification: every expectation against every call, and for one that fails the calls with the fewest differences.
#include "control/verify.hpp"

#include <algorithm>
#include <optional>

#include "contract/result_codes.hpp"
#include "control/api_request.hpp"
#include "control/json_schema.hpp"
#include "state/fold.hpp"

namespace control {
namespace {

using nlohmann::json;

constexpr std::size_t kMostNearest = 3;

// A call with what its request says, read once.
struct ReadCall {
  Call call = {};
  std::vector<RequestField> fields = {};
};

struct Difference {
  std::string member = {};  // "operation", "fields.CompanyName"
  std::string expected = {};
  std::string was = {};
};

std::string in_quotes(std::string_view text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); }

// A value of JSON as it stands in XML.
std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string outcome_of(const Call& call) {
  if (!call.fault.empty()) return "a SOAP fault";
  if (call.result_code) return call.result_name;
  return "HTTP " + std::to_string(call.http_status);
}

std::string title_of(const Call& call) {
  return "#" + std::to_string(call.sequence) + " " + call.service + "." +
         (call.operation.empty() ? "?" : call.operation) + (call.caller.empty() ? "" : " by " + call.caller) + ": " +
         outcome_of(call);
}

// What one call should look like.
class Expected {
 public:
  Expected(const CallReader& reader, const json& match, const std::string& path) : match_(match) {
    check_names(reader, text("service"), text("operation"), path + "/service", path + "/operation");
    if (match.contains("code")) code_ = result_code_of(text_of(match.at("code")), path + "/code");
    for (const auto& [name, value] : fields().items())
      if (value.is_object() || value.is_array())
        throw ApiError{.code = "bad-value",
                       .message = "must be a text, a number, true, false, or null for an element that is not there",
                       .path = pointer(path + "/fields", name)};
  }

  // In the order in which a person would look: what was called, by whom, with what, and what came of it.
  std::vector<Difference> differences(const ReadCall& read) const {
    const Call& call = read.call;
    std::vector<Difference> found;
    const auto name = [&](const char* member, const std::string& was) {
      if (match_.contains(member) && state::fold(text(member)) != state::fold(was))
        found.push_back({member, in_quotes(text(member)), in_quotes(was)});
    };
    name("service", call.service);
    name("operation", call.operation);
    name("caller", call.caller);
    name("rule", call.rule);
    if (code_ && call.result_code != code_)
      found.push_back(
          {"code", text_of(match_.at("code")),
           call.result_code ? call.result_name + " (" + std::to_string(*call.result_code) + ")" : outcome_of(call)});
    if (match_.contains("entity") && !concerns(call, read.fields, match_.at("entity").get<std::int64_t>()))
      found.push_back({"entity", match_.at("entity").dump(), "named nowhere in the request, and not the caller's"});
    compare_fault(call, found);
    for (const auto& [path, value] : fields().items()) compare_field(read, path, value, found);
    return found;
  }

  std::string says() const {
    std::string said = (match_.contains("service") ? text("service") + "." : std::string()) +
                       (match_.contains("operation") ? text("operation") : std::string("any operation"));
    for (const auto& [member, value] : match_.items()) {
      if (member == "service" || member == "operation" || member == "atLeast" || member == "atMost" ||
          member == "exactly")
        continue;
      said += " " + member + "=" + value.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    return said;
  }

 private:
  std::string text(const char* member) const { return match_.contains(member) ? text_of(match_.at(member)) : ""; }
  const json& fields() const {
    static const json none = json::object();
    return match_.contains("fields") ? match_.at("fields") : none;
  }

  void compare_fault(const Call& call, std::vector<Difference>& found) const {
    if (!match_.contains("fault")) return;
    const json& fault = match_.at("fault");
    const std::string was = call.fault.empty() ? "no fault" : in_quotes(call.fault);
    if (fault.is_boolean() && fault.get<bool>() == call.fault.empty())
      found.push_back({"fault", fault.get<bool>() ? "a SOAP fault" : "no fault", was});
    if (fault.is_string() && (call.fault.empty() || call.fault.find(fault.get<std::string>()) == std::string::npos))
      found.push_back({"fault", "one with " + in_quotes(fault.get<std::string>()), was});
  }

  // A path without indices means any item. The same path may stand there several times: one of them is enough.
  static void compare_field(const ReadCall& read, const std::string& path, const json& value,
                            std::vector<Difference>& found) {
    const bool indexed = path.find('[') != std::string::npos;
    std::optional<std::string> was;
    for (const RequestField& field : read.fields) {
      if ((indexed ? field.path : without_indices(field.path)) != path) continue;
      if (!value.is_null() && field.value == text_of(value)) return;
      if (!was) was = field.value;
    }
    if (value.is_null() && !was) return;
    found.push_back({"fields." + path, value.is_null() ? "not sent" : in_quotes(text_of(value)),
                     was ? in_quotes(*was) : "not sent"});
  }

  const json& match_;
  std::optional<int> code_ = {};
};

struct Bounds {
  std::size_t least = 1;
  std::size_t most = SIZE_MAX;

  std::string says() const {
    if (least == most) return "exactly " + std::to_string(least);
    if (most == SIZE_MAX) return "at least " + std::to_string(least);
    if (least == 0) return "at most " + std::to_string(most);
    return std::to_string(least) + " to " + std::to_string(most);
  }
};

Bounds bounds_of(const json& expectation, const std::string& path) {
  const auto count = [&](const char* name) { return expectation.value(name, std::size_t{0}); };
  const bool least = expectation.contains("atLeast");
  const bool most = expectation.contains("atMost");
  if (expectation.contains("exactly")) {
    if (least || most)
      throw ApiError{.code = "bad-value", .message = "needs no atLeast or atMost beside it", .path = path + "/exactly"};
    return {.least = count("exactly"), .most = count("exactly")};
  }
  const Bounds bounds{.least = least ? count("atLeast") : (most ? 0 : 1), .most = most ? count("atMost") : SIZE_MAX};
  if (bounds.most < bounds.least)
    throw ApiError{.code = "bad-value", .message = "must not be less than atLeast", .path = path + "/atMost"};
  return bounds;
}

class Verification {
 public:
  Verification(const Journal& journal, const CallReader& reader, const json& document)
      : reader_(reader), document_(document), after_(document.value("after", std::uint64_t{0})) {
    journal.each({.after = after_}, [&](Call&& call) {
      auto fields = reader.fields(call, reader.operation_of(call));
      calls_.push_back({std::move(call), std::move(fields)});
      return true;
    });
    std::ranges::reverse(calls_);  // oldest first
    const std::uint64_t dropped_through = journal.totals().dropped_through;
    dropped_ = dropped_through > after_ ? dropped_through : 0;
  }

  json run() {
    json calls = json::array();
    if (document_.contains("calls"))
      for (std::size_t at = 0; at < document_.at("calls").size(); ++at)
        calls.push_back(count(document_.at("calls")[at], "/calls/" + std::to_string(at)));
    json body = {{"checked", calls_.size()}, {"calls", std::move(calls)}};
    if (document_.contains("inOrder")) body["inOrder"] = follow(document_.at("inOrder"));
    body["ok"] = complaints_.empty();
    if (complaints_.empty()) return body;
    std::string message = "the journal does not hold the calls that were expected";
    for (const std::string& complaint : complaints_) message += "\n" + complaint;
    body["error"] = {{"code", "verification-failed"}, {"message", std::move(message)}};
    return body;
  }

 private:
  json count(const json& expectation, const std::string& path) {
    const Expected expected(reader_, expectation, path);
    const Bounds bounds = bounds_of(expectation, path);
    json found = json::array();
    for (const ReadCall& read : calls_)
      if (expected.differences(read).empty()) found.push_back(read.call.id);
    const std::size_t number = found.size();
    json body = {{"expected", bounds.says() + ": " + expected.says()}, {"found", number}, {"ids", std::move(found)}};
    const std::string head = path + ": expected " + bounds.says() + " of " + expected.says();
    body["ok"] = number >= bounds.least && number <= bounds.most;
    if (number < bounds.least) {
      body["nearest"] = nearest(expected);
      complaints_.push_back(head + ", found " + std::to_string(number) + words(body["nearest"]));
    } else if (number > bounds.most) {
      complaints_.push_back(head + ", found " + std::to_string(number) + list_of(expected));
    } else if (bounds.most != SIZE_MAX && dropped_ > 0) {
      body["ok"] = false;
      complaints_.push_back(head + ": cannot be told, since the calls up to #" + std::to_string(dropped_) +
                            " were pushed out of the journal; say \"after\", or let it keep more calls");
    }
    return body;
  }

  // Each step is looked for behind the one before it; other calls may stand between them.
  json follow(const json& steps) {
    json found = json::array();
    std::size_t from = 0;
    for (std::size_t at = 0; at < steps.size(); ++at) {
      const std::string path = "/inOrder/" + std::to_string(at);
      const Expected expected(reader_, steps[at], path);
      if (found.size() < at) continue;  // one before it is missing: only its names are checked
      std::size_t here = from;
      while (here < calls_.size() && !expected.differences(calls_[here]).empty()) ++here;
      if (here < calls_.size()) {
        found.push_back(calls_[here].call.id);
        from = here + 1;
        continue;
      }
      complain_of_step(expected, path, from);
    }
    return {{"ok", found.size() == steps.size()}, {"ids", std::move(found)}};
  }

  void complain_of_step(const Expected& expected, const std::string& path, std::size_t from) {
    std::string complaint = path + ": expected " + expected.says();
    if (from > 0) complaint += " behind " + title_of(calls_[from - 1].call);
    for (std::size_t at = 0; at < from; ++at)
      if (expected.differences(calls_[at]).empty()) {
        complaints_.push_back(complaint + ", but it came earlier\n  found " + title_of(calls_[at].call));
        return;
      }
    complaints_.push_back(complaint + ", found none" + words(nearest(expected)));
  }

  // The calls with the fewest differences, the newest first among equals.
  json nearest(const Expected& expected) const {
    struct Near {
      const Call* call = nullptr;
      std::vector<Difference> differences = {};
    };
    std::vector<Near> all;
    for (auto read = calls_.rbegin(); read != calls_.rend(); ++read)
      all.push_back({&read->call, expected.differences(*read)});
    std::erase_if(all, [](const Near& near) { return near.differences.empty(); });
    std::ranges::stable_sort(all, {}, [](const Near& near) {
      const bool other = near.differences[0].member == "service" || near.differences[0].member == "operation";
      return near.differences.size() + (other ? 100 : 0);
    });
    json list = json::array();
    for (const Near& near : all) {
      if (list.size() == kMostNearest) break;
      json differences = json::array();
      for (const Difference& one : near.differences)
        differences.push_back({{"member", one.member}, {"expected", one.expected}, {"was", one.was}});
      list.push_back({{"id", near.call->id}, {"call", title_of(*near.call)}, {"differs", std::move(differences)}});
    }
    return list;
  }

  static std::string words(const json& nearest) {
    std::string said;
    for (const json& near : nearest) {
      said += "\n  near: " + near.at("call").get<std::string>();
      for (const json& one : near.at("differs"))
        said += "\n    " + one.at("member").get<std::string>() + ": expected " + one.at("expected").get<std::string>() +
                ", was " + one.at("was").get<std::string>();
    }
    return said;
  }

  std::string list_of(const Expected& expected) const {
    std::string said;
    for (const ReadCall& read : calls_)
      if (expected.differences(read).empty()) said += "\n  found " + title_of(read.call);
    return said;
  }

  const CallReader& reader_;
  const json& document_;
  std::uint64_t after_ = 0;
  std::uint64_t dropped_ = 0;
  std::vector<ReadCall> calls_;
  std::vector<std::string> complaints_;
};

}  // namespace

json verify(const Journal& journal, const CallReader& reader, const json& document) {
  return Verification(journal, reader, document).run();
}

}  // namespace control
