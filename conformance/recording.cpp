#include "conformance/recording.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>

#include "conformance/effects.hpp"
#include "conformance/read_file.hpp"

namespace conformance {
namespace {

using contract::FieldDesc;
using contract::Kind;

constexpr std::size_t kShortestReason = 10;
constexpr std::size_t kLongestSentence = 2000;  // longer texts are files, not sentences

class References {
 public:
  explicit References(const std::string& mark) : mark_(mark) {}

  Json message(const Json& value, const contract::TypeDesc& type) {
    if (!value.is_object()) return value;
    Json out = Json::object();
    for (const auto& [name, member] : value.items()) {
      const auto field = std::ranges::find(type.fields, std::string_view(name), &FieldDesc::name);
      out[name] = field == type.fields.end() ? member : this->field(member, *field);
    }
    return out;
  }

 private:
  Json field(const Json& value, const FieldDesc& field) {
    if (field.is_array() && value.is_array()) {
      Json out = Json::array();
      for (const Json& item : value) out.push_back(one(item, field));
      return out;
    }
    return one(value, field);
  }

  Json one(const Json& value, const FieldDesc& field) {
    if (value.is_null()) return value;
    if (field.type->kind == Kind::object) return message(value, *field.type);
    const std::string kind = kind_of(value, field);
    if (kind.empty()) return value.is_string() ? Json(without_times(without_host(value.get<std::string>()))) : value;
    // Which times are the same depends on how fast the calls came.
    if (kind == "time") return "<time>";
    return reference(kind, value.is_string() ? value.get<std::string>() : value.dump());
  }

  // The host of a link is another one for every target, and its token for every call.
  static std::string without_host(const std::string& text) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return text;
    const auto end = text.find('/', text.find("://") + 3);
    std::string out = "<host>" + (end == std::string::npos ? "" : text.substr(end));
    const auto token = out.find("token=");
    if (token == std::string::npos) return out;
    const auto begin = token + std::string_view("token=").size();
    return out.replace(begin, std::min(out.find('&', begin), out.size()) - begin, "***");
  }

  // Sentences of the service name moments: "completed successfully on 11/23/2026 8:59 PM".
  static std::string without_times(const std::string& text) {
    static const std::regex moment(R"(\b\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2} [AP]M\b)");
    return text.size() > kLongestSentence ? text : std::regex_replace(text, moment, "<time>");
  }

  // The kind of reference a value becomes; empty for one that is compared as it is.
  std::string kind_of(const Json& value, const FieldDesc& field) const {
    if (value.is_string() && value.get_ref<const std::string&>().empty()) return "";
    if (field.rules.secret || is_secret_name(field.name)) return "secret";
    if (field.name == "Message") return "message";
    if (value == Json(0)) return "";
    if (const auto addressed = addressed_by(field.name)) {
      if (*addressed == Address::Kind::entity) return "entity";
      return *addressed == Address::Kind::user ? "user" : "id";
    }
    if (field.type->kind == Kind::guid) return "guid";
    if (field.type->kind == Kind::date_time)
      return value.is_string() && value.get_ref<const std::string&>().starts_with("0001-01-01") ? "" : "time";
    const bool marked =
        !mark_.empty() && value.is_string() && value.get_ref<const std::string&>().find(mark_) != std::string::npos;
    return marked ? "name" : "";
  }

  std::string reference(const std::string& kind, const std::string& value) {
    auto& known = seen_[kind];
    const auto at = std::ranges::find(known, value);
    const auto number = at - known.begin() + 1;
    if (at == known.end()) known.push_back(value);
    return "<" + kind + ":" + std::to_string(number) + ">";
  }

  const std::string& mark_;
  std::map<std::string, std::vector<std::string>> seen_;
};

Json recorded_answer(const std::string& step, const contract::Service* called, const HttpResponse& response,
                     References& references) {
  Json out = {{"step", step}, {"status", response.status}};
  const std::string* type = response.header("Content-Type");
  if (type) out["contentType"] = *type;
  if (!called) return out;
  const Answer answer = read_answer(*called, response);
  if (answer.fault) out["fault"] = {{"code", answer.fault->code}, {"text", answer.fault->text}};
  if (answer.operation) out["result"] = references.message(answer.result, *answer.operation->response);
  if (!answer.complaints.empty()) out["complaints"] = answer.complaints;
  return out;
}

Json recorded_step(const StepRun& step, const contract::Registry& registry, References& references) {
  const bool is_call = step.step->kind == StepKind::call;
  return recorded_answer(describe(*step.step), is_call ? find_target(registry, step.step->subject).service : nullptr,
                         step.response, references);
}

std::string file_of(const std::string& directory, const std::string& id) {
  return directory + "/" + id + ".recorded.json";
}

// "result.Entities[3].EntityName" -> "Entities.EntityName"
std::string field_of(std::string_view path) {
  if (path.starts_with("result.")) path.remove_prefix(7);
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) out += c;
    if (c == ']') inside = false;
  }
  return out;
}

class Comparing {
 public:
  explicit Comparing(const Noise& noise) : noise_(noise) {}

  void step(const Json& left, const Json& right) {
    step_ = (left.is_null() ? right : left).value("step", "");
    const auto from = step_.find(' ') + 1;
    operation_ = step_.substr(from, step_.find(' ', from) - from);
    compare(left, right, "");
  }
  std::vector<Difference> found;

