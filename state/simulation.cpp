#include "state/simulation.hpp"

namespace state {

bool Simulation::shadowprotect_fails() {
  return fails_now_ || *database_.one<bool>("SELECT shadowprotect_fails FROM sandbox WHERE id = 1");
}

void Simulation::set_shadowprotect_fails(bool fails) {
  database_.run("UPDATE sandbox SET shadowprotect_fails = ?1 WHERE id = 1", fails);
}

}  // namespace state
