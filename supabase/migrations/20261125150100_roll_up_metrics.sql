-- Writing minutes, and out of them hours and days. Every row is derived: doing it again changes no row.

-- Writes what differs and nothing else: doing it again changes no row.
create function private.store_minutes(p_from timestamptz, p_to timestamptz, p_runs boolean, p_calls boolean) returns void
language sql set search_path = ''
as $$
  with fresh as materialized (
    select * from private.run_metrics(p_from, p_to) where p_runs
    union all select * from private.call_metrics(p_from, p_to) where p_calls
  ), gone as (
    delete from public.provision_metrics_minute m
    where m.at >= p_from and m.at < p_to
      and m.metric = any (case when p_runs then private.run_metric_names() else '{}' end || case when p_calls then private.call_metric_names() else '{}' end)
      and not exists (select 1 from fresh f where f.metric = m.metric and f.at = m.at and f.key = m.key)
  )
  insert into public.provision_metrics_minute as m (metric, at, key, total, failed, faulted, sum_ms, buckets, counts)
  select metric, at, key, total, failed, faulted, sum_ms, buckets, counts from fresh
  on conflict (metric, at, key) do update set total = excluded.total, failed = excluded.failed, faulted = excluded.faulted,
    sum_ms = excluded.sum_ms, buckets = excluded.buckets, counts = excluded.counts
  where (m.total, m.failed, m.faulted, m.sum_ms, m.buckets, m.counts)
    is distinct from (excluded.total, excluded.failed, excluded.faulted, excluded.sum_ms, excluded.buckets, excluded.counts)
$$;

create function private.merge_metrics(p_source regclass, p_target regclass, p_at timestamptz, p_span interval, p_metrics text[]) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format($sql$
    with parts as materialized (select * from %1$s m where m.metric = any ($3) and m.at >= $1 and m.at < $1 + $2),
    histogram as (
      select h.metric, h.key, array_agg(h.bucket order by h.bucket) as buckets, array_agg(h.n order by h.bucket) as counts from (
        select m.metric, m.key, x.bucket, sum(x.count)::integer as n
        from parts m cross join lateral unnest(m.buckets, m.counts) as x(bucket, count) group by 1, 2, 3) h
      group by 1, 2
    ), fresh as materialized (
      select m.metric, m.key, m.total, m.failed, m.faulted, m.ms, coalesce(h.buckets, '{}') as buckets, coalesce(h.counts, '{}') as counts
      from (select metric, key, sum(total) as total, sum(failed) as failed, sum(faulted) as faulted, sum(sum_ms) as ms from parts group by 1, 2) m
      left join histogram h on h.metric = m.metric and h.key = m.key
    ), gone as (
      delete from %2$s o where o.metric = any ($3) and o.at = $1 and not exists (select 1 from fresh f where f.metric = o.metric and f.key = o.key)
    )
    insert into %2$s as o (metric, at, key, total, failed, faulted, sum_ms, buckets, counts)
    select metric, $1, key, total, failed, faulted, ms, buckets, counts from fresh
    on conflict (metric, at, key) do update set total = excluded.total, failed = excluded.failed, faulted = excluded.faulted,
      sum_ms = excluded.sum_ms, buckets = excluded.buckets, counts = excluded.counts
    where (o.total, o.failed, o.faulted, o.sum_ms, o.buckets, o.counts)
      is distinct from (excluded.total, excluded.failed, excluded.faulted, excluded.sum_ms, excluded.buckets, excluded.counts)
  $sql$, p_source, p_target) using p_at, p_span, p_metrics;
end
$$;
comment on function private.merge_metrics is 'Writes an hour as the sum of its minutes, or a day as the sum of its hours; only what differs.';

-- Only hours and days that are over: nobody reads the one under way out of them.
create function private.store_longer(p_minutes timestamptz[], p_until timestamptz, p_metrics text[]) returns void
language plpgsql set search_path = ''
as $$
declare v_at timestamptz;
begin
  for v_at in select distinct private.hour_of(x) from unnest(p_minutes) x where private.hour_of(x) < private.hour_of(p_until) order by 1 loop
    perform private.merge_metrics('public.provision_metrics_minute', 'public.provision_metrics_hour', v_at, interval '1 hour', p_metrics);
  end loop;
  for v_at in select distinct private.day_of(x) from unnest(p_minutes) x where private.day_of(x) < private.day_of(p_until) order by 1 loop
    perform private.merge_metrics('public.provision_metrics_hour', 'public.provision_metrics_day', v_at, interval '1 day', p_metrics);
  end loop;
end
$$;

-- Neighbouring minutes are computed in one go, at most an hour at a time.
create function private.store_dirty_minutes(p_minutes timestamptz[], p_until timestamptz, p_runs boolean, p_calls boolean) returns integer
language plpgsql set search_path = ''
as $$
declare
  v record;
  v_metrics text[] := case when p_runs then private.run_metric_names() else '{}' end || case when p_calls then private.call_metric_names() else '{}' end;
