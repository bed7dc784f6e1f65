// Text into HTML.
#pragma once
#include <string>
#include <string_view>

namespace describe {

// Safe inside elements and inside quoted attribute values.
std::string escape_html(std::string_view text);

}  // namespace describe
