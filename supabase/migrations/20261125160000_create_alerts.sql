-- Alerts: rules that pg_cron judges, so that nobody's browser need be open; one incident per rule at a time; an outbox that
-- repeats until delivered.

create table public.alert_rules (
  key text primary key,
  label text not null,
  -- share: failed of all, with a floor of samples; count and seconds: a bare number.
  unit text not null,
  threshold numeric not null,
  recover_below numeric not null,
  window_minutes integer not null,
  min_samples integer not null default 0,
  for_seconds integer not null default 0,
  recover_seconds integer not null default 0,
  severity text not null,
  -- While the cause fires its consequences are muted.
  cause text references public.alert_rules (key),
  enabled boolean not null default true,
  position integer not null,
  updated_at timestamptz not null default clock_timestamp(),
  constraint unit_is_known check (unit in ('share', 'count', 'seconds')),
  constraint severity_is_known check (severity in ('page', 'warn')),
  constraint limits_are_apart check (recover_below <= threshold and threshold >= 0 and recover_below >= 0),
  constraint share_is_a_share check (unit <> 'share' or threshold <= 1),
  constraint spans_are_sane check (window_minutes between 1 and 1440 and min_samples between 0 and 10000
    and for_seconds between 0 and 86400 and recover_seconds between 0 and 86400),
  constraint rule_is_not_its_own_cause check (cause <> key)
);
create index alert_rules_cause_idx on public.alert_rules (cause) where cause is not null;

insert into public.alert_rules (position, key, label, unit, threshold, recover_below, window_minutes, min_samples, for_seconds, recover_seconds, severity, cause) values
  (1, 'twilio_down', 'Twilio is down', 'count', 0, 0, 10, 0, 0, 60, 'page', null),
  (2, 'vapi_down', 'VAPI is down', 'count', 0, 0, 10, 0, 0, 60, 'page', null),
  (3, 'halted', 'Provisioning stands still', 'count', 0, 0, 1, 0, 0, 0, 'page', null),
  (4, 'provisioning_failures', 'Provisioning failures', 'share', 0.05, 0.03, 30, 5, 60, 300, 'page', 'twilio_down'),
  (5, 'twilio_errors', 'Twilio errors', 'share', 0.10, 0.05, 10, 5, 60, 300, 'page', 'twilio_down'),
  (6, 'vapi_failures', 'VAPI failures', 'share', 0.05, 0.03, 10, 5, 60, 300, 'page', 'vapi_down'),
  (7, 'database_connections', 'Database connection failures', 'count', 0, 0, 10, 0, 0, 300, 'page', null),
  (8, 'function_timeouts', 'Function time-outs', 'share', 0.05, 0.02, 15, 5, 60, 300, 'page', 'twilio_down'),
  (9, 'stuck_queue', 'Stuck queue', 'seconds', 120, 30, 1, 0, 30, 60, 'page', 'twilio_down'),
  (10, 'dead_cron', 'A cron job does not run', 'seconds', 180, 60, 1, 0, 0, 60, 'page', null),
  (11, 'dead_trigger', 'Payments without a run', 'count', 0, 0, 1, 0, 60, 60, 'page', null),
  (12, 'orphaned_numbers', 'Orphaned numbers', 'count', 0, 0, 1, 0, 0, 60, 'page', null),
  (13, 'guard_holds', 'The guard holds the rollout', 'count', 0, 0, 1, 0, 0, 0, 'warn', null),
  (14, 'late_comparison', 'Numbers are not compared', 'seconds', 7200, 3600, 1, 0, 300, 0, 'warn', 'dead_cron'),
  (15, 'untaken_handovers', 'Customers whom nobody takes', 'seconds', 600, 300, 1, 0, 0, 60, 'page', 'dead_cron'),
  (16, 'foreign_numbers', 'Numbers of somebody else', 'count', 0, 0, 60, 0, 0, 60, 'page', null);

