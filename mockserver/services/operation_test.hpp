// Runs rules past the pipeline on a small tree, for what no answer of the service shows.
#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "services/call.hpp"
#include "services/vocabulary.hpp"

namespace services {

class OperationTest : public testing::Test {
 protected:
  OperationTest() {
    sandbox_.entities.add({.id = 1, .type = state::EntityType::infrascale, .name = "Infrascale"});
    distributor_ =
        sandbox_.entities.add({.type = state::EntityType::distributor, .parent_id = 1, .name = "Distributor"});
    partner_ = sandbox_.entities.add(
        {.type = state::EntityType::partner, .parent_id = distributor_, .name = "Partner", .disk_quota_gb = 100});
    company_ = sandbox_.entities.add({.parent_id = partner_, .name = "Company", .disk_quota_gb = 10});
  }

  // A message seen through its rows.
  class Message {
   public:
    Message(const contract::TypeDesc& type, void* data) : type_(type), data_(data) {}
    void set(std::string_view name, auto value) {
      *static_cast<decltype(value)*>(row(name).emplace(data_)) = std::move(value);
    }
    void set(std::string_view name, const char* text) { set(name, std::string(text)); }
    template <class T>
    T get(std::string_view name) const {
      return *static_cast<const T*>(row(name).find(data_, 0));
    }

   private:
    const contract::FieldDesc& row(std::string_view name) const {
      for (const contract::FieldDesc& field : type_.fields)
        if (field.name == name) return field;
      throw std::logic_error("there is no row " + std::string(name));
    }
    const contract::TypeDesc& type_;
    void* data_;
  };

  // Lets the distributor call the operation with the request that `fill` makes; `look` sees the response of a success.
  // The refusal, or nothing.
  std::optional<contract::Refusal> run(const Operation& operation, const std::function<void(Message&)>& fill,
                                       const std::function<void(const Message&)>& look = {}) {
    struct Run {
      std::function<void(void*, void*)> body;
    };
    std::optional<contract::Refusal> refusal;
    Run job{[&](void* request, void* response) {
      Message in(*operation.request, request);
      fill(in);
      const state::Entity caller = sandbox_.entities.find(distributor_).value();
      Call call{sandbox_, caller};
      refusal = operation.decide(call, request, response);
      if (!refusal && look) look(Message(*operation.response, response));
    }};
    operation.with_messages(
        [](void* context, void* request, void* response) { static_cast<Run*>(context)->body(request, response); },
        &job);
    return refusal;
  }

  state::Entity entity(std::int32_t id) { return sandbox_.entities.find(id).value(); }

  state::Sandbox sandbox_;
  std::int32_t distributor_ = 0;
  std::int32_t partner_ = 0;
  std::int32_t company_ = 0;
};

}  // namespace services
