// The whole application behind the HTTP front: every path of the host, of its account pages and of the control surface.
#pragma once
#include <atomic>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>

#include "control/profile_file.hpp"
#include "control/sandboxes.hpp"
#include "http/asmx.hpp"
#include "http/console.hpp"
#include "http/control_guard.hpp"
#include "http/message.hpp"
#include "http/options.hpp"
#include "http/sandbox_address.hpp"
#include "overlay/overlay.hpp"
#include "smtp/courier.hpp"

namespace http {

// The world cannot be loaded; the message names the file and the place in it.
struct WorldError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The profile cannot be used; the message names the file and the place in it.
struct ProfileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The database file cannot be used; the message names the file and the reason.
struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Usable by many threads at once. It answers from its construction on, so that a probe can tell a server that is
// starting from one that is down: until open() is done everything but livez gets 503.
class Application {
 public:
  // Reads the WSDL files of --wsdl, the profile of --profile and the token of the control surface. Throws
  // overlay::WsdlError, ProfileError, ControlTokenError, and control::ExportError when --export-on-exit names a place
  // that could never be written.
  explicit Application(Options options);
  // Mails that wait for delivery have a few seconds left.
  ~Application();

  // Opens the database and seeds it with the world. Throws WorldError or DatabaseError; called once.
  void open();

  Response answer(const Request& request);

  // Writes the state to the file of --export-on-exit, if there is one; when all requests are answered. Throws
  // control::ExportError.
  void export_on_exit();

  // What the WSDL files say otherwise than the built-in contract, line by line; empty without --wsdl.
  std::string overlay_report() const;

  // What control calls must bear.
  const ControlToken& control_token() const { return control_token_; }

  // The default sandbox, once open() is done.
  control::Sandbox& sandbox() { return *sandbox_; }
  control::Sandboxes& sandboxes() { return sandboxes_; }

 private:
  Response answer_by_path(const Request& request, const SandboxPath& path);
  Response answer_in(std::string_view id, const Request& request);
  Response answer_in(control::Sandbox* sandbox, const Request& request, control::Sandboxes* by_credentials);
  Response control_answer(control::Sandbox* sandbox, const Request& request, std::string_view below);

  const Options options_;
  const std::unique_ptr<const overlay::Overlay> overlay_;  // none: the built-in contract
  const control::ProfileFile profile_;                     // without --profile: every answer is the assumed one
  const std::unique_ptr<const nlohmann::json> about_;      // what GET info says of the server itself
  const ControlToken control_token_;
  ControlGuard guard_;
  AsmxHost host_;
  const Console console_;
  const std::shared_ptr<smtp::Courier> courier_;  // none without --smtp
  control::Sandboxes sandboxes_;
  control::Sandbox* sandbox_ = nullptr;  // the default one
  std::atomic<control::Sandbox*> ready_ = nullptr;
};

}  // namespace http
