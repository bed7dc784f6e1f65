// One line a call, for people who watch a server.
#pragma once
#include <ostream>

#include "http/message.hpp"

namespace http {

// The handler, and after each answer a line "127.0.0.1 POST /WebApi/...asmx "sosonlinebackup.com/GetEntityHierarchy"
// 200 1834 bytes 0.4 ms". Bodies and headers are not shown, secrets in the query masked. Lines of many threads do not
// mix. The stream must outlive the handler.
[[nodiscard]] Handler logged(Handler handler, std::ostream& log);

}  // namespace http
