-- The one row of knobs. Durations are milliseconds unless the name says seconds.

create table public.provision_settings (
  singleton boolean primary key default true,
  project_ref text,
  activated_at timestamptz,
  dispatch_paused_at timestamptz,
  dispatch_pause_reason text,
  dispatch_resumed_at timestamptz,
  max_in_flight integer not null default 20,
  lease_ms integer not null default 90000,
  attempt_ms integer not null default 60000,
  provider_timeout_ms integer not null default 15000,
  nudge_timeout_ms integer not null default 5000,
  nudge_interval_ms integer not null default 15000,
  backoff_base_ms integer not null default 5000,
  backoff_cap_ms integer not null default 300000,
  max_attempts integer not null default 5,
  max_candidates integer not null default 3,
  release_grace_seconds integer not null default 0,
  release_brake_floor integer not null default 20,
  release_brake_fraction numeric not null default 0.02,
  drain_per_second integer not null default 1,
  drain_seconds integer not null default 300,
  outage_faults integer not null default 5,
  outage_probe_ms integer not null default 15000,
  -- What a number costs a month, in cents: for previews and the guard.
  number_monthly_cents integer not null default 115,
  -- How long the old system has for a customer whom it was handed.
  handover_minutes integer not null default 15,
  -- How often the inventory is compared with Twilio and VAPI, what a verdict needs, and when a comparison is too old to act on.
  inventory_interval_minutes integer not null default 60,
  inventory_confirm_minutes integer not null default 30,
  inventory_confirm_sightings integer not null default 2,
  inventory_stale_minutes integer not null default 180,
  -- Where a linked number's calls go; a subdomain of it is VAPI as well.
  vapi_voice_host text not null default 'vapi.ai',
  updated_at timestamptz not null default now(),
  constraint there_is_one_row check (singleton),
  constraint max_in_flight_is_sane check (max_in_flight between 1 and 500),
  constraint durations_are_positive check (
    least(lease_ms, attempt_ms, provider_timeout_ms, nudge_timeout_ms, nudge_interval_ms, backoff_base_ms, backoff_cap_ms) > 0),
  constraint attempt_fits_lease check (attempt_ms <= lease_ms and provider_timeout_ms <= lease_ms),
  constraint attempts_are_sane check (max_attempts between 1 and 50 and max_candidates between 1 and 20),
  constraint grace_is_not_negative check (release_grace_seconds >= 0),
  constraint brake_is_sane check (release_brake_floor >= 1 and release_brake_fraction between 0 and 1),
  constraint outage_is_sane check (outage_faults >= 1 and outage_probe_ms > 0),
  constraint drain_is_sane check (drain_per_second >= 1 and drain_seconds >= 0),
  constraint price_and_handover_are_not_negative check (number_monthly_cents >= 0 and handover_minutes >= 0),
  constraint inventory_is_sane check (inventory_interval_minutes >= 1 and inventory_confirm_minutes >= 0 and inventory_confirm_sightings >= 2
    and inventory_stale_minutes > inventory_interval_minutes)
);
insert into public.provision_settings default values;

-- What stands still and why. `acquire` buys, `twilio` and `vapi` are the providers, `release` is the mass-release brake,
-- `all` is a database that runs under another project's functions.
create table public.provision_halts (
  scope text primary key,
  halted_at timestamptz,
  error_code text,
  reason text,
  run_id bigint,
  resumed_at timestamptz,
  resumed_by uuid,
  constraint scope_is_known check (scope in ('acquire', 'twilio', 'vapi', 'release', 'all'))
);
insert into public.provision_halts (scope) values ('acquire'), ('twilio'), ('vapi'), ('release'), ('all');

alter table public.provision_settings enable row level security;
alter table public.provision_halts enable row level security;
create policy provision_settings_select_staff on public.provision_settings for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy provision_halts_select_staff on public.provision_halts for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.provision_settings, public.provision_halts from public, anon, authenticated, service_role;
grant select on public.provision_settings, public.provision_halts to authenticated, service_role;

-- An empty secret is a missing secret.
create function private.provision_secret(p_name text) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
 select nullif(trim(decrypted_secret), '') from vault.decrypted_secrets where name = p_name 
  );
end
$$;
comment on function private.provision_secret is 'A secret of Vault by name; null when absent or empty.';
revoke execute on function private.provision_secret(text) from public;

create function private.read_provision_secrets() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_object_agg(name, decrypted_secret), '{}')
  from vault.decrypted_secrets
  where nullif(trim(decrypted_secret), '') is not null
    and name in (
      'provision_nudge_key', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY', 'TWILIO_API_SECRET',
      'TWILIO_WEBHOOK_URL', 'VAPI_API_KEY', 'VAPI_WEBHOOK_SECRET', 'VAPI_SERVER_URL',
      'OLD_SYSTEM_URL', 'OLD_SYSTEM_SECRET', 'PADDLE_WEBHOOK_SECRET', 'ALERT_SLACK_URL', 'ALERT_WEBHOOK_URL', 'ALERT_WEBHOOK_SECRET')
$$;
comment on function private.read_provision_secrets is 'The secrets of the Edge Functions, by an allow-list; no other secret of the project can be read this way.';

create function public.read_provision_secrets() returns jsonb
language sql stable set search_path = ''
as $$ select private.read_provision_secrets() $$;
comment on function public.read_provision_secrets is 'The secrets of the Edge Functions out of Vault. Only for the service role.';
revoke execute on function private.read_provision_secrets(), public.read_provision_secrets() from public, anon, authenticated, service_role;
grant execute on function private.read_provision_secrets(), public.read_provision_secrets() to service_role;
