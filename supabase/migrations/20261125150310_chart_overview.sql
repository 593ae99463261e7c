-- The charts of the overview.

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

revoke execute on function private.bucket_of(timestamptz, integer, text),
  private.overview_series(timestamptz, timestamptz, integer, text, public.provision_metrics_minute[], interval)
  from public, anon, authenticated, service_role;
