-- Schema version 2 to 3: backup policies, monitoring, appliances, folder and cloud backup; accounts in blocks; what has
-- been told of used space. From now on the clock watches devices for missing backups.
DROP TRIGGER entity_added;
DROP TRIGGER entity_changed;
DROP TRIGGER account_added;
DROP TRIGGER account_changed;
DROP TRIGGER account_used;
DROP TRIGGER device_added;
DROP TRIGGER device_changed;
DROP INDEX entity_tree;
DROP INDEX entity_parent;
DROP INDEX account_entity;
DROP INDEX account_active;
DROP INDEX account_customer_type;
ALTER TABLE entity RENAME TO old_entity;
ALTER TABLE account RENAME TO old_account;

CREATE TABLE entity(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type INTEGER NOT NULL,
  parent_id INTEGER NOT NULL,
  distributor_id INTEGER NOT NULL,
  partner_id INTEGER NOT NULL,
  company_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  status INTEGER NOT NULL,
  trial_end INTEGER NOT NULL,               -- the largest integer: no trial
  managed INTEGER NOT NULL,
  contact_person TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  disk_quota_gb INTEGER CHECK (disk_quota_gb IS NOT NULL OR type <= 2),  -- null: unlimited
  allow_upload_over_account_size INTEGER NOT NULL,
  auto_upgrade_client_app INTEGER NOT NULL,
  data_center_country TEXT NOT NULL,        -- empty: as the entity above
  disable_emails INTEGER NOT NULL,
  locale_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  cancel_reason TEXT NOT NULL DEFAULT '',
  -- kept: children and accounts that are not cancelled, and what they hold
  children INTEGER NOT NULL DEFAULT 0,
  children_quota_gb INTEGER NOT NULL DEFAULT 0,
  open_accounts INTEGER NOT NULL DEFAULT 0,
  allocated_mb INTEGER NOT NULL DEFAULT 0,
  -- kept: all accounts; the active ones, and what they hold
  accounts INTEGER NOT NULL DEFAULT 0,
  active_accounts INTEGER NOT NULL DEFAULT 0,
  used_kb INTEGER NOT NULL DEFAULT 0,
  desktop_devices INTEGER NOT NULL DEFAULT 0,
  mobile_devices INTEGER NOT NULL DEFAULT 0,
  -- kept: the active accounts of all entities directly below
  children_active_accounts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entity_tree ON entity(distributor_id, partner_id, company_id, type, parent_id, status, trial_end, name);
CREATE INDEX entity_parent ON entity(parent_id, id);
CREATE INDEX entity_above_active ON entity(distributor_id, partner_id, company_id, children_active_accounts)
 WHERE children_active_accounts > 0;
CREATE INDEX entity_with_active ON entity(parent_id, id, active_accounts) WHERE active_accounts > 0;
CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE,        -- never freed: names are not used again
  password TEXT NOT NULL,
  status INTEGER NOT NULL,
  size_mb INTEGER NOT NULL,
  full_name TEXT NOT NULL,
  email TEXT NOT NULL,
  ultrasafe INTEGER NOT NULL,
  secret_question TEXT NOT NULL,
  secret_answer TEXT NOT NULL,
  entity_admin INTEGER NOT NULL,
  monitored INTEGER NOT NULL,
  endguard_enabled INTEGER NOT NULL,
  disable_emails INTEGER NOT NULL,
  locale_id INTEGER NOT NULL,
  signup_date INTEGER NOT NULL,
  data_center_country TEXT NOT NULL,
  backup_server TEXT NOT NULL,
  customer_type_code TEXT NOT NULL,
  payment_plan_id INTEGER NOT NULL,
  quota_level INTEGER NOT NULL DEFAULT 0,   -- the last that was told of: 0 fits, 1 warning, 2 over
  own_used_kb INTEGER NOT NULL,             -- used space that belongs to no device
  -- kept: with the devices' used space, and the active devices by operating system
  used_kb INTEGER NOT NULL,
  windows_devices INTEGER NOT NULL DEFAULT 0,
  mac_devices INTEGER NOT NULL DEFAULT 0,
  linux_devices INTEGER NOT NULL DEFAULT 0,
  android_devices INTEGER NOT NULL DEFAULT 0,
  ios_devices INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX account_entity ON account(entity_id, username_key);
CREATE INDEX account_active ON account(entity_id, username_key) WHERE status = 0;
CREATE INDEX account_customer_type ON account(customer_type_code, entity_id);
CREATE TABLE account_block(
  entity_id INTEGER NOT NULL,
  first_key TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  active_accounts INTEGER NOT NULL,
  PRIMARY KEY (entity_id, first_key)
) WITHOUT ROWID;
CREATE TABLE entity_policy(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  use_system_account INTEGER NOT NULL,
  live_protect INTEGER NOT NULL,
  UNIQUE (entity_id, name_key)
);
CREATE INDEX entity_policy_order ON entity_policy(entity_id, id);
CREATE TABLE policy_backup_set(
  policy_id INTEGER PRIMARY KEY REFERENCES entity_policy(id) ON DELETE CASCADE,
  scanner_mode INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  images INTEGER NOT NULL,
  music INTEGER NOT NULL,
  video INTEGER NOT NULL,
  custom INTEGER NOT NULL,
  custom_file_types TEXT,
  exclude_file_types TEXT
);
CREATE TABLE policy_schedule(
  policy_id INTEGER PRIMARY KEY REFERENCES entity_policy(id) ON DELETE CASCADE,
  type INTEGER NOT NULL,
  time INTEGER NOT NULL,
  day_of_the_month INTEGER NOT NULL,
  day_of_the_week INTEGER NOT NULL,
  hours_between_runs INTEGER NOT NULL,
  end_time INTEGER NOT NULL,
  use_end_time INTEGER NOT NULL
);
CREATE TABLE policy_run_as(
  policy_id INTEGER PRIMARY KEY REFERENCES entity_policy(id) ON DELETE CASCADE,
  domain_and_login TEXT,
  password TEXT
);
CREATE TABLE policy_options(
  policy_id INTEGER PRIMARY KEY REFERENCES entity_policy(id) ON DELETE CASCADE,
  run_scheduled_backup INTEGER NOT NULL,
  run_when_not_logged_on INTEGER NOT NULL,
  send_report INTEGER NOT NULL,
  report_address TEXT,
  send_report_to_account INTEGER NOT NULL,
  exclude_older_than INTEGER,
  exclude_larger_than_mb INTEGER,
  exclude_smaller_than_kb INTEGER,
  remove_after_days INTEGER,
  remove_deleted_after_days INTEGER
);
CREATE TABLE policy_filters(
  policy_id INTEGER PRIMARY KEY REFERENCES entity_policy(id) ON DELETE CASCADE,
  mode INTEGER NOT NULL,
  include_files TEXT,
  include_folders TEXT,
  exclude_files TEXT,
  exclude_folders TEXT
);
CREATE TABLE policy_path(
  policy_id INTEGER NOT NULL REFERENCES entity_policy(id) ON DELETE CASCADE,
  purpose INTEGER NOT NULL,                 -- of the scanner, or of the backup set
  list INTEGER NOT NULL,                    -- included folders, included files, excluded folders, excluded files
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (policy_id, purpose, list, position)
) WITHOUT ROWID;
CREATE TABLE policy_file_size(
  policy_id INTEGER NOT NULL REFERENCES entity_policy(id) ON DELETE CASCADE,
  file_type INTEGER NOT NULL,
  min_unit INTEGER NOT NULL,
  min_size INTEGER NOT NULL,
  max_unit INTEGER NOT NULL,
  max_size INTEGER NOT NULL,
  PRIMARY KEY (policy_id, file_type)
) WITHOUT ROWID;
CREATE TABLE account_policy(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account(id),
  target_entity_id INTEGER NOT NULL REFERENCES entity(id),  -- in whose name it was assigned
  policy_id INTEGER NOT NULL REFERENCES entity_policy(id),
  system_name TEXT,                         -- null: every system
  system_key TEXT NOT NULL,                 -- empty: every system
  created_at INTEGER NOT NULL,
  runs_as INTEGER NOT NULL,                 -- whether it brings credentials; they stand in the next two
  domain_and_login TEXT,
  password TEXT,
  UNIQUE (account_id, system_key)
);
CREATE INDEX account_policy_policy ON account_policy(policy_id);
CREATE INDEX account_policy_target ON account_policy(target_entity_id);
CREATE TABLE event_source(
  id INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL,               -- refers without a constraint, which would need an index of its own
  account_type INTEGER NOT NULL,
  account_id INTEGER,                       -- null: no backup account
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  system_name TEXT,                         -- null: the account as a whole
  system_key TEXT NOT NULL,                 -- empty then
  UNIQUE (name_key, system_key, account_type, entity_id)
);
CREATE INDEX event_source_system ON event_source(system_key, entity_id);
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES event_source(id),
  category INTEGER NOT NULL,
  at INTEGER NOT NULL,
  scheduled INTEGER,                        -- null, like the figures: not told
  total_files INTEGER,
  total_bytes INTEGER,
  error_files INTEGER,
  error_bytes INTEGER,
  uploaded_files INTEGER,
  uploaded_bytes INTEGER,
  unchanged_files INTEGER,
  unchanged_bytes INTEGER,
  duration_seconds INTEGER,
  summary TEXT                              -- null: none
);
CREATE INDEX event_of_source ON event(source_id, at);
CREATE TABLE monitor(
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES event_source(id),
  backup_type INTEGER NOT NULL,
  category INTEGER NOT NULL,
  at INTEGER NOT NULL,
  scheduled INTEGER,
  total_files INTEGER,
  total_bytes INTEGER,
  error_files INTEGER,
  error_bytes INTEGER,
  uploaded_files INTEGER,
  uploaded_bytes INTEGER,
  unchanged_files INTEGER,
  unchanged_bytes INTEGER,
  duration_seconds INTEGER,
  description TEXT,
  system_notification INTEGER NOT NULL,     -- the sandbox itself noticed it
  UNIQUE (source_id, backup_type)
);
CREATE TABLE recovery(
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES event_source(id),
  at INTEGER NOT NULL,
  type INTEGER NOT NULL,
  recovery_id TEXT NOT NULL,
  duration_seconds INTEGER NOT NULL,
  client_version TEXT NOT NULL,
  summary TEXT NOT NULL
);
CREATE INDEX recovery_of_source ON recovery(source_id, at);
CREATE TABLE event_day(
  entity_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  events INTEGER NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (entity_id, day)
) WITHOUT ROWID;
CREATE TABLE timeline_entry(
  line INTEGER NOT NULL,
  category INTEGER NOT NULL,
  at INTEGER NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (line, category, at, id)
) WITHOUT ROWID;
CREATE TABLE timeline_count(
  line INTEGER NOT NULL,
  level INTEGER NOT NULL,                   -- of the length of a stretch; 0: all time
  category INTEGER NOT NULL,                -- -1: all together
  stretch INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  split INTEGER NOT NULL DEFAULT 0,         -- of category -1: the next level has this stretch's parts
  PRIMARY KEY (line, level, category, stretch)
) WITHOUT ROWID;
CREATE TABLE appliance(
  id INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  uuid TEXT NOT NULL UNIQUE,                -- guid in lower case
  primary_id INTEGER UNIQUE REFERENCES appliance(id),  -- null: a primary one
  type INTEGER NOT NULL,
  model_name TEXT NOT NULL,
  model TEXT NOT NULL,
  name TEXT NOT NULL,
  status INTEGER NOT NULL,
  up_since INTEGER,                         -- null: it is not up
  space_used_bytes INTEGER NOT NULL,
  space_total_bytes INTEGER NOT NULL,
  protected_replicable_bytes INTEGER NOT NULL,
  protected_bytes INTEGER NOT NULL,
  vmware_hosts INTEGER NOT NULL,
  remote_access INTEGER NOT NULL
);
CREATE INDEX appliance_entity ON appliance(entity_id, id);
CREATE TABLE replication(
  primary_id INTEGER PRIMARY KEY REFERENCES appliance(id),
  status INTEGER NOT NULL,
  bytes_per_second INTEGER NOT NULL,
  bytes_remaining INTEGER NOT NULL,
  seconds_remaining INTEGER NOT NULL
);
CREATE TABLE appliance_message(
  appliance_id INTEGER NOT NULL REFERENCES appliance(id),
  about INTEGER NOT NULL,                   -- 0 its own status, 1 its queue's
  position INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (appliance_id, about, position)
) WITHOUT ROWID;
CREATE TABLE folder_settings(
  id INTEGER PRIMARY KEY,
  device_id INTEGER NOT NULL UNIQUE REFERENCES device(id),
  send_report INTEGER NOT NULL,
  report_to TEXT,
  run_as INTEGER NOT NULL,
  run_as_user TEXT,
  run_as_password TEXT
);
CREATE TABLE backup_folder(
  id INTEGER PRIMARY KEY AUTOINCREMENT,     -- never used again
  settings_id INTEGER NOT NULL REFERENCES folder_settings(id),
  position INTEGER NOT NULL,
  schedule_type INTEGER NOT NULL,
  hourly_period INTEGER,
  weekly_day TEXT,
  monthly_day INTEGER,
  start_time INTEGER NOT NULL,
  end_time INTEGER,
  end_time_enabled INTEGER NOT NULL,
  friendly_name TEXT NOT NULL,
  path TEXT NOT NULL,
  path_user TEXT,
  path_password TEXT,
  retention_type INTEGER NOT NULL,
  time_limited_days INTEGER NOT NULL,
  skip_modified_days INTEGER,
  cloud_delete_days INTEGER,
  whole_hierarchy INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX backup_folder_settings ON backup_folder(settings_id, position);
CREATE TABLE cloud_account(
  id INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL UNIQUE REFERENCES entity(id),
  login TEXT NOT NULL,                      -- an e-mail address
  region INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE cloud_usage(
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES cloud_account(id),
  source TEXT NOT NULL,
  service TEXT NOT NULL,
  configured_at INTEGER,
  last_backup INTEGER,
  accounts INTEGER,                         -- of a service priced by users
  storage_bytes INTEGER,                    -- of one priced by storage
  UNIQUE (account_id, source, service)
);

INSERT INTO entity(id, type, parent_id, distributor_id, partner_id, company_id, name, status, trial_end, managed,
    contact_person, contact_email, disk_quota_gb, allow_upload_over_account_size, auto_upgrade_client_app,
    data_center_country, disable_emails, locale_id, created_at, cancel_reason, children, children_quota_gb,
    open_accounts, allocated_mb, accounts, active_accounts, used_kb, desktop_devices, mobile_devices)
 SELECT id, type, parent_id, distributor_id, partner_id, company_id, name, status, trial_end, managed, contact_person,
    contact_email, disk_quota_gb, allow_upload_over_account_size, auto_upgrade_client_app, data_center_country,
    disable_emails, locale_id, created_at, cancel_reason, children, children_quota_gb, open_accounts, allocated_mb,
    accounts, active_accounts, used_kb, desktop_devices, mobile_devices FROM old_entity;
INSERT INTO account(id, entity_id, username, username_key, password, status, size_mb, full_name, email, ultrasafe,
    secret_question, secret_answer, entity_admin, monitored, endguard_enabled, disable_emails, locale_id, signup_date,
    data_center_country, backup_server, customer_type_code, payment_plan_id, own_used_kb, used_kb, windows_devices,
    mac_devices, linux_devices, android_devices, ios_devices)
 SELECT id, entity_id, username, username_key, password, status, size_mb, full_name, email, ultrasafe,
    secret_question, secret_answer, entity_admin, monitored, endguard_enabled, disable_emails, locale_id, signup_date,
    data_center_country, backup_server, customer_type_code, payment_plan_id, own_used_kb, used_kb, windows_devices,
    mac_devices, linux_devices, android_devices, ios_devices FROM old_account;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'old_entity') WHERE name = 'entity';
DROP TABLE old_account;
DROP TABLE old_entity;

-- The kept columns that are new; blocks of 1024 accounts are not too large yet.
UPDATE entity SET children_active_accounts =
 (SELECT coalesce(sum(c.active_accounts), 0) FROM entity c WHERE c.parent_id = entity.id);
INSERT INTO account_block(entity_id, first_key, accounts, active_accounts)
 SELECT entity_id, iif(block = 0, '', min(username_key)), count(*), sum(status = 0)
   FROM (SELECT entity_id, username_key, status,
                (row_number() OVER (PARTITION BY entity_id ORDER BY username_key) - 1) / 1024 AS block FROM account)
  GROUP BY entity_id, block;

-- In ticks: three days. 3 is the first notice of a missing backup.
INSERT INTO due(at, kind, subject)
 SELECT coalesce(last_backup, registered_at) + 3 * 864000000000, 3, id FROM device ORDER BY id;

CREATE TRIGGER entity_added AFTER INSERT ON entity WHEN new.status <> 2 BEGIN
  UPDATE entity SET children = children + 1, children_quota_gb = children_quota_gb + coalesce(new.disk_quota_gb, 0)
   WHERE id = new.parent_id;
END;
CREATE TRIGGER entity_changed AFTER UPDATE OF status, parent_id, disk_quota_gb ON entity BEGIN
  UPDATE entity SET children = children - 1, children_quota_gb = children_quota_gb - coalesce(old.disk_quota_gb, 0)
   WHERE id = old.parent_id AND old.status <> 2;
  UPDATE entity SET children = children + 1, children_quota_gb = children_quota_gb + coalesce(new.disk_quota_gb, 0)
   WHERE id = new.parent_id AND new.status <> 2;
END;
CREATE TRIGGER entity_moved AFTER UPDATE OF parent_id ON entity WHEN new.active_accounts > 0 BEGIN
  UPDATE entity SET children_active_accounts = children_active_accounts - new.active_accounts WHERE id = old.parent_id;
  UPDATE entity SET children_active_accounts = children_active_accounts + new.active_accounts WHERE id = new.parent_id;
END;
CREATE TRIGGER entity_active_accounts AFTER UPDATE OF active_accounts ON entity
    WHEN new.active_accounts <> old.active_accounts BEGIN
  UPDATE entity SET children_active_accounts = children_active_accounts + new.active_accounts - old.active_accounts
   WHERE id = new.parent_id;
END;
CREATE TRIGGER account_added AFTER INSERT ON account BEGIN
  UPDATE entity SET
      accounts = accounts + 1,
      open_accounts = open_accounts + (new.status <> 1),
      allocated_mb = allocated_mb + (new.status <> 1) * new.size_mb,
      active_accounts = active_accounts + (new.status = 0),
      used_kb = used_kb + (new.status = 0) * new.used_kb
   WHERE id = new.entity_id;
  INSERT INTO account_block(entity_id, first_key, accounts, active_accounts) VALUES (new.entity_id, '', 0, 0)
      ON CONFLICT DO NOTHING;
  UPDATE account_block SET accounts = accounts + 1, active_accounts = active_accounts + (new.status = 0)
   WHERE entity_id = new.entity_id AND first_key = (SELECT b.first_key FROM account_block b
       WHERE b.entity_id = new.entity_id AND b.first_key <= new.username_key ORDER BY b.first_key DESC LIMIT 1);
END;
CREATE TRIGGER account_activity AFTER UPDATE OF status ON account WHEN (new.status = 0) <> (old.status = 0) BEGIN
  UPDATE account_block SET active_accounts = active_accounts + (new.status = 0) - (old.status = 0)
   WHERE entity_id = new.entity_id AND first_key = (SELECT b.first_key FROM account_block b
       WHERE b.entity_id = new.entity_id AND b.first_key <= new.username_key ORDER BY b.first_key DESC LIMIT 1);
END;
CREATE TRIGGER account_changed AFTER UPDATE OF status, size_mb, used_kb, windows_devices, mac_devices, linux_devices,
    android_devices, ios_devices ON account BEGIN
  UPDATE entity SET
      open_accounts = open_accounts + (new.status <> 1) - (old.status <> 1),
      allocated_mb = allocated_mb + (new.status <> 1) * new.size_mb - (old.status <> 1) * old.size_mb,
      active_accounts = active_accounts + (new.status = 0) - (old.status = 0),
      used_kb = used_kb + (new.status = 0) * new.used_kb - (old.status = 0) * old.used_kb,
      desktop_devices = desktop_devices
          + (new.status = 0) * (new.windows_devices + new.mac_devices + new.linux_devices)
          - (old.status = 0) * (old.windows_devices + old.mac_devices + old.linux_devices),
      mobile_devices = mobile_devices
          + (new.status = 0) * (new.android_devices + new.ios_devices)
          - (old.status = 0) * (old.android_devices + old.ios_devices)
   WHERE id = new.entity_id;
END;
CREATE TRIGGER account_used AFTER UPDATE OF own_used_kb ON account BEGIN
  UPDATE account SET used_kb = used_kb + new.own_used_kb - old.own_used_kb WHERE id = new.id;
END;
CREATE TRIGGER device_added AFTER INSERT ON device BEGIN
  UPDATE account SET
      used_kb = used_kb + new.used_kb,
      windows_devices = windows_devices + (new.active AND new.os = 0),
      mac_devices = mac_devices + (new.active AND new.os = 1),
      linux_devices = linux_devices + (new.active AND new.os = 2),
      android_devices = android_devices + (new.active AND new.os = 3),
      ios_devices = ios_devices + (new.active AND new.os = 4)
   WHERE id = new.account_id;
END;
CREATE TRIGGER device_changed AFTER UPDATE OF used_kb, active ON device BEGIN
  UPDATE account SET
      used_kb = used_kb + new.used_kb - old.used_kb,
      windows_devices = windows_devices + (new.os = 0) * (new.active - old.active),
      mac_devices = mac_devices + (new.os = 1) * (new.active - old.active),
      linux_devices = linux_devices + (new.os = 2) * (new.active - old.active),
      android_devices = android_devices + (new.os = 3) * (new.active - old.active),
      ios_devices = ios_devices + (new.os = 4) * (new.active - old.active)
   WHERE id = new.account_id;
END;
