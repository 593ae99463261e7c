-- Reading. Whole days out of the days, whole hours out of the hours, the edges out of the minutes, and what no minute holds yet out of
-- the rows themselves.

-- The last two minutes are always read raw: rows may still come in late. Should the job stand still, two hours at most.
create function private.tail_begins() returns timestamptz
language sql stable set search_path = ''
as $$
  select greatest(n.minute - interval '2 hours', least(n.minute - interval '2 minutes', (select s.rolled_up_to from private.metrics_state s)))
  from (select private.minute_of(clock_timestamp()) as minute) n
$$;

create function private.raw_minutes(p_metrics text[], p_from timestamptz, p_to timestamptz) returns setof public.provision_metrics_minute
language plpgsql stable set search_path = '' set timezone = 'UTC'
as $$
begin
  if p_metrics && private.run_metric_names() then
    return query select * from private.run_metrics(p_from, p_to) t where t.metric = any (p_metrics);
  end if;
  if p_metrics && private.call_metric_names() then
    return query select * from private.call_metrics(p_from, p_to) t where t.metric = any (p_metrics);
  end if;
end
$$;

create function private.metric_rows(p_metrics text[], p_from timestamptz, p_to timestamptz, p_coarsest text default 'day',
  p_tail public.provision_metrics_minute[] default null)
returns table (metric text, at timestamptz, key text, total bigint, failed bigint, faulted bigint, sum_ms bigint, buckets smallint[], counts integer[])
language plpgsql stable set search_path = '' set timezone = 'UTC'
as $$
declare
  v_from timestamptz := private.minute_of(p_from);
  v_tail timestamptz := private.tail_begins();
  v_end timestamptz := least(p_to, v_tail);
  v_hours_from timestamptz := private.hour_of(v_from + interval '59 minutes');
  v_hours_to timestamptz := private.hour_of(v_end);
  v_days_from timestamptz := private.day_of(v_from + interval '1439 minutes');
  v_days_to timestamptz := private.day_of(v_end);
  v_tail_from timestamptz := greatest(v_from, v_tail);
begin
  if p_coarsest = 'minute' or v_hours_to <= v_hours_from then
    v_hours_from := v_from;
    v_hours_to := v_from;
  end if;
  if p_coarsest <> 'day' or v_days_to <= v_days_from then
    v_days_from := v_hours_from;
    v_days_to := v_hours_from;
  end if;
  return query
    select d.metric, d.at, d.key, d.total, d.failed, d.faulted, d.sum_ms, d.buckets, d.counts from public.provision_metrics_day d
    where d.metric = any (p_metrics) and d.at >= v_days_from and d.at < v_days_to
    union all
    select h.metric, h.at, h.key, h.total, h.failed, h.faulted, h.sum_ms, h.buckets, h.counts from public.provision_metrics_hour h
    where h.metric = any (p_metrics) and h.at >= v_hours_from and h.at < v_days_from
    union all
    select h.metric, h.at, h.key, h.total, h.failed, h.faulted, h.sum_ms, h.buckets, h.counts from public.provision_metrics_hour h
    where h.metric = any (p_metrics) and h.at >= v_days_to and h.at < v_hours_to
    union all
    select m.metric, m.at, m.key, m.total, m.failed, m.faulted, m.sum_ms, m.buckets, m.counts from public.provision_metrics_minute m
    where m.metric = any (p_metrics) and m.at >= v_from and m.at < v_hours_from
    union all
    select m.metric, m.at, m.key, m.total, m.failed, m.faulted, m.sum_ms, m.buckets, m.counts from public.provision_metrics_minute m
    where m.metric = any (p_metrics) and m.at >= v_hours_to and m.at < v_end;
  if v_tail_from >= p_to then return; end if;
  if p_tail is null then p_tail := array(select t from private.raw_minutes(p_metrics, v_tail_from, p_to) t); end if;
  return query select t.metric, t.at, t.key, t.total::bigint, t.failed::bigint, t.faulted::bigint, t.sum_ms, t.buckets, t.counts
    from unnest(p_tail) t where t.metric = any (p_metrics) and t.at >= v_tail_from and t.at < p_to;
