// What a page costs in worlds of growing size: whole calls inside the process, from the HTTP request's values to those
// of the answer, against generated database files. A cost that stays the same from size to size is the aim.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "control/generate.hpp"
#include "http/application.hpp"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// Which page of a list a case asks for.
enum class Page { first, middle, last };

struct Case {
  std::string_view name;
  std::string_view service;
  std::string_view operation;
  std::string_view user;     // of <user>WS, who calls
  std::string_view request;  // "%PAGE%" stands for the page's number
  std::string_view total;    // the element that tells how many rows there are
  std::int64_t page_size = 50;
  Page page = Page::first;
};

#define FILTER(more)                                                                        \
  "<EntityId>0</EntityId><Filter><PageIndex>%PAGE%</PageIndex><PageSize>50</PageSize>" more \
  "<AccountTypeFilterIsNotDefined>true</AccountTypeFilterIsNotDefined><Version>3</Version></Filter>"
#define EVENT_TYPE(type) \
  "<EventTypeFilterDefined>true</EventTypeFilterDefined><EventTypeFilterValue>" type "</EventTypeFilterValue>"
#define INDICATOR(value) \
  "<IndicatorFilterDefined>true</IndicatorFilterDefined><IndicatorFilterValue>" value "</IndicatorFilterValue>"
#define DATES                                                                                                         \
  "<FromDateFilterDefined>true</FromDateFilterDefined><FromDateFilterValue>2025-11-03T00:00:00</FromDateFilterValue>" \
  "<ToDateFilterDefined>true</ToDateFilterDefined><ToDateFilterValue>2025-11-16T11:22:33</ToDateFilterValue>"
#define ACCOUNT                                               \
  "<AccountNameFilterDefined>true</AccountNameFilterDefined>" \
  "<AccountNameFilterValue>user0000777@generated.example</AccountNameFilterValue>"
#define SYSTEM                                                                                     \
  "<SystemNameFilterDefined>true</SystemNameFilterDefined><SystemNameFilterValue>SYSTEM-0000777</" \
  "SystemNameFilterValue>"

constexpr std::string_view kMonitoring = "EntityMonitoringService";
constexpr std::string_view kManagement = "EntityManagementService";

std::vector<Case> cases() {
  const auto history = [](std::string_view name, std::string_view user, std::string_view request, Page page) {
    return Case{name, kMonitoring, "GetHistoryEvents", user, request, "TotalRecords", 50, page};
  };
  const auto monitoring = [](std::string_view name, std::string_view user, std::string_view request, Page page) {
    return Case{name, kMonitoring, "GetMonitoringEvents", user, request, "TotalRecords", 50, page};
  };
  constexpr std::string_view kAll = FILTER("");
  constexpr std::string_view kTree =
      "<TargetEntityID>0</TargetEntityID><PageSize>50</PageSize><PageIndex>%PAGE%</PageIndex>";
  constexpr std::string_view kOwn =
      "<TargetEntityID>0</TargetEntityID><IncludeInactive>false</IncludeInactive><PageSize>50</PageSize>"
      "<PageIndex>%PAGE%</PageIndex>";
  constexpr std::string_view kOwnOfAnyStatus =
      "<TargetEntityID>0</TargetEntityID><IncludeInactive>true</IncludeInactive><PageSize>50</PageSize>"
      "<PageIndex>%PAGE%</PageIndex>";
  return {
      history("history, everything", "888", kAll, Page::first),
      history("history, everything", "888", kAll, Page::middle),
      history("history, everything", "888", kAll, Page::last),
      history("history of one partner", "890", kAll, Page::middle),
      history("history of one company", "891", kAll, Page::last),
      history("history, as Infrascale", "1", kAll, Page::middle),
      history("history by event type, common", "888", FILTER(EVENT_TYPE("BackupCompleted")), Page::middle),
      history("history by event type, rare", "888", FILTER(EVENT_TYPE("BackupCheckExecuted")), Page::last),
      history("history by indicator", "888", FILTER(INDICATOR("Warning")), Page::middle),
      history("history by date", "888", FILTER(DATES), Page::middle),
      history("history by date, type, indicator", "888",
              FILTER(EVENT_TYPE("BackupCancelled") INDICATOR("Warning") DATES), Page::last),
      history("history by account name", "888", FILTER(ACCOUNT), Page::first),
      history("history by system name", "888", FILTER(SYSTEM), Page::first),
      monitoring("monitoring, everything", "888", kAll, Page::first),
      monitoring("monitoring, everything", "888", kAll, Page::middle),
      monitoring("monitoring, everything", "888", kAll, Page::last),
      monitoring(
          "monitoring by status", "888",
          FILTER("<StatusFilterDefined>true</StatusFilterDefined><StatusFilterValue>Canceled</StatusFilterValue>"),
          Page::middle),
      monitoring("monitoring by date and indicator", "888", FILTER(INDICATOR("Ok") DATES), Page::last),
      {"accounts of the tree", kManagement, "GetEntityAccounts", "888", kTree, "AccountsTotal", 50, Page::first},
      {"accounts of the tree", kManagement, "GetEntityAccounts", "888", kTree, "AccountsTotal", 50, Page::middle},
      {"accounts of the tree", kManagement, "GetEntityAccounts", "888", kTree, "AccountsTotal", 50, Page::last},
      {"accounts of one partner", kManagement, "GetEntityAccounts", "890", kTree, "AccountsTotal", 50, Page::middle},
      {"own accounts of a tenth", kManagement, "GetEntityDirectAccounts", "889", kOwn, "TotalRecords", 50, Page::first},
      {"own accounts of a tenth", kManagement, "GetEntityDirectAccounts", "889", kOwn, "TotalRecords", 50,
       Page::middle},
      {"own accounts of a tenth", kManagement, "GetEntityDirectAccounts", "889", kOwn, "TotalRecords", 50, Page::last},
      {"own accounts of any status", kManagement, "GetEntityDirectAccounts", "889", kOwnOfAnyStatus, "TotalRecords", 50,
       Page::middle},
  };
}