-- What each rule measured when it was last judged, so that a quiet one shows how far it is from its limit. Apart from the rules: those
-- change by hand and are compared by their updated_at.
create table public.alert_readings (
  rule text primary key references public.alert_rules (key) on delete cascade,
  value numeric,
  hits bigint,
  total bigint,
  verdict text not null,
  judged_at timestamptz not null,
  constraint verdict_is_known check (verdict in ('breached', 'clear', 'between', 'not_enough_data'))
) with (fillfactor = 50);

create table public.alert_incidents (
  id bigint generated always as identity primary key,
  rule text not null references public.alert_rules (key),
  state text not null default 'pending',
  opened_at timestamptz not null,
  fired_at timestamptz,
  resolved_at timestamptz,
  -- Since when the value has been over the limit, or below the recovery limit, without a break.
  state_since timestamptz not null,
  value numeric,
  peak numeric,
  hits bigint,
  total bigint,
  sentence text not null,
  muted_by bigint references public.alert_incidents (id) on delete set null,
  announced boolean not null default false,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_name text,
  silenced_until timestamptz,
  silenced_by uuid,
  silenced_name text,
  silence_reason text,
  updated_at timestamptz not null default clock_timestamp(),
  constraint state_is_known check (state in ('pending', 'firing', 'recovering', 'resolved')),
  constraint fired_unless_pending check ((state = 'pending') = (fired_at is null)),
  constraint resolved_has_an_end check ((state = 'resolved') = (resolved_at is not null)),
  constraint silence_says_why check (silenced_until is null or trim(silence_reason) <> '')
);
create unique index one_open_incident_per_rule on public.alert_incidents (rule) where state <> 'resolved';
create index alert_incidents_newest_idx on public.alert_incidents (id desc) where state = 'resolved';
create index alert_incidents_rule_idx on public.alert_incidents (rule, id desc);
create index alert_incidents_muted_idx on public.alert_incidents (muted_by) where muted_by is not null;

create table public.alert_incident_changes (
  id bigint generated always as identity primary key,
  incident_id bigint not null references public.alert_incidents (id) on delete cascade,
  state text not null,
  value numeric,
  at timestamptz not null
);
create index alert_incident_changes_incident_idx on public.alert_incident_changes (incident_id, id);

create table public.notification_outbox (
  id bigint generated always as identity primary key,
  incident_id bigint references public.alert_incidents (id) on delete cascade,
  -- What it tells of: an incident that worsens has a second change, and with it a second message.
  change_id bigint references public.alert_incident_changes (id) on delete cascade,
  kind text not null,
  channel text not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz,
  last_error text,
  constraint kind_is_known check (kind in ('firing', 'resolved', 'test')),
  constraint channel_is_known check (channel in ('slack', 'webhook'))
);
create unique index one_message_per_change_and_channel on public.notification_outbox (change_id, channel) where change_id is not null;
create index notification_outbox_incident_idx on public.notification_outbox (incident_id, channel, id) where incident_id is not null;
create index notification_outbox_due_idx on public.notification_outbox (next_attempt_at) where delivered_at is null;

-- One row: when the rules were last judged. A dead pg_cron shows as an old time, to whoever looks.
create table public.alert_clock (
  singleton boolean primary key default true,
  evaluated_at timestamptz,
  constraint there_is_one_row check (singleton)
);
insert into public.alert_clock default values;

-- What others saw while the database could not write it down.
create table private.connection_failures (
  id bigint generated always as identity primary key,
  reporter text not null,
  failures integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  reported_at timestamptz not null default clock_timestamp(),
  constraint failures_are_positive check (failures > 0),
  constraint last_is_after_first check (last_at >= first_at)
);
create index connection_failures_reported_idx on private.connection_failures (reported_at);
alter table private.connection_failures enable row level security;

do $$
declare v_table text;
begin
  foreach v_table in array array['alert_rules', 'alert_readings', 'alert_incidents', 'alert_incident_changes', 'notification_outbox', 'alert_clock'] loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.current_staff_role()) is not null)', v_table || '_select_staff', v_table);
    execute format('revoke all on public.%I from public, anon, authenticated, service_role', v_table);
    execute format('grant select on public.%I to authenticated, service_role', v_table);
  end loop;
end
$$;
revoke all on private.connection_failures from public;
