// What the sandbox is told about the world outside: whether the services behind it work.
#pragma once
#include "state/database.hpp"

namespace state {

// Kept with the sandbox: a restored snapshot brings its own back.
class Simulation {
 public:
  explicit Simulation(Database& database) : database_(database) {}

  // Whether every request to the ShadowProtect licensing service fails.
  bool shadowprotect_fails();
  void set_shadowprotect_fails(bool fails);
  // The same for the call under way; not kept with the sandbox.
  void set_shadowprotect_fails_now(bool fails) { fails_now_ = fails; }

 private:
  Database& database_;
  bool fails_now_ = false;
};

}  // namespace state
