#include "conformance/care.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "conformance/run_id.hpp"

namespace conformance {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// What kind of thing an operation creates is told apart from the operation's other names by its effect.
bool is_new_name(Effect effect, const Address& address) {
  if (effect != Effect::creates && effect != Effect::creates_entity) return false;
  return address.kind == Address::Kind::user || address.field == "EntityBackupPolicyID" ||
         address.field == "AccountBackupPolicyID";  // given by the server, whatever is sent
}

// What no object can be called, so that nothing is written to: a negative id, a name longer than any or with a bracket.
bool names_nothing(const Address& address) {
  constexpr std::size_t kLongestName = 100;
  if (address.kind == Address::Kind::user)
    return address.value.size() > kLongestName || address.value.find_first_of("<>") != std::string::npos;
  return address.value.starts_with('-');
}

std::string role_of(const Json& as) { return as.is_string() ? as.get<std::string>() : ""; }

}  // namespace

bool SharedCare::is_ours(const Address& address) const {
  const std::scoped_lock lock(mutex_);
  return ours_.contains({address.kind, address.value});
}

void SharedCare::own(const Address& address) {
  const std::scoped_lock lock(mutex_);
  ours_.emplace(address.kind, address.value);
}

bool SharedCare::spend() {
  const std::scoped_lock lock(mutex_);
  if (settings_.max_calls && calls_ >= *settings_.max_calls) return false;
  ++calls_;
  return true;
}

void SharedCare::note(LedgerLine line) {
  {
    const std::scoped_lock lock(mutex_);
    if (!ledger_) ledger_ = std::make_unique<Ledger>(settings_.ledger, settings_.run_id, target_);
  }
  ledger_->write(std::move(line));
}

std::optional<std::string> SharedCare::close() {
  const std::scoped_lock lock(mutex_);
  if (!ledger_ || ledger_->close()) return std::nullopt;
  return ledger_->file();
}

Care::Care(SharedCare& shared, Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target)
    : shared_(shared), endpoint_(endpoint), registry_(registry), target_(target) {}

void Care::begin(const Scenario& scenario) {
  scenario_ = scenario.id;
  made_.clear();
  cleaning_ = false;
}

std::string Care::before(const Step& step, const ResolvedCall* call, const HttpRequest& request) {
  std::string reason;
  if (call)
    reason = why_not(*call);
  else if (step.kind != StepKind::control)
    reason = why_not(request);
  misses_stand_ins_ = !reason.empty() && shared_.settings().allow_writes;
  if (!reason.empty()) return reason;
  if (!cleaning_ && !shared_.spend())
    return "the budget of " + std::to_string(*shared_.settings().max_calls) + " calls is spent";
  if (call) {
    const Effect effect = effect_of(*call->called.operation);
    if (effect == Effect::creates || effect == Effect::creates_entity) shared_.note(line_for(*call));
  }
  return "";
}

std::string Care::why_not(const ResolvedCall& call) const {
  const contract::Operation& operation = *call.called.operation;
  const Effect effect = effect_of(operation);
  if (effect == Effect::reads) return "";
  const std::string name(operation.name);
  if (!shared_.settings().allow_writes) return name + " writes, and --allow-writes is not given";
  if (call.input.is_null() && !operation.bare_request()) return "";  // without a request there is nothing to write
  const auto addresses = addresses_of(*operation.request, call.input);
  bool addresses_ours = false;
  bool below_ours = false;
  for (const Address& address : addresses) {
    if (is_new_name(effect, address)) continue;
    if (names_nothing(address) || (address.kind == Address::Kind::user && has_mark(address.value))) {
      addresses_ours = true;
      continue;
    }
    below_ours = below_ours || (address.kind == Address::Kind::entity && shared_.is_ours(address));
    const bool below_caller =
        effect == Effect::creates_entity && address.kind == Address::Kind::entity && address.value == "0";
    const Json* own = call.as.is_string() ? &target_.variables().at("role").at(role_of(call.as)) : nullptr;
    const bool is_caller = effect == Effect::creates_entity && address.kind == Address::Kind::entity && own &&
                           own->contains("entity") && own->at("entity").dump() == address.value;
    if (!shared_.is_ours(address) && !below_caller && !is_caller)
      return name + " would write to " + address.field + " " + address.value + ", which this run did not create";
    addresses_ours = true;
  }
  if (effect == Effect::changes && !addresses_ours) return name + " does not say what it would write to";
  if (effect == Effect::creates && !addresses_ours) return name + " would not create in what this run created";
  if (effect != Effect::changes && !below_ours && !marked(call.input))
    return name + " would create something whose name lacks this run's mark; name it with ${unique:...}";
  return "";
}

