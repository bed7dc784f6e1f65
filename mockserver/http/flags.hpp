// The flags of every command, as CLI11 takes them.
#pragma once
#include <CLI/CLI.hpp>
#include <string>

#include "http/options.hpp"

namespace http {

// Each adds the flags of one command to it. They write to the second argument, which outlives the reading.
void describe_serve(CLI::App& app, Options& options);
void describe_proxy(CLI::App& app, ProxyOptions& options);
void describe_generate(CLI::App& app, GenerateCommand& command);
void describe_probe(CLI::App& app, ProbeCommand& command);

// Each flag may be set in the environment instead: --max-request-kb as MOCKSERVER_MAX_REQUEST_KB.
void add_environment_twins(CLI::App& app);

// What is wrong with flags that are each right, wherever they were set; empty if nothing is.
std::string conflict_of(const ServeCommand& command);
std::string conflict_of(const ProxyCommand& command);

}  // namespace http
