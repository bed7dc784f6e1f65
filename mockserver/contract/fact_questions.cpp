// The open questions that can only be looked at: what the real service does, and why no switch makes the sandbox do so.
#include <array>

#include "contract/questions.hpp"

namespace contract {
namespace {

// Alphabetical by id; a test checks it.
constexpr std::array kFactQuestions{
    Question{
        .id = "Q-appliance-status-names",
        .question = "How are the states of appliances and queues named to people, and how severe is each? The examples "
                    "show Unknown, Nominal, Idle and Work.",
        .kind = QuestionKind::fact,
        .answer =
            "By our own names, such as Warning (Medium), Stopped (High), Paused (Medium); the four as in the examples.",
        .probe = "AppliancesManagementService/GetEntityAppliances/names-every-status",
        .why = "The texts are free: any wording is possible, so there is no set of answers to choose from."},
    Question{.id = "Q-appliance-titles",
             .question = "What is ApplianceTypeTitle of the types that the examples do not show?",
             .kind = QuestionKind::fact,
             .answer = "Physical Appliance, Virtual Appliance, VMware Appliance, Active-Active Appliance.",
             .probe = "AppliancesManagementService/GetEntityAppliances/titles-every-type",
             .why = "The texts are free: any wording is possible, so there is no set of answers to choose from."},
    Question{.id = "Q-appliance-uptime",
             .question = "How many days has a month of UpTimeStr, and what is it for an appliance that is down?",
             .kind = QuestionKind::fact,
             .answer = "30; absent for one that is stopped, terminated, initializing, rebooting or deleted.",
             .probe = "AppliancesManagementService/GetEntityAppliances/leaves-the-time-up-out-where-there-is-none",
             .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
                    "where it happens."},
    Question{.id = "Q-authorization-token-life",
             .question = "How long does the token of GetAuthorizationTokenByEntity sign its holder in?",
             .kind = QuestionKind::fact,
             .answer = "Once, within 24 hours.",
             .probe = "AccountManagementService/GetAuthorizationTokenByEntity/gives-a-one-time-token",
             .why = "The API does not tell when the token ends: it is tried on the dashboard's page."},
    Question{.id = "Q-browse-url",
             .question = "How often and how long does the link of GetEntityApplianceBrowseInfo work?",
             .kind = QuestionKind::fact,
             .answer = "Once, for 24 hours, while the appliance has remote access.",
             .probe = "flows/an-appliance-is-looked-at-from-afar",
             .why = "The API does not tell when the link ends: it is tried on the appliance's page."},
    Question{.id = "Q-cancel-licences",
             .question = "To whom do licences go when an entity is cancelled?",
             .kind = QuestionKind::fact,
             .answer = "ShadowProtect v5 licences to the caller's pool; other unused ones to the parent at once, used "
                       "ones are deactivated 7 days later; files are purged 3 months later.",
             .probe = "flows/cancelling-a-partner-releases-its-licences",
             .why = "Its effects come days or months after the call: no run can wait for them."},
    Question{.id = "Q-client-date",
             .question = "In which time zone is ClientDate, and what do the filters for dates compare with it?",
             .kind = QuestionKind::fact,
             .answer = "Every client is in UTC; an unspecified date of a filter is taken as UTC.",
             .probe = "EntityMonitoringService/GetHistoryEvents/filters-by-date-both-ends-included",
             .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
                    "where it happens."},
    Question{
        .id = "Q-cloud-disabled",
        .question = "Does the usage of an entity stay visible after DisableBackup?",
        .kind = QuestionKind::fact,
        .answer = "No, it is gone with the account; so is the entity from TotalCount.",
        .probe = "CloudApplicationBackupManagementService/DisableBackup/takes-the-usage-away",
        .why = "Usage comes from the vendor's own systems, days after an entity is signed up: no run can wait for it."},
    Question{.id = "Q-cloud-pages",
             .question = "What do TotalCount and NumberOfPages of GetCloudUsage count? In the example two lines have a "
                         "TotalCount of 3.",
             .kind = QuestionKind::fact,
             .answer = "Entities of the tree that are signed up, also those without usage; no entity is no page.",
             .probe = "CloudApplicationBackupManagementService/GetCloudUsage/counts-companies-and-not-lines",
             .why = "It shows with several pages of usage, which comes from the vendor's own systems: it is counted "
                    "where there is some."},
    Question{.id = "Q-cloud-source",
             .question = "Which of Source and Service is the internal type of a cloud service? The two lines of the "
                         "example have them the other way round.",
             .kind = QuestionKind::fact,
             .answer = "Source, as the table says; both are kept as they were recorded.",
             .probe = "CloudApplicationBackupManagementService/GetCloudUsage/lists-the-usage-of-a-hierarchy",
             .why = "Both are kept as they were recorded, so that a recording of the real service settles it."},
    Question{
        .id = "Q-code-numbers",
        .question = "Which numbers have the codes that the document only names?",
        .kind = QuestionKind::fact,
        .answer = "A block of our own from 9001 on.",
        .probe = "PartnerManagementService/CancelEmptyPartner/refuses-a-partner-with-companies",
        .why = "Any number is possible; once one is known, it is a row of the result codes, with better evidence."},
    Question{.id = "Q-customer-type",
             .question = "What are the customer types and payment plans of GetAllAccounts?",
             .kind = QuestionKind::fact,
             .answer = "Free codes of the accounts: Standard or UltraSafe for one made through the API, its plan the "
                       "size in GB; a type that nobody has gives an empty list; the row ends with SignupDate.",
             .probe = "AccountManagementService/GetAllAccounts/lists-the-accounts-of-one-type",
             .why = "The codes are the vendor's own and free: any text and number is possible."},
    Question{
        .id = "Q-daily-totals",
        .question =
            "How is the operation called that adds up uploads day by day, which days and which events does it count?",
        .kind = QuestionKind::fact,
        .answer = "GetHistoryEventsTotals, with the rows of its namesake in AccountManagementService; today and the "
                  "days before it, UTC, the oldest first, a day without events absent; every event but BackupProgress, "
                  "whose figures the end of the backup repeats.",
        .probe = "EntityMonitoringService/GetHistoryEventsTotals/adds-up-uploads-by-day",
        .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
               "where it happens."},
    Question{
        .id = "Q-dashboard-users",
        .question = "May a dashboard user who is no administrator call GetPartnerDetailsByApplicationUser, and which "
                    "user does SendResetPasswordLink mean where there are several?",
        .kind = QuestionKind::fact,
        .answer = "Users are not told apart by role: any active one may, and the first of an entity is meant.",
        .probe = "PartnerManagementService/GetPartnerDetailsByApplicationUser/tells-the-partner-of-the-administrator",
        .why = "The sandbox does not know the roles of dashboard users, which no operation shows: a switch would need "
               "them first."},
    Question{
        .id = "Q-event-order",
        .question = "In which order do events of the same instant come?",
        .kind = QuestionKind::fact,
        .answer = "The one that was written last comes first.",
        .probe = "EntityMonitoringService/GetHistoryEvents/lists-the-newest-first",
        .why = "Events of the same instant are a backup client's doing: no caller of the API can bring them about."},
    Question{.id = "Q-failed-backup",
             .question = "Which event is a failed backup in history, where no type is called so?",
             .kind = QuestionKind::fact,
             .answer = "BackupCancelled with the indicator Error; monitoring says Failed.",
             .probe = "EntityMonitoringService/GetMonitoringEvents/filters-by-status",
             .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
                    "where it happens."},
    Question{.id = "Q-folder-created",
             .question = "What is DateCreated of a folder that is sent without one?",
             .kind = QuestionKind::fact,
             .answer = "The folder's own, or now for a new one.",
             .probe = "AdvancedFolderBackupManagementService/SetAdvancedFolderSettings/dates-a-folder-that-has-no-date",
             .why = "The date follows the clock of the server: it is read off the answer."},
    Question{
        .id = "Q-folder-schedule",
        .question = "May a folder have no BackupSchedule?",
        .kind = QuestionKind::fact,
        .answer = "No: 2.",
        .probe = "AdvancedFolderBackupManagementService/SetAdvancedFolderSettings/refuses-a-folder-without-a-schedule",
        .why = "A folder without a schedule has no place in the settings as they are kept; another answer is a change "
               "of the rule itself."},
    Question{
        .id = "Q-folder-unknown-types",
        .question = "May ScheduleTypeId or RetentionPolicyTypeId be 0, Unknown?",
        .kind = QuestionKind::fact,
        .answer = "No, nor any number that is not listed: 2.",
        .probe = "AdvancedFolderBackupManagementService/SetAdvancedFolderSettings/refuses-an-unknown-schedule-type",
        .why = "A schedule of an unknown type has no meaning to the sandbox: another answer is a change of the rule "
               "itself."},
    Question{
        .id = "Q-history-totals",
        .question = "Which months does GetHistoryEventsTotals report, and in which unit is UploadedFilesSize?",
        .kind = QuestionKind::fact,
        .answer =
            "The given number of months up to the present one, months without uploads absent, oldest first; bytes.",
        .probe = "AccountManagementService/GetHistoryEventsTotals/adds-up-the-uploads-by-month",
        .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
               "where it happens."},
    Question{.id = "Q-licence-keys",
             .question = "What do licenseKey and partnerLicenseKey of CreateAccountByPartnerLicenseKey mean?",
             .kind = QuestionKind::fact,
             .answer = "partnerLicenseKey names the entity of the new account, licenseKey is an unused key of that "
                       "entity which gives the size; any other answers 2, as does a locale that is not known.",
             .probe = "AccountManagementService/CreateAccountByPartnerLicenseKey/uses-up-the-licence-key",
             .why = "Licence keys come from the vendor: only who owns some can try them."},
    Question{
        .id = "Q-mail-locale",
        .question = "Which language is a mail in when no template of the customer's is found?",
        .kind = QuestionKind::fact,
        .answer = "English: the nearest template from the entity up to Infrascale, first in the customer's language.",
        .probe = "AccountManagementService/CreateAccountByPartnerLicenseKey/writes-in-the-user-s-language",
        .why = "Mails do not come back through the API: an answer is read off the mail itself."},
    Question{.id = "Q-monitoring-event-type",
             .question = "Which type has a row of monitoring for EventTypeFilterValue?",
             .kind = QuestionKind::fact,
             .answer = "That of the event that put it there.",
             .probe = "EntityMonitoringService/GetMonitoringEvents/filters-by-the-type-of-the-latest-event",
             .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
                    "where it happens."},
    Question{
        .id = "Q-partner-user",
        .question = "How is the first dashboard user of a new entity named?",
        .kind = QuestionKind::fact,
        .answer = "By the letters and digits of the entity's name in lower case, with a number until it is unique.",
        .probe = "PartnerManagementService/CreatePartner/names-the-dashboard-user-after-the-partner",
        .why = "Any way to make a name is possible; the name itself is in the answer of CreatePartner."},
    Question{.id = "Q-policy-default",
             .question = "Does a new company have default policies, as the dashboard gives it? Are those of entities "
                         "above or below listed?",
             .kind = QuestionKind::fact,
             .answer = "It has none; only the entity's own policies are listed.",
             .probe = "BackupPolicyManagementService/GetEntityPoliciesAll/lists-nothing-for-a-new-company",
             .why = "Default policies would be the vendor's own, with contents that nobody knows yet."},
    Question{.id = "Q-policy-move",
             .question =
                 "Does MoveCompany also take policies of the distributor off accounts, which stays above the company?",
             .kind = QuestionKind::fact,
             .answer = "Yes, all that do not belong to the company itself.",
             .probe = "PartnerManagementService/MoveCompany/takes-policies-of-other-entities-off",
             .why = "It needs a distributor's own policies on accounts of a company that moves; the answer has a part "
                    "for each entity above."},
    Question{.id = "Q-policy-paths",
             .question = "What does a list mean that is missing in CustomPathes, and an empty path?",
             .kind = QuestionKind::fact,
             .answer = "A missing list is empty; an empty path answers 2, as does a missing CustomPathes.",
             .probe = "BackupPolicyManagementService/SetScannerCustomPathes/empties-lists-that-are-left-out",
             .why = "The lists of other answers are open: each path may be treated in its own way."},
    Question{.id = "Q-policy-schedule",
             .question = "When are ScheduledDayOfTheMonth, ScheduledHoursBetweenRuns and ScheduledEndTime checked?",
             .kind = QuestionKind::fact,
             .answer = "The day for Monthly only, the hours for Hourly only; an end time clashes with Hourly where "
                       "UseEndTime is true.",
             .probe = "BackupPolicyManagementService/CreateEntityPolicy/ignores-schedule-fields-of-other-types",
             .why = "Each of the three fields may be checked in its own way; the combinations are no closed set."},
    Question{
        .id = "Q-policy-target",
        .question = "What is TargetEntityID of account policies, and whose entity policies may an account follow?",
        .kind = QuestionKind::fact,
        .answer = "The account's entity or one above it, in the caller's hierarchy; policies likewise. Anything else "
                  "answers 53.",
        .probe = "BackupPolicyManagementService/AddAccountPolicy/follows-policies-from-the-caller-down-to-its-entity",
        .why = "Whom an entity policy may serve is a rule of the tree with many variants, not one choice."},
    Question{
        .id = "Q-policy-update",
        .question = "Does UpdateEntityPolicy replace what is left out, and can it move a policy to another entity?",
        .kind = QuestionKind::fact,
        .answer = "It replaces the whole object but its id, owner and date; TargetEntityID tells the owner.",
        .probe = "BackupPolicyManagementService/UpdateEntityPolicy/replaces-the-whole-policy",
        .why = "What stays of a policy that is sent in part is a matter of each member."},
    Question{.id = "Q-progress-days",
             .question = "When is a missing backup told of, when one that does not move, and of what?",
             .kind = QuestionKind::fact,
             .answer = "3 and 7 days after the last completed backup, or else the registration, of an active device "
                       "(Error); 1 and 2 days after the last sign of a started backup (Warning, Error); both only of "
                       "monitored, active accounts of active entities.",
             .probe = "EntityMonitoringService/GetMonitoringEvents/tells-of-missing-backups",
             .why = "Its effects come days or months after the call: no run can wait for them."},
    Question{.id = "Q-quota-events",
             .question = "When do OverQuotaWarning, OverQuotaError and OverQuotaFixed happen, and on which system?",
             .kind = QuestionKind::fact,
             .answer = "When an account's used space passes 90 % and 100 % of its size, and when it is back; on no "
                       "system, as GeneralNotification.",
             .probe = "EntityMonitoringService/GetHistoryEvents/tells-of-space-over-quota",
             .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
                    "where it happens."},
    Question{
        .id = "Q-system-notification",
        .question = "Which rows of monitoring are system notifications?",
        .kind = QuestionKind::fact,
        .answer =
            "Missing backups and progress, space over quota, backups that take too long or have an abnormal scope.",
        .probe = "EntityMonitoringService/GetMonitoringEvents/tells-of-missing-backups",
        .why = "Only a backup client or the vendor's own systems bring it about, no caller of the API: it is seen "
               "where it happens."},
    Question{
        .id = "Q-template-codes",
        .question =
            "Which templates write of a new account, a new size, e-mail address or password? The document names one.",
        .kind = QuestionKind::fact,
        .answer = "UMSWELCOME, UMSCHANGESIZE, UMSCHANGEEMAIL and UMSCHANGEPWD.",
        .probe = "AccountManagementService/CreateAccountByPartnerLicenseKey/writes-in-the-user-s-language",
        .why = "Mails do not come back through the API: an answer is read off the mail itself."},
    Question{.id = "Q-uncancel-grace",
             .question = "How long after it was cancelled may an entity be uncancelled?",
             .kind = QuestionKind::fact,
             .answer = "For ever; what was purged by then stays away.",
             .probe = "EntityManagementService/UncancelEntity/makes-a-cancelled-partner-active",
             .why = "Its effects come days or months after the call: no run can wait for them."},
};

}  // namespace

std::span<const Question> fact_questions() { return kFactQuestions; }

}  // namespace contract
