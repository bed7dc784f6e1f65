// The requests that are measured: real calls of users of the default world.
#pragma once
#include <string>
#include <string_view>

namespace bench {

// A SOAP 1.1 call.
struct Message {
  std::string_view service;
  std::string_view operation;
  std::string envelope;  // UTF-8

  [[nodiscard]] std::string path() const;         // of the service's page
  [[nodiscard]] std::string soap_action() const;  // the header's value, quotes included
};

// Distributor 888 lists its tree: nine rows.
Message get_entity_hierarchy();
// Distributor 888 cancels partner 225, which is cancelled in the default world already: AlreadyCanceled, whenever
// asked.
Message cancel_entity();
// Distributor 888, whose quota is unlimited, creates a partner.
Message create_partner();
// The same with a quota of 0 GB: the field's check refuses it.
Message create_partner_of_no_quota();
// Distributor 3001 asks for more than its quota holds: the rule refuses it.
Message create_partner_beyond_quota();

// A whole HTTP request: POST `body` of the message to `target`, connection kept open.
std::string http_request(const Message& message, std::string_view target);

}  // namespace bench
