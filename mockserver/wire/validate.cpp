// The checking side of the codec.
#include "wire/validate.hpp"

#include <algorithm>
#include <limits>

#include "contract/registry.hpp"
#include "wire/patterns.hpp"

namespace wire {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Rules;

// Length as .NET counts it: characters beyond the basic plane are two.
std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::optional<std::int64_t> number_of(Kind kind, const void* value) {
  switch (kind) {
    case Kind::int16:
      return *static_cast<const std::int16_t*>(value);
    case Kind::int32:
      return *static_cast<const std::int32_t*>(value);
    case Kind::int64:
      return *static_cast<const std::int64_t*>(value);
    case Kind::unsigned_byte:
      return *static_cast<const std::uint8_t*>(value);
    default:
      return std::nullopt;
  }
}

std::string text_fault(const Rules& rules, const std::string& text) {
  if (text.empty() && rules.required) return "must not be empty";
  if (text.empty() && !rules.pattern_on_empty) return {};
  if (rules.max_length != std::numeric_limits<std::size_t>::max() && utf16_length(text) > rules.max_length)
    return "must have at most " + std::to_string(rules.max_length) + " characters";
  if (rules.pattern && !matches(*rules.pattern, text)) return "must match " + std::string(rules.pattern->verbatim);
  return {};
}

std::string number_fault(const FieldDesc& field, std::int64_t number) {
  const Rules& rules = field.rules;
  if (number < rules.min) return "must be >= " + std::to_string(rules.min);
  if (number > rules.max) return "must be <= " + std::to_string(rules.max);
  if (!rules.one_of.empty() && std::ranges::find(rules.one_of, number) == rules.one_of.end())
    return contract::describe_rules(field);
  return {};
}

std::string value_fault(const FieldDesc& field, const void* value) {
  const Kind kind = field.type->kind == Kind::adapted ? field.type->stored->kind : field.type->kind;
  if (kind == Kind::string) return text_fault(field.rules, *static_cast<const std::string*>(value));
  if (const auto number = number_of(kind, value)) return number_fault(field, *number);
  return {};
}

class Check {
 public:
  explicit Check(const contract::Profile& profile) : profile_(profile), as_declared_(profile.is_assumed()) {}

  std::optional<FieldError> message(const contract::TypeDesc& type, const void* message,
                                    const std::string& prefix) const {
    for (const FieldDesc& field : type.fields) {
      const contract::Answer* answer = answer_to(field);
      if (answer && answer->checks == contract::FieldChecks::none) continue;
      const FieldDesc changed = answer ? under(*answer, field) : FieldDesc{};
      auto error = member(answer ? changed : field, message, prefix);
      if (!error) continue;
      if (error->field == &changed) error->field = &field;
      return error;
    }
    return std::nullopt;
  }

 private:
  // The answer that changes the field's checks, if any.
  const contract::Answer* answer_to(const FieldDesc& field) const {
    if (as_declared_ || field.rules.question.empty()) return nullptr;
    const contract::Answer* answer = profile_.chosen(field.rules.question);
    const bool changes = answer && (answer->checks != contract::FieldChecks::as_declared || answer->pattern);
    return changes ? answer : nullptr;
  }

  static FieldDesc under(const contract::Answer& answer, FieldDesc field) {
    if (answer.checks == contract::FieldChecks::not_of_empty) field.rules.required = false;
    if (answer.checks == contract::FieldChecks::not_of_empty) field.rules.pattern_on_empty = false;
    if (answer.pattern) field.rules.pattern = answer.pattern;
    return field;
  }

  std::optional<FieldError> member(const FieldDesc& field, const void* message, const std::string& prefix) const {
    const bool object = field.type->kind == Kind::object;
    if (!object && !field.rules.any()) return std::nullopt;
    const auto path = [&](std::size_t index) {
      return prefix + std::string(field.name) + (field.is_array() ? "[" + std::to_string(index) + "]" : "");
    };
    if (field.rules.required && !field.present(message))
      return FieldError{&field, prefix + std::string(field.name),
                        field.type->kind == Kind::string && !field.is_array() ? "must not be empty" : "must be given"};
    for (std::size_t i = 0; i < field.count(message); ++i) {
      const void* value = field.find(message, i);
      if (!value) continue;  // null items are the operation's own business
      if (object) {
        if (auto error = this->message(*field.type, value, path(i) + ".")) return error;
      } else if (std::string reason = value_fault(field, value); !reason.empty()) {
        return FieldError{&field, path(i), std::move(reason)};
      }
    }
    return std::nullopt;
  }

  const contract::Profile& profile_;
  const bool as_declared_;
};

}  // namespace

std::optional<FieldError> validate(const contract::TypeDesc& type, const void* message,
                                   const contract::Profile& profile) {
  return Check(profile).message(type, message, "");
}

}  // namespace wire
