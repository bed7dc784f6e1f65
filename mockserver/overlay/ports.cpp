#include "overlay/ports.hpp"

#include <algorithm>
#include <string>

namespace overlay {
namespace {

using Protocol = WsdlPort::Protocol;

class PortComparison {
 public:
  PortComparison(const contract::Service& ours, const WsdlService& theirs, Differences& differences)
      : ours_(ours), theirs_(theirs), differences_(differences) {}

  void run() {
    if (theirs_.name != ours_.name)
      report(Difference::Kind::service, true, "", "is called " + std::string(theirs_.name), theirs_.place);
    soap(Protocol::soap11, std::string(ours_.name) + "Soap");
    soap(Protocol::soap12, std::string(ours_.name) + "Soap12");
    for (const WsdlPort& port : theirs_.ports) {
      if (port.protocol == Protocol::http_get || port.protocol == Protocol::http_post)
        report(Difference::Kind::port, false, path_of(port),
               "is called by " + std::string(words_of(port.protocol)) + ": answered with --enable-" +
                   (port.protocol == Protocol::http_get ? "get" : "post") + " only",
               port.place);
      else if (port.protocol == Protocol::other)
        report(Difference::Kind::port, false, path_of(port), "is of a protocol that is not spoken here", port.place);
    }
  }

 private:
  static std::string path_of(const WsdlPort& port) { return "port " + std::string(port.name); }

  void report(Difference::Kind kind, bool followed, std::string path, std::string says, const Place& place) {
    differences_.push_back({.kind = kind,
                            .followed = followed,
                            .service = std::string(ours_.name),
                            .path = std::move(path),
                            .says = std::move(says),
                            .place = place.text()});
  }

  // The first port of a protocol is taken for ours.
  void soap(Protocol protocol, const std::string& name) {
    const WsdlPort* first = nullptr;
    for (const WsdlPort& port : theirs_.ports) {
      if (port.protocol != protocol) continue;
      if (first) {
        report(Difference::Kind::port, false, path_of(port),
               "is a second port for " + std::string(words_of(protocol)) + ": not looked at", port.place);
        continue;
      }
      first = &port;
      if (port.name != name)
        report(Difference::Kind::port, true, "port " + name, "is called " + std::string(port.name), port.place);
      same_operations(port);
    }
    if (!first)
      report(Difference::Kind::port, false, "port " + name,
             "is not theirs: " + std::string(words_of(protocol)) + " is answered all the same", theirs_.place);
  }

  // What the tables follow was read from one port; another one may say otherwise.
  void same_operations(const WsdlPort& port) {
    for (const WsdlOperation& operation : theirs_.operations) {
      const auto bound = std::ranges::find(port.operations, operation.name, &WsdlPort::Bound::operation);
      if (bound == port.operations.end())
        report(Difference::Kind::port, false, path_of(port) + "/" + std::string(operation.name),
               "is not bound: answered all the same", port.place);
      else if (bound->action != operation.action)
        report(Difference::Kind::port, false, path_of(port) + "/" + std::string(operation.name),
               "has the SOAPAction " + std::string(bound->action) + " there, and elsewhere " +
                   std::string(operation.action),
               port.place);
    }
    for (const WsdlPort::Bound& bound : port.operations)
      if (std::ranges::find(theirs_.operations, bound.operation, &WsdlOperation::name) == theirs_.operations.end())
        report(Difference::Kind::port, false, path_of(port) + "/" + std::string(bound.operation),
               "is bound there alone: not looked at", port.place);
  }

  const contract::Service& ours_;
  const WsdlService& theirs_;
  Differences& differences_;
};

}  // namespace

std::string_view words_of(Protocol protocol) {
  switch (protocol) {
    case Protocol::soap11:
      return "SOAP 1.1";
    case Protocol::soap12:
      return "SOAP 1.2";
    case Protocol::http_get:
      return "HTTP GET";
    case Protocol::http_post:
      return "HTTP POST";
    case Protocol::other:
      break;
  }
  return "another protocol";
}

void compare_ports(const contract::Service& ours, const WsdlService& theirs, Differences& differences) {
  PortComparison(ours, theirs, differences).run();
}

}  // namespace overlay
