-- From runs and steps to minutes. Each of the two functions below computes whole minutes from the raw rows alone, so that a minute
-- computed late, early or twice is the same row. Minutes and hours are of UTC. Minute and bucket are written out where every row needs
-- them: a function with a search_path of its own is not inlined, and called per step it took most of the time.

create function private.minute_of(p_at timestamptz) returns timestamptz
language sql immutable set search_path = ''
as $$ select date_bin('1 minute', p_at, timestamptz '2000-01-01 00:00:00+00') $$;
create function private.hour_of(p_at timestamptz) returns timestamptz
language sql immutable set search_path = ''
as $$ select date_bin('1 hour', p_at, timestamptz '2000-01-01 00:00:00+00') $$;
create function private.day_of(p_at timestamptz) returns timestamptz
language sql immutable set search_path = ''
as $$ select date_bin('1 day', p_at, timestamptz '2000-01-01 00:00:00+00') $$;

-- Answered, but with "no" for a reason that lies with us or the customer, is failed. No answer, or the provider's own failure, is a fault.
create function private.is_provider_fault(p_provider text, p_outcome text, p_http_status integer, p_error_code text) returns boolean
language sql immutable set search_path = ''
as $$
  select p_outcome = 'unknown' or (p_outcome = 'failed' and (
    p_http_status >= 500 or p_http_status in (408, 429)
    or (p_provider = 'db' and p_error_code ~ '^(connection|08...|53...|57...|55P03)$')
    or (p_provider <> 'db' and p_error_code in ('timeout', 'network', 'unavailable', '20500', '20503', '20504', '20429', '500', '502', '503', '504', '429'))))
$$;
comment on function private.is_provider_fault is 'Whether a step failed because the provider did: no answer, 5xx, too many requests; a busy or gone database.';

create function private.run_metric_names() returns text[] language sql immutable set search_path = ''
as $$ select array['outcome', 'failure', 'time_to_number', 'funnel', 'lost'] $$;
create function private.call_metric_names() returns text[] language sql immutable set search_path = ''
as $$ select array['step', 'provider', 'call_error', 'attempt', 'queue_wait'] $$;

-- step {step}        every tried step; a search that found nothing has failed
-- provider {twilio, vapi, db, function}   calls; what our two functions say to each other (link_assistant, unlink_assistant) is no call of VAPI
-- call_error {provider:code}   failed calls by code
-- attempt ''         function execution time; faulted: ran out of time or was never heard of again
-- queue_wait ''      from the writing of a run to its first claim
create function private.call_metrics(p_from timestamptz, p_to timestamptz)
returns table (metric text, at timestamptz, key text, total integer, failed integer, faulted integer, sum_ms bigint, buckets smallint[], counts integer[])
language sql stable set search_path = ''
as $$
  with steps as materialized (
    select date_bin('1 minute', s.started_at, timestamptz '2000-01-01 00:00:00+00') as at, s.step, s.provider, s.duration_ms,
      coalesce(s.error_code, case when s.step = 'search_numbers' and s.outcome = 'ok' then 'no_numbers' else 'unknown' end) as error_code,
      (s.outcome in ('failed', 'unknown') or (s.step = 'search_numbers' and s.detail ->> 'candidates' = '0'))::integer as failed,
      coalesce(s.outcome <> 'ok' and private.is_provider_fault(s.provider, s.outcome, s.http_status, s.error_code), false)::integer as faulted,
      s.step not in ('link_assistant', 'unlink_assistant') as is_call
    from public.phone_provision_steps s
    where s.started_at >= p_from and s.started_at < p_to and s.outcome <> 'skipped'
  ), attempts as (
    select date_bin('1 minute', a.ended_at, timestamptz '2000-01-01 00:00:00+00') as at, a.duration_ms, a.waited_ms,
      (a.result in ('failed', 'retry', 'halted', 'lease_expired'))::integer as failed,
      (a.result = 'lease_expired' or coalesce(a.error_code = 'out_of_time', false))::integer as timed_out
    from private.provision_attempts a where a.ended_at >= p_from and a.ended_at < p_to
  ), facts as (
    select 'step' as metric, at, step as key, failed, faulted, duration_ms from steps
    union all select 'provider', at, provider, failed, faulted, duration_ms from steps where is_call
    union all select 'call_error', at, provider || ':' || error_code, failed, faulted, null from steps where is_call and failed = 1
    union all select 'attempt', at, '', failed, timed_out, duration_ms from attempts
    union all select 'queue_wait', at, '', 0, 0, waited_ms from attempts where waited_ms is not null
  ), histogram as (
    select metric, at, key, (case when duration_ms < 1 then -1 else floor(ln(duration_ms::double precision) / ln(1.03::double precision)) end)::smallint as bucket, count(*)::integer as n,
      sum(failed)::integer as failed, sum(least(failed, faulted))::integer as faulted, sum(duration_ms) as ms
    from facts group by 1, 2, 3, 4
  )
  select h.metric, h.at, h.key, sum(h.n)::integer, sum(h.failed)::integer, sum(h.faulted)::integer, coalesce(sum(h.ms), 0)::bigint,
    coalesce(array_agg(h.bucket order by h.bucket) filter (where h.bucket is not null), '{}'),
    coalesce(array_agg(h.n order by h.bucket) filter (where h.bucket is not null), '{}')
  from histogram h group by 1, 2, 3
