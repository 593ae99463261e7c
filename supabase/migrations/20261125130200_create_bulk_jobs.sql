-- One action on many customers: an object with a frozen scope, fed to the engine at a limited rate, abortable, with a result for each.

create table public.bulk_jobs (
  id bigint generated always as identity primary key,
  created_by uuid,
  staff_name text,
  action text not null,
  reason text not null,
  scope jsonb not null,
  idempotency_key text not null,
  state text not null default 'feeding',
  total integer not null,
  retry_of bigint references public.bulk_jobs (id),
  created_at timestamptz not null default clock_timestamp(),
  fed_at timestamptz,
  aborted_at timestamptz,
  aborted_by uuid,
  aborted_by_name text,
  stopped_because text,
  constraint action_is_known check (action in ('mend', 'retry', 'check', 'release')),
  constraint state_is_known check (state in ('feeding', 'fed', 'aborted')),
  constraint aborted_job_has_a_time check ((state = 'aborted') = (aborted_at is not null)),
  constraint job_has_a_reason check (trim(reason) <> ''),
  constraint one_job_per_key unique (created_by, idempotency_key)
);
create index bulk_jobs_feeding_idx on public.bulk_jobs (id) where state = 'feeding';
create index bulk_jobs_retry_of_idx on public.bulk_jobs (retry_of) where retry_of is not null;

create table public.bulk_job_items (
  id bigint generated always as identity primary key,
  job_id bigint not null references public.bulk_jobs (id) on delete cascade,
  user_id uuid not null,
  -- What this customer gets; null when he is left alone, and why.
  action text,
  note text,
  state text not null,
  run_id bigint,
  started_at timestamptz,
  constraint action_is_known check (action in ('retry', 'check', 'release')),
  constraint state_is_known check (state in ('waiting', 'started', 'refused', 'left', 'stopped')),
  constraint left_item_has_no_action check ((state = 'left') = (action is null)),
  constraint started_item_has_a_run check ((state = 'started') = (run_id is not null)),
  constraint one_item_per_customer unique (job_id, user_id)
);
create index bulk_job_items_waiting_idx on public.bulk_job_items (job_id, id) where state = 'waiting';
create index bulk_job_items_job_idx on public.bulk_job_items (job_id, id);
create index bulk_job_items_run_idx on public.bulk_job_items (run_id) where run_id is not null;

alter table public.bulk_jobs enable row level security;
alter table public.bulk_job_items enable row level security;
create policy bulk_jobs_select_staff on public.bulk_jobs for select to authenticated using ((select private.current_staff_role()) is not null);
create policy bulk_job_items_select_staff on public.bulk_job_items for select to authenticated using ((select private.current_staff_role()) is not null);
revoke all on public.bulk_jobs, public.bulk_job_items from public, anon, authenticated, service_role;
grant select on public.bulk_jobs, public.bulk_job_items to authenticated, service_role;
