-- Schema version 1 to 2: devices tell when they came, their last backup, their client, system and address; whether the
-- ShadowProtect service fails. What an older device did not tell is what a world file leaves out: it came with its
-- account, never backed up, and has the client, system and address of such devices.
DROP TRIGGER device_added;
DROP TRIGGER device_changed;
DROP INDEX device_installation;
ALTER TABLE sandbox RENAME TO old_sandbox;
ALTER TABLE device RENAME TO old_device;

CREATE TABLE sandbox(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  clock_offset INTEGER NOT NULL DEFAULT 0,  -- added to the system's time
  clock_frozen_at INTEGER,                  -- null: the clock runs
  ids_seed INTEGER NOT NULL DEFAULT 0,
  ids_position INTEGER NOT NULL DEFAULT 0,
  correlation_position INTEGER NOT NULL DEFAULT 0,
  openings INTEGER NOT NULL DEFAULT 0,      -- how often this database was opened
  shadowprotect_fails INTEGER NOT NULL DEFAULT 0
);
INSERT INTO sandbox(id, clock_offset, clock_frozen_at, ids_seed, ids_position, correlation_position, openings)
 SELECT id, clock_offset, clock_frozen_at, ids_seed, ids_position, correlation_position, openings FROM old_sandbox;
DROP TABLE old_sandbox;

CREATE TABLE device(
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  os INTEGER NOT NULL,
  active INTEGER NOT NULL,
  used_kb INTEGER NOT NULL,
  installation_id TEXT NOT NULL,            -- guid
  last_connection INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  last_backup INTEGER,                      -- null: never
  product_version TEXT NOT NULL,
  os_name TEXT NOT NULL,
  clr_version TEXT,                         -- null: no .NET
  ip TEXT NOT NULL,
  UNIQUE (account_id, name_key)
);
CREATE INDEX device_installation ON device(installation_id, last_connection);
INSERT INTO device(id, account_id, name, name_key, os, active, used_kb, installation_id, last_connection,
    registered_at, last_backup, product_version, os_name, clr_version, ip)
 SELECT d.id, d.account_id, d.name, d.name_key, d.os, d.active, d.used_kb, d.installation_id, d.last_connection,
    a.signup_date, NULL, '7.5.0.1107', CASE d.os WHEN 0 THEN 'Windows' WHEN 1 THEN 'Mac' WHEN 2 THEN 'Linux' WHEN 3
    THEN 'Android' ELSE 'iOS' END, NULL, '192.0.2.1' FROM old_device d JOIN account a ON a.id = d.account_id;
DROP TABLE old_device;

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