$$;
comment on function private.call_metrics is 'The minutes of what was called, by when the call began (attempts: when they ended).';

-- The numbers that customers got: a run that ended as assigned and bought in the customer's present episode. The clock starts
-- with the first run of the episode: at most 24 h back, and after the last number was assigned.
create function private.assigned_numbers(p_from timestamptz, p_to timestamptz) returns table (at timestamptz, took_ms bigint)
language sql stable set search_path = ''
as $$
  select date_bin('1 minute', r.finished_at, timestamptz '2000-01-01 00:00:00+00'), (extract(epoch from r.finished_at - e.started_at) * 1000)::bigint
  from public.phone_provision_logs r
  cross join lateral (
    select min(x.created_at) as started_at from public.phone_provision_logs x
    where x.subject_id = r.subject_id and x.created_at > r.created_at - interval '24 hours' and x.created_at <= r.created_at
      and x.created_at > coalesce((
        select max(y.finished_at) from public.phone_provision_logs y
        where y.subject_id = r.subject_id and y.id <> r.id and y.status = 'succeeded' and y.outcome = 'assigned' and y.finished_at <= r.created_at), '-infinity')) e
  where r.finished_at >= p_from and r.finished_at < p_to and r.status = 'succeeded' and r.outcome = 'assigned'
    and exists (
      select 1 from public.phone_number_purchases p
      where p.user_id = r.subject_id and p.purchased_at >= e.started_at and p.purchased_at <= r.finished_at)
$$;
comment on function private.assigned_numbers is 'Each number that a customer got, with the time from payment to a linked assistant.';

-- How far each customer came who began in these minutes. An episode is everything within 24 h after the first provision run, and what
-- was waiting or at work when it came: that may be the run which covered it.
create function private.funnel_stages(p_from timestamptz, p_to timestamptz) returns table (at timestamptz, level integer, is_lost boolean)
language sql stable set search_path = ''
as $$
  select date_bin('1 minute', r.created_at, timestamptz '2000-01-01 00:00:00+00'), case when last.status = 'succeeded' and last.outcome = 'assigned' then 7 else greatest(did.level, 0) end,
    last.status = 'failed'
  from public.phone_provision_logs r
  cross join lateral (
    select x.status, x.outcome from public.phone_provision_logs x
    where x.subject_id = r.subject_id and x.created_at < r.created_at + interval '24 hours' and x.created_at > r.created_at - interval '24 hours'
      and (x.id >= r.id or x.finished_at is null or x.finished_at >= r.created_at) and x.status <> 'superseded'
      and x.trigger_action in ('provision', 'converge', 'retry', 'resume', 'relink')
    order by x.id desc limit 1) last
  cross join lateral (
    select max(case
        when s.step = 'verify_link' and s.provider = 'vapi' then 7
        when s.step = 'link_assistant' then 6
        when s.step = 'record_number' then 5
        when s.step in ('buy_number', 'record_purchase') then 4
        when s.step = 'search_numbers' and s.detail ->> 'candidates' is distinct from '0' then 3
        when s.step in ('claim', 'decide') then 2
        else case when x.attempt > 0 then 1 else 0 end end) as level
    from public.phone_provision_logs x
    left join public.phone_provision_steps s on s.run_id = x.id and s.outcome = 'ok'
    where x.subject_id = r.subject_id and x.created_at < r.created_at + interval '24 hours' and x.created_at > r.created_at - interval '24 hours'
      and (x.id >= r.id or x.finished_at is null or x.finished_at >= r.created_at)) did
  where r.created_at >= p_from and r.created_at < p_to and r.trigger_action = 'provision'
    and last.status <> 'skipped'
    and not exists (
      select 1 from public.phone_provision_logs x
      where x.subject_id = r.subject_id and x.id < r.id and x.trigger_action = 'provision' and x.created_at > r.created_at - interval '24 hours')