end
$$;
comment on function private.metric_rows is
  'The rows of these metrics in a range, current to the second; each event is in exactly one row, of a minute, an hour or a day up to p_coarsest. p_tail: raw_minutes, if read already.';

-- What an alert rule reads.
create function private.metric_window(p_metric text, p_key text, p_from timestamptz, p_to timestamptz, p_tail public.provision_metrics_minute[] default null)
returns table (total bigint, failed bigint, faulted bigint, mean_ms double precision, p50_ms double precision, p95_ms double precision, p99_ms double precision)
language sql stable set search_path = ''
as $$
  with rows as materialized (select * from private.metric_rows(array[p_metric], p_from, p_to, 'day', p_tail) r where p_key is null or r.key = p_key),
  h as materialized (
    select array_agg(x.bucket) as buckets, array_agg(x.count) as counts from rows r cross join lateral unnest(r.buckets, r.counts) as x(bucket, count))
  select coalesce(sum(r.total), 0)::bigint, coalesce(sum(r.failed), 0)::bigint, coalesce(sum(r.faulted), 0)::bigint,
    (sum(r.sum_ms) filter (where r.buckets <> '{}') / nullif(sum(r.total) filter (where r.buckets <> '{}'), 0))::double precision,
    (select private.histogram_percentile(h.buckets, h.counts, 0.5) from h), (select private.histogram_percentile(h.buckets, h.counts, 0.95) from h),
    (select private.histogram_percentile(h.buckets, h.counts, 0.99) from h)
  from rows r
$$;
comment on function private.metric_window is
  'A metric over a window: how many, how many failed, how many by a fault of the provider, and percentiles. p_key null sums all keys.';

