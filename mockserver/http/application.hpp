// The whole application behind the HTTP front: every path of the host and of the control surface.
#pragma once
#include <stdexcept>

#include "http/message.hpp"
#include "http/options.hpp"

namespace http {

// The world cannot be loaded; the message names the file and the place in it.
struct WorldError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The database file cannot be used; the message names the file and the reason.
struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Builds the application: state opened, world loaded. The handler owns all of it. Throws WorldError or DatabaseError.
[[nodiscard]] Handler make_application(const Options& options);

}  // namespace http
