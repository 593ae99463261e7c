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

revoke execute on function private.tail_begins(), private.raw_minutes(text[], timestamptz, timestamptz),
  private.metric_rows(text[], timestamptz, timestamptz, text, public.provision_metrics_minute[]),
  private.metric_window(text, text, timestamptz, timestamptz, public.provision_metrics_minute[]) from public, anon, authenticated, service_role;
