#include "http/sandbox_address.hpp"

#include <algorithm>

#include "control/sandboxes.hpp"

namespace http {

std::optional<SandboxPath> sandbox_path(std::string_view path) {
  if (!path.starts_with(kSandboxes)) return std::nullopt;
  path.remove_prefix(kSandboxes.size());
  if (path.empty()) return SandboxPath{};
  if (path.front() != '/') return std::nullopt;
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  return SandboxPath{.id = path.substr(0, end), .rest = path.substr(end)};
}

std::string sandbox_prefix(std::string_view id) {
  return id == control::kDefaultSandbox ? std::string() : std::string(kSandboxes).append("/").append(id);
}

Request below(const Request& request, const SandboxPath& path) {
  Request inner = request;
  inner.prefix = std::string(kSandboxes).append("/").append(path.id);
  inner.path = path.rest;
  return inner;
}

}  // namespace http
