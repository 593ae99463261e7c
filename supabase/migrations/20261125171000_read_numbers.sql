-- The inventory: every number that we own, owned or meant to own, with what it is good for and what it costs.

create index phone_number_purchases_state_idx on public.phone_number_purchases (state, id desc);

-- One word for each number; what costs money and serves nobody comes first.
create function private.number_use(p public.phone_number_purchases, p_customer_status text, p_user_exists boolean, p_now timestamptz) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p.state in ('released', 'lost') then p.state
    when (p.state = 'purchased' and p.purchased_at < p_now - interval '10 minutes')
      or (p.state = 'releasing' and p.releasing_at < p_now - interval '1 hour')
      or (p.state = 'recorded' and not p_user_exists) then 'orphaned'
    when p.state in ('intended', 'purchased') then 'unsettled'
    when p.state = 'releasing' then 'releasing'
    when p_customer_status in ('paused', 'on_hold') and p.assistant_id is null then 'paused'
    when p.assistant_id is null then 'unlinked'
    else 'answering' end
$$;
comment on function private.number_use is 'answering, paused, unlinked, unsettled, releasing, orphaned, released or lost.';

create function private.numbers(p_now timestamptz)
returns table (id bigint, e164_number text, user_id uuid, email text, use text, state text, provider_number_id text, vapi_phone_number_id text,
  assistant_id text, adopted boolean, since timestamptz, customer_status text)
language sql stable set search_path = ''
as $$
  select p.id, p.e164_number, p.user_id, c.email, private.number_use(p, c.status, u.id is not null, p_now), p.state, p.provider_number_id,
    p.vapi_phone_number_id, p.assistant_id, p.adopted,
    coalesce(p.released_at, p.lost_at, p.releasing_at, p.recorded_at, p.purchased_at, p.intended_at), c.status
  from public.phone_number_purchases p
  left join public.provision_customers c on c.user_id = p.user_id
  left join auth.users u on u.id = p.user_id
$$;

create function private.read_numbers(p_use text, p_before bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_now timestamptz := clock_timestamp();
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read numbers.' using errcode = 'PT403'; end if;
  if p_use is not null and p_use not in ('answering', 'paused', 'unlinked', 'unsettled', 'releasing', 'orphaned', 'released', 'lost') then
    raise exception 'use is not one of answering, paused, unlinked, unsettled, releasing, orphaned, released, lost.' using errcode = 'PT400', detail = 'use';
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(x) order by x.id desc), '[]') from (
      select * from private.numbers(v_now) n
      where (p_use is null or n.use = p_use) and (p_before is null or n.id < p_before)
      order by n.id desc limit least(greatest(coalesce(p_limit, 50), 1), 200)) x);
end
$$;
comment on function private.read_numbers is 'A page of the inventory, newest first, before the given id. Staff only: PT403, PT400.';

create function private.count_numbers() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read numbers.' using errcode = 'PT403'; end if;
  return (
    select jsonb_build_object('uses', coalesce(jsonb_object_agg(x.use, x.n), '{}'), 'total', coalesce(sum(x.n), 0),
      -- Twilio bills a number from the purchase until it is given back, whatever it is used for.
      'billed', coalesce(sum(x.n) filter (where x.use not in ('released', 'lost')), 0),
      'price_usd', (select number_price_usd from public.metrics_settings))
    from (select n.use, count(*) as n from private.numbers(clock_timestamp()) n group by n.use) x);
end
$$;
comment on function private.count_numbers is 'How many numbers there are of each use, how many are billed, and the price of one a month. Staff only: PT403.';

create function public.read_numbers(p_use text default null, p_before bigint default null, p_limit integer default 50) returns jsonb
language sql stable set search_path = '' as $$ select private.read_numbers(p_use, p_before, p_limit) $$;
create function public.count_numbers() returns jsonb
language sql stable set search_path = '' as $$ select private.count_numbers() $$;

revoke execute on function private.number_use(public.phone_number_purchases, text, boolean, timestamptz), private.numbers(timestamptz),
  private.read_numbers(text, bigint, integer), private.count_numbers(), public.read_numbers(text, bigint, integer), public.count_numbers()
  from public, anon, authenticated, service_role;
grant execute on function private.read_numbers(text, bigint, integer), private.count_numbers(), public.read_numbers(text, bigint, integer),
  public.count_numbers() to authenticated;
