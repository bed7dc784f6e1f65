#include "conformance/drift/drift.hpp"

#include <algorithm>

#include "conformance/drift/documents.hpp"
#include "conformance/drift/help_pages.hpp"
#include "conformance/soap_client.hpp"
#include "overlay/overlay.hpp"

namespace conformance::drift {
namespace {

namespace fs = std::filesystem;
using Kind = overlay::Difference::Kind;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// "http://host:1/a/b" -> "/a/b"
std::string_view path_of(std::string_view address) {
  const auto scheme = address.find("://");
  const auto slash = scheme == address.npos ? 0 : address.find('/', scheme + 3);
  return slash == address.npos ? std::string_view{} : address.substr(slash);
}

void compare_addresses(const overlay::WsdlService& theirs, const std::string& page, const std::string& target,
                       ServiceDrift& drift) {
  for (const overlay::WsdlPort& port : theirs.ports) {
    const std::string address(port.address);
    if (lower(path_of(address)) != lower(page))
      drift.differences.push_back({.kind = Kind::port,
                                   .followed = false,
                                   .service = std::string(drift.service->name),
                                   .path = "port " + std::string(port.name),
                                   .says = "is at " + address + ", not at " + page,
                                   .place = port.place.text()});
    else if (!lower(address).starts_with(lower(target) + "/"))
      drift.remarks.push_back("port " + std::string(port.name) + " names another host: " + address);
  }
}

// Lays what was fetched over the contract.
void compare(const contract::Registry& contract, const fs::path& directory, const std::string& page,
             const std::string& target, ServiceDrift& drift) {
  try {
    const overlay::Overlay overlay(contract, directory);
    const contract::Service& laid = *overlay.registry().find_service(drift.service->name);
    const overlay::WsdlService* theirs = overlay.description(laid);
    if (!theirs) {
      drift.unusable = "?WSDL describes " + overlay.described().front() + " instead";
      return;
    }
    drift.differences = overlay.differences();
    drift.operations = theirs->operations.size();
    compare_addresses(*theirs, page, target, drift);
  } catch (const overlay::WsdlError& error) {
    drift.unusable = error.what();
  }
}

ServiceDrift drift_of(Endpoint& endpoint, const contract::Registry& contract, const contract::Service& service,
                      const fs::path& directory) {
  ServiceDrift drift{.service = &service};
  const std::string page = page_of(service);
  FetchedWsdl wsdl = fetch_wsdl(endpoint, page, directory, std::string(service.name));
  drift.remarks = std::move(wsdl.remarks);
  drift.fingerprint = std::move(wsdl.fingerprint);
  drift.no_wsdl = std::move(wsdl.trouble);
  drift.witness = Witness::wsdl;
  if (!drift.no_wsdl.empty() && !wsdl.missing) {  // something is wrong there that no help page makes good
    drift.witness = Witness::none;
    drift.unusable = drift.no_wsdl;
    return drift;
  }
  if (wsdl.missing) {
    fs::remove_all(directory);
    const HelpPages pages = wsdl_from_help_pages(endpoint, service, page, directory);
    drift.witness = pages.trouble.empty() ? Witness::help_pages : Witness::none;
    drift.absent = wsdl.absent && pages.absent;
    if (!pages.trouble.empty() && !drift.absent) drift.unusable = drift.no_wsdl + ", and " + pages.trouble;
    if (!pages.trouble.empty()) return drift;
  }
  compare(contract, directory, page, endpoint.address(), drift);
  return drift;
}

}  // namespace

std::size_t Drift::count() const {
  std::size_t count = 0;
  for (const ServiceDrift& drift : services) count += drift.differences.size() + (drift.absent ? 1 : 0);
  return count;
}

bool Drift::unusable() const {
  return std::ranges::any_of(services, [](const ServiceDrift& drift) { return !drift.unusable.empty(); }) ||
         std::ranges::all_of(services, &ServiceDrift::absent);
}

Drift find_drift(Endpoint& endpoint, const contract::Registry& contract, const std::filesystem::path& directory,
                 const std::function<bool(const ServiceDrift&)>& told) {
  Drift found;
  for (const contract::Service* service : contract.services()) {
    // Each on its own, so that one document that cannot be read spoils no other.
    const fs::path own = directory / (std::string(service->name) + ".part");
    ServiceDrift& drift = found.services.emplace_back(drift_of(endpoint, contract, *service, own));
    if (drift.unusable.empty() && !drift.absent)
      for (const auto& entry : fs::directory_iterator(own)) fs::rename(entry, directory / entry.path().filename());
    fs::remove_all(own);
    if (told && !told(drift)) break;
  }
  return found;
}

std::string_view word_of(Kind kind) {
  if (kind == Kind::added) return "extra";
  if (kind == Kind::dropped) return "missing";
  return overlay::name_of(kind);
}

}  // namespace conformance::drift
