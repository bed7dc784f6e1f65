// Which part of the application answers which path.
#include "http/application.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "control/api.hpp"
#include "describe/help_page.hpp"
#include "http/account_pages.hpp"
#include "http/address.hpp"
#include "http/error_page.hpp"
#include "http/start_page.hpp"
#include "services/catalog.hpp"
#include "wire/text_encoding.hpp"

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

Response response_of(const control::ApiReply& reply) {
  Response response{.status = reply.status, .body = reply.text()};
  response.headers.add("Content-Type", reply.content_type.empty() ? "application/json" : reply.content_type);
  response.headers.add("Cache-Control", "no-store");
  if (!reply.allow.empty()) response.headers.add("Allow", reply.allow);
  return response;
}

control::SandboxesOptions sandboxes_options(const Options& options, const overlay::Overlay* overlay) {
  return {
      .each = {.seed = options.seed, .secret_names = overlay ? overlay->secret_names() : std::vector<std::string>()},
      .most = options.max_sandboxes,
      .idle_timeout = options.sandbox_idle_timeout};
}

// What the server knows about itself, for GET info.
std::unique_ptr<const nlohmann::json> about(const Options& options, const overlay::Overlay* overlay) {
  nlohmann::json about = {{"version", SANDBOX_VERSION}};
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
      about_(about(options_, overlay_.get())),
      host_(overlay_ ? overlay_->registry() : services::catalog(), options_.host, overlay_.get()),
      sandboxes_(sandboxes_options(options_, overlay_.get())) {}

Application::~Application() = default;

std::string Application::overlay_report() const { return overlay_ ? overlay::report(*overlay_) : std::string(); }

void Application::open() {
  try {
    control::World world =
        options_.world ? control::World::from_file(options_.world->string()) : control::World::embedded("default");
    control::SandboxOptions options = sandboxes_.options().each;
    if (options_.database) options.database = options_.database->string();
    sandbox_ = &sandboxes_.open_default(std::make_shared<const control::World>(std::move(world)), options);
  } catch (const control::BadWorld& error) {
    throw WorldError("--world " + (options_.world ? options_.world->string() : "default") + ": " + error.what());
  } catch (const state::OpenError& error) {
    throw DatabaseError("--db: " + std::string(error.what()));
  } catch (const state::DatabaseError& error) {
    throw DatabaseError("--db: " + std::string(error.what()));
  }
  sandboxes_.start_sweeping();
  ready_ = sandbox_;
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
  if (const auto path = sandbox_path(request.path)) return answer_by_path(request, *path);
  if (const auto id = request.header(kSandboxHeader); !id.empty()) {
    Request inside = request;
    inside.prefix = sandbox_prefix(id);
    return answer_in(id, inside);
  }
  return answer_in(ready_, request, &sandboxes_);
}

Response Application::answer_by_path(const Request& request, const SandboxPath& path) {
  const bool is_page = path.rest == "/" && (request.method == "GET" || request.method == "HEAD");
  if (path.id.empty() || path.rest.empty() || (path.rest == "/" && !is_page))  // the directory's own
    return control_answer(ready_, request, "sandboxes/" + std::string(path.id));
  return answer_in(path.id, below(request, path));
}

Response Application::answer_in(std::string_view id, const Request& request) {
  if (!ready_) return answer_in(nullptr, request, nullptr);
  const std::shared_ptr<control::Sandbox> sandbox = sandboxes_.find(id);  // lives until the answer is there
  if (sandbox) return answer_in(sandbox.get(), request, nullptr);
  const std::string message = "there is no sandbox \"" + wire::repair_utf8(id) + "\"";
  if (request.path.starts_with(kControl)) return response_of(control::refusal(404, "unknown-sandbox", message));
  return plain_answer(404, message);
}

Response Application::answer_in(control::Sandbox* sandbox, const Request& request, control::Sandboxes* by_credentials) {
  if (request.path.starts_with(kControl))
    return control_answer(sandbox, request, std::string_view(request.path).substr(kControl.size()));
  if (!sandbox) return not_ready();
  const AsmxPage page = host_.find(request.path);
  if (page.service) return host_.answer(page, request, *sandbox, by_credentials);
  if (auto response = answer_account_page(request, *sandbox)) return *std::move(response);
  if (request.path == "/") return start_page(host_.registry(), request.prefix);
  return error_page(404, request.path, "The resource cannot be found.", options_.host.custom_errors);
}

Response Application::control_answer(control::Sandbox* sandbox, const Request& request, std::string_view below) {
  const std::string base = base_url(request, options_.host.trust_forwarded);
  return response_of(control::answer(
      sandbox,
      {.method = request.method, .path = below, .query = request.query, .body = request.body, .base_url = base},
      *about_, &sandboxes_));
}

}  // namespace http
