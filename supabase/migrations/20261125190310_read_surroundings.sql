-- What goes on around a customer and may explain their trouble: incidents that are open, and events of Paddle that could not be applied.

create function private.read_open_incidents() returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'rule', i.rule, 'label', r.label, 'state', i.state, 'since', coalesce(i.fired_at, i.opened_at),
    'owner', i.acknowledged_name, 'owner_id', i.acknowledged_by, 'cause', (select c.rule from public.alert_incidents c where c.id = i.muted_by and c.state <> 'resolved')) order by r.position), '[]')
  from public.alert_incidents i join public.alert_rules r on r.key = i.rule
  where i.state in ('firing', 'recovering')
$$;
comment on function private.read_open_incidents is 'Incidents that fire or recover, each with its owner and the rule that mutes it.';

create function private.waiting_paddle_events(p_paddle_customer_id text default null) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(x) order by x.occurred_at, x.event_id), '[]')
  from (
    select e.event_id, e.event_type, e.occurred_at, e.received_at, e.outcome, e.paddle_customer_id, e.paddle_status, e.price_ids, e.judged_at,
      coalesce(e.user_id, (select min(p.id::text)::uuid from public.profiles p where p.paddle_customer_id = e.paddle_customer_id having count(*) = 1)) as user_id
    from public.paddle_events e
    where e.outcome not in ('applied', 'stale', 'other_subscription') and (p_paddle_customer_id is null or e.paddle_customer_id = p_paddle_customer_id)
    order by e.occurred_at limit 100) x
$$;
comment on function private.waiting_paddle_events is 'Events that could not be applied yet, oldest first, at most 100: of one customer of Paddle, or of all when null is passed.';

create function private.read_paddle_events() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_reader('events of Paddle');
  return private.waiting_paddle_events(null);
end
$$;
comment on function private.read_paddle_events is 'Every event of Paddle that waits, for who is on call. Staff only: PT403.';
create function public.read_paddle_events() returns jsonb
language sql stable set search_path = '' as $$ select private.read_paddle_events() $$;
comment on function public.read_paddle_events is 'Staff: events of Paddle that wait, and for what.';

revoke execute on function private.read_open_incidents(), private.waiting_paddle_events(text), private.read_paddle_events(), public.read_paddle_events()
  from public, anon, authenticated, service_role;
grant execute on function private.read_paddle_events(), public.read_paddle_events() to authenticated;
