-- What charts and alert rules read. A row holds what happened in one minute (or hour) under one name; how each name is counted
-- stands with private.run_metrics and private.call_metrics. Rows are derived: computed again from runs and steps they are the same.

create table public.metrics_settings (
  singleton boolean primary key default true,
  number_price_usd numeric not null default 1.15,
  database_limit_bytes bigint not null default 8589934592,
  lookback_seconds integer not null default 300,
  keep_runs_days integer not null default 400,
  keep_steps_days integer not null default 180,
  keep_minutes_days integer not null default 31,
  keep_hours_days integer not null default 800,
  keep_samples_days integer not null default 100,
  keep_responses_hours integer not null default 6,
  keep_cron_hours integer not null default 24,
  purge_batch integer not null default 20000,
  constraint there_is_one_row check (singleton),
  constraint price_is_not_negative check (number_price_usd >= 0 and database_limit_bytes > 0),
  constraint lookback_is_sane check (lookback_seconds between 60 and 86400),
  -- A minute may be computed again for a week; what it is computed from, and the minutes of its hour, must be there.
  constraint minutes_outlive_their_changes check (keep_minutes_days >= 9 and keep_steps_days >= 9),
  constraint runs_outlive_steps check (keep_runs_days >= keep_steps_days and keep_hours_days >= keep_minutes_days),
  constraint the_rest_is_kept_a_while check (keep_samples_days >= 1 and keep_responses_hours >= 1 and keep_cron_hours >= 1 and purge_batch between 1 and 1000000)
);
insert into public.metrics_settings default values;

create table public.provision_metrics_minute (
  metric text not null,
  at timestamptz not null,
  key text not null default '',
  total integer not null,
  failed integer not null default 0,
  faulted integer not null default 0,
  sum_ms bigint not null default 0,
  -- A histogram of durations: how many (counts) fell into which logarithmic bucket. Empty where nothing has a duration.
  buckets smallint[] not null default '{}',
  counts integer[] not null default '{}',
  primary key (metric, at, key),
  constraint at_is_a_whole_minute check (extract(second from at) = 0),
  constraint parts_are_not_more_than_the_whole check (total >= 0 and failed >= 0 and faulted between 0 and failed),
  constraint histogram_is_paired check (cardinality(buckets) = cardinality(counts))
);
create index provision_metrics_minute_at_idx on public.provision_metrics_minute using brin (at) with (autosummarize = on);

-- Hours that are over, the sums of their minutes; and days (of UTC), the sums of their hours: a month is read out of thirty rows a name.
create table public.provision_metrics_hour (
  metric text not null,
  at timestamptz not null,
  key text not null default '',
  total bigint not null,
  failed bigint not null default 0,
  faulted bigint not null default 0,
  sum_ms bigint not null default 0,
  buckets smallint[] not null default '{}',
  counts integer[] not null default '{}',
  primary key (metric, at, key),
  constraint histogram_is_paired check (cardinality(buckets) = cardinality(counts))
);
create table public.provision_metrics_day (like public.provision_metrics_hour including defaults including constraints, primary key (metric, at, key));

-- Where the minute job stands: changes are seen up to `changed_through`, every minute before `rolled_up_to` has been counted.
create table private.metrics_state (
  singleton boolean primary key default true,
  changed_through timestamptz,
  rolled_up_to timestamptz,
  last_run_at timestamptz,
  last_ms integer,
  constraint there_is_one_row check (singleton)
);
insert into private.metrics_state default values;

create table public.resource_samples (
  sampled_at timestamptz primary key,
  connections integer not null,
  max_connections integer not null,
  database_bytes bigint not null,
  -- Counters of the server since its start; a ratio is the difference of two samples.
  blocks_hit bigint not null,
  blocks_read bigint not null,
  queue_depth integer not null,
  queue_oldest_ms bigint not null,
  processing integer not null,
  net_queue integer not null,
  numbers_owned integer not null,
  numbers_monthly_usd numeric not null,
  being_set_up integer not null,
  needs_attention integer not null,
  attention_by_code jsonb not null default '{}'
);

alter table public.metrics_settings enable row level security;
alter table public.provision_metrics_minute enable row level security;
alter table public.provision_metrics_hour enable row level security;
alter table public.provision_metrics_day enable row level security;
alter table public.resource_samples enable row level security;
create policy metrics_settings_select_staff on public.metrics_settings for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy provision_metrics_minute_select_staff on public.provision_metrics_minute for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy provision_metrics_hour_select_staff on public.provision_metrics_hour for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy provision_metrics_day_select_staff on public.provision_metrics_day for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy resource_samples_select_staff on public.resource_samples for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.metrics_settings, public.provision_metrics_minute, public.provision_metrics_hour, public.provision_metrics_day, public.resource_samples
  from public, anon, authenticated, service_role;
grant select on public.metrics_settings, public.provision_metrics_minute, public.provision_metrics_hour, public.provision_metrics_day, public.resource_samples
  to authenticated, service_role;

-- Logarithmic buckets with base 1.03: bucket b holds [1.03^b, 1.03^(b+1)) ms, and its middle is within 1.5% of everything in it.
-- Two histograms are merged by adding counts, so a percentile over any range is as exact as over one minute.
create function private.histogram_bucket(p_ms double precision) returns smallint
language sql immutable set search_path = ''
as $$ select case when p_ms < 1 then -1 else floor(ln(p_ms) / ln(1.03::double precision)) end::smallint $$;
comment on function private.histogram_bucket is 'The bucket of a duration in ms; -1 for less than one.';

create function private.histogram_value(p_bucket smallint) returns double precision
language sql immutable set search_path = ''
as $$ select case when p_bucket < 0 then 0 else 2 * power(1.03::double precision, p_bucket + 1) / 2.03 end $$;
comment on function private.histogram_value is 'The duration in ms that stands for a bucket.';

create function private.histogram_percentile(p_buckets smallint[], p_counts integer[], p_fraction double precision) returns double precision
language sql immutable set search_path = ''
as $$
  select private.histogram_value(min(h.bucket)) from (
    select x.bucket, sum(x.count) over (order by x.bucket) as reached, sum(x.count) over () as total
    from unnest(p_buckets, p_counts) as x(bucket, count)) h
  where h.reached >= greatest(1, ceil(p_fraction * h.total))
$$;
comment on function private.histogram_percentile is 'percentile_disc of a histogram, within 1.5%; the buckets may come in any order and more than once.';

revoke execute on function private.histogram_bucket(double precision), private.histogram_value(smallint),
  private.histogram_percentile(smallint[], integer[], double precision) from public;
