-- The figures of the overview: headline, failures by code, funnel.

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

revoke execute on function private.sample_before(timestamptz),
  private.overview_headline(timestamptz, timestamptz, interval, public.provision_metrics_minute[]),
  private.overview_failures(timestamptz, timestamptz, public.provision_metrics_minute[]),
  private.overview_funnel(timestamptz, timestamptz, public.provision_metrics_minute[]) from public, anon, authenticated, service_role;
