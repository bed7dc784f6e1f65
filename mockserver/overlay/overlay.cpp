// Files to services, and the report about them.
#include "overlay/overlay.hpp"

#include <algorithm>
#include <map>

#include "overlay/ports.hpp"

namespace overlay {
namespace {

std::string_view stem_of(std::string_view file) { return file.substr(0, file.rfind('.')); }

}  // namespace

Overlay::Overlay(const contract::Registry& contract, const std::filesystem::path& directory)
    : files_(directory), registry_(services_) {
  std::map<const contract::Service*, WsdlService> found;
  const std::vector<const Document*> files = files_.wsdl_files();
  if (files.empty()) throw WsdlError(directory.string() + ": holds no file whose name ends in .wsdl");
  Differences strangers;
  for (const Document* file : files) {
    std::vector<WsdlService> services = read_wsdl(files_, *file);
    for (WsdlService& service : services) {
      const contract::Service* ours = contract.find_service(service.name);
      if (!ours && services.size() == 1) ours = contract.find_service(stem_of(file->name));
      if (!ours) {
        strangers.push_back({.kind = Difference::Kind::service,
                             .followed = false,
                             .service = std::string(service.name),
                             .says = "is no service of this host: not served",
                             .place = service.place.text()});
        continue;
      }
      const auto first = found.find(ours);
      if (first == found.end())
        found.emplace(ours, std::move(service));
      else if (first->second.place.node != service.place.node)
        fail(service.place, "is defined twice, first at " + first->second.place.text());
    }
  }
  if (found.empty()) {
    std::string known;
    for (const contract::Service* service : contract.services())
      known += (known.empty() ? "" : ", ") + std::string(service->name);
    throw WsdlError((strangers.empty() ? directory.string() + ": no file defines a service"
                                       : strangers.front().place + ": <service name=\"" + strangers.front().service +
                                             "\">: is no service of this host") +
                    "; expected one of " + known);
  }
  differences_ = std::move(strangers);
  for (const contract::Service* ours : contract.services()) {
    const auto theirs = found.find(ours);
    if (theirs == found.end()) {
      services_.push_back(ours);
      continue;
    }
    compare_ports(*ours, theirs->second, differences_);
    Described& described = described_.emplace_back();
    described.overlay = std::make_unique<ServiceOverlay>(*ours, std::move(theirs->second), differences_);
    described.publication = std::make_unique<Publication>(described.overlay->wsdl(), files_);
    services_.push_back(&described.overlay->service());
  }
  registry_ = contract::Registry(services_);
}

const Overlay::Described* Overlay::find(const contract::Service& service) const {
  for (const Described& described : described_)
    if (&described.overlay->service() == &service) return &described;
  return nullptr;
}

const Publication* Overlay::publication(const contract::Service& service) const {
  const Described* described = find(service);
  return described ? described->publication.get() : nullptr;
}

const WsdlService* Overlay::description(const contract::Service& service) const {
  const Described* described = find(service);
  return described ? &described->overlay->wsdl() : nullptr;
}

std::vector<std::string> Overlay::described() const {
  std::vector<std::string> names;
  for (const Described& described : described_) names.emplace_back(described.overlay->service().name);
  return names;
}

std::vector<std::string> Overlay::secret_names() const {
  std::vector<std::string> names;
  for (const Described& described : described_)
    names.insert(names.end(), described.overlay->secret_names().begin(), described.overlay->secret_names().end());
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string report(const Overlay& overlay) {
  const auto followed = std::ranges::count_if(overlay.differences(), &Difference::followed);
  const std::size_t described = overlay.described().size();
  std::string text =
      "--wsdl: " + std::to_string(described) + " of " + std::to_string(overlay.registry().services().size()) +
      " services have a WSDL; differences from the built-in contract: " + std::to_string(followed) + " followed, " +
      std::to_string(static_cast<std::ptrdiff_t>(overlay.differences().size()) - followed) + " not\n";
  for (const bool wanted : {false, true})
    for (const Difference& difference : overlay.differences())
      if (difference.followed == wanted)
        text += std::string("--wsdl: ") + (wanted ? "followed: " : "NOT followed: ") + text_of(difference) + "\n";
  return text;
}

}  // namespace overlay
