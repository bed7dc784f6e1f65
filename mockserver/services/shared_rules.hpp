// Rules that several operations share: whom a caller may see, whom it may change, and what fits a quota.
#pragma once
#include "services/vocabulary.hpp"

namespace services {

// One code for "not there" and "not yours", so that nothing leaks.
inline constexpr Rule kInTree{"shared/in-tree", Code::ObjectEntityMismatch,
                              "The entity exists and is the caller's own or below it.", Evidence::table};
inline constexpr Rule kManaged{"shared/managed", Code::ObjectEntityMismatch,
                               "Neither the entity nor one between it and the caller is unmanaged.", Evidence::assumed,
                               "Q-unmanaged-write"};
inline constexpr Rule kActive{"shared/active", Code::ObjectEntityMismatch, "The entity is active.", Evidence::table};
inline constexpr Rule kAncestorsActive{"shared/ancestors-active", Code::ObjectEntityMismatch,
                                       "Everything above the entity is active.", Evidence::assumed,
                                       "Q-suspended-ancestor"};
inline constexpr Rule kQuotaFits{"shared/quota-fits", Code::InvalidInputParameters,
                                 "A quota fits the free space of everything above it and covers what is allocated "
                                 "below it.",
                                 Evidence::assumed, "Q-quota-code"};

// The backup account that an operation of AccountManagementService names; elsewhere an unknown name answers kInTree's
// code.
inline constexpr Rule kAccountKnown{"shared/account-known", Code::InvalidParameterUserName,
                                    "The user name is well-formed and belongs to a backup account.", Evidence::assumed,
                                    "Q-account-502"};
inline constexpr Rule kAccountInTree{"shared/account-in-tree", Code::ObjectEntityMismatch,
                                     "The account belongs to the caller's hierarchy.", Evidence::table};
inline constexpr Rule kAccountManaged{"shared/account-managed", Code::ObjectEntityMismatch,
                                      "The account does not belong to an unmanaged hierarchy.", Evidence::table};
inline constexpr Rule kAccountEntityActive{"shared/account-entity-active", Code::ObjectEntityMismatch,
                                           "The account's entity and every entity above it is active.", Evidence::table,
                                           "Q-suspended-ancestor"};
inline constexpr Rule kAccountSizeFits{"shared/account-size-fits", Code::InvalidInputParameters,
                                       "The account's size fits the free space of its entity, unless the entity lets "
                                       "its accounts exceed its quota.",
                                       Evidence::assumed, "Q-quota-code"};
inline constexpr Rule kUserNameFree{"shared/user-name-free", Code::AlreadyExists,
                                    "No backup account has or ever had this user name.", Evidence::assumed,
                                    "Q-duplicate-account"};
inline constexpr Rule kMailSent{"shared/mail-sent", Code::CannotSendEmail,
                                "The change is made and stays, but the customer could not be told by e-mail.",
                                Evidence::table, "Q-mail-disabled"};

}  // namespace services
