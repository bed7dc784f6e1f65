// Which part of the application answers which path.
#include "http/application.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "control/api.hpp"
#include "describe/help_page.hpp"
#include "http/account_pages.hpp"
#include "http/error_page.hpp"
#include "http/start_page.hpp"
#include "services/catalog.hpp"

namespace http {
namespace {

constexpr std::string_view kControl = "/_sandbox/";

Response not_ready() {
  Response response{.status = 503, .body = "The sandbox is being seeded.\n"};
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.headers.add("Retry-After", "1");
  return response;
}

std::unique_ptr<const overlay::Overlay> overlay_of(const Options& options) {
  if (!options.wsdl) return nullptr;
  return std::make_unique<const overlay::Overlay>(services::catalog(), *options.wsdl);
}

control::ProfileFile profile_of(const Options& options) {
  if (!options.profile) return {};
  try {
    return control::profile_from_file(options.profile->string());
  } catch (const control::BadProfile& error) {
    throw ProfileError("--profile " + std::string(error.what()));
  }
}

// What the server knows about itself, for GET info.
std::unique_ptr<const nlohmann::json> about(const Options& options, const overlay::Overlay* overlay,
                                            const control::ProfileFile& profile) {
  nlohmann::json about = {{"version", SANDBOX_VERSION}};
  if (options.profile)
    about["profile"] = {
        {"file", options.profile->string()}, {"target", profile.target}, {"measured", profile.measured}};
  if (overlay) {
    nlohmann::json followed = nlohmann::json::array();
    nlohmann::json not_followed = nlohmann::json::array();
    for (const overlay::Difference& difference : overlay->differences()) {
      nlohmann::json one = {{"kind", overlay::name_of(difference.kind)},
                            {"service", difference.service},
                            {"path", difference.path},
                            {"says", difference.says},
                            {"place", difference.place}};
      (difference.followed ? followed : not_followed).push_back(std::move(one));
    }
    about["wsdl"] = {{"directory", options.wsdl->string()},
                     {"services", overlay->described()},
                     {"followed", std::move(followed)},
                     {"notFollowed", std::move(not_followed)}};
  }
  return std::make_unique<const nlohmann::json>(std::move(about));
}

}  // namespace

Application::Application(Options options)
    : options_(std::move(options)),
      overlay_(overlay_of(options_)),
      profile_(profile_of(options_)),
      about_(about(options_, overlay_.get(), profile_)),
      host_(overlay_ ? overlay_->registry() : services::catalog(), options_.host, overlay_.get()) {}

Application::~Application() = default;

std::string Application::overlay_report() const { return overlay_ ? overlay::report(*overlay_) : std::string(); }

void Application::open() {
  try {
    control::World world =
        options_.world ? control::World::from_file(options_.world->string()) : control::World::embedded("default");
    sandbox_ = std::make_unique<control::Sandbox>(
        std::move(world),
        control::SandboxOptions{.database = options_.database ? options_.database->string() : ":memory:",
                                .seed = options_.seed,
                                .secret_names = overlay_ ? overlay_->secret_names() : std::vector<std::string>(),
                                .profile = profile_.profile});
  } catch (const control::BadWorld& error) {
    throw WorldError("--world " + (options_.world ? options_.world->string() : "default") + ": " + error.what());
  } catch (const state::OpenError& error) {
    throw DatabaseError("--db: " + std::string(error.what()));
  } catch (const state::DatabaseError& error) {
    throw DatabaseError("--db: " + std::string(error.what()));
  }
  ready_ = sandbox_.get();
}

Response Application::answer(const Request& request) {
  if (request.body_over_limit)  // IIS's own page, whatever was asked for (host rule 95)
    return error_page(404, request.path,
                      "The request filtering module is configured to deny a request that exceeds the request content "
                      "length.",
                      options_.host.custom_errors);
  for (const describe::Asset& asset : describe::help_assets())
    if (request.path == asset.path) {
      Response response{.body = std::string(asset.body)};
      response.headers.add("Content-Type", std::string(asset.content_type));
      return response;
    }
  if (request.path.starts_with(kControl))
    return control_answer(request, std::string_view(request.path).substr(kControl.size()));
  control::Sandbox* sandbox = ready_;
  if (!sandbox) return not_ready();
  const AsmxPage page = host_.find(request.path);
  if (page.service) return host_.answer(page, request, *sandbox);
  if (auto response = answer_account_page(request, *sandbox)) return *std::move(response);
  if (request.path == "/") return start_page(host_.registry());
  return error_page(404, request.path, "The resource cannot be found.", options_.host.custom_errors);
}

Response Application::control_answer(const Request& request, std::string_view below) {
  const control::ApiReply reply = control::answer(
      ready_, {.method = request.method, .path = below, .query = request.query, .body = request.body}, *about_);
  Response response{.status = reply.status, .body = reply.text()};
  response.headers.add("Content-Type", reply.content_type.empty() ? "application/json" : reply.content_type);
  response.headers.add("Cache-Control", "no-store");
  if (!reply.allow.empty()) response.headers.add("Allow", reply.allow);
  return response;
}

}  // namespace http
