// What a sandbox of its own costs each parallel worker: making it, its first call, a later one, memory while idle.
#include <malloc.h>
#include <time.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

#include "bench/messages.hpp"
#include "http/application.hpp"

namespace bench {
namespace {

// Milliseconds of processor time of this thread: other programs do not count.
double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Of the process, in KB.
double resident_kb() {
  std::ifstream statm("/proc/self/statm");
  long size = 0;
  long resident = 0;
  statm >> size >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / 1024;
}

http::Request request_of(std::string_view method, const std::string& target, std::string body) {
  http::Request request{.method = std::string(method), .target = target, .path = target, .body = std::move(body)};
  request.headers = {{"Host", "localhost"}};
  request.remote_address = request.local_address = "127.0.0.1";
  return request;
}

struct Times {
  std::vector<double> ms = {};
  double at(double share) {
    std::sort(ms.begin(), ms.end());
    return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
  }
};

// Answers in `times` what each request cost; throws if one is not answered as it should be.
void measure(http::Application& application, Times& times, const http::Request& request, int expected) {
  const double start = processor_ms();
  const http::Response response = application.answer(request);
  times.ms.push_back(processor_ms() - start);
  if (response.status != expected) throw std::runtime_error(request.target + ": " + response.body);
}

void print(const char* what, Times& times) {
  std::cout << std::left << std::setw(34) << what << std::right << std::fixed << std::setprecision(3) << std::setw(9)
            << times.at(0.5) << std::setw(9) << times.at(0.99) << "  ms\n";
}

void run(int count) {
  http::Application application(
      http::Options{.max_sandboxes = static_cast<std::size_t>(count), .sandbox_idle_timeout = std::nullopt});
  application.open();
  const Message message = get_entity_hierarchy();
  const auto call = [&](int i) {
    http::Request request = request_of("POST", "/sandboxes/s" + std::to_string(i) + message.path(), message.envelope);
    request.headers.add("Content-Type", "text/xml; charset=utf-8");
    request.headers.add("SOAPAction", message.soap_action());
    return request;
  };
  Times first;
  measure(application, first, request_of("PUT", "/sandboxes/first", "{}"), 201);  // makes the world's image
  application.answer(request_of("DELETE", "/sandboxes/first", ""));
  const double bytes = static_cast<double>(application.sandbox().take().size());

  Times created;
  Times first_call;
  Times next_call;
  const double before = resident_kb();
  for (int i = 0; i < count; ++i)
    measure(application, created, request_of("PUT", "/sandboxes/s" + std::to_string(i), "{}"), 201);
  const double fresh = resident_kb();
  for (int i = 0; i < count; ++i) measure(application, first_call, call(i), 200);
  for (int i = 0; i < count; ++i) measure(application, next_call, call(i), 200);
  const double used = resident_kb();
  for (int i = 0; i < count; ++i) application.sandboxes().find("s" + std::to_string(i))->release_memory();
  malloc_trim(0);
  const double idle = resident_kb();

  std::cout << count << " sandboxes with the default world (processor time; median, p99)\n";
  print("the first, which loads the world", first);
  print("create", created);
  print("its first GetEntityHierarchy", first_call);
  print("a later one", next_call);
  const auto each = [&](const char* what, double kb) {
    std::cout << std::left << std::setw(34) << what << std::right << std::fixed << std::setprecision(0) << std::setw(9)
              << (kb - before) / count << "  KB, its data " << bytes / 1024 << " of them\n";
  };
  each("memory of one not used yet", fresh);
  each("of one after two calls", used);
  each("of an idle one", idle);
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try {
  CLI::App app("What sandboxes cost.");
  int count = 1'000;
  app.add_option("--count", count, "How many at once")->check(CLI::Range(1, 100'000))->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  bench::run(count);
} catch (const std::exception& error) {
  std::cerr << "sandboxes_bench: " << error.what() << "\n";
  return 1;
}