-- Buckets of up to an hour are counted from the zone's midnight. Longer ones go by the local clock, so that a day begins at midnight on
-- both sides of a clock change: `at` is moved to the local clock, cut, and moved back.
create function private.bucket_of(p_at timestamptz, p_seconds integer, p_time_zone text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  if p_seconds <= 3600 then return date_bin(p_seconds * interval '1 second', p_at, timestamp '2000-01-01 00:00' at time zone p_time_zone); end if;
  return date_bin(p_seconds * interval '1 second', p_at at time zone p_time_zone, timestamp '2000-01-01 00:00') at time zone p_time_zone;
end
$$;

create function private.overview_series(p_from timestamptz, p_to timestamptz, p_seconds integer, p_time_zone text, p_tail public.provision_metrics_minute[], p_shift interval default '0')
returns table (at timestamptz, customers bigint, failed bigint, twilio bigint, twilio_failed bigint, vapi bigint, vapi_failed bigint,
  numbers bigint, p50_ms double precision, p95_ms double precision, p99_ms double precision, function_p95_ms double precision)
language sql stable set search_path = ''
as $$
  with found as materialized (
    select r.* from private.metric_rows(array['outcome', 'provider', 'time_to_number', 'attempt'], p_from, p_to, case when p_seconds < 3600 then 'minute' else 'hour' end, p_tail) r
    where r.metric <> 'provider' or r.key in ('twilio', 'vapi')
  ), moments as (
    -- Many rows share a moment: its bucket is looked for once.
    select m.at, private.bucket_of(m.at + p_shift, p_seconds, p_time_zone) as bin from (select distinct f.at from found f) m
  ), rows as materialized (
    select m.bin, f.* from found f join moments m on m.at = f.at
  ), bins as (
    select distinct private.bucket_of(x, p_seconds, p_time_zone) as bin
    from generate_series(p_from + p_shift, p_to + p_shift - interval '1 second', least(p_seconds, 3600) * interval '1 second') x
    union select r.bin from rows r
  ), sums as (
    select r.bin, coalesce(sum(r.total) filter (where r.metric = 'outcome'), 0)::bigint as customers,
      coalesce(sum(r.failed) filter (where r.metric = 'outcome'), 0)::bigint as failed,
      coalesce(sum(r.total) filter (where r.metric = 'provider' and r.key = 'twilio'), 0)::bigint as twilio,
      coalesce(sum(r.failed) filter (where r.metric = 'provider' and r.key = 'twilio'), 0)::bigint as twilio_failed,
      coalesce(sum(r.total) filter (where r.metric = 'provider' and r.key = 'vapi'), 0)::bigint as vapi,
      coalesce(sum(r.failed) filter (where r.metric = 'provider' and r.key = 'vapi'), 0)::bigint as vapi_failed
    from rows r group by 1
  ), histogram as (
    select r.bin, r.metric, x.bucket, sum(x.count) as n
    from rows r cross join lateral unnest(r.buckets, r.counts) as x(bucket, count)
    where r.metric in ('time_to_number', 'attempt') group by 1, 2, 3
  ), reached as (
    select h.bin, h.metric, h.bucket, sum(h.n) over (partition by h.bin, h.metric order by h.bucket) as reached,
      sum(h.n) over (partition by h.bin, h.metric) as n
    from histogram h
  ), percentiles as (
    select r.bin, max(r.n) filter (where r.metric = 'time_to_number') as numbers,
      private.histogram_value(min(r.bucket) filter (where r.metric = 'time_to_number' and r.reached >= ceil(0.5 * r.n))) as p50,
      private.histogram_value(min(r.bucket) filter (where r.metric = 'time_to_number' and r.reached >= ceil(0.95 * r.n))) as p95,
      private.histogram_value(min(r.bucket) filter (where r.metric = 'time_to_number' and r.reached >= ceil(0.99 * r.n))) as p99,
      private.histogram_value(min(r.bucket) filter (where r.metric = 'attempt' and r.reached >= ceil(0.95 * r.n))) as function_p95
    from reached r group by 1
  )
  select b.bin, coalesce(s.customers, 0), coalesce(s.failed, 0), coalesce(s.twilio, 0), coalesce(s.twilio_failed, 0), coalesce(s.vapi, 0),
    coalesce(s.vapi_failed, 0), coalesce(p.numbers, 0)::bigint, p.p50, p.p95, p.p99, p.function_p95
  from bins b left join sums s on s.bin = b.bin left join percentiles p on p.bin = b.bin order by b.bin
$$;
comment on function private.overview_series is
  'The charts of the overview: one row per bucket, also for buckets in which nothing happened. p_shift moves an earlier period onto the buckets of the present one.';

-- Gauges as they were when a period began; null when nothing was sampled within an hour before.
create function private.sample_before(p_at timestamptz) returns public.resource_samples
language sql stable set search_path = ''
as $$
  select s from public.resource_samples s where s.sampled_at <= p_at and s.sampled_at > p_at - interval '1 hour' order by s.sampled_at desc limit 1
$$;

create function private.overview_headline(p_from timestamptz, p_to timestamptz, p_shift interval, p_tail public.provision_metrics_minute[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- Nothing is counted in both periods.
  v_until timestamptz := least(p_to - p_shift, p_from);
  b public.resource_samples := private.sample_before(v_until);
begin
  return (
    select jsonb_build_object(
      'outcome', jsonb_build_object('total', o.total, 'failed', o.failed), 'outcome_before', jsonb_build_object('total', p.total, 'failed', p.failed),
      'time', jsonb_build_object('total', t.total, 'p50', t.p50_ms, 'p95', t.p95_ms, 'p99', t.p99_ms),
      'time_before', jsonb_build_object('total', q.total, 'p50', q.p50_ms, 'p95', q.p95_ms, 'p99', q.p99_ms),
      'needs_attention', (select count(*) from public.provision_customers c where c.status = 'needs_attention'),
      'needs_attention_before', b.needs_attention,
      'being_set_up', (select count(*) from public.provision_customers c where c.status = 'being_set_up'),
      'being_set_up_before', b.being_set_up,
      'oldest_ms', private.queue_oldest_ms(clock_timestamp()), 'oldest_ms_before', b.queue_oldest_ms)
    from private.metric_window('outcome', '', p_from, p_to, p_tail) o, private.metric_window('outcome', '', p_from - p_shift, v_until, p_tail) p,
      private.metric_window('time_to_number', '', p_from, p_to, p_tail) t, private.metric_window('time_to_number', '', p_from - p_shift, v_until, p_tail) q);
end
$$;
comment on function private.overview_headline is 'The headline figures, each with what it was in the period that they are compared with.';

create function private.overview_failures(p_from timestamptz, p_to timestamptz, p_tail public.provision_metrics_minute[])
returns table (code text, now bigint, before bigint, in_period bigint)
language plpgsql stable set search_path = ''
as $$
declare b public.resource_samples := private.sample_before(p_from);
begin
  return query
    with waiting as (select c.reason_code, count(*) as n from public.provision_customers c where c.status = 'needs_attention' group by 1),
    ended as (select r.key, sum(r.total)::bigint as n from private.metric_rows(array['failure'], p_from, p_to, 'day', p_tail) r group by 1)
    select coalesce(w.reason_code, e.key, s.key), coalesce(w.n, 0), case when b.sampled_at is not null then coalesce(s.value::bigint, 0) end, coalesce(e.n, 0)
    from waiting w full join ended e on e.key = w.reason_code
    full join jsonb_each_text(b.attention_by_code) s on s.key = coalesce(w.reason_code, e.key)
    order by 2 desc, 4 desc, 1;
end
$$;
comment on function private.overview_failures is
  'By code: customers who need attention now and when the period began, and customers whose run failed for good in the period.';

create function private.overview_funnel(p_from timestamptz, p_to timestamptz, p_tail public.provision_metrics_minute[])
returns table (stage integer, reached bigint, lost bigint, p50_ms double precision)
language sql stable set search_path = ''
as $$
  with rows as materialized (
    select * from private.metric_rows(array['funnel', 'lost', 'step', 'queue_wait'], p_from, p_to, 'day', p_tail) r
    where r.metric <> 'step' or r.key in ('claim', 'search_numbers', 'buy_number', 'record_number', 'link_assistant', 'verify_link')),
  -- Paid, but no run was ever started.
  never as (
    select count(*) as n from public.provision_customers c
    where c.status = 'needs_attention' and c.reason_code = 'no_run' and c.since >= p_from and c.since < p_to),
  stages (stage, metric, key) as (
    values (0, null, null), (1, 'queue_wait', ''), (2, 'step', 'claim'), (3, 'step', 'search_numbers'), (4, 'step', 'buy_number'),
      (5, 'step', 'record_number'), (6, 'step', 'link_assistant'), (7, 'step', 'verify_link')),
  histogram as (
    select s.stage, array_agg(x.bucket) as buckets, array_agg(x.n) as counts from stages s
    join (select r.metric, r.key, y.bucket, sum(y.count)::integer as n
      from rows r cross join lateral unnest(r.buckets, r.counts) as y(bucket, count) group by 1, 2, 3) x
      on x.metric = s.metric and x.key = s.key
    group by 1)
  select s.stage,
    (coalesce((select sum(r.total) from rows r where r.metric = 'funnel' and r.key = s.stage::text), 0) + case when s.stage = 0 then never.n else 0 end)::bigint,
    (coalesce((select sum(r.total) from rows r where r.metric = 'lost' and r.key = s.stage::text), 0) + case when s.stage = 1 then never.n else 0 end)::bigint,
    private.histogram_percentile(h.buckets, h.counts, 0.5)
  from stages s cross join never left join histogram h on h.stage = s.stage order by s.stage
$$;
comment on function private.overview_funnel is
  'Customers who began in the period: how many reached each stage and how many were lost before it; the rest between two stages is at work.';

create function private.overview_resources(p_from timestamptz, p_to timestamptz, p_seconds integer, p_time_zone text, p_tail public.provision_metrics_minute[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_origin timestamptz := timestamp '2000-01-01 00:00' at time zone p_time_zone;
  v_step interval := p_seconds * interval '1 second';
  v_day timestamptz := date_trunc('day', p_to at time zone p_time_zone) at time zone p_time_zone;
  s public.resource_samples;
  d public.resource_samples := private.sample_before(v_day);
  h public.resource_samples := private.sample_before(p_to - interval '1 hour');
begin
  select * into s from public.resource_samples x where x.sampled_at <= p_to order by x.sampled_at desc limit 1;
  return jsonb_build_object(
    'now', to_jsonb(s) - 'attention_by_code' || jsonb_build_object(
      'cache_hits', (s.blocks_hit - h.blocks_hit)::numeric / nullif(s.blocks_hit - h.blocks_hit + s.blocks_read - h.blocks_read, 0),
      'numbers_today', s.numbers_owned - d.numbers_owned, 'monthly_usd_today', s.numbers_monthly_usd - d.numbers_monthly_usd),
    'database_limit_bytes', (select k.database_limit_bytes from public.metrics_settings k),
    'attempt_limit_ms', (select k.attempt_ms from public.provision_settings k),
    'function_p95_ms', (select w.p95_ms from private.metric_window('attempt', '', p_from, p_to, p_tail) w),
    'series', (
      select coalesce(jsonb_agg(to_jsonb(b) - 'hit' - 'read' || jsonb_build_object('cache_hits', b.hit::numeric / nullif(b.hit + b.read, 0)) order by b.at), '[]')
      from (
        select g.*, g.blocks_hit - lag(g.blocks_hit) over (order by g.at) as hit, g.blocks_read - lag(g.blocks_read) over (order by g.at) as read
        from (
          select date_bin(v_step, x.sampled_at, v_origin) as at, max(x.connections) as connections, max(x.database_bytes) as database_bytes,
            max(x.blocks_hit) as blocks_hit, max(x.blocks_read) as blocks_read, max(x.queue_depth) as queue_depth, max(x.queue_oldest_ms) as queue_oldest_ms,
            max(x.net_queue) as net_queue, max(x.numbers_owned) as numbers_owned, max(x.numbers_monthly_usd) as numbers_monthly_usd,
            max(x.being_set_up) as being_set_up, max(x.needs_attention) as needs_attention
          from public.resource_samples x where x.sampled_at >= p_from and x.sampled_at < p_to group by 1) g) b));
end
$$;
comment on function private.overview_resources is 'The newest sample, and the highest value of each bucket.';

-- Both are filled by the migrations that create incidents and their rules.
create function private.overview_limits() returns jsonb
language sql stable set search_path = ''
as $$ select '{}'::jsonb $$;
comment on function private.overview_limits is 'The threshold of each alert rule that a chart of the overview shows, if the rule is on.';

create function private.incident_annotations(p_from timestamptz, p_to timestamptz)
returns table (id bigint, label text, started_at timestamptz, ended_at timestamptz)
language sql stable set search_path = ''
as $$ select null::bigint, null::text, null::timestamptz, null::timestamptz where false $$;
comment on function private.incident_annotations is 'Incidents that touch a range, for the lane above the charts.';

create function private.overview_annotations(p_from timestamptz, p_to timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'rollout', (
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'old', c.old_value, 'new', c.new_value, 'at', c.created_at) order by c.created_at), '[]')
      from public.rollout_changes c where c.kind in ('percentage', 'stop', 'guard') and c.created_at >= p_from and c.created_at < p_to),
    'incidents', (
      select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'label', i.label, 'started_at', i.started_at, 'ended_at', i.ended_at) order by i.started_at), '[]')
      from private.incident_annotations(p_from, p_to) i))
