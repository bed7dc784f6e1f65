// Which exception stands behind which of the host's sentences.
#include "http/fault_text.hpp"

#include <array>

namespace http {
namespace {

constexpr std::string_view kLink = " ---> ";

struct Known {
  std::string_view begins;
  std::string_view type;
};
constexpr std::array kKnown{
    Known{"There is an error in XML document", "System.InvalidOperationException"},
    Known{"Instance validation error", "System.InvalidOperationException"},
    Known{"The specified type was not recognized", "System.InvalidOperationException"},
    Known{"Request format is invalid", "System.InvalidOperationException"},
    Known{"The element was not expected", "System.InvalidOperationException"},
    Known{"Input string was not", "System.FormatException"},
    Known{"The string '", "System.FormatException"},
    Known{"Unrecognized Guid", "System.FormatException"},
    Known{"Guid should", "System.FormatException"},
    Known{"Could not find any", "System.FormatException"},
    Known{"Value was either too large", "System.OverflowException"},
    Known{"Maximum request length", "System.Web.HttpException"},
    Known{"SOAP header", "System.Web.Services.Protocols.SoapHeaderException"},
};

std::string_view type_of(std::string_view link, bool first) {
  for (const Known& known : kKnown)
    if (link.starts_with(known.begins)) return known.type;
  return first ? "System.Web.Services.Protocols.SoapException" : "System.Xml.XmlException";
}

}  // namespace

std::string with_type_names(std::string_view message) {
  std::string out;
  for (bool first = true;; first = false) {
    const auto end = message.find(kLink);
    const std::string_view link = message.substr(0, end);
    if (!first) out += kLink;
    out.append(type_of(link, first)).append(": ").append(link);
    if (end == message.npos) return out;
    message.remove_prefix(end + kLink.size());
  }
}

}  // namespace http
