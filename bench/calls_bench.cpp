// Whole calls inside the process: from the HTTP request's values to those of the answer, the journal included, with no
// socket in between.
#include <benchmark/benchmark.h>

#include "bench/messages.hpp"
#include "http/application.hpp"

namespace bench {
namespace {

http::Request request_of(const Message& message) {
  http::Request request{.method = "POST", .target = message.path(), .path = message.path(), .body = message.envelope};
  request.headers = {{"Host", "localhost"},
                     {"Content-Type", "text/xml; charset=utf-8"},
                     {"SOAPAction", message.soap_action()},
                     {"Content-Length", std::to_string(message.envelope.size())}};
  request.remote_address = request.local_address = "127.0.0.1";
  return request;
}

// The application is shared: with several threads the calls meet at the sandbox's lock.
void call(benchmark::State& state, const Message& message, http::Options options = {}) {
  static std::unique_ptr<http::Application> application;
  if (state.thread_index() == 0) {
    application = std::make_unique<http::Application>(std::move(options));
    application->open();
  }
  const http::Request request = request_of(message);
  for (auto _ : state) {
    const http::Response response = application->answer(request);
    if (response.status != 200) state.SkipWithError("was answered with a fault");
    benchmark::DoNotOptimize(response);
  }
  if (state.thread_index() == 0) application.reset();
}

http::Options without_notes() {
  http::Options options;
  options.host.strictness = http::Strictness::off;
  return options;
}

BENCHMARK_CAPTURE(call, GetEntityHierarchy, get_entity_hierarchy())->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK_CAPTURE(call, GetEntityHierarchy_StrictnessOff, get_entity_hierarchy(), without_notes());
BENCHMARK_CAPTURE(call, CancelEntity, cancel_entity())->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK_CAPTURE(call, CreatePartner_RefusedByField, create_partner_of_no_quota());
BENCHMARK_CAPTURE(call, CreatePartner_RefusedByRule, create_partner_beyond_quota());
BENCHMARK_CAPTURE(call, CreatePartner_Accepted, create_partner())->Iterations(5'000);

}  // namespace
}  // namespace bench
