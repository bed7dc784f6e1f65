// The load test: mockserver from outside, beside the same HTTP front answering a constant and nginx answering the same
// constant, pass by pass in turn, so that a noisy machine is noisy for all of them. Says pass or miss for every bar;
// the exit code is 0 if all are met, 1 if not, 2 if nothing could be measured.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <vector>

#include "bench/load/closed_loop.hpp"
#include "bench/load/servers.hpp"
#include "bench/messages.hpp"

namespace bench {
namespace {

constexpr double kLeastShareOfConstant = 0.6;  // of the constant's rate: the nine rows on 16 connections
constexpr double kLongestP99 = 50;             // ms, on 256 connections
constexpr double kLongestStart = 30;           // ms from exec to the first answer
constexpr double kMostIdleMemory = 15;         // MB
constexpr int kStarts = 7;

struct Plan {
  int passes = 5;
  int milliseconds = 600;  // of one pass
  std::vector<int> connections = {1, 16, 64, 256};
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

// What one server did in the passes of one row of the table.
struct Series {
  std::vector<Outcome> passes;
  double cpu_seconds = 0;

  [[nodiscard]] double median_of(double Outcome::*member) const {
    std::vector<double> values;
    for (const Outcome& pass : passes) values.push_back(pass.*member);
    return median(values);
  }
  [[nodiscard]] double cpu_us_per_answer() const {
    double answers = 0;
    for (const Outcome& pass : passes) answers += static_cast<double>(pass.answers);
    return answers == 0 ? 0 : cpu_seconds * 1e6 / answers;
  }
  [[nodiscard]] int starved() const {
    int most = 0;
    for (const Outcome& pass : passes) most = std::max(most, pass.starved);
    return most;
  }
  [[nodiscard]] double longest() const {
    double longest = 0;
    for (const Outcome& pass : passes) longest = std::max(longest, pass.longest);
    return longest;
  }
};

// The median of the ratios within each pass: what disturbs a pass disturbs both of its sides.
double ratio(const Series& of, const Series& to) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < of.passes.size(); ++i)
    ratios.push_back(of.passes[i].per_second / std::max(to.passes[i].per_second, 1.0));
  return median(ratios);
}

class Bars {
 public:
  void judge(const std::string& what, double measured, const char* relation, double bar, const char* unit, bool met) {
    std::printf("%s  %-62s %8.2f %s %g %s\n", met ? "pass" : "MISS", what.c_str(), measured, relation, bar, unit);
    all_met_ = all_met_ && met;
  }
  void at_least(const std::string& what, double measured, double bar, const char* unit) {
    judge(what, measured, ">=", bar, unit, measured >= bar);
  }
  void below(const std::string& what, double measured, double bar, const char* unit) {
    judge(what, measured, "<", bar, unit, measured < bar);
  }
  void none(const std::string& what, int measured) { judge(what, measured, "=", 0, "", measured == 0); }
  [[nodiscard]] bool all_met() const noexcept { return all_met_; }

 private:
  bool all_met_ = true;
};

// A row of the table: one call on so many connections.
struct Row {
  Series mock;
  Series constant;
  Series nginx;
};

class LoadTest {
 public:
  explicit LoadTest(const Plan& plan) : plan_(plan) {}

  bool run() {
    measure_start();
    const std::map<std::string, std::string> answers = {{"hierarchy", answer(hierarchy_)}, {"cancel", answer(cancel_)}};
    constant_ = start_constant_server(answers, scratch_.path());
    nginx_ = start_nginx(answers, scratch_.path());
    print_heading();
    for (const int connections : plan_.connections) judge(hierarchy_, "hierarchy", connections);
    for (const int connections : plan_.connections) judge(cancel_, "cancel", connections);
    std::printf("\nMemory of mockserver after the load: %.1f MB\n\n", mock_.process->resident_mb());
    for (const auto& verdict : verdicts_) verdict();
    return bars_.all_met();
  }

 private:
  std::string answer(const Message& message) { return answer_to(mock_.port, http_request(message, message.path())); }

