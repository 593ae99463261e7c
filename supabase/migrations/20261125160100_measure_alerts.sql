-- The value of each rule at a moment. The clock is an argument, so that tests drive it.

create function private.overdue_cron_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = ''
as $$
  -- By the longest gap that each schedule allows. The list is the truth: a job that is missing, or has never succeeded, is late since
  -- the activation, or since the oldest run that pg_cron remembers. The judge's own job has no gap: it cannot tell of itself.
  select coalesce(max(greatest(0, extract(epoch from p_now - coalesce(d.last, greatest(k.activated_at, (
    select x.start_time from cron.job_run_details x where x.start_time <= p_now order by x.runid limit 1)))) - j.gap)), 0)
  from public.provision_settings k cross join private.own_cron_jobs() j
  left join cron.job c on c.jobname = j.name and c.active
  -- A day of runs, without an index of ours: read once, not once for each job.
  left join (
    select x.jobid, max(x.end_time) as last from cron.job_run_details x where x.status = 'succeeded' and x.end_time <= p_now group by x.jobid) d on d.jobid = c.jobid
  where k.activated_at is not null
$$;
comment on function private.overdue_cron_seconds is 'By how many seconds the most overdue of our cron jobs is late.';

-- Whoever the rollout lets in and who waits for their turn has no run either, and another reason: private.entry_state.
create function private.payments_without_run(p_now timestamptz) returns bigint
language sql stable set search_path = ''
as $$
  select (select count(*) from public.provision_customers c
      where c.status = 'needs_attention' and c.reason_code = 'no_run' and c.since < p_now - interval '2 minutes')
    + (select count(*) from public.provision_settings k
      where k.dispatch_paused_at is null and k.activated_at is not null and not exists (
        select 1 from pg_catalog.pg_trigger t
        where t.tgrelid = 'public.subscriptions'::regclass and t.tgname = 'subscription_phone_provision_trigger' and t.tgenabled <> 'D'))
$$;
comment on function private.payments_without_run is 'Customers who paid and have no run, but for those whose turn to enter comes; plus one when the trigger is gone or disabled.';

create function private.untaken_handover_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce((
    select greatest(0, extract(epoch from p_now - private.handover_asked_at(r.subject_id)))
    from public.phone_provision_logs r
    where r.status in ('retry_scheduled', 'processing') and starts_with(r.error_code, 'handover_')
    order by r.id limit 1), 0)
$$;
comment on function private.untaken_handover_seconds is 'How long the customer who waits longest has been offered to the old system without its taking them.';

create function private.comparison_late_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = '' as $$ select 0::numeric $$;
comment on function private.comparison_late_seconds is 'How late the comparison with Twilio and VAPI is. Replaced once there are comparisons.';

create function private.measure_alert(r public.alert_rules, p_now timestamptz) returns table (value numeric, hits bigint, total bigint)
language plpgsql stable set search_path = ''
as $$
declare
  v_from timestamptz := p_now - r.window_minutes * interval '1 minute';
  m record;
begin
  if r.unit = 'share' then
    case r.key
      when 'provisioning_failures' then select w.failed, w.total into m from private.metric_window('outcome', '', v_from, p_now) w;
      when 'function_timeouts' then select w.faulted as failed, w.total into m from private.metric_window('attempt', '', v_from, p_now) w;
      else
        -- A number sold to somebody else is how the market works, not a failing provider.
        select count(*) filter (where s.outcome in ('failed', 'unknown') and coalesce(s.error_code, '') not in ('21422', '21421')) as failed, count(*) as total into m
        from public.phone_provision_steps s
        where s.provider = case r.key when 'twilio_errors' then 'twilio' else 'vapi' end and s.started_at > v_from and s.started_at <= p_now and s.outcome <> 'skipped';
    end case;
    return query select round(m.failed::numeric / nullif(m.total, 0), 4), coalesce(m.failed, 0)::bigint, coalesce(m.total, 0)::bigint;
    return;
  end if;
  return query select case r.key
    when 'twilio_down' then (select count(*)::numeric from public.provider_outages o where o.provider = 'twilio' and o.down_since <= p_now)
    when 'vapi_down' then (select count(*)::numeric from public.provider_outages o where o.provider = 'vapi' and o.down_since <= p_now)
    when 'halted' then (select count(*)::numeric from public.provision_halts h where h.halted_at <= p_now)
    when 'database_connections' then (
      select coalesce(sum(f.failures), 0)::numeric from private.connection_failures f where f.reported_at > v_from and f.reported_at <= p_now)
    when 'stuck_queue' then round(private.queue_oldest_ms(p_now) / 1000.0)
    when 'dead_cron' then round(private.overdue_cron_seconds(p_now))
    when 'dead_trigger' then private.payments_without_run(p_now)::numeric
    when 'orphaned_numbers' then private.orphaned_numbers(p_now)::numeric
    when 'late_comparison' then round(private.comparison_late_seconds(p_now))
    when 'untaken_handovers' then round(private.untaken_handover_seconds(p_now))
    when 'foreign_numbers' then (
      select count(*)::numeric from public.phone_provision_logs x where x.error_code = 'foreign_number' and x.finished_at > v_from and x.finished_at <= p_now)
    when 'guard_holds' then (select count(*)::numeric from public.rollout_guards g where g.state = 'holding')
  end, null::bigint, null::bigint;
end
$$;
comment on function private.measure_alert is 'What a rule measures at a moment: a share with its counts, or a bare number.';

revoke execute on function private.overdue_cron_seconds(timestamptz), private.comparison_late_seconds(timestamptz),
  private.untaken_handover_seconds(timestamptz), private.payments_without_run(timestamptz), private.measure_alert(public.alert_rules, timestamptz)
  from public, anon, authenticated, service_role;
