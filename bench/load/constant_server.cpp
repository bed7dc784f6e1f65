// The product's HTTP front with an application that does nothing: what is sent to /<name> gets the content of the file
// <name> in the directory given on the command line. Prints its port; ends with SIGTERM.
#include <pthread.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "http/server.hpp"

namespace {

std::map<std::string, std::string> answers_in(const std::filesystem::path& directory) {
  std::map<std::string, std::string> answers;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    std::ifstream file(entry.path(), std::ios::binary);
    answers["/" + entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return answers;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: constant_server <directory of answers>\n";
    return 2;
  }
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

  const auto answers = answers_in(argv[1]);
  http::Server server({.bind = "127.0.0.1"}, [&answers](const http::Request& request) {
    const auto found = answers.find(request.path);
    if (found == answers.end()) return http::plain_answer(404, "There is no such answer.");
    return http::Response{
        .headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"Cache-Control", "private, max-age=0"}},
        .body = found->second};
  });
  server.start();
  std::cout << server.port() << std::endl;
  int signal = 0;
  sigwait(&stop_signals, &signal);
  server.stop();
  return 0;
} catch (const std::exception& error) {
  std::cerr << "constant_server: " << error.what() << "\n";
  return 1;
}