$$;
comment on function private.funnel_stages is
  'One row per customer that began: 0 entered, 1 started, 2 facts read, 3 number found, 4 bought, 5 recorded, 6 linked, 7 verified; lost when a person must act.';

-- outcome ''         customers by their final outcome: a run answered by a later one within 24 h does not count
-- failure {code}     those of them that failed, by code
-- time_to_number ''  from payment to a linked assistant
-- funnel {0 to 7}    customers by the minute they began: reached this stage (total), lost before it (failed in `lost`)
create function private.run_metrics(p_from timestamptz, p_to timestamptz)
returns table (metric text, at timestamptz, key text, total integer, failed integer, faulted integer, sum_ms bigint, buckets smallint[], counts integer[])
language sql stable set search_path = ''
as $$
  with final as materialized (
    select date_bin('1 minute', r.finished_at, timestamptz '2000-01-01 00:00:00+00') as at, r.status, r.error_code
    from public.phone_provision_logs r
    where r.finished_at >= p_from and r.finished_at < p_to and r.status in ('succeeded', 'failed')
      and not exists (
        select 1 from public.phone_provision_logs x
        where x.subject_id = r.subject_id and x.status in ('succeeded', 'failed') and x.id <> r.id
          and (x.finished_at, x.id) > (r.finished_at, r.id) and x.finished_at <= r.finished_at + interval '24 hours')
  ), facts as (
    select 'outcome' as metric, at, '' as key, (status = 'failed')::integer as failed, null::bigint as ms from final
    union all select 'failure', at, coalesce(error_code, 'unknown'), 1, null from final where status = 'failed'
    union all select 'time_to_number', a.at, '', 0, a.took_ms from private.assigned_numbers(p_from, p_to) a
    union all
    select case when v.is_loss then 'lost' else 'funnel' end, f.at, v.stage::text, 0, null
    from private.funnel_stages(p_from, p_to) f
    cross join lateral (
      select x as stage, false as is_loss from generate_series(0, f.level) x
      union all select f.level + 1, true where f.is_lost and f.level < 7) v
  ), histogram as (
    select metric, at, key, (case when ms < 1 then -1 else floor(ln(ms::double precision) / ln(1.03::double precision)) end)::smallint as bucket, count(*)::integer as n, sum(failed)::integer as failed, sum(ms) as ms
    from facts group by 1, 2, 3, 4
  )
  select h.metric, h.at, h.key, sum(h.n)::integer, sum(h.failed)::integer, 0, coalesce(sum(h.ms), 0)::bigint,
    coalesce(array_agg(h.bucket order by h.bucket) filter (where h.bucket is not null), '{}'),
    coalesce(array_agg(h.n order by h.bucket) filter (where h.bucket is not null), '{}')
  from histogram h group by 1, 2, 3
$$;
comment on function private.run_metrics is 'The minutes of how runs and customers ended, by when they ended (funnel and lost: when the customer began).';

revoke execute on function private.minute_of(timestamptz), private.hour_of(timestamptz), private.day_of(timestamptz),
  private.is_provider_fault(text, text, integer, text), private.call_metrics(timestamptz, timestamptz),
  private.assigned_numbers(timestamptz, timestamptz), private.funnel_stages(timestamptz, timestamptz),
  private.run_metrics(timestamptz, timestamptz), private.run_metric_names(), private.call_metric_names() from public;
