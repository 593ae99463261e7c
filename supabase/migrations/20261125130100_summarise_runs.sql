-- What stands around the list of runs: tabs, facets, histogram, errors by code. One statement each, one filter, one snapshot.

-- A row counts for a facet when everything but that facet's own choice lets it through, so one scan, grouped once, serves all facets.
create function private.count_run_facets(p_filter jsonb, p_head_at timestamptz, p_head_id bigint) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  c jsonb := private.run_conditions(p_filter);
  v_counts jsonb;
begin
  execute format($sql$
    with judged as (
      select status, trigger_action, failed_step, provider, source, count(*) as n,
        not (%s) as bad_status, not (%s) as bad_action, not (%s) as bad_step, not (%s) as bad_provider, not (%s) as bad_by,
        count(*) filter (where (created_at, id) > (coalesce(%L::timestamptz, 'infinity'), coalesce(%L::bigint, 0))) as newer
      from public.phone_provision_logs where %s group by 1, 2, 3, 4, 5, 7, 8, 9, 10, 11
    ), weighed as (
      select *, bad_status::int + bad_action::int + bad_step::int + bad_provider::int + bad_by::int as bad from judged
    ), facets as (
      select 'status' as facet, status as word, sum(n) as n from weighed where bad = bad_status::int group by status
      union all select 'action', trigger_action, sum(n) from weighed where bad = bad_action::int group by trigger_action
      union all select 'step', failed_step, sum(n) from weighed where bad = bad_step::int and failed_step is not null group by failed_step
      union all select 'provider', provider, sum(n) from weighed where bad = bad_provider::int and provider is not null group by provider
      union all select 'by', source, sum(n) from weighed where bad = bad_by::int group by source
    )
    select jsonb_build_object(
      'total', coalesce(sum(n) filter (where bad = 0), 0),
      'newer', coalesce(sum(newer) filter (where bad = 0), 0),
      'tabs', jsonb_build_object(
        'all', coalesce(sum(n) filter (where bad = bad_status::int + bad_by::int), 0),
        'failed', coalesce(sum(n) filter (where bad = bad_status::int + bad_by::int and status = 'failed'), 0),
        'again', coalesce(sum(n) filter (where bad = bad_status::int + bad_by::int and status = 'retry_scheduled'), 0),
        'work', coalesce(sum(n) filter (where bad = bad_status::int + bad_by::int and status in ('pending', 'processing')), 0),
        'staff', coalesce(sum(n) filter (where bad = bad_status::int + bad_by::int and source = 'staff'), 0)),
      'facets', (select coalesce(jsonb_object_agg(f.facet, f.words), '{}') from (
        select facet, jsonb_object_agg(word, n) as words from facets group by facet) f))
    from weighed $sql$,
    coalesce(c ->> 'status', 'true'), coalesce(c ->> 'action', 'true'), coalesce(c ->> 'step', 'true'), coalesce(c ->> 'provider', 'true'),
    coalesce(c ->> 'by', 'true'), p_head_at, p_head_id, private.run_where(p_filter, '{status,action,step,provider,by}')) into v_counts;
  return v_counts;
end
$$;
comment on function private.count_run_facets is
  'How many runs match, how many are newer than the head of a held list, the tabs, and each facet''s counts with its own choice left out.';

create function private.run_histogram(p_filter jsonb, p_step_seconds integer) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare v_buckets jsonb;
begin
  execute format($sql$
    select coalesce(jsonb_agg(jsonb_build_array(extract(epoch from at)::bigint, done, again, failed) order by at), '[]') from (
      select date_bin(%s * interval '1 second', created_at, timestamptz '2000-01-01 00:00:00+00') as at,
        count(*) filter (where status in ('succeeded', 'skipped', 'superseded')) as done,
        count(*) filter (where status in ('pending', 'processing', 'retry_scheduled')) as again,
        count(*) filter (where status = 'failed') as failed
      from public.phone_provision_logs where %s group by 1) x $sql$, p_step_seconds, private.run_where(p_filter)) into v_buckets;
  return v_buckets;
end
$$;
comment on function private.run_histogram is 'Runs by time: [seconds, done, at work or will go again, failed] for each step that has any.';