  // Starts the server some times over; the last one stays.
  void measure_start() {
    std::vector<double> starts;
    for (int i = 0; i < kStarts; ++i) {
      mock_ = {};
      const auto begin = std::chrono::steady_clock::now();
      mock_ = start_mockserver();
      answer(hierarchy_);
      starts.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    const double start = median(starts);
    const double memory = mock_.process->resident_mb();
    verdicts_.emplace_back([=, this] {
      bars_.below("exec to the first answer, median of " + std::to_string(kStarts), start, kLongestStart, "ms");
      bars_.below("memory before the load", memory, kMostIdleMemory, "MB");
    });
  }

  void pass(Series& series, const Peer& peer, const std::string& request, int connections) const {
    const auto cpu = peer.process->cpu_time();
    series.passes.push_back(bench::run({.port = peer.port,
                                        .request = request,
                                        .connections = connections,
                                        .duration = std::chrono::milliseconds(plan_.milliseconds)}));
    series.cpu_seconds += (peer.process->cpu_time() - cpu).count();
  }

  Row measure(const Message& message, const std::string& name, int connections) const {
    const std::string call = http_request(message, message.path());
    const std::string constant = http_request(message, "/" + name);
    Row row;
    for (int i = 0; i < plan_.passes; ++i) {
      pass(row.mock, mock_, call, connections);
      pass(row.constant, constant_, constant, connections);
      pass(row.nginx, nginx_, constant, connections);
    }
    return row;
  }

  void judge(const Message& message, const std::string& name, int connections) {
    const Row row = measure(message, name, connections);
    print(message, connections, row);
    const std::string where = std::string(message.operation) + " on " + std::to_string(connections) + " connections";
    const double share = ratio(row.mock, row.constant);
    const double p99 = row.mock.median_of(&Outcome::p99);
    const int starved = row.mock.starved();
    verdicts_.emplace_back([=, this] {
      if (connections == 16 && name == "hierarchy")
        bars_.at_least(where + ", share of the constant's rate", share, kLeastShareOfConstant, "");
      if (connections != 256) return;
      bars_.none(where + ", connections never answered", starved);
      bars_.below(where + ", p99", p99, kLongestP99, "ms");
    });
  }

  void print_heading() const {
    std::printf("%d passes of %d ms for each server in turn; medians. CPU is the server's own, for one answer.\n\n",
                plan_.passes, plan_.milliseconds);
    std::printf("%-18s %5s %-10s %10s %8s %8s %8s %8s %8s %10s %10s\n", "call", "conns", "server", "answers/s",
                "CPU us", "p50 ms", "p99 ms", "longest", "starved", "/constant", "/nginx");
  }

  static void print(const Message& message, int connections, const Row& row) {
    const auto line = [&](const char* server, const Series& series) {
      std::printf("%-18s %5d %-10s %10.0f %8.1f %8.2f %8.2f %8.1f %8d %10.2f %10.2f\n",
                  std::string(message.operation).c_str(), connections, server, series.median_of(&Outcome::per_second),
                  series.cpu_us_per_answer(), series.median_of(&Outcome::p50), series.median_of(&Outcome::p99),
                  series.longest(), series.starved(), ratio(series, row.constant), ratio(series, row.nginx));
    };
    line("mockserver", row.mock);
    line("constant", row.constant);
    line("nginx", row.nginx);
    std::fflush(stdout);
  }

  const Plan plan_;
  const Message hierarchy_ = get_entity_hierarchy();
  const Message cancel_ = cancel_entity();
  ScratchDirectory scratch_{};
  Peer mock_{};
  Peer constant_{};
  Peer nginx_{};
  Bars bars_{};
  std::vector<std::function<void()>> verdicts_{};
};

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try {
  bench::Plan plan;
  CLI::App flags("Load test of mockserver beside the same HTTP front with a constant answer, and nginx.");
  flags.add_option("--passes", plan.passes, "passes for each server and row")->check(CLI::Range(1, 100));
  flags.add_option("--milliseconds", plan.milliseconds, "length of a pass")->check(CLI::Range(50, 60'000));
  flags.add_option("--connections", plan.connections, "numbers of connections, one row of the table for each")
      ->check(CLI::Range(1, 1'000));
  CLI11_PARSE(flags, argc, argv);
  return bench::LoadTest(plan).run() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "load_test: " << error.what() << "\n";
  return 2;
}
