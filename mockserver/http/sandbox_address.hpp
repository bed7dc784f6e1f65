// How a request says which sandbox it is for: by the beginning of its path, or by a header.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace http {

inline constexpr std::string_view kSandboxes = "/sandboxes";
inline constexpr std::string_view kSandboxHeader = "X-Sandbox";

// "/sandboxes/worker7/WebApi/x.asmx" taken apart.
struct SandboxPath {
  std::string_view id = {};    // "worker7"; empty for "/sandboxes" itself
  std::string_view rest = {};  // "/WebApi/x.asmx"; empty if nothing follows the id
};

// The parts of a path that begins with "/sandboxes"; nothing for any other. The views are into `path`.
std::optional<SandboxPath> sandbox_path(std::string_view path);

// What addresses begin with that lead to a sandbox: "/sandboxes/worker7", or nothing for the default one.
std::string sandbox_prefix(std::string_view id);

// The same request without the prefix, which `Request::prefix` keeps.
Request below(const Request& request, const SandboxPath& path);

}  // namespace http
