-- Once a minute: how full the system is. And what is thrown away when: never the ledger, never the audit trail.

create function private.sample_resources(p_now timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_price numeric := (select number_price_usd from public.metrics_settings);
begin
  insert into public.resource_samples (sampled_at, connections, max_connections, database_bytes, blocks_hit, blocks_read, queue_depth,
    queue_oldest_ms, processing, net_queue, numbers_owned, numbers_monthly_usd, being_set_up, needs_attention, attention_by_code)
  select private.minute_of(p_now), d.connections, current_setting('max_connections')::integer, pg_database_size(current_database()), d.hit, d.read,
    q.depth, private.queue_oldest_ms(p_now), q.processing, (select count(*) from net.http_request_queue), n.owned, n.owned * v_price,
    (select count(*) from public.provision_customers c where c.status = 'being_set_up'), a.total, a.by_code
  from (select sum(s.numbackends) as connections, sum(s.blks_hit) as hit, sum(s.blks_read) as read from pg_stat_database s) d,
    (select count(*) filter (where r.status <> 'processing') as depth, count(*) filter (where r.status = 'processing') as processing
      from public.phone_provision_logs r where r.status in ('pending', 'retry_scheduled', 'processing')) q,
    (select count(*) as owned from public.phone_number_purchases p where p.state in ('purchased', 'recorded', 'releasing')) n,
    (select coalesce(sum(x.n), 0) as total, coalesce(jsonb_object_agg(x.reason_code, x.n), '{}') as by_code from (
      select c.reason_code, count(*) as n from public.provision_customers c where c.status = 'needs_attention' group by 1) x) a
  on conflict (sampled_at) do nothing;
end
$$;
comment on function private.sample_resources is 'Writes the sample of this minute, once. Every minute by pg_cron.';

-- Queued runs wait since they were written; those that go again by themselves wait from when they are due. Who met a stop waits for its
-- end, which is told by itself and takes the mark away: the queue is not stuck.
create function private.queue_oldest_ms(p_now timestamptz) returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(greatest(0, extract(epoch from p_now - least(
      (select min(r.created_at) from public.phone_provision_logs r where r.status = 'pending' and not private.waits_for_a_stop(r.waiting_for)),
      (select min(r.next_attempt_at) from public.phone_provision_logs r
        where r.status = 'retry_scheduled' and r.next_attempt_at <= p_now and not private.waits_for_a_stop(r.waiting_for)))) * 1000), 0)::bigint);
end
$$;
comment on function private.queue_oldest_ms is 'How long the run that waits longest for its turn has been waiting; not those that wait for a halt, an outage, the guard or a pause to end.';

-- A run is kept while it is its customer's newest, because what a customer is rests on it; and while it has not ended.
create function private.purge_runs(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare v_gone integer;
begin
  delete from public.phone_provision_logs where id in (
    select r.id from public.phone_provision_logs r
    where r.finished_at < p_before and r.created_at < p_before
      and exists (select 1 from public.phone_provision_logs x where x.subject_id = r.subject_id and x.id > r.id and x.status <> 'superseded')
    order by r.created_at limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$;

create function private.purge_steps(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare v_gone integer;
begin
  delete from public.phone_provision_steps where id in (
    select s.id from public.phone_provision_steps s where s.started_at < p_before order by s.id limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$;

create function private.own_cron_jobs() returns table (name text, gap integer)
language sql immutable set search_path = ''
as $$
  values ('dispatch_provision_runs', 10), ('enqueue_provision_drift', 300), ('roll_up_metrics', 60), ('sample_resources', 60), ('compare_inventory', 60),
    ('evaluate_rollout_guard', 30), ('enqueue_rollout_entrants', 60), ('settle_paddle_events', 60), ('feed_bulk_jobs', 2), ('purge_history', 300),
    ('judge_and_notify', null)
$$;
comment on function private.own_cron_jobs is
  'Our cron jobs, and the longest gap that each schedule allows in seconds; none for the judge, who cannot tell of itself. All others are the product''s.';

create function private.purge_history(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  k public.metrics_settings;
  v_runs integer;
  v_steps integer;
  v_minutes bigint;
  v_hours bigint;
  v_samples bigint;
  v_responses bigint;
  v_cron bigint;
begin
  select * into k from public.metrics_settings;
  v_steps := private.purge_steps(p_now - k.keep_steps_days * interval '1 day', k.purge_batch);
  v_runs := private.purge_runs(p_now - k.keep_runs_days * interval '1 day', k.purge_batch);
  with gone as (delete from public.provision_metrics_minute where ctid = any (array(
    select m.ctid from public.provision_metrics_minute m where m.at < p_now - k.keep_minutes_days * interval '1 day' limit k.purge_batch)) returning 1)
  select count(*) into v_minutes from gone;
  with gone as (delete from public.provision_metrics_hour where ctid = any (array(
    select m.ctid from public.provision_metrics_hour m where m.at < p_now - k.keep_hours_days * interval '1 day' limit k.purge_batch)) returning 1)
  select count(*) into v_hours from gone;
  delete from public.provision_metrics_day where at < p_now - k.keep_hours_days * interval '1 day';
  with gone as (delete from public.resource_samples where sampled_at < p_now - k.keep_samples_days * interval '1 day' returning 1)
  select count(*) into v_samples from gone;
  with gone as (delete from net._http_response where id = any (array(
    select r.id from net._http_response r where r.created < p_now - k.keep_responses_hours * interval '1 hour' limit k.purge_batch)) returning 1)
  select count(*) into v_responses from gone;
  with gone as (delete from cron.job_run_details where runid = any (array(
    select d.runid from cron.job_run_details d where d.end_time < p_now - k.keep_cron_hours * interval '1 hour'
      and d.jobid in (select j.jobid from cron.job j join private.own_cron_jobs() own on own.name = j.jobname)
      -- How long a job has been dead is read from its last success.
      and d.runid <> all (array(
        select max(x.runid) from cron.job j join cron.job_run_details x on x.jobid = j.jobid where x.status = 'succeeded' group by j.jobid))
    limit k.purge_batch)) returning 1)
  select count(*) into v_cron from gone;
  return jsonb_build_object('runs', v_runs, 'steps', v_steps, 'minutes', v_minutes, 'hours', v_hours, 'samples', v_samples,
    'responses', v_responses, 'cron', v_cron);
end
$$;
comment on function private.purge_history is
  'Throws away what metrics_settings no longer keeps, at most one batch of each kind. Never the ledger, the audit trail, a customer''s newest run, a job''s last success or what a job of the product did. Every 5 min by pg_cron.';

revoke execute on function private.sample_resources(timestamptz), private.own_cron_jobs(), private.queue_oldest_ms(timestamptz), private.purge_runs(timestamptz, integer),
  private.purge_steps(timestamptz, integer), private.purge_history(timestamptz) from public;

select cron.schedule('sample_resources', '* * * * *', 'select private.sample_resources()');
select cron.schedule('purge_history', '*/5 * * * *', 'select private.purge_history()');
