#include "control/fault_effect.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace control {
namespace {

using std::chrono::nanoseconds;

// From 0 up to, but not, 1.
double fraction(std::uint64_t drawn) { return static_cast<double>(drawn >> 11) * 0x1p-53; }

nanoseconds scaled(nanoseconds time, double factor) {
  return nanoseconds(static_cast<std::int64_t>(static_cast<double>(time.count()) * factor));
}

// Box and Muller's transformation of two even numbers into a normal one.
double normal(std::uint64_t first, std::uint64_t second) {
  return std::sqrt(-2 * std::log(1 - fraction(first))) * std::cos(2 * std::numbers::pi * fraction(second));
}

// Takes over what `from` says where `into` says nothing; false if both say something.
template <class T>
bool merge(T& into, const T& from, const T& nothing = {}) {
  if (from == nothing) return true;
  if (into != nothing) return false;
  into = from;
  return true;
}

template <class T>
bool merge(std::optional<T>& into, const std::optional<T>& from) {
  if (into && from) return false;
  if (from) into = from;
  return true;
}

void add(std::string& list, std::string_view part) { list.append(list.empty() ? "" : ", ").append(part); }

}  // namespace

nanoseconds Latency::draw(std::uint64_t first, std::uint64_t second) const {
  if (points.empty()) {
    const double away = normal(first, second) * static_cast<double>(deviation.count());
    const double time = static_cast<double>(mean.count()) + away;
    const auto most = static_cast<double>(nanoseconds(kLongestLatency).count());
    return nanoseconds(static_cast<std::int64_t>(std::clamp(time, 0.0, most)));
  }
  const double percent = fraction(first) * 100;
  const auto above = std::ranges::find_if(points, [percent](const Point& point) { return point.percent > percent; });
  if (above == points.begin() || above == points.end()) return points.back().time;
  const Point& below = *(above - 1);
  const double share = (percent - below.percent) / (above->percent - below.percent);
  return below.time + scaled(above->time - below.time, share);
}

std::string FaultEffect::text() const {
  std::string text;
  if (mail_fails) add(text, "mail fails");
  if (shadowprotect_fails) add(text, "ShadowProtect fails");
  if (code) add(text, contract::info(code->code).name);
  if (soap_fault) {
    add(text, "SOAP fault " + std::string(kFaultCodes[static_cast<std::size_t>(soap_fault->who)]));
  }
  if (http) add(text, "HTTP " + std::to_string(http->status));
  if (connection == Connection::dropped) add(text, "connection dropped");
  if (connection == Connection::reset) add(text, "connection reset");
  if (after) text += " after the operation";
  if (body == Body::truncated) add(text, "truncated body");
  if (body == Body::malformed) add(text, "malformed body");
  if (body == Body::wrong_content_type) add(text, "wrong content type");
  if (bytes_per_second > 0) add(text, std::to_string(bytes_per_second) + " bytes a second");
  if (latency) add(text, "held back");
  return text;
}

std::optional<Contradiction> contradiction(const FaultEffect& effect) {
  using Connection = FaultEffect::Connection;
  using Body = FaultEffect::Body;
  const char* first = effect.code ? "code" : effect.soap_fault ? "soapFault" : effect.http ? "http" : nullptr;
  const auto one_answer = [&](const char* second) {
    return Contradiction{second, std::string("contradicts \"") + first + "\": a call has one answer"};
  };
  if (effect.code && effect.soap_fault) return one_answer("soapFault");
  if ((effect.code || effect.soap_fault) && effect.http) return one_answer("http");
  if (first != nullptr && effect.connection != Connection::kept) return one_answer("connection");
  if (effect.after && !effect.replaces_answer()) {
    return Contradiction{"when", "needs an answer that is lost: \"code\", \"soapFault\", \"http\" or \"connection\""};
  }
  if (!effect.runs_operation() && (effect.mail_fails || effect.shadowprotect_fails)) {
    return Contradiction{effect.mail_fails ? "mailFails" : "shadowProtectFails",
                         "contradicts an answer without the operation; \"when\": \"after\" lets it run"};
  }
  const bool no_body = effect.connection != Connection::kept || (effect.http && effect.http->body.empty());
  if (no_body && (effect.body != Body::whole || effect.bytes_per_second > 0)) {
    return Contradiction{effect.body != Body::whole ? "body" : "bytesPerSecond",
                         "needs a body, and this answer has none"};
  }
  return std::nullopt;
}

std::optional<FaultEffect> both(const FaultEffect& one, const FaultEffect& other) {
  FaultEffect sum = one;
  const bool fits = merge(sum.code, other.code) && merge(sum.soap_fault, other.soap_fault) &&
                    merge(sum.http, other.http) && merge(sum.connection, other.connection) &&
                    merge(sum.after, other.after) && merge(sum.mail_fails, other.mail_fails) &&
                    merge(sum.shadowprotect_fails, other.shadowprotect_fails) && merge(sum.body, other.body) &&
                    merge(sum.latency, other.latency) && merge(sum.bytes_per_second, other.bytes_per_second);
  return fits && !contradiction(sum) ? std::optional(std::move(sum)) : std::nullopt;
}

}  // namespace control
