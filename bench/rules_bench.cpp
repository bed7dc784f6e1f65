// The pipeline behind the wire: credentials, checks, rule, change. The sandbox holds the default world.
#include <benchmark/benchmark.h>

#include "bench/call.hpp"

namespace bench {
namespace {

using contract::Code;

void rule(benchmark::State& state, const Message& message, Code wanted) {
  const auto sandbox = default_sandbox();
  with_request(message, [&](wire::SoapCall& call, const services::Origin& origin, void* request, void*) {
    for (auto _ : state)
      with_messages(call.operation(), [&](void*, void* response) {
        expect(
            services::serve(sandbox->state(), contract::assumed_profile(), call.operation(), origin, request, response)
                .code,
            wanted);
        benchmark::DoNotOptimize(response);
      });
  });
}

BENCHMARK_CAPTURE(rule, GetEntityHierarchy, get_entity_hierarchy(), Code::Success);
BENCHMARK_CAPTURE(rule, CancelEntity, cancel_entity(), Code::Success);
BENCHMARK_CAPTURE(rule, CreatePartner_RefusedByField, create_partner_of_no_quota(), Code::InvalidInputParameters);
BENCHMARK_CAPTURE(rule, CreatePartner_RefusedByRule, create_partner_beyond_quota(), Code::InvalidInputParameters);
// A fixed number, since each call leaves one partner more behind.
BENCHMARK_CAPTURE(rule, CreatePartner_Accepted, create_partner(), Code::Success)->Iterations(5'000);

}  // namespace
}  // namespace bench
