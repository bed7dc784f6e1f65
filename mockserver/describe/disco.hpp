// The discovery document of a service: where its description, its page and its SOAP ports are.
#pragma once
#include <string>
#include <string_view>

#include "contract/operation.hpp"

namespace describe {

// The answer to `?disco` (host rule 76). `address` as for wsdl(). Never fails; safe on any thread.
std::string disco(const contract::Service& service, std::string_view address);

}  // namespace describe
