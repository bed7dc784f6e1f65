#include "http/application.hpp"

#include "http/response_writer.hpp"

namespace http {

Handler make_application(const Options& /*options*/) {
  return [](const Request& request) { return plain_answer(404, "There is nothing at " + request.path + "."); };
}

}  // namespace http
