// The test form of an operation page: one input per value of the request, read by assets/test_form.js.
#pragma once
#include <string>

#include "contract/operation.hpp"

namespace describe {

// HTML of the form. Inputs are named by the path of their element ("AuthHeader.UserName", "request.TargetEntityID"),
// the button is #invoke, the sent message appears in #request, the answer in #response.
std::string test_form(const contract::Operation& operation);

}  // namespace describe