-- First and last are of all time: whether a code is new matters more than when the window began.
create function private.run_errors(p_filter jsonb, p_since timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare v_errors jsonb;
begin
  execute format($sql$
    with hits as (
      select error_code, subject_id, subject_id in (select user_id from public.provision_customers where retry = 'check_first') as unsettled,
        width_bucket(extract(epoch from created_at), extract(epoch from %L::timestamptz), extract(epoch from %L::timestamptz), 10) as tenth
      from public.phone_provision_logs where error_code is not null and %s
    ), tenths as (
      select error_code, least(greatest(tenth, 1), 10) as tenth, count(*) as n from hits group by 1, 2
    ), codes as (
      select error_code, count(*) as runs, count(distinct subject_id) as customers,
        count(distinct subject_id) filter (where unsettled) as check_first, (
        select jsonb_agg(coalesce(t.n, 0) order by g) from generate_series(1, 10) g
        left join tenths t on t.error_code = hits.error_code and t.tenth = g) as tenths
      from hits group by error_code order by runs desc, error_code limit 100
    )
    select jsonb_build_object(
      'runs', (select count(*) from hits), 'customers', (select count(distinct subject_id) from hits),
      'codes', coalesce((select jsonb_agg(jsonb_build_object('code', c.error_code, 'runs', c.runs, 'customers', c.customers,
        'check_first', c.check_first, 'tenths', c.tenths,
        'first', (select l.created_at from public.phone_provision_logs l where l.error_code = c.error_code order by l.created_at, l.id limit 1),
        'last', (select l.created_at from public.phone_provision_logs l where l.error_code = c.error_code order by l.created_at desc, l.id desc limit 1))
        order by c.runs desc, c.error_code) from codes c), '[]')) $sql$,
    p_since, p_until, private.run_where(p_filter, '{code}')) into v_errors;
  return v_errors;
end
$$;
comment on function private.run_errors is 'Runs with an error in the filter, by code: runs, customers, how many of them are to be checked first, ten tenths of the window, first and last seen ever.';

create function private.summarise_runs(p_filter jsonb, p_range jsonb, p_head_at timestamptz, p_head_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_since timestamptz := (p_range ->> 'since')::timestamptz;
  v_until timestamptz := (p_range ->> 'until')::timestamptz;
  v_step integer := (p_range ->> 'step')::integer;
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read runs.' using errcode = 'PT403'; end if;
  if v_since is null or v_until is null or v_until <= v_since or v_until > v_since + interval '32 days' then
    raise exception 'range is missing or longer than 32 days: send since, until and step.' using errcode = 'PT400', detail = 'range';
  end if;
  if coalesce(v_step, 0) < 1 or extract(epoch from v_until - v_since) / v_step > 500 then
    raise exception 'step is too small: at most 500 bars are drawn.' using errcode = 'PT400', detail = 'step';
  end if;
  return private.count_run_facets(p_filter, p_head_at, p_head_id) || jsonb_build_object(
    -- An open filter's bars go on to the newest: the end of the range is what a browser's clock says, which may be behind.
    'histogram', private.run_histogram(p_filter || jsonb_build_object('since', v_since,
      'until', case when p_filter ->> 'until' is null then v_since + 500 * make_interval(secs => v_step) else v_until end), v_step),
    'errors', private.run_errors(p_filter, greatest(v_since, (p_filter ->> 'since')::timestamptz), least(v_until, (p_filter ->> 'until')::timestamptz)));
end
$$;
comment on function private.summarise_runs is 'Everything around the list of runs from one snapshot; the histogram spans the range, and what is newer when the filter has no until; the rest the filter''s own time. Staff only: PT403.';

create function public.summarise_runs(p_filter jsonb, p_range jsonb, p_head_at timestamptz default null, p_head_id bigint default null) returns jsonb
language sql stable set search_path = '' as $$ select private.summarise_runs(p_filter, p_range, p_head_at, p_head_id) $$;
comment on function public.summarise_runs is 'Counts, facets, histogram and errors by code of the runs that match.';

revoke execute on function private.count_run_facets(jsonb, timestamptz, bigint), private.run_histogram(jsonb, integer),
  private.run_errors(jsonb, timestamptz, timestamptz), private.summarise_runs(jsonb, jsonb, timestamptz, bigint),
  public.summarise_runs(jsonb, jsonb, timestamptz, bigint) from public, anon, authenticated, service_role;
grant execute on function private.summarise_runs(jsonb, jsonb, timestamptz, bigint), public.summarise_runs(jsonb, jsonb, timestamptz, bigint) to authenticated;
