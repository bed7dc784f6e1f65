// The condition that an entity lies in a subtree.
#pragma once

// A subtree bound to parameters 1 to 6, as Subtree orders them.
#define IN_SUBTREE(entity)                                                                                 \
  "(" entity ".distributor_id, " entity ".partner_id, " entity ".company_id) >= (?1, ?2, ?3) AND (" entity \
  ".distributor_id, " entity ".partner_id, " entity ".company_id) <= (?4, ?5, ?6)"
