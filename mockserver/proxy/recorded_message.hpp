// Messages of the wire as a session holds them.
#pragma once
#include "http/message.hpp"
#include "recording/session.hpp"

namespace proxy {

// Bodies packed with gzip or deflate are unpacked; one that cannot be read as text, and so not searched for secrets, is
// left out with the reason.
[[nodiscard]] recording::Request recorded(const http::Request& request);
[[nodiscard]] recording::Response recorded(const http::Response& response);

}  // namespace proxy
