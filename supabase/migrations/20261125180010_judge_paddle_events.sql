-- What an event says of a subscription.

-- The host's word for what Paddle says; null for a word that Paddle did not know when this was written.
create function private.paddle_status(p_status text) returns text
language sql immutable set search_path = ''
as $$
  select case p_status when 'canceled' then 'cancelled' when 'active' then p_status when 'trialing' then p_status
    when 'past_due' then p_status when 'paused' then p_status end
$$;

-- Whose event it is: exactly one profile carries the customer id, else nobody.
create function private.paddle_owner(p_customer_id text, out user_id uuid, out problem text)
language plpgsql stable set search_path = ''
as $$
declare v_ids uuid[];
begin
  select array_agg(p.id) into v_ids from (select id from public.profiles where paddle_customer_id = p_customer_id limit 2) p;
  problem := case when v_ids is null then 'unknown_customer' when array_length(v_ids, 1) > 1 then 'several_customers' end;
  if problem is null then user_id := v_ids[1]; end if;
end
$$;

-- The one tier that the prices buy. A price beside it that buys no tier is an add-on.
create function private.paddle_tier(p_price_ids text[], out tier_type text, out problem text)
language plpgsql stable set search_path = ''
as $$
declare v_tiers text[];
begin
  select array_agg(distinct p.tier_type) into v_tiers from public.paddle_prices p where p.price_id = any (p_price_ids);
  problem := case when v_tiers is null then 'unknown_price' when array_length(v_tiers, 1) > 1 then 'several_tiers' end;
  if problem is null then tier_type := v_tiers[1]; end if;
end
$$;

-- The row of subscriptions that the event is about: the user's current one. One that another subscription of the same
-- customer keeps alive is not ended by the end of an older one.
create function private.paddle_row(p_event public.paddle_events, p_user uuid, out subscription_id text, out problem text)
language plpgsql set search_path = ''
as $$
declare
  v_ids text[];
  v_last public.paddle_events;
begin
  select array_agg(s.id::text) into v_ids from (select id from public.subscriptions where subscriptions.user_id = p_user and current limit 2 for update) s;
  if array_length(v_ids, 1) > 1 then problem := 'several_subscriptions'; return; end if;
  subscription_id := v_ids[1];
  select * into v_last from public.paddle_events e
  where e.subscription_id = v_ids[1] and e.outcome = 'applied' order by e.occurred_at desc, e.judged_at desc limit 1;
  if v_last.event_id is null or v_last.paddle_subscription_id = p_event.paddle_subscription_id then return; end if;
  if v_last.paddle_status <> 'canceled' and (p_event.paddle_status not in ('active', 'trialing') or v_last.occurred_at > p_event.occurred_at) then
    problem := 'other_subscription';
  end if;
end
$$;

-- The best of the customer's other subscriptions that go on, by the last word of each: one that is paid before one that is not, then the newer.
create function private.paddle_goes_on(p_event public.paddle_events, out tier_type text, out status text, out is_paid boolean, out problem text)
language plpgsql stable set search_path = ''
as $$
declare
  v public.paddle_events;
  v_tier record;
begin
  for v in
    select * from (
      select distinct on (e.paddle_subscription_id) e.* from public.paddle_events e
      where e.paddle_customer_id = p_event.paddle_customer_id and e.paddle_subscription_id <> p_event.paddle_subscription_id
        and e.outcome in ('applied', 'other_subscription')
      order by e.paddle_subscription_id, e.occurred_at desc) last
    where last.paddle_status in ('active', 'trialing', 'past_due') order by last.occurred_at desc
  loop
    select * into v_tier from private.paddle_tier(v.price_ids);
    problem := coalesce(problem, v_tier.problem);
    is_paid := coalesce(private.subscription_verdict(v_tier.tier_type, private.paddle_status(v.paddle_status)) = 'paid', false);
    if is_paid or tier_type is null then
      tier_type := v_tier.tier_type; status := private.paddle_status(v.paddle_status);
    end if;
    if is_paid then problem := null; return; end if;
  end loop;
end
$$;
comment on function private.paddle_goes_on is 'What another subscription of this customer still gives; nulls when none goes on, a problem when the price of one is not known and none is paid.';

create function private.judge_paddle_event(p_event public.paddle_events, out outcome text, out user_id uuid, out subscription_id text)
language plpgsql set search_path = ''
as $$
declare
  v_status text := private.paddle_status(p_event.paddle_status);
  v_tier text;
  v_goes_on record;
begin
  select o.user_id, o.problem into judge_paddle_event.user_id, outcome from private.paddle_owner(p_event.paddle_customer_id) o;
  if outcome is not null then return; end if;
  if exists (select 1 from public.paddle_events e where e.paddle_subscription_id = p_event.paddle_subscription_id
    and e.outcome in ('applied', 'other_subscription') and e.occurred_at > p_event.occurred_at) then
    outcome := 'stale'; return;
  end if;
  if v_status is null then outcome := 'unknown_status'; return; end if;
  select t.tier_type, t.problem into v_tier, outcome from private.paddle_tier(p_event.price_ids) t;
  -- Nobody has to know what an ended subscription would have bought.
  if outcome is not null and p_event.paddle_status <> 'canceled' then return; end if;
  select r.subscription_id, r.problem into judge_paddle_event.subscription_id, outcome from private.paddle_row(p_event, judge_paddle_event.user_id) r;
  -- A subscription that ends, pauses or is free takes nothing from who pays for another, and its end nothing that another still gives.
  if outcome is distinct from 'several_subscriptions' and private.subscription_verdict(v_tier, v_status) <> 'paid' then
    select * into v_goes_on from private.paddle_goes_on(p_event);
    if v_goes_on.problem is not null then outcome := v_goes_on.problem; return; end if;
    if v_goes_on.is_paid or (v_goes_on.status is not null and p_event.paddle_status = 'canceled') then
      v_tier := v_goes_on.tier_type; v_status := v_goes_on.status;
    end if;
    if not coalesce(v_goes_on.is_paid, false) then outcome := null; end if;
  end if;
  if outcome is not null then return; end if;
  v_tier := coalesce(v_tier, (select s.tier_type from public.subscriptions s where s.id::text = judge_paddle_event.subscription_id));
  if v_tier is null then outcome := 'unknown_price'; return; end if;
  if judge_paddle_event.subscription_id is null then
    insert into public.subscriptions (user_id, tier_type, status, current)
    values (judge_paddle_event.user_id, v_tier, v_status, true) returning id::text into judge_paddle_event.subscription_id;
  else
    update public.subscriptions s set tier_type = v_tier, status = v_status
    where s.id::text = judge_paddle_event.subscription_id and s.user_id = judge_paddle_event.user_id
      and (s.tier_type, s.status) is distinct from (v_tier, v_status);
  end if;
  outcome := 'applied';
end
$$;
comment on function private.judge_paddle_event is 'Applies one event to the current subscription of its customer, or says why not.';

revoke execute on function private.paddle_status(text), private.paddle_owner(text), private.paddle_tier(text[]),
  private.paddle_row(public.paddle_events, uuid), private.paddle_goes_on(public.paddle_events), private.judge_paddle_event(public.paddle_events)
  from public, anon, authenticated, service_role;
