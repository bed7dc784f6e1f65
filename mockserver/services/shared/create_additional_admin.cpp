// CreateAdditionalAdmin: gives an entity one more dashboard administrator.
#include "contract/profile.hpp"
#include "services/shared/shared_operations.hpp"
#include "services/targets.hpp"

namespace services {
namespace {

struct CreateAdditionalAdminRequest {
  static constexpr std::string_view kName = "CreateAdditionalAdminRequest";
  std::int32_t target_entity_id = 0;
  std::string user_name;
  std::string password;

  static constexpr auto fields() {
    using Self = CreateAdditionalAdminRequest;
    return fields_of(
        field<&Self::target_entity_id>(
            "TargetEntityID", {.min = 0, .doc = "The distributor, partner or company; 0 is the caller's own entity."}),
        field<&Self::user_name>("UserName", {.pattern = &contract::kDashboardUserName,
                                             .required = true,
                                             .doc = "Login name; not of the form 2222WS, 2222FL or U2222."}),
        field<&Self::password>(
            "Password",
            {.pattern = &contract::kPassword, .secret = true, .doc = "Left empty, the service makes one."}));
  }
};

struct CreateAdditionalAdminResult {
  static constexpr std::string_view kName = "CreateAdditionalAdminResult";
  Result result = {};
  std::optional<std::string> password = {};

  static constexpr auto fields() {
    using Self = CreateAdditionalAdminResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::password>("Password", {.secret = true,
                                                         .doc = "The new administrator's password.",
                                                         .evidence = Evidence::assumed,
                                                         .question = "Q-admin-password-element"}));
  }
};

constexpr Rule kNameFree{"CreateAdditionalAdmin/name-free", Code::AlreadyExists,
                         "No dashboard user of any entity has this name.", Evidence::example};

Outcome<CreateAdditionalAdminResult, kInTree, kManaged, kActive, kAncestorsActive, kNameFree> create_additional_admin(
    Call& call, const CreateAdditionalAdminRequest& in) {
  const auto target = writable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;
  const std::string password = in.password.empty() ? call.sandbox.ids.password() : in.password;
  const auto added = call.sandbox.users.add(
      {.entity_id = target->id, .name = in.user_name, .password = password, .locale_id = target->locale_id});
  if (!added) return refuse<kNameFree>("UserName: is taken");
  if (!in.password.empty() && call.profile.is<"Q-admin-password-echo", "absent">())
    return CreateAdditionalAdminResult{};
  return CreateAdditionalAdminResult{.password = password};
}

}  // namespace

Operation create_additional_admin_operation(Evidence request, Evidence response) {
  return operation<create_additional_admin>(
      "CreateAdditionalAdmin",
      {.doc = "Creates a further dashboard administrator of an entity.", .request = request, .response = response});
}

}  // namespace services