begin
  for v in
    select min(i.minute) as at, max(i.minute) + interval '1 minute' as until from (
      select m.minute, m.minute - row_number() over (order by m.minute) * interval '1 minute' as island
      from (select distinct unnest(p_minutes) as minute) m) i
    group by i.island, private.hour_of(i.minute) order by 1
  loop
    perform private.store_minutes(v.at, v.until, p_runs, p_calls);
  end loop;
  perform private.store_longer(p_minutes, p_until, v_metrics);
  return cardinality(p_minutes);
end
$$;

-- Which minutes the changes since p_since touch. A run that ends changes whether an earlier one was final and how far an episode came.
create function private.dirty_minutes(p_since timestamptz, out of_runs timestamptz[], out of_calls timestamptz[])
language plpgsql stable set search_path = ''
as $$
declare v_subjects uuid[];
begin
  select array_agg(distinct s.id) into v_subjects from (
    select r.subject_id as id from public.phone_provision_logs r where r.updated_at >= p_since
    union all select s.user_id from public.phone_provision_steps s where s.recorded_at >= p_since) s;
  select array_agg(distinct date_bin('1 minute', x.at, timestamptz '2000-01-01 00:00:00+00')) into of_runs
  from unnest(v_subjects) u
  join public.phone_provision_logs r on r.subject_id = u and r.updated_at >= p_since - interval '48 hours'
  cross join lateral (values (r.created_at), (r.finished_at)) x(at)
  where x.at is not null;
  select array_agg(distinct date_bin('1 minute', x.at, timestamptz '2000-01-01 00:00:00+00')) into of_calls from (
    select s.started_at as at from public.phone_provision_steps s where s.recorded_at >= p_since
    union all select a.ended_at from private.provision_attempts a where a.ended_at >= p_since) x;
end
$$;

create function private.roll_up_metrics(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  v_started timestamptz := clock_timestamp();
  v_to timestamptz := private.minute_of(p_now);
  v_frozen timestamptz := v_to - interval '7 days';
  v_since timestamptz;
  v_next timestamptz;
  v_runs timestamptz[];
  v_calls timestamptz[];
  s private.metrics_state;
begin
  -- Two jobs at once would do the same work twice; the next minute catches up.
  if not pg_try_advisory_xact_lock(hashtextextended('switchboard:roll_up_metrics', 0)) then return jsonb_build_object('skipped', true); end if;
  select * into s from private.metrics_state;
  -- Looks back past the mark, because a transaction commits later than the time it wrote.
  v_since := coalesce(s.changed_through, v_to - interval '1 day') - (select lookback_seconds from public.metrics_settings) * interval '1 second';
  v_next := greatest(coalesce(s.rolled_up_to, v_to - interval '1 day'), v_frozen);
  select of_runs, of_calls into v_runs, v_calls from private.dirty_minutes(v_since);
  -- Minutes since the last run are counted even if nothing happened; a minute that is not over is left to the raw tail.
  select array_agg(distinct x) filter (where x >= v_frozen and x < v_to) into v_runs
  from (select unnest(v_runs) as x union all select generate_series(v_next, v_to - interval '1 minute', interval '1 minute')) y;
  select array_agg(distinct x) filter (where x >= v_frozen and x < v_to) into v_calls
  from (select unnest(v_calls) as x union all select generate_series(v_next, v_to - interval '1 minute', interval '1 minute')) y;
  perform private.store_dirty_minutes(coalesce(v_runs, '{}'), v_to, true, false);
  perform private.store_dirty_minutes(coalesce(v_calls, '{}'), v_to, false, true);
  update private.metrics_state set changed_through = p_now, rolled_up_to = greatest(v_to, s.rolled_up_to), last_run_at = clock_timestamp(),
    last_ms = extract(epoch from clock_timestamp() - v_started) * 1000;
  return jsonb_build_object('rolled_up_to', v_to, 'run_minutes', coalesce(cardinality(v_runs), 0), 'call_minutes', coalesce(cardinality(v_calls), 0));
end
$$;
comment on function private.roll_up_metrics is
  'Counts the minutes that are over, and again those that late rows changed (up to 7 days back). Repeated, it changes nothing. Every minute by pg_cron.';

create function private.rebuild_metrics(p_from timestamptz, p_to timestamptz) returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  v_hour timestamptz := private.hour_of(p_from);
  v_now timestamptz := clock_timestamp();
  v_metrics text[] := private.run_metric_names() || private.call_metric_names();
begin
  while v_hour < p_to loop
    perform private.store_minutes(v_hour, v_hour + interval '1 hour', true, true);
    v_hour := v_hour + interval '1 hour';
  end loop;
  perform private.store_longer(array(select generate_series(private.hour_of(p_from), v_hour - interval '1 hour', interval '1 hour')), v_now, v_metrics);
end
$$;
comment on function private.rebuild_metrics is 'Computes a range of hours again from runs and steps, for as far as those are kept.';

revoke execute on function private.store_minutes(timestamptz, timestamptz, boolean, boolean),
  private.merge_metrics(regclass, regclass, timestamptz, interval, text[]), private.store_longer(timestamptz[], timestamptz, text[]),
  private.store_dirty_minutes(timestamptz[], timestamptz, boolean, boolean), private.dirty_minutes(timestamptz),
  private.roll_up_metrics(timestamptz), private.rebuild_metrics(timestamptz, timestamptz) from public;

select cron.schedule('roll_up_metrics', '* * * * *', 'select private.roll_up_metrics()');