$$;

create function private.is_time_zone(p_name text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  -- pg_timezone_names opens every file of the zone database: more work than all of the overview's hours.
  perform clock_timestamp() at time zone p_name;
  return p_name is not null;
exception when invalid_parameter_value then
  return false;
end
$$;

create function private.read_overview(p_minutes integer, p_bucket_seconds integer, p_time_zone text, p_compare_minutes integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_to timestamptz := clock_timestamp();
  v_from timestamptz;
  v_shift interval := p_compare_minutes * interval '1 minute';
  v_tail public.provision_metrics_minute[];
begin
  if not private.has_staff_role('viewer') then
    raise exception 'Only staff may read this.' using errcode = 'PT403';
  end if;
  if p_minutes is null or p_minutes not between 1 and 60 * 24 * 31 then
    raise exception 'minutes must be a whole number from 1 to 44640 (31 days).' using errcode = 'PT400', detail = 'minutes';
  end if;
  if p_bucket_seconds is null or p_bucket_seconds < 60 or p_minutes * 60 / p_bucket_seconds > 1000 then
    raise exception 'bucket_seconds must be at least 60 and make at most 1000 buckets.' using errcode = 'PT400', detail = 'bucket_seconds';
  end if;
  if p_compare_minutes is null or p_compare_minutes not between p_minutes and 60 * 24 * 31 then
    raise exception 'compare_minutes must be at least minutes and at most 44640: how much earlier the period to compare with is.' using errcode = 'PT400', detail = 'compare_minutes';
  end if;
  if not private.is_time_zone(p_time_zone) then
    raise exception 'time_zone is not the name of a time zone, as in America/Chicago.' using errcode = 'PT400', detail = 'time_zone';
  end if;
  v_from := private.minute_of(v_to - p_minutes * interval '1 minute');
  if p_minutes > 1500 then v_from := private.hour_of(v_from); end if;
  -- The newest minutes are counted once for all parts.
  v_tail := array(select t from private.raw_minutes(private.run_metric_names() || private.call_metric_names(), greatest(v_from - v_shift, private.tail_begins()), v_to) t);
  return jsonb_build_object('from', v_from, 'to', v_to, 'bucket_seconds', p_bucket_seconds,
    'rolled_up_at', (select s.last_run_at from private.metrics_state s),
    'headline', private.overview_headline(v_from, v_to, v_shift, v_tail),
    'series', (select coalesce(jsonb_agg(to_jsonb(s) order by s.at), '[]')
      from private.overview_series(v_from, v_to, p_bucket_seconds, p_time_zone, v_tail) s),
    'series_before', (select coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'customers', s.customers, 'failed', s.failed, 'p50_ms', s.p50_ms) order by s.at), '[]')
      from private.overview_series(v_from - v_shift, v_to - v_shift, p_bucket_seconds, p_time_zone, v_tail, v_shift) s),
    'failures', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from private.overview_failures(v_from, v_to, v_tail) f),
    'funnel', (select coalesce(jsonb_agg(to_jsonb(f) order by f.stage), '[]') from private.overview_funnel(v_from, v_to, v_tail) f),
    'resources', private.overview_resources(v_from, v_to, p_bucket_seconds, p_time_zone, v_tail),
    'limits', private.overview_limits(),
    'annotations', private.overview_annotations(v_from, v_to));
