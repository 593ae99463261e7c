-- An event is kept, judged and applied; what could not be is judged again every minute.

-- Serialised by customer. A refusal of the host's table is kept on the event, which is judged again.
create function private.settle_paddle_event(p_event_id text) returns text
language plpgsql set search_path = ''
as $$
declare
  v_event public.paddle_events;
  v_verdict record;
  v_error text;
begin
  perform pg_advisory_xact_lock(hashtextextended('paddle:' || paddle_customer_id, 0)) from public.paddle_events where event_id = p_event_id;
  select * into v_event from public.paddle_events where event_id = p_event_id for update;
  if v_event.outcome in ('applied', 'stale', 'other_subscription') then return v_event.outcome; end if;
  begin
    select * into v_verdict from private.judge_paddle_event(v_event);
  exception when others then
    v_error := sqlstate || ' ' || sqlerrm;
  end;
  update public.paddle_events set judged_at = clock_timestamp(), detail = v_error,
    outcome = case when v_error is null then v_verdict.outcome else 'failed' end,
    user_id = case when v_error is null then v_verdict.user_id end,
    subscription_id = case when v_error is null then v_verdict.subscription_id end
  where event_id = p_event_id returning outcome into v_event.outcome;
  return v_event.outcome;
end
$$;
comment on function private.settle_paddle_event is 'Judges an event that is not settled yet and keeps the outcome.';

create function private.apply_paddle_event(p_event_id text, p_event_type text, p_occurred_at timestamptz, p_subscription_id text,
  p_customer_id text, p_status text, p_price_ids text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_new boolean;
begin
  insert into public.paddle_events (event_id, event_type, occurred_at, paddle_subscription_id, paddle_customer_id, paddle_status, price_ids)
  values (p_event_id, p_event_type, p_occurred_at, p_subscription_id, p_customer_id, p_status, p_price_ids)
  on conflict (event_id) do nothing;
  v_new := found;
  return jsonb_build_object('outcome', private.settle_paddle_event(p_event_id), 'repeated', not v_new);
end
$$;

create function public.apply_paddle_event(p_event_id text, p_event_type text, p_occurred_at timestamptz, p_subscription_id text,
  p_customer_id text, p_status text, p_price_ids text[]) returns jsonb
language sql set search_path = ''
as $$ select private.apply_paddle_event(p_event_id, p_event_type, p_occurred_at, p_subscription_id, p_customer_id, p_status, p_price_ids) $$;
comment on function public.apply_paddle_event is 'Records a verified event of Paddle and applies it; the same event again changes nothing. Only for the service role.';

create function private.settle_paddle_events() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_event_id text;
  v_count integer := 0;
begin
  for v_event_id in
    select event_id from public.paddle_events
    where outcome not in ('applied', 'stale', 'other_subscription') and received_at > now() - interval '30 days'
    order by judged_at nulls first, occurred_at limit 200
  loop
    if private.settle_paddle_event(v_event_id) = 'applied' then v_count := v_count + 1; end if;
  end loop;
  return v_count;
end
$$;
comment on function private.settle_paddle_events is 'Judges waiting events again: a price was mapped, a profile was written. Called by pg_cron.';

select cron.schedule('settle_paddle_events', '* * * * *', 'select private.settle_paddle_events()');

revoke execute on function private.settle_paddle_event(text), private.settle_paddle_events(),
  private.apply_paddle_event(text, text, timestamptz, text, text, text, text[]),
  public.apply_paddle_event(text, text, timestamptz, text, text, text, text[]) from public, anon, authenticated, service_role;
grant execute on function private.apply_paddle_event(text, text, timestamptz, text, text, text, text[]),
  public.apply_paddle_event(text, text, timestamptz, text, text, text, text[]) to service_role;
