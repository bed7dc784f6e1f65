#include "control/deliveries.hpp"

#include <algorithm>

#include "control/time_text.hpp"

namespace control {
namespace {

smtp::Message message_of(const state::SentLetter& mail) {
  return {.from = mail.sender,
          .to = mail.recipient,
          .subject = mail.subject,
          .date = format_mail_date(mail.at),
          .id = std::to_string(mail.id) + "." + std::to_string(mail.at) + "@sandbox.invalid",
          .text = mail.text,
          .html = mail.html};
}

}  // namespace

void Deliveries::close() {
  const std::lock_guard lock(mutex_);
  sandbox_ = nullptr;
}

void Deliveries::begin(std::uint64_t edition) {
  if (edition == edition_) return;
  edition_ = edition;
  fetched_ = 0;
  progress_.clear();
}

std::optional<smtp::Parcel> Deliveries::next() {
  const std::lock_guard lock(mutex_);
  if (!sandbox_) return std::nullopt;
  const std::lock_guard state_lock(sandbox_->mutex);
  const state::Mail::Sendings& sendings = sandbox_->mail.sendings();
  begin(sendings.edition);
  if (sendings.first == 0) return std::nullopt;
  const auto page = sandbox_->mail.outbox(std::max(fetched_, sendings.first - 1), 1);
  if (page.empty()) return std::nullopt;
  fetched_ = page.front().id;
  return smtp::Parcel{.edition = edition_, .id = fetched_, .message = message_of(page.front())};
}

void Deliveries::report(const smtp::Parcel& parcel, const smtp::Attempt& attempt, bool last) {
  const std::lock_guard lock(mutex_);
  if (parcel.edition != edition_) return;  // of an outbox that is no more
  Progress& progress = progress_[parcel.id];
  ++progress.attempts;
  progress.reason = attempt.reason;
  const bool delivered = attempt.outcome == smtp::Attempt::Outcome::delivered;
  progress.state = delivered ? "delivered" : last ? "failed" : "queued";
}

nlohmann::json Deliveries::of(std::int64_t mail_id, const state::Mail::Sendings& sendings) {
  const std::lock_guard lock(mutex_);
  Progress progress;
  if (sendings.first == 0 || mail_id < sendings.first) progress.state = "not sent";
  const auto found = progress_.find(mail_id);
  if (found != progress_.end() && sendings.edition == edition_) progress = found->second;
  return {{"state", progress.state},
          {"attempts", progress.attempts},
          {"reason", progress.reason.empty() ? nlohmann::json() : nlohmann::json(progress.reason)}};
}

}  // namespace control
