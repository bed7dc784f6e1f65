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

 private:
  Database& database_;
};

}  // namespace state
