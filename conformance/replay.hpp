// A recorded session sent again, call by call, and its answers held against the recorded ones.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/recording.hpp"
#include "conformance/session_secrets.hpp"
#include "conformance/translation.hpp"

namespace conformance {

struct ReplayedCall {
  std::string words = {};     // "call Service.Operation (call 3)", "GET /a.asmx (call 4)"
  std::string left_out = {};  // why it was not sent, in words; empty when it was
  std::vector<Difference> found = {};
};

// One session at one target, used by one thread.
class Replay {
 public:
  // All references must outlive it. At a target that others share only calls that read are sent. Throws
  // std::invalid_argument for a role that is not there.
  Replay(const recording::Session& session, Endpoint& endpoint, const contract::Registry& registry,
         const TargetFile& target, const std::map<std::string, std::string>& roles, const Noise& noise);

  // The next call, in the order of the session. Throws Unreachable.
  ReplayedCall send(const recording::Call& call);

 private:
  std::string why_not(const recording::Call& call, const SeenRequest& request) const;
  HttpRequest request_for(const recording::Call& call, const SeenRequest& request) const;
  void learn(const SeenRequest& request, const recording::Response& recorded, const HttpResponse& now);
  HttpResponse recorded_answer(const recording::Response& answer) const;

  Endpoint& endpoint_;
  const contract::Registry& registry_;
  const TargetFile& target_;
  const Noise& noise_;
  SessionSecrets secrets_;
  Translation translation_{};
  AnswerRecorder before_{};
  AnswerRecorder now_{};
};

}  // namespace conformance
