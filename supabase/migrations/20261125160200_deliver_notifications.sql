-- The outbox: a message per change of an incident and channel, repeated until it is delivered. The Edge Function
-- notification-deliver posts; pg_net only wakes it up.

create function private.notification_channels() returns text[]
language sql stable set search_path = ''
as $$
  select array_remove(array[
    case when private.provision_secret('ALERT_SLACK_URL') is not null then 'slack' end,
    case when private.provision_secret('ALERT_WEBHOOK_URL') is not null and private.provision_secret('ALERT_WEBHOOK_SECRET') is not null then 'webhook' end], null)
$$;
comment on function private.notification_channels is 'Where messages go: slack, webhook, by what Vault holds.';

create function private.enqueue_notification(p_incident_id bigint, p_kind text, p_payload jsonb) returns integer
language plpgsql set search_path = ''
as $$
declare v_count integer;
begin
  insert into public.notification_outbox (incident_id, change_id, kind, channel, payload)
  select p_incident_id, (select max(c.id) from public.alert_incident_changes c where c.incident_id = p_incident_id and c.state = p_kind), p_kind, x, p_payload
  from unnest(private.notification_channels()) x
  on conflict (change_id, channel) where change_id is not null do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

create function private.nudge_notifications() returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  v_url text := regexp_replace(private.provision_secret('provision_function_url'), '/phone-number-provision/?$', '/notification-deliver');
  v_key text := private.provision_secret('provision_nudge_key');
begin
  if v_url is null or v_key is null
    or not exists (select 1 from public.notification_outbox where delivered_at is null and next_attempt_at <= clock_timestamp()) then
    return null;
  end if;
  return net.http_post(url := v_url, body := '{}'::jsonb,
    headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_key), timeout_milliseconds := 5000);
exception when others then
  -- Whoever judges the alerts is not undone for want of a nudge: the console shows what nobody can deliver.
  raise warning 'notifications: the delivery was not woken: % %', sqlstate, sqlerrm;
  return null;
end
$$;
comment on function private.nudge_notifications is 'Wakes notification-deliver when something is due; null when nothing is, or pg_net refuses.';

create function private.claim_notifications(p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_taken jsonb;
begin
  with taken as (
    update public.notification_outbox o set attempts = o.attempts + 1,
      -- Until its result is known, or this worker is known dead, nobody else takes it.
      next_attempt_at = clock_timestamp() + interval '60 seconds'
    where o.id in (
      select x.id from public.notification_outbox x where x.delivered_at is null and x.next_attempt_at <= clock_timestamp()
        -- In order: nobody reads of an end before they read of the beginning.
        and not exists (
          select 1 from public.notification_outbox e where e.incident_id = x.incident_id and e.channel = x.channel and e.id < x.id
            and e.delivered_at is null and e.next_attempt_at < 'infinity')
      order by x.id limit least(greatest(coalesce(p_limit, 10), 1), 50) for update skip locked)
    returning o.id, o.kind, o.channel, o.payload, o.attempts)
  select coalesce(jsonb_agg(to_jsonb(t) order by t.id), '[]') into v_taken from taken t;
  return v_taken;
end
$$;
comment on function private.claim_notifications is 'Messages that are due, taken for 60 s; those of one incident reach a channel in their order.';

create function private.finish_notification(p_id bigint, p_error text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update public.notification_outbox set
    delivered_at = case when p_error is null then clock_timestamp() end,
    -- A channel that is being replaced has an hour; then it was removed.
    last_error = case when p_error = 'not_configured' and created_at < clock_timestamp() - interval '1 hour' then 'given_up' else left(p_error, 100) end,
    next_attempt_at = case when p_error is null then next_attempt_at
      when p_error = 'not_configured' and created_at < clock_timestamp() - interval '1 hour' then 'infinity'
      else clock_timestamp() + least(900, 5 * power(2, least(attempts, 10))) * (0.5 + random() / 2) * interval '1 second' end
  where id = p_id and delivered_at is null;
end
$$;
comment on function private.finish_notification is 'Delivered, or why not: then again after 5 s doubled each time, 15 min at most, for as long as it takes; given up an hour after its channel left Vault.';

create function private.report_connection_failures(p_reporter text, p_failures integer, p_first_at timestamptz, p_last_at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if auth.role() is distinct from 'service_role' and private.current_staff_role() is null then
    raise exception 'Only our own parts report failures.' using errcode = 'PT403';
  end if;
  if p_failures not between 1 and 1000000 or p_first_at > p_last_at or p_last_at > clock_timestamp() + interval '5 minutes' then
    raise exception 'failures, first_at or last_at is out of range.' using errcode = 'PT400', detail = 'failures';
  end if;
  insert into private.connection_failures (reporter, failures, first_at, last_at) 
  values (left(p_reporter, 60), case auth.role() when 'service_role' then p_failures else least(p_failures, 100) end, p_first_at, p_last_at);
end
$$;
comment on function private.report_connection_failures is 'How often the database did not answer somebody, told once it does again; a member of the staff counts for a hundred at most. PT403, PT400.';

create function public.claim_notifications(p_limit integer) returns jsonb
language sql set search_path = '' as $$ select private.claim_notifications(p_limit) $$;
create function public.finish_notification(p_id bigint, p_error text default null) returns void
language sql set search_path = '' as $$ select private.finish_notification(p_id, p_error) $$;
create function public.report_connection_failures(p_reporter text, p_failures integer, p_first_at timestamptz, p_last_at timestamptz) returns void
language sql set search_path = '' as $$ select private.report_connection_failures(p_reporter, p_failures, p_first_at, p_last_at) $$;

create function private.judge_and_notify() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_result jsonb := private.evaluate_alerts();
begin
  perform private.nudge_notifications();
  return v_result;
end
$$;
comment on function private.judge_and_notify is 'The alert job: judges the rules, wakes the delivery.';
select cron.schedule('judge_and_notify', '10 seconds', 'select private.judge_and_notify()');

revoke execute on function private.notification_channels(), private.enqueue_notification(bigint, text, jsonb), private.nudge_notifications(),
  private.claim_notifications(integer), private.finish_notification(bigint, text), private.judge_and_notify(),
  private.report_connection_failures(text, integer, timestamptz, timestamptz), public.claim_notifications(integer),
  public.finish_notification(bigint, text), public.report_connection_failures(text, integer, timestamptz, timestamptz)
  from public, anon, authenticated, service_role;
grant execute on function private.claim_notifications(integer), private.finish_notification(bigint, text),
  public.claim_notifications(integer), public.finish_notification(bigint, text) to service_role;
grant execute on function private.report_connection_failures(text, integer, timestamptz, timestamptz),
  public.report_connection_failures(text, integer, timestamptz, timestamptz) to service_role, authenticated;
