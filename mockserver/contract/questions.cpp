// The register of open questions: what no source settles, what the sandbox does, and what would settle it.
#include <algorithm>
#include <array>

#include "contract/evidence.hpp"

namespace contract {
namespace {

// Alphabetical by id; a test checks it.
constexpr std::array kQuestions{
    Question{"Q-abnormal-scope", "What are callers below version 1 told of AbnormalBackupScope?",
             "It is BackupCompleted for them.",
             "EntityMonitoringService/GetHistoryEvents/tells-old-callers-of-configured-backups-as-completed"},
    Question{"Q-account-502", "Does every operation that takes an account's name answer 502 for a bad or unknown name?",
             "Yes, throughout AccountManagementService; elsewhere an unknown name answers 53.",
             "AccountManagementService/SuspendAccount/refuses-an-unknown-user-name"},
    Question{"Q-account-required",
             "CreateAccountBySize calls only the user name required. May the password, the full name and the e-mail "
             "address be empty?",
             "No, their patterns refuse the empty string: 2.",
             "AccountManagementService/CreateAccountBySize/refuses-a-missing-password"},
    Question{"Q-account-type-filter",
             "Does a filter that leaves AccountTypeFilterIsNotDefined out ask for AccountTypeFilterValue?",
             "Yes, as false does; left out itself, the value is BackupAccount.",
             "EntityMonitoringService/GetHistoryEvents/filters-by-account-type-unless-told-not-to"},
    Question{"Q-admin-password-echo", "Does CreateAdditionalAdmin return a password that the caller chose?",
             "Yes, as it returns a generated one.",
             "PartnerManagementService/CreateAdditionalAdmin/returns-the-password-given"},
    Question{"Q-admin-password-element",
             "What is the element called in which CreateAdditionalAdmin returns the password?", "Password.",
             "PartnerManagementService/CreateAdditionalAdmin/returns-the-password-given"},
    Question{"Q-admin-size", "How large is the administrator account made by CreateCompanyWithBackupAccount?",
             "The largest allowed size that fits the company's quota.",
             "CompanyManagementService/CreateCompanyWithBackupAccount/gives-the-account-the-largest-size-that-fits"},
    Question{"Q-auth-inactive-caller", "What answers a caller whose entity is suspended, cancelled or expired?",
             "3 InvalidSoapCredentials.",
             "EntityManagementService/GetEntityHierarchy/refuses-a-caller-of-an-inactive-entity"},
    Question{"Q-auth-missing", "Does a missing AuthHeader answer code 3 or a SOAP fault?", "Code 3 with HTTP 200.",
             "EntityManagementService/GetEntityHierarchy/refuses-a-call-without-credentials"},
    Question{"Q-backup-summary",
             "Where does BackupSummary stand in HistoryEvent? The table has it, the example does not.",
             "After EventType, as Description stands in MonitorEvent; absent when nothing is told.",
             "the operation's help page (?op=...) of the real service"},
    Question{"Q-cancel-expired", "May an entity whose trial has ended be cancelled?",
             "No: 53; only active and suspended ones.",
             "EntityManagementService/CancelEntity/refuses-an-expired-entity"},
    Question{"Q-cancel-licences", "To whom do licences go when an entity is cancelled?",
             "ShadowProtect v5 licences to the caller's pool; other unused ones to the parent at once, used ones are "
             "deactivated 7 days later; files are purged 3 months later.",
             "flows/cancelling-a-partner-releases-its-licences"},
    Question{"Q-cancel-parent", "May a caller cancel an entity that is below it, but not its direct child?",
             "Yes, any partner or company strictly below the caller.",
             "EntityManagementService/CancelEntity/cancels-a-company-two-levels-below"},
    Question{"Q-cancel-suspended", "May a suspended entity be cancelled?", "Yes.",
             "EntityManagementService/CancelEntity/cancels-a-suspended-entity"},
    Question{"Q-client-date", "In which time zone is ClientDate, and what do the filters for dates compare with it?",
             "Every client is in UTC; an unspecified date of a filter is taken as UTC.",
             "EntityMonitoringService/GetHistoryEvents/filters-by-date-both-ends-included"},
    Question{"Q-code-numbers", "Which numbers have the codes that the document only names?",
             "A block of our own from 9001 on.",
             "PartnerManagementService/CancelEmptyPartner/refuses-a-partner-with-companies"},
    Question{"Q-company-count", "Does NumberOfAccounts of GetCompanyDetails count accounts that are not active?",
             "No, the active ones only, as GetCompaniesSummary does.",
             "CompanyManagementService/GetCompanyDetails/counts-the-active-accounts"},
    Question{"Q-company-id-element", "What is the element called in which CreateCompany returns the new company?",
             "CompanyEntityId, as EditCompany and GetCompanyDetails call it.",
             "CompanyManagementService/CreateCompany/returns-the-new-company"},
    Question{"Q-connectwise-integrator",
             "What answers an integrator entity of GetEntityHierarchy that is not in the tree of the caller, and what "
             "means 0?",
             "53; 0 is the same as a missing one.",
             "EntityManagementService/GetEntityHierarchy/refuses-a-foreign-connectwise-integrator"},
    Question{"Q-customer-type", "What are the customer types and payment plans of GetAllAccounts?",
             "Free codes of the accounts: Standard or UltraSafe for one made through the API, its plan the size in GB; "
             "a type that nobody has gives an empty list; the row ends with SignupDate.",
             "AccountManagementService/GetAllAccounts/lists-the-accounts-of-one-type"},
    Question{"Q-daily-totals",
             "How is the operation called that adds up uploads day by day, which days and which events does it count?",
             "GetHistoryEventsTotals, with the rows of its namesake in AccountManagementService; today and the days "
             "before it, UTC, the oldest first, a day without events absent; every event but BackupProgress, whose "
             "figures the end of the backup repeats.",
             "EntityMonitoringService/GetHistoryEventsTotals/adds-up-uploads-by-day"},
    Question{"Q-date-inclusive", "Do FromDateFilterValue and ToDateFilterValue belong to what they ask for?",
             "Yes, both, to the millisecond.",
             "EntityMonitoringService/GetHistoryEvents/filters-by-date-both-ends-included"},
    Question{"Q-de-centre", "Is there a data centre in Germany? Three operations list the countries, one adds DE.",
             "Yes, for all of them.", "CompanyManagementService/CreateCompany/accepts-a-data-centre-in-germany"},
    Question{"Q-device-main-account",
             "Which account is SupposedlyMainAccount of GetDeviceAccounts, and do the filters hold for it?",
             "Of the registrations found on the device, under SystemName where that is given, the one of an active "
             "account that connected last; neither IsActiveUser nor IsActiveRegistration holds for it; it is absent "
             "when there is none.",
             "BackupDevicesManagementService/GetDeviceAccounts/names-the-main-account-whatever-the-filters"},
    Question{"Q-device-never-backed-up", "What is LastBackupDate of a device that was never backed up?", "Nil.",
             "BackupDevicesManagementService/GetDeviceAccounts/tells-a-device-that-was-never-backed-up"},
    Question{"Q-device-registrations", "Does GetBackupDevices list obsolete registrations too, and in which order?",
             "Yes; by registration date, as in the document's example.",
             "BackupDevicesManagementService/GetBackupDevices/lists-obsolete-registrations-too"},
    Question{"Q-duplicate-account", "Which code answers an account name that is taken?", "52 AlreadyExists.",
             "AccountManagementService/CreateAccountBySize/refuses-a-taken-user-name"},
    Question{"Q-element-order",
             "In which order, and under which type names, do the elements stand that only the document tables show?",
             "In the order of the tables, Result first; types are named after their operation.",
             "the operation's help page (?op=...) of the real service"},
    Question{"Q-event-order", "In which order do events of the same instant come?",
             "The one that was written last comes first.",
             "EntityMonitoringService/GetHistoryEvents/lists-the-newest-first"},
    Question{"Q-event-versions", "Do filters compare with the values a caller is shown, or with those behind them?",
             "With those it is shown: below version 1, BackupConfigured asks for nothing and BackupCompleted for "
             "configured backups too.",
             "EntityMonitoringService/GetHistoryEvents/filters-by-the-type-that-is-shown"},
    Question{"Q-failed-backup", "Which event is a failed backup in history, where no type is called so?",
             "BackupCancelled with the indicator Error; monitoring says Failed.",
             "EntityMonitoringService/GetMonitoringEvents/filters-by-status"},
    Question{"Q-history-totals",
             "Which months does GetHistoryEventsTotals report, and in which unit is UploadedFilesSize?",
             "The given number of months up to the present one, months without uploads absent, oldest first; bytes.",
             "AccountManagementService/GetHistoryEventsTotals/adds-up-the-uploads-by-month"},
    Question{"Q-kroll", "Is KrollExchangeRecovery a licence type? The tables list it, the help pages do not.",
             "It is read in requests, but no help page shows it, no pool holds any, and no answer has LicenseData.",
             "LicenseManagementService/AssignLicense/finds-no-kroll-licences"},
    Question{"Q-legacy-result", "What does the empty result element of the old operations hold on their help pages?",
             "Result, Code and Message themselves.",
             "AccountManagementService/GetAccountUsedSpace/adds-up-the-devices"},
    Question{"Q-licence-keys", "What do licenseKey and partnerLicenseKey of CreateAccountByPartnerLicenseKey mean?",
             "partnerLicenseKey names the entity of the new account, licenseKey is an unused key of that entity which "
             "gives the size; any other answers 2, as does a locale that is not known.",
             "AccountManagementService/CreateAccountByPartnerLicenseKey/uses-up-the-licence-key"},
    Question{"Q-license-account", "What answers AssignLicense or UnassignLicense for a user name that nobody has?",
             "53; EntityWrongHierarchy is for accounts outside the hierarchy.",
             "LicenseManagementService/AssignLicense/refuses-an-unknown-account"},
    Question{"Q-license-cancelled", "May a cancelled account get a licence, or give one back?",
             "It gets none: 53; what it still holds may be taken back.",
             "LicenseManagementService/AssignLicense/refuses-a-cancelled-account"},
    Question{"Q-license-not-held", "What answers UnassignLicense for a licence that the account does not hold?",
             "NoLicensesFound.", "LicenseManagementService/UnassignLicense/refuses-a-licence-that-is-not-held"},
    Question{"Q-license-pool", "What answers AssignLicense when the pool is empty?", "NoLicensesAreAvailable.",
             "LicenseManagementService/AssignLicense/refuses-an-empty-pool"},
    Question{"Q-license-provider", "How is LicenseProviderEntityId left unset? Its type is a plain int.",
             "By 0, or by leaving it out.",
             "LicenseManagementService/AssignLicense/takes-from-the-caller-without-a-provider"},
    Question{"Q-license-removed", "Where does a licence go that RemoveLicense takes off an account?",
             "Back into the pool it came from.",
             "LicenseManagementService/RemoveLicense/frees-the-licence-where-it-came-from"},
    Question{"Q-license-result-last",
             "Does Result follow the list in GetAssignedLicensesSummary? Its help page is stored only up to there.",
             "Yes, as in GetAssignedLicenseDetails.", "the operation's help page (?op=...) of the real service"},
    Question{"Q-license-shapes",
             "Does UnassignLicense have the shape of AssignLicense, and RemoveLicense that of "
             "GetAssignedLicenseDetails' request?",
             "Yes; the tables describe them so.", "the operation's help page (?op=...) of the real service"},
    Question{"Q-license-summary-entity",
             "May EntityId of GetAssignedLicensesSummary be a distributor, or 0 for the caller? The table says partner "
             "or company.",
             "A distributor may; 0 answers 53.",
             "LicenseManagementService/GetAssignedLicensesSummary/refuses-the-entity-0"},
    Question{"Q-license-twice", "Which code answers AssignLicense for an account that holds a licence of the type?",
             "52 AlreadyExists.", "LicenseManagementService/AssignLicense/refuses-a-second-licence-of-a-type"},
    Question{"Q-license-without-key", "Is ProductKey empty or absent for types without a key?", "Absent.",
             "LicenseManagementService/GetAssignedLicenseDetails/tells-no-key-of-an-sql-licence"},
    Question{"Q-mail-disabled", "What does SendEmailToCustomer do for an account whose e-mails are switched off?",
             "No mail is written, and the answer is Success.",
             "AccountManagementService/ChangeBackupAccountEmail/writes-no-mail-where-mail-is-switched-off"},
    Question{"Q-mail-locale", "Which language is a mail in when no template of the customer's is found?",
             "English: the nearest template from the entity up to Infrascale, first in the customer's language.",
             "AccountManagementService/CreateAccountByPartnerLicenseKey/writes-in-the-user-s-language"},
    Question{"Q-message-detail", "What follows the error id in Message?",
             "The field's name and reason, where a field is at fault.",
             "PartnerManagementService/CreatePartner/names-the-field-at-fault"},
    Question{"Q-monitoring-event-type", "Which type has a row of monitoring for EventTypeFilterValue?",
             "That of the event that put it there.",
             "EntityMonitoringService/GetMonitoringEvents/filters-by-the-type-of-the-latest-event"},
    Question{"Q-monitoring-types",
             "What are the types of EntityMonitoringService called, and in which order do the values of its "
             "enumerations stand?",
             "The filters are EventsFilter and RecoveryEventsFilter; values stand in the order of the tables, then of "
             "the list of versions.",
             "the WSDL of the real sandbox"},
    Question{"Q-monitoring-zero", "Does EntityId of EntityMonitoringService take the caller, and 0 for it?",
             "Yes, both.", "EntityMonitoringService/GetHistoryEvents/takes-0-for-the-caller"},
    Question{"Q-move-same-partner", "What answers MoveCompany when both partners are the same?",
             "2, with ToPartnerEntityId named.", "PartnerManagementService/MoveCompany/refuses-two-equal-partners"},
    Question{"Q-null-request", "What answers a call whose request element is missing?", "2 InvalidInputParameters.",
             "EntityManagementService/GetEntityHierarchy/refuses-a-missing-request"},
    Question{"Q-old-checks", "Which checks do the operations make that only a help page describes?",
             "Those of the newer operations: password, e-mail address, user name and full name.",
             "AccountManagementService/ChangeAccountEmail/refuses-a-malformed-address"},
    Question{"Q-partner-parent", "Under which entity does CreatePartner put the new partner?",
             "Under the caller, which must be a distributor, otherwise 53.",
             "PartnerManagementService/CreatePartner/refuses-a-caller-that-is-not-a-distributor"},
    Question{"Q-partner-user", "How is the first dashboard user of a new entity named?",
             "By the letters and digits of the entity's name in lower case, with a number until it is unique.",
             "PartnerManagementService/CreatePartner/names-the-dashboard-user-after-the-partner"},
    Question{"Q-password-pattern",
             "ChangeBackupAccountPassword lists the e-mail pattern for the new password. Is that a slip?",
             "Yes, the password pattern of the other operations holds.",
             "AccountManagementService/ChangeBackupAccountPassword/refuses-a-password-of-five-characters"},
    Question{"Q-progress-days", "When is a missing backup told of, when one that does not move, and of what?",
             "3 and 7 days after the last completed backup, or else the registration, of an active device (Error); 1 "
             "and 2 days after the last sign of a started backup (Warning, Error); both only of monitored, active "
             "accounts of active entities.",
             "EntityMonitoringService/GetMonitoringEvents/tells-of-missing-backups"},
    Question{"Q-quota-code", "Which code answers a quota that does not fit?",
             "2 InvalidInputParameters, with the quota field named in Message.",
             "CompanyManagementService/CreateCompany/refuses-a-quota-larger-than-the-free-space"},
    Question{"Q-quota-events",
             "When do OverQuotaWarning, OverQuotaError and OverQuotaFixed happen, and on which system?",
             "When an account's used space passes 90 % and 100 % of its size, and when it is back; on no system, as "
             "GeneralNotification.",
             "EntityMonitoringService/GetHistoryEvents/tells-of-space-over-quota"},
    Question{"Q-quota-rule", "Is a child's quota checked against the parent's free space outside MoveCompany?",
             "Yes, on create and edit too, also along a partner's distributor when that has a quota.",
             "CompanyManagementService/CreateCompany/refuses-a-quota-larger-than-the-free-space"},
    Question{
        "Q-recovery-events", "What are request and answer of GetHistoryRecoveryEvents like?",
        "As those of GetHistoryEvents, with the filters its table names; dates are UTC with Z; RecoveryId is a guid.",
        "EntityMonitoringService/GetHistoryRecoveryEvents/lists-recoveries-newest-first"},
    Question{"Q-reset-mail", "What answers when the link for a new password cannot be mailed?",
             "SendResetPasswordLink: 5020, and the link exists; CreatePartner: Success without a mail.",
             "PartnerManagementService/SendResetPasswordLink/tells-that-no-mail-could-be-sent"},
    Question{"Q-reset-user", "What answers SendResetPasswordLink for an entity without a dashboard administrator?",
             "53.", "PartnerManagementService/SendResetPasswordLink/refuses-an-entity-without-a-dashboard-user"},
    Question{
        "Q-response-names",
        "What are the elements called in the answers of CreatePartner, SendResetPasswordLink and GetCompaniesSummary?",
        "PartnerEntityId and UserName; UserName; Companies with items CompanySummary.",
        "the operation's help page (?op=...) of the real service"},
    Question{"Q-shrink-below-used", "May an account be made smaller than the space it uses?", "No: 2.",
             "AccountManagementService/ChangeAccountSize/refuses-a-size-below-the-used-space"},
    Question{"Q-suspend-cancelled", "What answers suspending or activating a cancelled or expired entity?", "53.",
             "EntityManagementService/SuspendEntity/refuses-a-cancelled-entity"},
    Question{"Q-suspended-ancestor", "Are entities below a suspended one usable?",
             "No: 53, without a change of their own status.",
             "CompanyManagementService/EditCompany/refuses-a-company-below-a-suspended-partner"},
    Question{"Q-system-notification", "Which rows of monitoring are system notifications?",
             "Missing backups and progress, space over quota, backups that take too long or have an abnormal scope.",
             "EntityMonitoringService/GetMonitoringEvents/tells-of-missing-backups"},
    Question{"Q-table-shapes", "Do the operations without a stored help page have the order and types of their tables?",
             "Yes, wrapped in request like the others; ChangeAccountSize counts MB as long; UnsuspendAccount answers "
             "as SuspendAccount does.",
             "the WSDL of the real sandbox"},
    Question{"Q-template-codes",
             "Which templates write of a new account, a new size, e-mail address or password? The document names one.",
             "UMSWELCOME, UMSCHANGESIZE, UMSCHANGEEMAIL and UMSCHANGEPWD.",
             "AccountManagementService/CreateAccountByPartnerLicenseKey/writes-in-the-user-s-language"},
    Question{"Q-token-codes",
             "Which codes does GetAuthenticationToken answer for a wrong password, an UltraSafe and an "
             "inactive account?",
             "150, 2 and 3070.", "AccountManagementService/GetAuthenticationToken/refuses-a-wrong-password"},
    Question{"Q-token-life", "How long is the token of AuthenticateDashboardUser valid?", "24 hours.",
             "EntityManagementService/AuthenticateDashboardUser/gives-a-token-for-a-day"},
    Question{"Q-total-records",
             "Is the total of GetEntityDirectAccounts called TotalRecords? That of GetEntityAccounts is not, though "
             "its table says so.",
             "Yes, as the table says.", "the operation's help page (?op=...) of the real service"},
    Question{"Q-ultrasafe-password", "Which code answers a password change of an UltraSafe account?", "2.",
             "AccountManagementService/ChangeBackupAccountPassword/refuses-an-ultrasafe-account"},
    Question{"Q-uncancel-grace", "How long after it was cancelled may an entity be uncancelled?",
             "For ever; what was purged by then stays away.",
             "EntityManagementService/UncancelEntity/makes-a-cancelled-partner-active"},
    Question{"Q-unmanaged-write", "What answers a change of an unmanaged entity, or of something below it?",
             "53; reading stays allowed.", "EntityManagementService/SuspendEntity/refuses-an-unmanaged-entity"},
    Question{"Q-used-space-zero", "Does EntityId 0 mean the caller in GetUsedSpaceForAllAccounts?",
             "No, it is not said there: 53.",
             "CompanyManagementService/GetUsedSpaceForAllAccounts/refuses-the-entity-0"},
    Question{"Q-wcf-action",
             "Does the host fault on the WS-Addressing Action header that the document's examples carry?",
             "No by default: it is accepted and noted; a switch makes it the MustUnderstand fault.",
             "flows/the-addressing-header-of-a-message-log-is-accepted"},
    Question{"Q-welcome-mail", "What answers an account's creation when no template for the welcome mail is found?",
             "Success; nobody asked for that mail.",
             "AccountManagementService/CreateAccountBySize/succeeds-without-a-template-for-the-welcome-mail"},
};

}  // namespace

std::string_view name_of(Evidence evidence) {
  switch (evidence) {
    case Evidence::verified:
      return "verified";
    case Evidence::example:
      return "example";
    case Evidence::table:
      return "table";
    case Evidence::assumed:
      return "assumed";
    case Evidence::inherited:
      return "inherited";
  }
  return "assumed";
}

std::span<const Question> questions() { return kQuestions; }

const Question* find_question(std::string_view id) {
  const auto at = std::ranges::find(kQuestions, id, &Question::id);
  return at == kQuestions.end() ? nullptr : &*at;
}

}  // namespace contract
