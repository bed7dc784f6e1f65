// What must hold between the fields of an entity policy.
#pragma once
#include "services/backup_policy_management/entity_policy.hpp"
#include "services/call.hpp"

namespace services::backup_policy_management {

inline constexpr Rule kNotHourlyWithEnd{"shared/policy-end-time", Code::InvalidInputParameters,
                                        "A backup that runs hourly has no end time.", Evidence::table,
                                        "Q-policy-schedule"};
inline constexpr Rule kDayOfTheMonth{"shared/policy-day-of-the-month", Code::InvalidInputParameters,
                                     "The day of a monthly backup is 1 to 31.", Evidence::table, "Q-policy-schedule"};
inline constexpr Rule kHoursBetweenRuns{"shared/policy-hours-between-runs", Code::InvalidInputParameters,
                                        "An hourly backup runs every 1 to 12 hours.", Evidence::table,
                                        "Q-policy-schedule"};
inline constexpr Rule kReportAddress{"shared/policy-report-address", Code::InvalidInputParameters,
                                     "Reports by e-mail need an address.", Evidence::table};
inline constexpr Rule kRetentionReported{"shared/policy-retention-reported", Code::InvalidInputParameters,
                                         "Files are only removed from the cloud where reports are sent.",
                                         Evidence::table, "Q-retention-mail"};
inline constexpr Rule kIncludeGiven{"shared/policy-include-filter", Code::InvalidInputParameters,
                                    "Including by wildcard needs files or folders to include.", Evidence::table};
inline constexpr Rule kExcludeGiven{"shared/policy-exclude-filter", Code::InvalidInputParameters,
                                    "Excluding by wildcard needs files or folders to exclude.", Evidence::table};

// Only where a profile says so (Q-policy-run-as).
inline constexpr Rule kRunAsGiven{"shared/policy-run-as",
                                  Code::InvalidInputParameters,
                                  "A backup that runs while nobody is signed in says as whom.",
                                  Evidence::assumed,
                                  "Q-policy-run-as",
                                  true};

// `true`, or the first rule that the policy breaks, in the order of the document's table.
Outcome<bool, kNotHourlyWithEnd, kDayOfTheMonth, kHoursBetweenRuns, kReportAddress, kRetentionReported, kRunAsGiven,
        kIncludeGiven, kExcludeGiven>
well_formed(const Call& call, const EntityPolicy& policy);

}  // namespace services::backup_policy_management
