// The words in which operations are written: the contract's names, usable without a prefix in every service.
#pragma once
#include "contract/operation.hpp"

namespace services {

using contract::Call;
using contract::Caller;
using contract::Code;
using contract::DateTime;
using contract::done_but;
using contract::Evidence;
using contract::field;
using contract::fields_of;
using contract::Operation;
using contract::operation;
using contract::Outcome;
using contract::refuse;
using contract::Result;
using contract::Rule;
using contract::Style;

}  // namespace services
