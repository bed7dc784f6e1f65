#include "control/fault_document.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "contract/field_path.hpp"
#include "control/api_request.hpp"
#include "control/json_schema.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using contract::FieldDesc;
using contract::Operation;
using contract::Service;
using nlohmann::json;
using std::chrono::nanoseconds;

constexpr std::int64_t kNanosecondsPerTick = 100;
constexpr const char* kDuration = "must be a duration such as \"250ms\", \"90s\" or \"10m\"";

[[noreturn]] void refuse(std::string path, std::string message) {
  throw ApiError{.code = "bad-value", .message = std::move(message), .path = std::move(path)};
}

[[noreturn]] void refuse_name(const std::string& path, const std::string& what, const std::string& name,
                              const std::vector<std::string>& known) {
  const std::string nearest = nearest_name(name, known);
  refuse(path, "there is no " + what + " \"" + name + "\"" +
                   (nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?"));
}

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

std::int64_t ticks(const json& text, const std::string& path) {
  const auto duration = parse_duration(text.get_ref<const std::string&>());
  if (!duration) refuse(path, kDuration);
  return *duration;
}

// ---- which calls ---------------------------------------------------------------------------------------------------

// The operations that a fault can be about.
std::vector<const Operation*> operations_of(const FaultRule& rule, const contract::Registry& registry) {
  std::vector<const Operation*> found;
  for (const Service* service : registry.services()) {
    if (!rule.service.empty() && service->name != rule.service) continue;
    for (const Operation& operation : service->operations) {
      if (rule.operation.empty() || operation.name == rule.operation) found.push_back(&operation);
    }
  }
  return found;
}

void check_names(const FaultRule& rule, const contract::Registry& registry) {
  std::vector<std::string> services;
  std::vector<std::string> operations;
  for (const Service* service : registry.services()) {
    services.emplace_back(service->name);
    if (!rule.service.empty() && service->name != rule.service) continue;
    for (const Operation& operation : service->operations) operations.emplace_back(operation.name);
  }
  if (!rule.service.empty() && std::ranges::find(services, rule.service) == services.end()) {
    refuse_name("/match/service", "service", rule.service, services);
  }
  if (!rule.operation.empty() && std::ranges::find(operations, rule.operation) == operations.end()) {
    refuse_name("/match/operation", rule.service.empty() ? "operation" : "operation of " + rule.service, rule.operation,
                operations);
  }
}

// The field must be there in one of the operations at least, and hold a value that may be looked at.
void check_path(const std::string& at, const std::string& path, const std::vector<const Operation*>& operations) {
  std::vector<std::string> known;
  for (const Operation* operation : operations) {
    const std::vector<const FieldDesc*> rows = contract::rows_of(*operation->request, path);
    if (rows.empty()) {
      std::ranges::move(contract::value_paths(*operation->request), std::back_inserter(known));
      continue;
    }
    if (std::ranges::any_of(rows, [](const FieldDesc* row) { return row->rules.secret; })) {
      refuse(at, "\"" + path + "\" is a secret: faults do not look at it");
    }
    if (rows.back()->type->kind == contract::Kind::object) {
      refuse(at, "\"" + path + "\" has no value of its own; name an element in it");
    }
    return;
  }
  refuse_name(at, "field", path, known);
}

std::string condition_text(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

FieldCondition condition_of(const json& field, const std::string& at) {
  const bool equals = field.contains("equals");
  if (equals == field.contains("like")) refuse(at, "needs either \"equals\" or \"like\"");
  return {
      .path = field.at("path"), .text = condition_text(field.at(equals ? "equals" : "like")), .is_pattern = !equals};
}

std::vector<CallRange> ranges_of(const json& nth) {
  std::vector<CallRange> ranges;
  if (nth.is_object()) {
    const CallRange range = {.first = nth.at("from"),
                             .last = nth.value("to", std::numeric_limits<std::uint64_t>::max())};
    if (range.last < range.first) refuse("/match/nth/to", "must be >= \"from\"");
    return {range};
  }
  for (const json& one : nth.is_array() ? nth : json::array({nth})) {
    const auto number = one.get<std::uint64_t>();
    ranges.push_back({.first = number, .last = number});
  }
  return ranges;
}

void read_match(const json& match, const contract::Registry* registry, FaultRule& rule) {
  rule.service = match.value("service", "");
  rule.operation = match.value("operation", "");
  rule.caller = match.value("caller", "");
  if (match.contains("entity")) rule.entity = match.at("entity").get<std::int64_t>();
  if (match.contains("nth")) rule.nth = ranges_of(match.at("nth"));
  if (registry != nullptr) check_names(rule, *registry);
  const json fields = match.value("fields", json::array());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string at = pointer("/match/fields", i);
    rule.fields.push_back(condition_of(fields[i], at));
    if (registry != nullptr) check_path(at + "/path", rule.fields.back().path, operations_of(rule, *registry));
  }
}

// ---- what happens --------------------------------------------------------------------------------------------------

nanoseconds latency_time(const json& text, const std::string& path) {
  const std::int64_t time = ticks(text, path);
  constexpr std::int64_t kMost = nanoseconds(kLongestLatency).count() / kNanosecondsPerTick;
  if (time > kMost) refuse(path, "must be at most 10 minutes");
  return nanoseconds(time * kNanosecondsPerTick);
}

// All of the members, and no others.
bool has_just(const json& object, std::initializer_list<const char*> names) {
  return object.size() == names.size() &&
         std::ranges::all_of(names, [&](const char* name) { return object.contains(name); });
}

Latency percentiles(const json& given, const std::string& path) {
  struct Percentile {
    const char* name;
    double percent;
  };
  constexpr std::array<Percentile, 7> kPercentiles = {
      {{"p0", 0}, {"p50", 50}, {"p75", 75}, {"p90", 90}, {"p95", 95}, {"p99", 99}, {"p100", 100}}};
  Latency latency = {.points = {{}}};
  for (const auto& [name, percent] : kPercentiles) {
    const auto found = given.find(name);
    if (found == given.end()) continue;
    const nanoseconds time = latency_time(*found, pointer(path, name));
    if (time < latency.points.back().time) refuse(pointer(path, name), "must not be below the percentile before it");
    if (percent == 0) latency.points.clear();
    latency.points.push_back({.percent = percent, .time = time});
  }
  if (latency.points.size() != given.size() + (given.contains("p0") ? 0U : 1U)) {
    refuse(path,
           "needs \"from\" and \"to\", or \"mean\" and \"deviation\", or percentiles such as \"p50\" and \"p99\"");
  }
  return latency;
}

Latency latency_of(const json& given) {
  const std::string path = "/effect/latency";
  if (given.is_string()) {
    const nanoseconds time = latency_time(given, path);
    return {.points = {{.percent = 0, .time = time}, {.percent = 100, .time = time}}};
  }
  if (has_just(given, {"from", "to"})) {
    const nanoseconds from = latency_time(given.at("from"), path + "/from");
    const nanoseconds to = latency_time(given.at("to"), path + "/to");
    if (to < from) refuse(path + "/to", "must not be below \"from\"");
    return {.points = {{.percent = 0, .time = from}, {.percent = 100, .time = to}}};
  }
  if (has_just(given, {"mean", "deviation"})) {
    return {.mean = latency_time(given.at("mean"), path + "/mean"),
            .deviation = latency_time(given.at("deviation"), path + "/deviation")};
  }
  if (given.empty()) refuse(path, "needs a distribution");
  return percentiles(given, path);
}

contract::Code code_of(const std::string& name) {
  for (const contract::CodeInfo& info : contract::codes()) {
    if (info.name == name) return info.code;
  }
  refuse_name("/effect/code", "result code", name, names_of(contract::codes()));
}

bool is_token(const std::string& name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

void read_headers(const json& headers, FaultEffect::HttpAnswer& answer) {
  constexpr std::array<std::string_view, 4> kFrontsOwn = {"content-length", "connection", "transfer-encoding", "date"};
  for (const auto& [name, value] : headers.items()) {
    const std::string path = pointer("/effect/http/headers", name);
    if (!is_token(name)) refuse(path, "is not the name of a header");
    std::string folded = name;
    std::ranges::transform(folded, folded.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (std::ranges::find(kFrontsOwn, folded) != kFrontsOwn.end()) refuse(path, "is set by the server alone");
    if (!value.is_string()) refuse(path, "must be a string");
    const auto& text = value.get_ref<const std::string&>();
    const bool is_line =
        std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (!is_line || text.size() > 4'000) refuse(path, "must be one line of at most 4000 bytes");
    answer.headers.emplace_back(name, text);
  }
}

FaultEffect::HttpAnswer http_answer(const json& http) {
  FaultEffect::HttpAnswer answer = {.status = http.at("status"), .body = http.value("body", "")};
  if (!answer.body.empty() && (answer.status == 204 || answer.status == 304)) {
    refuse("/effect/http/body", "contradicts the status: an answer " + std::to_string(answer.status) + " has no body");
  }
  read_headers(http.value("headers", json::object()), answer);
  return answer;
}

// The place of a text in a list of names that the schema has checked it against.
template <class Enum, std::size_t N>
Enum named(const std::array<const char*, N>& names, const json& name) {
  return static_cast<Enum>(std::ranges::find(names, name.get_ref<const std::string&>()) - names.begin());
}

FaultEffect effect_of(const json& given) {
  constexpr std::array<const char*, 3> kConnections = {"", "dropped", "reset"};
  constexpr std::array<const char*, 4> kBodies = {"", "truncated", "malformed", "wrongContentType"};
  if (given.empty()) refuse("/effect", "needs an effect, such as \"code\", \"soapFault\", \"http\" or \"latency\"");
  FaultEffect effect = {.after = given.value("when", "") == "after",
                        .mail_fails = given.contains("mailFails"),
                        .shadowprotect_fails = given.contains("shadowProtectFails"),
                        .bytes_per_second = given.value("bytesPerSecond", std::int64_t{0})};
  if (given.contains("code")) effect.code = {.code = code_of(given.at("code")), .message = given.value("message", "")};
  if (given.contains("soapFault")) {
    const json& fault = given.at("soapFault");
    effect.soap_fault = {.who = named<contract::Fault::Who>(kFaultCodes, fault.value("code", "Server")),
                         .message = fault.at("text")};
  }
  if (given.contains("http")) effect.http = http_answer(given.at("http"));
  if (given.contains("connection")) {
    effect.connection = named<FaultEffect::Connection>(kConnections, given.at("connection"));
  }
  if (given.contains("body")) effect.body = named<FaultEffect::Body>(kBodies, given.at("body"));
  if (given.contains("latency")) effect.latency = latency_of(given.at("latency"));
  if (given.contains("message") && (!effect.code || effect.code->code == contract::Code::Success)) {
    refuse("/effect/message", "needs a \"code\" other than Success");
  }
  if (given.contains("when") && !effect.replaces_answer()) {
    refuse("/effect/when", "needs \"code\", \"soapFault\", \"http\" or \"connection\"");
  }
  if (const auto wrong = contradiction(effect)) refuse("/effect/" + wrong->member, wrong->why);
  return effect;
}

}  // namespace

FaultRule fault_rule(const json& body, const contract::Registry* registry, state::Instant now) {
  FaultRule rule;
  read_match(body.value("match", json::object()), registry, rule);
  if (const auto skipped = body.value("after", std::uint64_t{0}); skipped > 0) {
    if (body.value("match", json::object()).contains("nth")) refuse("/after", "contradicts \"nth\": both count calls");
    rule.nth = {{.first = skipped + 1}};
  }
  if (body.contains("times")) rule.times = body.at("times").get<std::uint64_t>();
  if (body.contains("seed")) rule.seed = body.at("seed").get<std::uint64_t>();
  rule.probability = body.value("probability", 1.0);
  if (rule.probability <= 0) refuse("/probability", "must be above 0");
  if (body.contains("for")) {
    const std::int64_t time = ticks(body.at("for"), "/for");
    if (time == 0) refuse("/for", "must be longer than nothing");
    rule.until = time > state::kLastInstant - now ? state::kNever : now + time;
  }
  rule.effect = effect_of(body.at("effect"));
  rule.document = body;
  return rule;
}

json fault_json(const FaultReport& fault) {
  constexpr std::array<const char*, 3> kStates = {"active", "spent", "expired"};
  json body = fault.document;
  body["id"] = fault.id;
  body["state"] = kStates[static_cast<std::size_t>(fault.state)];
  body["matched"] = fault.matched;
  body["hits"] = fault.hits;
  body["left"] = fault.left ? json(*fault.left) : json();
  body["until"] = fault.until == state::kNever ? json() : json(format_instant(fault.until));
  body["neverHit"] = fault.hits == 0;
  return body;
}

}  // namespace control