std::string_view word(Page page) { return page == Page::first ? "first" : page == Page::middle ? "middle" : "last"; }

http::Request request_of(const Case& one, std::int64_t page) {
  std::string content(one.request);
  content.replace(content.find("%PAGE%"), 6, std::to_string(page));
  const std::string user(one.user);
  const std::string operation(one.operation);
  http::Request request{
      .method = "POST",
      .body =
          "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header><AuthHeader "
          "xmlns=\"sosonlinebackup.com\"><UserName>" +
          user + "WS</UserName><Password>Sandbox" + user + "</Password></AuthHeader></soap:Header><soap:Body><" +
          operation + " xmlns=\"sosonlinebackup.com\"><request>" + content + "</request></" + operation +
          "></soap:Body></soap:Envelope>"};
  request.path = "/WebApi/AccountManagementService/" + std::string(one.service) + ".asmx";
  request.target = request.path;
  request.headers = {{"Host", "localhost"},
                     {"Content-Type", "text/xml; charset=utf-8"},
                     {"SOAPAction", "\"sosonlinebackup.com/" + operation + "\""},
                     {"Content-Length", std::to_string(request.body.size())}};
  request.remote_address = request.local_address = "127.0.0.1";
  return request;
}

std::int64_t total_of(const http::Response& response, std::string_view element) {
  const std::string open = "<" + std::string(element) + ">";
  const auto at = response.body.find(open);
  if (at == response.body.npos || response.body.find("<Code>Success</Code>") == response.body.npos)
    throw std::runtime_error("was answered: " + response.body.substr(0, 600));
  return std::stoll(response.body.substr(at + open.size()));
}

struct Cost {
  double median = 0;  // ms
  double worst = 0;
  std::int64_t total = 0;
};

Cost measure(http::Application& application, const Case& one, int calls) {
  Cost cost{.total = total_of(application.answer(request_of(one, 1)), one.total)};
  const std::int64_t last = std::max<std::int64_t>(1, (cost.total + one.page_size - 1) / one.page_size);
  std::vector<double> times;
  for (int i = 0; i < calls; ++i) {
    // A page that was not looked at a moment before.
    const std::int64_t page = one.page == Page::first    ? 1
                              : one.page == Page::middle ? std::max<std::int64_t>(1, last / 2 - i * last / (4 * calls))
                                                         : std::max<std::int64_t>(1, last - i);
    const http::Request request = request_of(one, page);
    const auto start = Clock::now();
    const http::Response response = application.answer(request);
    times.push_back(ms_since(start));
    if (total_of(response, one.total) != cost.total) throw std::runtime_error("the total changed");
  }
  std::ranges::sort(times);
  cost.median = times[times.size() / 2];
  cost.worst = times.back();
  return cost;
}

int run(const std::vector<std::int64_t>& sizes, int calls, const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  std::vector<std::vector<Cost>> costs;
  for (const std::int64_t accounts : sizes) {
    const auto file = directory / ("pages." + std::to_string(accounts) + ".db");
    if (!std::filesystem::exists(file)) {
      const auto start = Clock::now();
      control::generate_database({.accounts = accounts, .events = accounts * 5, .seed = 1, .out = file});
      std::cerr << "made " << file.string() << " (" << std::filesystem::file_size(file) / 1'000'000 << " MB) in "
                << ms_since(start) / 1000 << " s\n";
    }
    http::Options options;
    options.database = file;
    http::Application application(options);
    const auto start = Clock::now();
    application.open();
    std::cerr << accounts << " accounts: opened in " << ms_since(start) << " ms\n";
    std::vector<Cost>& column = costs.emplace_back();
    for (const Case& one : cases()) column.push_back(measure(application, one, calls));
  }

  std::cout << std::left << std::setw(36) << "a page of 50 rows, median (worst) ms" << std::setw(8) << "page";
  for (const std::int64_t accounts : sizes)
    std::cout << std::right << std::setw(18) << std::to_string(accounts) + " accounts";
  std::cout << std::setw(8) << "ratio" << std::setw(12) << "rows"
            << "\n"
            << std::fixed;
  const auto all = cases();
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::cout << std::left << std::setw(36) << all[i].name << std::setw(8) << word(all[i].page) << std::right;
    for (const auto& column : costs)
      std::cout << std::setprecision(2) << std::setw(10) << column[i].median << " (" << std::setw(5) << column[i].worst
                << ")";
    std::cout << std::setprecision(2) << std::setw(8) << costs.back()[i].median / costs.front()[i].median
              << std::setw(12) << costs.back()[i].total << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try {
  CLI::App app("What a page of a list costs in worlds of growing size.", "pages_bench");
  std::vector<std::int64_t> sizes{10'000, 100'000, 1'000'000};
  int calls = 31;
  std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("pages_bench." + std::to_string(getuid()));
  app.add_option("--accounts", sizes, "Sizes of the worlds, in accounts; each has five times as many events")
      ->check(CLI::Range(std::int64_t{100}, std::int64_t{5'000'000}))
      ->delimiter(',')
      ->type_name("N,...")
      ->capture_default_str();
  app.add_option("--calls", calls, "Calls per row and size")->check(CLI::Range(1, 100'000))->capture_default_str();
  app.add_option("--directory", directory, "Where the worlds are kept for the next time")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return bench::run(sizes, calls, directory);
} catch (const std::exception& error) {
  std::cerr << "pages_bench: " << error.what() << "\n";
  return 1;
}
