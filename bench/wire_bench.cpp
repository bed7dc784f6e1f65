// Bytes to messages and back.
#include <benchmark/benchmark.h>

#include "bench/call.hpp"
#include "wire/validate.hpp"
#include "wire/xml_reader.hpp"

namespace bench {
namespace {

using contract::Code;

void set_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

void read_xml(benchmark::State& state, const Message& message) {
  for (auto _ : state) benchmark::DoNotOptimize(wire::read_xml(message.envelope));
  set_bytes(state, message.envelope);
}

// From the bytes of a body to an operation with its tree.
void route(benchmark::State& state, const Message& message) {
  const std::string action = message.soap_action();
  for (auto _ : state) benchmark::DoNotOptimize(routed(message, action));
  set_bytes(state, message.envelope);
}

// The same, and on to the filled message.
void decode(benchmark::State& state, const Message& message) {
  const std::string action = message.soap_action();
  for (auto _ : state) {
    wire::SoapCall call = routed(message, action);
    with_messages(call.operation(), [&](void* request, void*) {
      std::optional<wire::AuthHeader> auth;
      bool has_request = false;
      benchmark::DoNotOptimize(call.read(request, auth, has_request));
    });
  }
  set_bytes(state, message.envelope);
}

void validate(benchmark::State& state, const Message& message) {
  with_request(message, [&](wire::SoapCall& call, const services::Origin&, void* request, void*) {
    for (auto _ : state) benchmark::DoNotOptimize(wire::validate(*call.operation().request, request));
  });
}

void encode(benchmark::State& state, const Message& message) {
  const auto sandbox = default_sandbox();
  std::string out;
  with_request(message, [&](wire::SoapCall& call, const services::Origin& origin, void* request, void* response) {
    expect(services::serve(sandbox->state(), contract::assumed_profile(), call.operation(), origin, request, response)
               .code,
           Code::Success);
    for (auto _ : state) {
      std::string answer;
      wire::append_answer(call.version(), call.operation(), response, answer);
      benchmark::DoNotOptimize(answer);
      out = std::move(answer);
    }
  });
  set_bytes(state, out);
}

BENCHMARK_CAPTURE(read_xml, GetEntityHierarchy, get_entity_hierarchy());
BENCHMARK_CAPTURE(read_xml, CreatePartner, create_partner());
BENCHMARK_CAPTURE(route, GetEntityHierarchy, get_entity_hierarchy());
BENCHMARK_CAPTURE(decode, GetEntityHierarchy, get_entity_hierarchy());
BENCHMARK_CAPTURE(decode, CancelEntity, cancel_entity());
BENCHMARK_CAPTURE(decode, CreatePartner, create_partner());
BENCHMARK_CAPTURE(validate, GetEntityHierarchy, get_entity_hierarchy());
BENCHMARK_CAPTURE(validate, CreatePartner, create_partner());
BENCHMARK_CAPTURE(encode, GetEntityHierarchy, get_entity_hierarchy());
BENCHMARK_CAPTURE(encode, CancelEntity, cancel_entity());

}  // namespace
}  // namespace bench
