-- The console's read model of a customer: one row, one final status. Derived; rebuilt at any time by `npm run rebuild:customers`.

create table public.provision_customers (
  user_id uuid primary key,
  email text,
  tier text,
  subscription_status text,
  e164_number text,
  provider_number_id text,
  vapi_phone_number_id text,
  assistant_id text,
  rollout_bucket integer not null,
  status text not null,
  reason_code text not null,
  since timestamptz not null default clock_timestamp(),
  last_run_id bigint,
  updated_at timestamptz not null default clock_timestamp(),
  -- Whose fault it is and whether a retry is safe: only of who needs attention.
  fault text,
  retry text,
  -- How the rollout chooses: by percentage, or by a list.
  listed text not null default 'percentage',
  -- A number of the host's table that is not ours.
  host_number text,
  -- What has to happen before anything goes on: only of who is on the way or needs a person.
  waiting_on text,
  constraint waiting_on_is_known check (waiting_on in ('person', 'assistant', 'run', 'retry', 'twilio', 'vapi', 'guard', 'turn', 'stop')),
  constraint listed_is_known check (listed in ('percentage', 'allow', 'deny')),
  constraint retry_is_known check (retry in ('safe', 'check_first', 'useless')),
  constraint status_is_known check (status in
    ('working', 'being_set_up', 'needs_attention', 'on_hold', 'paused', 'released', 'not_eligible', 'not_in_rollout'))
);
create index provision_customers_status_idx on public.provision_customers (status, since, user_id);
create index provision_customers_since_idx on public.provision_customers (since, user_id);
create index provision_customers_reason_idx on public.provision_customers (reason_code, since, user_id);
create index provision_customers_fault_idx on public.provision_customers (fault, since, user_id) where fault is not null;
create index provision_customers_waiting_on_idx on public.provision_customers (waiting_on, since, user_id) where waiting_on is not null;
create index provision_customers_check_first_idx on public.provision_customers (user_id) where retry = 'check_first';
create index provision_customers_by_email_idx on public.provision_customers (coalesce(email, ''), user_id);
create index provision_customers_email_prefix_idx on public.provision_customers (lower(email) text_pattern_ops);
create index provision_customers_sid_idx on public.provision_customers (provider_number_id text_pattern_ops) where provider_number_id is not null;
create index provision_customers_vapi_idx on public.provision_customers (vapi_phone_number_id) where vapi_phone_number_id is not null;
create index provision_customers_assistant_idx on public.provision_customers (assistant_id) where assistant_id is not null;
create index provision_customers_number_end_idx on public.provision_customers (reverse(e164_number) text_pattern_ops) where e164_number is not null;
create index provision_customers_host_number_idx on public.provision_customers (reverse(host_number) text_pattern_ops) where host_number is not null;
create index provision_customers_email_idx on public.provision_customers using gin (email extensions.gin_trgm_ops);
create index provision_customers_number_idx on public.provision_customers (e164_number);
alter table public.provision_customers enable row level security;
create policy provision_customers_select_staff on public.provision_customers for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.provision_customers from public, anon, authenticated, service_role;
grant select on public.provision_customers to authenticated, service_role;

-- Whom a statement that touches many leaves to the sweep: billing never waits.
create table private.customer_refresh_queue (
  user_id uuid primary key,
  queued_at timestamptz not null default clock_timestamp()
);