// A message written by hand may do whatever the operation does that it names.
std::string Care::why_not(const HttpRequest& by_hand) const {
  std::string text = by_hand.target + "\n" + by_hand.body;
  for (const auto& [name, value] : by_hand.headers) text += "\n" + value;
  if (by_hand.method != "GET" && by_hand.method != "HEAD" && lower(by_hand.target).find(".asmx") == std::string::npos)
    return by_hand.method + " " + by_hand.target + " may write to what this run did not create";
  for (const contract::Service* service : registry_.services())
    for (const contract::Operation& operation : service->operations)
      if (effect_of(operation) != Effect::reads && text.find(operation.name) != std::string::npos)
        return "the message names " + std::string(operation.name) + ", which writes";
  return "";
}

bool Care::has_mark(std::string_view text) const { return conformance::has_mark(text, shared_.settings().run_id); }

bool Care::marked(const Json& value) const {
  if (value.is_string()) return has_mark(value.get_ref<const std::string&>());
  return value.is_structured() && std::ranges::any_of(value, [&](const Json& item) { return marked(item); });
}

LedgerLine Care::line_for(const ResolvedCall& call) const {
  LedgerLine line{.scenario = scenario_,
                  .role = role_of(call.as),
                  .operation = std::string(call.called.service->name) + "." + std::string(call.called.operation->name)};
  for (const auto& [key, value] : call.input.items())
    if (line.name.empty() && value.is_string() && marked(value)) line.name = value.get<std::string>();
  return line;
}

void Care::after(const Step&, const ResolvedCall* call, const Answer* answer) {
  if (!call || !answer) return;
  const contract::Operation& operation = *call->called.operation;
  const Effect effect = effect_of(operation);
  if (effect != Effect::creates && effect != Effect::creates_entity) return;
  LedgerLine line = line_for(*call);
  if (answer->code != "Success") {
    // Refused by name: nothing was made. A fault or a broken answer proves nothing; what it may have made in an entity
    // of ours goes with that one.
    const bool unknown = answer->code.empty() && effect == Effect::creates_entity;
    line.event = unknown ? LedgerLine::Event::about : LedgerLine::Event::none;
    if (line.event == LedgerLine::Event::none) shared_.note(std::move(line));
    return;
  }
  for (const Address& address : created_by(*operation.response, answer->result)) {
    shared_.own(address);
    if (effect == Effect::creates_entity && address.kind == Address::Kind::entity) line.entity = address.value;
  }
  std::string below;
  for (const Address& address : addresses_of(*operation.request, call->input)) {
    if (is_new_name(effect, address))
      shared_.own(address);
    else if (address.kind == Address::Kind::entity)
      below = address.value;
  }
  // What is created in an entity of ours goes with it; only entities are cancelled one by one.
  line.event = line.entity.empty() ? LedgerLine::Event::none : LedgerLine::Event::made;
  if (!line.entity.empty()) made_.push_back({line, call->credentials, below});
  shared_.note(std::move(line));
}

// Empty if it is cancelled; otherwise the answer, in words.
std::string Care::cancel(const Made& made) {
  try {
    const Target cancel = find_target(registry_, "EntityManagementService.CancelEntity");
    const HttpRequest request = make_call(cancel, made.by, {{"TargetEntityId", made.line.entity}}, SoapVersion::v11);
    const Answer answer = read_answer(*cancel.service, endpoint_.send(request));
    if (answer.code == "Success") return "";
    return answer.fault ? answer.fault->text : answer.code.empty() ? "no answer of the service" : answer.code;
  } catch (const std::exception& error) {
    return error.what();
  }
}

void Care::note_gone(const Made& made) {
  LedgerLine line = made.line;
  line.event = LedgerLine::Event::gone;
  shared_.note(std::move(line));
}

std::vector<std::string> Care::end() {
  std::ranges::reverse(made_);
  std::set<std::string, std::less<>> gone;
  std::vector<std::pair<const Made*, std::string>> refused;  // with the answer
  for (const Made& made : made_) {
    if (std::string answer = cancel(made); !answer.empty()) {
      refused.emplace_back(&made, std::move(answer));
      continue;
    }
    gone.insert(made.line.entity);
    note_gone(made);
  }
  std::ranges::reverse(refused);
  std::vector<std::string> left;
  for (const auto& [made, answer] : refused) {
    if (gone.contains(made->below)) {
      gone.insert(made->line.entity);
      note_gone(*made);
    } else {
      left.push_back("entity " + made->line.entity + " '" + made->line.name + "' could not be cancelled: " + answer);
    }
  }
  made_.clear();
  return left;
}

}  // namespace conformance