 private:
  static std::string show(const Json* value) {
    const std::string text = value ? value->dump(-1, ' ', false, Json::error_handler_t::replace) : "absent";
    return text.size() > 300 ? text.substr(0, 300) + "..." : text;
  }
  void differ(const std::string& path, const Json* left, const Json* right) {
    if (!noise_.covers(operation_, path)) found.push_back({step_, path, show(left), show(right)});
  }

  void compare(const Json& left, const Json& right, const std::string& path) {
    if (left.is_object() && right.is_object()) return compare_members(left, right, path);
    if (!left.is_array() || !right.is_array()) {
      if (left != right) differ(path, &left, &right);
      return;
    }
    for (std::size_t at = 0; at < std::max(left.size(), right.size()); ++at) {
      const std::string place = path + "[" + std::to_string(at) + "]";
      if (at < left.size() && at < right.size())
        compare(left[at], right[at], place);
      else
        differ(place, at < left.size() ? &left[at] : nullptr, at < right.size() ? &right[at] : nullptr);
    }
  }

  void compare_members(const Json& left, const Json& right, const std::string& path) {
    const std::string before = path.empty() ? "" : path + ".";
    for (const auto& [name, value] : left.items()) {
      const auto other = right.find(name);
      if (other == right.end())
        differ(before + name, &value, nullptr);
      else
        compare(value, *other, before + name);
    }
    for (const auto& [name, value] : right.items())
      if (!left.contains(name)) differ(before + name, nullptr, &value);
  }

  const Noise& noise_;
  std::string step_;
  std::string operation_;
};

}  // namespace

Json recording_of(const ScenarioRun& run, const contract::Registry& registry, const std::string& mark) {
  References references(mark);
  Json steps = Json::array();
  for (const StepRun& step : run.steps)
    if (step.answered()) steps.push_back(recorded_step(step, registry, references));
  return {{"id", run.scenario->id}, {"verdict", name_of(run.verdict)}, {"steps", std::move(steps)}};
}

struct AnswerRecorder::Impl {
  std::string mark = {};
  References references{mark};
};

AnswerRecorder::AnswerRecorder() : impl_(std::make_unique<Impl>()) {}
AnswerRecorder::~AnswerRecorder() = default;

Json AnswerRecorder::record(const std::string& step, const contract::Service* called, const HttpResponse& response) {
  return recorded_answer(step, called, response, impl_->references);
}

void write_recording(const std::string& directory, const Recorded& recorded, const Report& report) {
  const std::string file = file_of(directory, recorded.content.at("id").get<std::string>());
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), failed);
  const Json whole = {{"recordedAt", recorded.at}, {"target", recorded.target}, {"recording", recorded.content}};
  std::ofstream out(file, std::ios::binary);
  out << report.clean(whole.dump(2, ' ', false, Json::error_handler_t::replace)) << "\n";
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file);
}

bool has_recording(const std::string& directory, const std::string& id) {
  return std::filesystem::is_regular_file(file_of(directory, id));
}

Recorded read_recording(const std::string& directory, const std::string& id) {
  const std::string file = file_of(directory, id);
  const Document document(file, read_file(file));
  const Json& root = document.root();
  const bool sound = root.is_object() && root.contains("recording") && root.at("recording").is_object() &&
                     root.at("recording").contains("steps") && root.at("recording").at("steps").is_array() &&
                     root.contains("recordedAt") && root.at("recordedAt").is_string() && root.contains("target") &&
                     root.at("target").is_string();
  if (!sound) throw document.complaint("", "is no recording");
  return {root.at("recordedAt").get<std::string>(), root.at("target").get<std::string>(), root.at("recording")};
}

Noise::Noise(std::string file, std::string_view text) {
  const Document document(std::move(file), text);
  if (!document.root().is_object()) throw document.complaint("", "is an object of operations");
  for (const auto& [operation, fields] : document.root().items()) {
    const std::string path = "/" + pointer_token(operation);
    if (operation.find('.') == std::string::npos || operation.find('*') != std::string::npos)
      throw document.complaint(path, "noise belongs to one operation: write Service.Operation");
    if (!fields.is_object()) throw document.complaint(path, "is an object of fields, each with its reason");
    for (const auto& [field, reason] : fields.items()) {
      const std::string place = path + "/" + pointer_token(field);
      if (field.empty() || field.find_first_of("*[") != std::string::npos)
        throw document.complaint(place, "a field is a path without indices, \"Entities.EntityName\"");
      if (!reason.is_string() || reason.get_ref<const std::string&>().size() < kShortestReason)
        throw document.complaint(place, "needs a reason in words");
      fields_[operation].push_back(field);
    }
  }
}

bool Noise::covers(const std::string& operation, const std::string& path) const {
  const auto at = fields_.find(operation);
  if (at == fields_.end()) return false;
  const std::string field = field_of(path);
  return std::ranges::any_of(
      at->second, [&](const std::string& known) { return field == known || field.starts_with(known + "."); });
}

std::vector<Difference> differences(const Json& left, const Json& right, const Noise& noise) {
  Comparing comparing(noise);
  const Json& a = left.at("steps");
  const Json& b = right.at("steps");
  for (std::size_t at = 0; at < std::max(a.size(), b.size()); ++at)
    comparing.step(at < a.size() ? a[at] : Json(), at < b.size() ? b[at] : Json());
  return std::move(comparing.found);
}

}  // namespace conformance
