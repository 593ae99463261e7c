-- A run is a row of the durable queue: committed with the business change, it converges one user.
-- The first eight columns are the customer's own.

-- The writes of the product must not queue up behind us where a table of its own is held: give up after two seconds, `npm run deploy` tries again.
set lock_timeout = '2s';

create table public.phone_provision_logs (
  id bigserial primary key,
  user_id uuid references auth.users (id) on delete set null,
  trigger_action text not null,
  response_id bigint,
  status text default 'pending',
  error_message text,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),

  -- The user whom this run converges; outlives the account, which user_id does not.
  subject_id uuid not null,
  source text not null default 'trigger',
  purchase_id bigint,
  attempt integer not null default 0,
  failures integer not null default 0,
  lease_expires_at timestamptz,
  next_attempt_at timestamptz default now(),
  nudged_at timestamptz,
  claimed_at timestamptz,
  finished_at timestamptz,
  work_ms integer not null default 0,
  waiting_for text,
  current_step text,
  current_step_at timestamptz,
  outcome text,
  error_code text,
  facts_hash text,
  seen_run_ids bigint[] not null default '{}',
  superseded_by bigint,
  requested_by uuid,
  reason text,
  idempotency_key text,

  constraint status_is_known check (status is not null and status in
    ('pending', 'processing', 'succeeded', 'retry_scheduled', 'failed', 'skipped', 'superseded')),
  constraint action_is_known check (trigger_action in
    ('provision', 'pause', 'release', 'converge', 'retry', 'resume', 'relink', 'check', 'hold', 'unhold')),
  constraint source_is_known check (source in ('trigger', 'staff', 'sweep', 'drift', 'service')),
  constraint processing_run_has_a_lease check ((status = 'processing') = (lease_expires_at is not null)),
  constraint waiting_run_has_a_time check (status not in ('pending', 'retry_scheduled') or next_attempt_at is not null),
  constraint ended_run_has_an_end check ((status in ('succeeded', 'failed', 'skipped', 'superseded')) = (finished_at is not null)),
  constraint counts_are_not_negative check (attempt >= 0 and failures >= 0 and work_ms >= 0)
);

create unique index one_processing_run_per_user on public.phone_provision_logs (subject_id) where status = 'processing';
create index phone_provision_logs_due_idx on public.phone_provision_logs (next_attempt_at, id) where status in ('pending', 'retry_scheduled');
create index phone_provision_logs_waiting_idx on public.phone_provision_logs (subject_id) where status in ('pending', 'retry_scheduled');
create index phone_provision_logs_lease_idx on public.phone_provision_logs (lease_expires_at) where status = 'processing';
create index phone_provision_logs_claimed_idx on public.phone_provision_logs (claimed_at) where claimed_at is not null;
create index phone_provision_logs_subject_idx on public.phone_provision_logs (subject_id, id desc);
create index phone_provision_logs_user_idx on public.phone_provision_logs (user_id);
create index phone_provision_logs_status_idx on public.phone_provision_logs (status, created_at desc, id desc);
-- What two alert rules ask every ten seconds: hand-overs that nobody has taken yet, and runs that met a number of somebody else.
create index phone_provision_logs_handover_idx on public.phone_provision_logs (id)
  where status in ('retry_scheduled', 'processing') and starts_with(error_code, 'handover_');
create index phone_provision_logs_foreign_idx on public.phone_provision_logs (finished_at) where error_code = 'foreign_number';
-- The rollups ask what changed or ended lately. BRIN: a few pages for millions of rows, and an update of updated_at stays HOT.
create index phone_provision_logs_updated_idx on public.phone_provision_logs using brin (updated_at) with (pages_per_range = 16, autosummarize = on);

-- Evidence: one row for each step that was tried, written once. A worker that lost its lease still reports what it did.
create table public.phone_provision_steps (
  id bigint generated always as identity primary key,
  run_id bigint not null references public.phone_provision_logs (id) on delete cascade,
  user_id uuid not null,
  attempt integer not null,
  step text not null,
  provider text not null,
  outcome text not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  http_status integer,
  error_code text,
  detail jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp(),
  constraint provider_is_known check (provider in ('db', 'twilio', 'vapi', 'function')),
  constraint outcome_is_known check (outcome in ('ok', 'failed', 'unknown', 'skipped')),
  constraint duration_is_not_negative check (duration_ms >= 0)
);
create index phone_provision_steps_run_idx on public.phone_provision_steps (run_id, id);
-- A report that is sent twice, because its answer was lost, counts once.
create unique index one_row_per_tried_step on public.phone_provision_steps (run_id, attempt, step, started_at);
create index phone_provision_steps_user_idx on public.phone_provision_steps (user_id, id desc);

create index phone_provision_steps_started_idx on public.phone_provision_steps using brin (started_at) with (pages_per_range = 32, autosummarize = on);
create index phone_provision_steps_recorded_idx on public.phone_provision_steps using brin (recorded_at) with (pages_per_range = 32, autosummarize = on);

create function private.refuse_step_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'phone_provision_steps is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger steps_are_append_only before update on public.phone_provision_steps
for each row execute function private.refuse_step_change();

-- How long each attempt of a run worked and how it ended; the run itself only keeps its last end.
create table private.provision_attempts (
  run_id bigint not null references public.phone_provision_logs (id) on delete cascade,
  attempt integer not null,
  ended_at timestamptz not null default clock_timestamp(),
  duration_ms integer not null,
  -- From the writing of the run to its first claim; null for later attempts.
  waited_ms integer,
  result text not null,
  error_code text,
  primary key (run_id, attempt),
  constraint result_is_known check (result in ('succeeded', 'skipped', 'failed', 'retry', 'halted', 'lease_expired'))
);
create index provision_attempts_ended_idx on private.provision_attempts using brin (ended_at) with (pages_per_range = 16, autosummarize = on);

create function private.record_attempt(r public.phone_provision_logs, p_result text, p_error_code text, p_ended_at timestamptz) returns void
language sql set search_path = ''
as $$
  insert into private.provision_attempts (run_id, attempt, duration_ms, waited_ms, result, error_code)
  values (r.id, r.attempt, greatest(0, extract(epoch from p_ended_at - r.claimed_at) * 1000)::integer,
    case when r.attempt = 1 then greatest(0, extract(epoch from r.claimed_at - r.created_at) * 1000)::integer end, p_result, p_error_code)
  on conflict on constraint provision_attempts_pkey do nothing
$$;
comment on function private.record_attempt is 'Keeps how an attempt ended; the run as it was while this attempt held it.';

-- "Automation keeps off this user."
create table public.provision_holds (
  user_id uuid primary key,
  mode text not null,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint mode_is_known check (mode in ('freeze', 'paused', 'released'))
);

alter table public.phone_provision_logs enable row level security;
alter table public.phone_provision_steps enable row level security;
alter table public.provision_holds enable row level security;
create policy phone_provision_logs_select_staff on public.phone_provision_logs for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy phone_provision_steps_select_staff on public.phone_provision_steps for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy provision_holds_select_staff on public.provision_holds for select to authenticated
using ((select private.current_staff_role()) is not null);

revoke all on public.phone_provision_logs, public.phone_provision_steps, public.provision_holds from public, anon, authenticated, service_role;
revoke all on sequence public.phone_provision_logs_id_seq from public, anon, authenticated, service_role;
grant select on public.phone_provision_logs, public.phone_provision_steps, public.provision_holds to authenticated, service_role;
revoke execute on function private.refuse_step_change(), private.record_attempt(public.phone_provision_logs, text, text, timestamptz) from public;

reset lock_timeout;
