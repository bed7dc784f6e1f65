// The open questions about names, order and types on the wire. The real service's WSDL settles them: conformance drift
// compares it with the contract, and --wsdl makes the sandbox follow it.
#include <array>

#include "contract/questions.hpp"

namespace contract {
namespace {

// Alphabetical by id; a test checks it.
constexpr std::array kWireQuestions{
    Question{.id = "Q-account-type-filter",
             .question = "Does a filter that leaves AccountTypeFilterIsNotDefined out ask for AccountTypeFilterValue?",
             .kind = QuestionKind::wire,
             .answer = "Yes, as false does; left out itself, the value is BackupAccount.",
             .probe = "EntityMonitoringService/GetHistoryEvents/filters-by-account-type-unless-told-not-to"},
    Question{.id = "Q-admin-password-element",
             .question = "What is the element called in which CreateAdditionalAdmin returns the password?",
             .kind = QuestionKind::wire,
             .answer = "Password.",
             .probe = "PartnerManagementService/CreateAdditionalAdmin/returns-the-password-given"},
    Question{.id = "Q-appliance-alone",
             .question = "Are Secondary and ReplicationInfo absent for an appliance without a copy in the cloud?",
             .kind = QuestionKind::wire,
             .answer = "Yes, both.",
             .probe = "AppliancesManagementService/GetEntityAppliances/shows-an-appliance-without-a-copy"},
    Question{.id = "Q-appliance-shapes",
             .question = "Are the types and states of appliances enumerations on the wire? The tables call them "
                         "strings with a list of values, and list other orders than the examples.",
             .kind = QuestionKind::wire,
             .answer = "Enumerations, in the order of the examples.",
             .probe = "the WSDL of the real sandbox"},
    Question{.id = "Q-backup-summary",
             .question = "Where does BackupSummary stand in HistoryEvent? The table has it, the example does not.",
             .kind = QuestionKind::wire,
             .answer = "After EventType, as Description stands in MonitorEvent; absent when nothing is told.",
             .probe = "the operation's help page (?op=...) of the real service"},
    Question{
        .id = "Q-cloud-answers",
        .question = "What do EnableBackup and DisableBackup answer? The document says 'the standard Result object'.",
        .kind = QuestionKind::wire,
        .answer = "<Operation>Result with Result inside, as everywhere else.",
        .probe = "the operation's help page (?op=...) of the real service"},
    Question{
        .id = "Q-cloud-target",
        .question =
            "What is the target of GetCloudUsage called? The table says TargetEntityID, the example sends ForEntityID.",
        .kind = QuestionKind::wire,
        .answer = "TargetEntityID; ForEntityID and ForEntityId are read too.",
        .probe = "CloudApplicationBackupManagementService/GetCloudUsage/takes-the-target-by-its-other-names"},
    Question{.id = "Q-company-id-element",
             .question = "What is the element called in which CreateCompany returns the new company?",
             .kind = QuestionKind::wire,
             .answer = "CompanyEntityId, as EditCompany and GetCompanyDetails call it.",
             .probe = "CompanyManagementService/CreateCompany/returns-the-new-company"},
    Question{
        .id = "Q-element-order",
        .question =
            "In which order, and under which type names, do the elements stand that only the document tables show?",
        .kind = QuestionKind::wire,
        .answer = "In the order of the tables, Result first; types are named after their operation.",
        .probe = "the operation's help page (?op=...) of the real service"},
    Question{.id = "Q-folder-nulls",
             .question = "Are optional members of folder settings nil or absent when they are null?",
             .kind = QuestionKind::wire,
             .answer = "Numbers and dates nil, texts absent.",
             .probe = "AdvancedFolderBackupManagementService/SetAdvancedFolderSettings/takes-an-hourly-schedule"},
    Question{.id = "Q-kroll",
             .question = "Is KrollExchangeRecovery a licence type? The tables list it, the help pages do not.",
             .kind = QuestionKind::wire,
             .answer =
                 "It is read in requests, but no help page shows it, no pool holds any, and no answer has LicenseData.",
             .probe = "LicenseManagementService/AssignLicense/finds-no-kroll-licences"},
    Question{.id = "Q-legacy-result",
             .question = "What does the empty result element of the old operations hold on their help pages?",
             .kind = QuestionKind::wire,
             .answer = "Result, Code and Message themselves.",
             .probe = "AccountManagementService/GetAccountUsedSpace/adds-up-the-devices"},
    Question{.id = "Q-license-provider",
             .question = "How is LicenseProviderEntityId left unset? Its type is a plain int.",
             .kind = QuestionKind::wire,
             .answer = "By 0, or by leaving it out.",
             .probe = "LicenseManagementService/AssignLicense/takes-from-the-caller-without-a-provider"},
    Question{.id = "Q-license-result-last",
             .question =
                 "Does Result follow the list in GetAssignedLicensesSummary? Its help page is stored only up to there.",
             .kind = QuestionKind::wire,
             .answer = "Yes, as in GetAssignedLicenseDetails.",
             .probe = "the operation's help page (?op=...) of the real service"},
    Question{.id = "Q-license-shapes",
             .question = "Does UnassignLicense have the shape of AssignLicense, and RemoveLicense that of "
                         "GetAssignedLicenseDetails' request?",
             .kind = QuestionKind::wire,
             .answer = "Yes; the tables describe them so.",
             .probe = "the operation's help page (?op=...) of the real service"},
    Question{.id = "Q-monitoring-types",
             .question = "What are the types of EntityMonitoringService called, and in which order do the values of "
                         "its enumerations stand?",
             .kind = QuestionKind::wire,
             .answer = "The filters are EventsFilter and RecoveryEventsFilter; values stand in the order of the "
                       "tables, then of the list of versions.",
             .probe = "the WSDL of the real sandbox"},
    Question{.id = "Q-policy-live-protect",
             .question = "Where does LiveProtectWholeBackupSet stand? The table lists it as a field of the policy, the "
                         "example prints it behind the policy.",
             .kind = QuestionKind::wire,
             .answer = "Inside the policy, as its last element; without it an object sent to CreateEntityPolicy could "
                       "not carry it.",
             .probe = "BackupPolicyManagementService/GetEntityPolicy/tells-the-policy-of-the-document"},
    Question{.id = "Q-policy-nulls",
             .question = "How are optional numbers and dates of Options written when they are null? The example leaves "
                         "RemoveFilesAfterDays out.",
             .kind = QuestionKind::wire,
             .answer = "As xsi:nil, as the other services write them.",
             .probe = "BackupPolicyManagementService/GetEntityPolicy/writes-nulls-of-options-as-nil"},
    Question{.id = "Q-policy-order",
             .question = "In which order do elements stand where the table and the example differ: ScheduledEndTime, "
                         "UseEndTime, UseSystemAccountForScanningUserPersonalFolders?",
             .kind = QuestionKind::wire,
             .answer = "As in the example.",
             .probe = "the operation's help page (?op=...) of the real service"},
    Question{
        .id = "Q-policy-request",
        .question = "How are the parameters of the policy operations called, and do they stand in a request element?",
        .kind = QuestionKind::wire,
        .answer = "Bare and camelCase, as on the two help pages that are known; the spelling of the tables and a "
                  "request element are accepted too.",
        .probe = "the operation's help page (?op=...) of the real service"},
    Question{.id = "Q-policy-response",
             .question = "How are the answers of the policy operations laid out? Only GetEntityPolicy, "
                         "DeleteEntityPolicy and DeleteAccountPolicy are known.",
             .kind = QuestionKind::wire,
             .answer = "Result first, then the object or the list, named after its type.",
             .probe = "the operation's help page (?op=...) of the real service"},
    Question{.id = "Q-recovery-events",
             .question = "What are request and answer of GetHistoryRecoveryEvents like?",
             .kind = QuestionKind::wire,
             .answer = "As those of GetHistoryEvents, with the filters its table names; dates are UTC with Z; "
                       "RecoveryId is a guid.",
             .probe = "EntityMonitoringService/GetHistoryRecoveryEvents/lists-recoveries-newest-first"},
    Question{.id = "Q-response-names",
             .question = "What are the elements called in the answers of CreatePartner, SendResetPasswordLink and "
                         "GetCompaniesSummary?",
             .kind = QuestionKind::wire,
             .answer = "PartnerEntityId and UserName; UserName; Companies with items CompanySummary.",
             .probe = "the operation's help page (?op=...) of the real service"},
    Question{.id = "Q-table-shapes",
             .question = "Do the operations without a stored help page have the order and types of their tables?",
             .kind = QuestionKind::wire,
             .answer = "Yes, wrapped in request like the others; ChangeAccountSize counts MB as long; UnsuspendAccount "
                       "answers as SuspendAccount does.",
             .probe = "the WSDL of the real sandbox"},
    Question{.id = "Q-total-records",
             .question = "Is the total of GetEntityDirectAccounts called TotalRecords? That of GetEntityAccounts is "
                         "not, though its table says so.",
             .kind = QuestionKind::wire,
             .answer = "Yes, as the table says.",
             .probe = "the operation's help page (?op=...) of the real service"},
};

}  // namespace

std::span<const Question> wire_questions() { return kWireQuestions; }

}  // namespace contract
