// Altered copies of our own WSDL, in a directory that goes when the test is done.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "describe/wsdl.hpp"
#include "services/catalog.hpp"

namespace overlay::test {

// The WSDL that the host serves for a service of its own contract.
inline std::string own_wsdl(std::string_view service) {
  return describe::wsdl(*services::catalog().find_service(service),
                        "http://real.example/" + std::string(service) + ".asmx");
}

// `text` with the only occurrence of `from` behind the first `after` replaced; the test is wrong when it is not there.
inline std::string altered(std::string text, std::string_view after, std::string_view from, std::string_view to) {
  const auto start = text.find(after);
  const auto at = start == std::string::npos ? start : text.find(from, start);
  if (at == std::string::npos)
    throw std::logic_error("nothing to alter: " + std::string(after) + " ... " + std::string(from));
  return text.replace(at, from.size(), to);
}

class Directory {
 public:
  Directory() {
    std::string name = (std::filesystem::temp_directory_path() / "wsdl-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no directory for the test");
    path_ = name;
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  void put(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace overlay::test
