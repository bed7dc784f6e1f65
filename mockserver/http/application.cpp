// Which part of the application answers which path.
#include "http/application.hpp"

#include <malloc.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "control/api.hpp"
#include "control/export_file.hpp"
#include "describe/contract_json.hpp"
#include "describe/help_page.hpp"
#include "http/account_pages.hpp"
#include "http/address.hpp"
#include "http/error_page.hpp"
#include "http/request_fields.hpp"
#include "services/catalog.hpp"
#include "wire/text_encoding.hpp"

namespace http {
namespace {

// What mails that are still on their way have left when the server stops.
constexpr std::chrono::seconds kDeliveryGrace{5};

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

Response response_of(const control::ApiReply& reply) {
  Response response{.status = reply.status, .body = reply.text()};
  response.headers.add("Content-Type", reply.content_type.empty() ? "application/json" : reply.content_type);
  response.headers.add("Cache-Control", "no-store");
  if (!reply.policy.empty()) {
    response.headers.add("Content-Security-Policy", std::string(reply.policy));
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("Referrer-Policy", "no-referrer");
  }
  if (!reply.allow.empty()) response.headers.add("Allow", reply.allow);
  return response;
}

bool is_control(std::string_view path) {
  const auto inside = sandbox_path(path);
  return (inside ? inside->rest : path).starts_with(kControl);
}

std::shared_ptr<smtp::Courier> courier_of(const Options& options) {
  if (options.smtp.url.empty()) return nullptr;
  return std::make_shared<smtp::Courier>(options.smtp, smtp::CourierSettings{.attempts = options.smtp_attempts});
}

control::SandboxesOptions sandboxes_options(const Options& options, const overlay::Overlay* overlay,
                                            const contract::Registry& registry, std::shared_ptr<smtp::Courier> courier,
                                            const contract::Profile& profile) {
  return {.each = {.seed = options.seed,
                   .journal = {.calls = options.journal_calls, .total_bytes = options.journal_kb * 1024},
                   .secret_names = overlay ? overlay->secret_names() : std::vector<std::string>(),
                   .registry = &registry,
                   .read_fields = request_fields,
                   .courier = std::move(courier),
                   .profile = profile},
          .most = options.max_sandboxes,
          .idle_timeout = options.sandbox_idle_timeout};
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

// The contract with its open questions, for GET contract.
std::string contract_of(const contract::Registry& registry) {
  auto document = nlohmann::ordered_json::parse(describe::contract_json(registry));
  document["questions"] = nlohmann::ordered_json::parse(describe::questions_json(registry));
  return document.dump() + "\n";
}

}  // namespace

Application::Application(Options options)
    : options_(std::move(options)),
      overlay_(overlay_of(options_)),
      profile_(profile_of(options_)),
      about_(about(options_, overlay_.get(), profile_)),
      control_token_(control_token_of(options_)),
      guard_(control_policy_of(options_, control_token_)),
      host_(overlay_ ? overlay_->registry() : services::catalog(), options_.host, overlay_.get()),
      console_(host_.registry()),
      courier_(courier_of(options_)),
      sandboxes_(sandboxes_options(options_, overlay_.get(), host_.registry(), courier_, profile_.profile)) {
  if (options_.export_on_exit) control::require_writable(options_.export_on_exit->string());
}

Application::~Application() {
  if (courier_) courier_->stop(kDeliveryGrace);
}

std::string Application::overlay_report() const { return overlay_ ? overlay::report(*overlay_) : std::string(); }

void Application::open() {
  const auto& file = options_.import_file ? options_.import_file : options_.world;
  try {
    control::World world = file ? control::World::from_file(file->string()) : control::World::embedded("default");
    control::SandboxOptions options = sandboxes_.options().each;
    if (options_.database) options.database = options_.database->string();
    options.replace = options_.import_file.has_value();
    sandbox_ = &sandboxes_.open_default(std::make_shared<const control::World>(std::move(world)), options);
  } catch (const control::BadWorld& error) {
    throw WorldError((options_.import_file ? "--import " : "--world ") + (file ? file->string() : "default") + ": " +
                     error.what());
  } catch (const state::OpenError& error) {
    throw DatabaseError("--db: " + std::string(error.what()));
  } catch (const state::DatabaseError& error) {
    throw DatabaseError("--db: " + std::string(error.what()));
  }
  sandbox_->release_memory();
  malloc_trim(0);  // what the seeding needed
  sandboxes_.start_sweeping();
  ready_ = sandbox_;
}

Response Application::answer(const Request& request) {
  if (auto refusal = guard_.refuse(request)) return *std::move(refusal);
  if (request.body_over_limit && is_control(request.path))
    return response_of(control::refusal(413, "body-too-large", "the body is larger than the server takes"));
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
  if (auto response = console_.answer(request, request.prefix)) return *std::move(response);
  if (!sandbox) return not_ready();
  const AsmxPage page = host_.find(request.path);
  if (page.service) return host_.answer(page, request, *sandbox, by_credentials);
  if (auto response = answer_account_page(request, *sandbox)) return *std::move(response);
  return error_page(404, request.path, "The resource cannot be found.", options_.host.custom_errors);
}

void Application::export_on_exit() {
  if (options_.export_on_exit)
    control::write_export(options_.export_on_exit->string(), control::export_text(sandbox_->export_world()));
}

Response Application::control_answer(control::Sandbox* sandbox, const Request& request, std::string_view below) {
  const std::string base = base_url(request, options_.host.trust_forwarded);
  const control::ApiReply reply = control::answer(
      sandbox,
      {.method = request.method, .path = below, .query = request.query, .body = request.body, .base_url = base},
      *about_, &sandboxes_);
  Response response = response_of(reply);
  if (reply.is_contract) response.body = contract_of(host_.registry());
  return response;
}

}  // namespace http
