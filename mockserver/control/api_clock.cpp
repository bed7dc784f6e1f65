// The routes of the clock.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(clock_routes_schema);

ApiReply get_clock(ApiCall& call) { return {.body = clock_json(call.sandbox().clock())}; }

ApiReply freeze(ApiCall& call) {
  const auto at = instant_member(call.body, "at");
  return {.body = clock_json(at ? call.sandbox().freeze_clock(*at) : call.sandbox().freeze_clock())};
}

ApiReply resume(ApiCall& call) { return {.body = clock_json(call.sandbox().resume_clock())}; }

ApiReply advance(ApiCall& call) {
  const auto by = text_member(call.body, "by");
  const auto to = instant_member(call.body, "to");
  if (by.has_value() == to.has_value()) {
    throw ApiError{.code = "bad-value", .message = "needs either \"by\", a duration, or \"to\", an instant"};
  }
  if (to) return {.body = clock_json(call.sandbox().advance_clock_to(*to))};
  if (by->starts_with('-')) {
    throw ApiError{.status = 409, .code = "clock-backwards", .message = "time cannot run backwards", .path = "/by"};
  }
  const auto step = parse_duration(*by);
  if (!step) {
    throw ApiError{
        .code = "bad-value", .message = "must be a duration such as \"8d\", \"1h30m\" or \"PT8H\"", .path = "/by"};
  }
  return {.body = clock_json(call.sandbox().advance_clock(*step))};
}

ApiReply reset_clock(ApiCall& call) { return {.body = clock_json(call.sandbox().reset_clock())}; }

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "clock",
          .says = "The clock every date comes from.",
          .handle = get_clock,
          .answer = "Clock"},
    Route{.method = "POST",
          .path = "clock/freeze",
          .says = "Stops the clock, now or at an instant; what would have happened until then happens.",
          .handle = freeze,
          .body = "ClockFreeze",
          .answer = "Clock"},
    Route{.method = "POST",
          .path = "clock/resume",
          .says = "Lets the clock run on from where it stands.",
          .handle = resume,
          .answer = "Clock"},
    Route{.method = "POST",
          .path = "clock/advance",
          .says = "Moves time forward; what would have happened in between happens, in order.",
          .handle = advance,
          .body = "ClockAdvance",
          .answer = "Clock"},
    Route{.method = "POST",
          .path = "clock/reset",
          .says = "Back to the world's time, or to the real time where the world gives none.",
          .handle = reset_clock,
          .answer = "Clock"},
};

}  // namespace

json clock_json(const ClockReading& clock) { return {{"now", format_instant(clock.now)}, {"frozen", clock.frozen}}; }

RouteGroup clock_routes() { return {.name = "clock", .routes = kRoutes, .schema = clock_routes_schema()}; }

}  // namespace control