end
$$;

create function public.read_overview(p_minutes integer, p_bucket_seconds integer, p_time_zone text, p_compare_minutes integer) returns jsonb
language sql stable set search_path = '' as $$ select private.read_overview(p_minutes, p_bucket_seconds, p_time_zone, p_compare_minutes) $$;
comment on function public.read_overview is
  'Staff: everything on the overview for the last so many minutes, beside the period that is compare_minutes earlier, from one snapshot, so that figures and charts tell the same story. PT400, PT403.';

revoke execute on function private.tail_begins(), private.raw_minutes(text[], timestamptz, timestamptz),
  private.metric_rows(text[], timestamptz, timestamptz, text, public.provision_metrics_minute[]),
  private.metric_window(text, text, timestamptz, timestamptz, public.provision_metrics_minute[]), private.bucket_of(timestamptz, integer, text),
  private.overview_series(timestamptz, timestamptz, integer, text, public.provision_metrics_minute[], interval), private.sample_before(timestamptz),
  private.overview_headline(timestamptz, timestamptz, interval, public.provision_metrics_minute[]),
  private.overview_failures(timestamptz, timestamptz, public.provision_metrics_minute[]),
  private.overview_funnel(timestamptz, timestamptz, public.provision_metrics_minute[]),
  private.overview_resources(timestamptz, timestamptz, integer, text, public.provision_metrics_minute[]),
  private.incident_annotations(timestamptz, timestamptz), private.overview_annotations(timestamptz, timestamptz), private.overview_limits(),
  private.is_time_zone(text), private.read_overview(integer, integer, text, integer), public.read_overview(integer, integer, text, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.read_overview(integer, integer, text, integer), public.read_overview(integer, integer, text, integer) to authenticated;
