-- The inventory as staff read it: every number that Twilio, VAPI or our ledger knows, each once, with its verdict, its money and its remedy.

create function private.next_charge(p_bought_at timestamptz, p_now timestamptz) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select p_bought_at + make_interval(months => (extract(year from x.age) * 12 + extract(month from x.age) + 1)::integer)
    from (select age(greatest(p_now, p_bought_at), p_bought_at) as age) x
  );
end
$$;
comment on function private.next_charge is 'Twilio bills a whole month on the day of purchase: when the next one comes.';

-- The ledger's own rows and what only the providers know, side by side; without those that agree when only the others are asked for.
-- `rank` puts first what needs a person, dearest first.
create function private.inventory(p_now timestamptz, p_numbers text[], p_settled boolean)
returns table (key text, id bigint, e164_number text, user_id uuid, class text, detail text, sid text, own_account boolean, tag text, vapi_id text,
  vapi_assistant text, assistant_id text, adopted boolean, billed boolean, bought_at timestamptz, since timestamptz, seen_since timestamptz, rank integer)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with compared as (
    select * from private.compare_numbers(p_numbers) where p_numbers is not null
    union all
    select * from private.inventory_verdicts v where p_settled and p_numbers is not null and v.e164_number <> all (p_numbers)),
  judged as (
    select c.*, f.first_seen_at, case when o.sure then c.class else 'unsure' end as verdict,
      case when c.class = 'moving' then 'moving' when o.sure then c.detail else 'first_sight' end as why
    from compared c left join public.inventory_findings f on f.key = c.key
    -- Never null, or each number that agrees would be asked how often it did not.
    cross join lateral (select c.class in ('healthy', 'foreign') or (coalesce(f.class = c.class, false) and private.is_confirmed(f, p_now)) as sure offset 0) o)
  select coalesce(j.key, 'ledger:' || p.id), p.id, coalesce(j.e164_number, p.e164_number), coalesce(p.user_id, j.user_id), j.verdict, j.why,
    coalesce(j.sid, p.provider_number_id), j.own_account, j.twilio_tag, coalesce(j.vapi_id, p.vapi_phone_number_id), j.vapi_assistant, p.assistant_id,
    coalesce(p.adopted, false),
    -- At Twilio by what was seen; where nothing was compared, by what the ledger believes.
    case when j.key is not null then j.sid is not null else p.state in ('purchased', 'recorded', 'releasing') end, coalesce(j.bought_at, p.purchased_at),
    coalesce(p.released_at, p.lost_at, p.releasing_at, p.recorded_at, p.purchased_at, p.intended_at, j.bought_at, 'epoch'), j.first_seen_at,
    coalesce(array_position(array['orphan', 'zombie', 'ghost', 'half_linked', 'deaf', 'drifted', 'twin', 'orphan_import', 'unsure'], j.verdict), 10)
  from judged j full join public.phone_number_purchases p on p.id = j.purchase_id
  where p_settled or j.key is not null;
end
$$;
comment on function private.inventory is
  'Every number that Twilio, VAPI or the ledger knows, with its verdict of now; p_numbers are private.numbers_to_judge(). Without the settled: only what may not agree.';

-- What mends a number, by the actions that there are; and why not now. Taking away is left to the database's own look at the facts of now.
create function private.inventory_remedy(p_class text, p_detail text, p_user_id uuid, p_own_account boolean, p_user_known boolean)
returns table (fix text, off text)
language plpgsql stable set search_path = ''
as $$
declare v_fix text := case p_class
    when 'ghost' then 'release' when 'zombie' then 'release' when 'half_linked' then 'relink'
    when 'deaf' then case p_detail when 'deleted' then 'new_assistant' else 'relink' end
    when 'drifted' then case p_detail when 'voice' then 'open_twilio' else 'relink' end
    when 'twin' then 'open_customer' when 'orphan_import' then 'remove_import'
    when 'orphan' then case p_detail when 'unrecorded' then 'check' else 'give_back' end end;
begin
  if v_fix is null then return; end if;
  if v_fix = 'give_back' then
    if not p_own_account then return query select v_fix, 'It lies in a subaccount: give it back in Twilio''s own console.'; return; end if;
    if p_user_known and private.could_adopt(p_user_id) then v_fix := 'adopt'; end if;
  end if;
  if v_fix in ('adopt', 'give_back', 'remove_import') then
    return query select v_fix, coalesce(private.describe_live_run(p_user_id), (
      select private.describe_hold(p_user_id) from public.provision_holds h where h.user_id = p_user_id and h.mode = 'freeze'));
  elsif v_fix in ('release', 'relink', 'check') then
    return query select v_fix, coalesce(case when v_fix <> 'release' then private.describe_live_run(p_user_id) end,
      private.why_senseless(p_user_id, v_fix, private.provision_facts(p_user_id)));
  else
    return query select v_fix, null::text;
  end if;
end
$$;

-- Paid, without a number, and with one would be assigned: then the orphan is the number that would be bought.
create function private.could_adopt(p_user_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
declare v_facts jsonb := private.provision_facts(p_user_id);
begin
  if exists (select 1 from jsonb_array_elements(v_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded')) then return false; end if;
  return (select d.desired = 'assigned' from private.desired_state(
    jsonb_set(v_facts, '{purchases}', '[{"state": "purchased", "provider_number_id": "adopted"}]')) d);
end
$$;
comment on function private.could_adopt is 'True when this customer is entitled to a number and has none.';

create function private.needs_person(p_class text) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select coalesce(p_class in ('orphan', 'ghost', 'half_linked', 'drifted', 'deaf', 'twin', 'zombie', 'orphan_import'), false)
  );
end
$$;

-- Every number passes by, so there is room for some ten thousand in memory.
create function private.read_numbers(p_class text, p_use text, p_after jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set work_mem = '32MB'
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_numbers text[];
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read numbers.' using errcode = 'PT403'; end if;
  if p_use is not null and p_use not in ('answering', 'paused', 'unlinked', 'unsettled', 'releasing', 'orphaned', 'released', 'lost') then
    raise exception 'use is not one of answering, paused, unlinked, unsettled, releasing, orphaned, released, lost.' using errcode = 'PT400', detail = 'use';
  end if;
  if p_class is not null and not (private.needs_person(p_class) or p_class in ('attention', 'unsure', 'healthy', 'foreign')) then
    raise exception 'class is not one of attention, orphan, zombie, ghost, half_linked, deaf, drifted, twin, orphan_import, unsure, healthy, foreign.'
      using errcode = 'PT400', detail = 'class';
  end if;
  v_numbers := private.numbers_to_judge();
  return (
    with page as materialized (
      select n.* from private.inventory(v_now, v_numbers, p_class is null or p_class in ('healthy', 'foreign')) n
      where (p_use is null or n.id in (select o.purchase_id from private.number_uses(v_now) o where o.use = p_use))
        and (p_class is null or n.class = p_class or (p_class = 'attention' and private.needs_person(n.class)))
        and (p_after is null or (n.rank, -extract(epoch from n.since), n.key)
          > ((p_after ->> 'rank')::integer, -extract(epoch from (p_after ->> 'since')::timestamptz), p_after ->> 'key'))
      order by n.rank, n.since desc, n.key limit least(greatest(coalesce(p_limit, 50), 1), 200))
    select coalesce(jsonb_agg(to_jsonb(x) || jsonb_build_object('email', c.email, 'use', o.use, 'customer_known', u.known,
      'voice_host', t.voice_host, 'voice_overridden', t.voice_overridden,
      'next_charge_at', case when x.billed then private.next_charge(x.bought_at, v_now) end, 'fix', r.fix, 'fix_off', r.off) order by x.rank, x.since desc, x.key), '[]')
    from page x
    left join private.number_uses(v_now, array(select y.id from page y where y.id is not null)) o on o.purchase_id = x.id
    left join public.provision_customers c on c.user_id = x.user_id
    left join public.inventory_twilio_numbers t on t.sid = x.sid and x.class = 'drifted' and x.detail = 'voice'
    cross join lateral (select x.id is not null or exists (select 1 from auth.users y where y.id = x.user_id) as known) u
    left join lateral private.inventory_remedy(x.class, x.detail, x.user_id, x.own_account, u.known) r on true);
end
$$;
comment on function private.read_numbers is 'A page of the inventory after the given row: what needs a person first, then the newest. Staff only: PT403, PT400.';

create function private.count_numbers() returns jsonb
language plpgsql stable security definer set search_path = '' set work_mem = '32MB'
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_price numeric := (select number_price_usd from public.metrics_settings);
  v_numbers text[];
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read numbers.' using errcode = 'PT403'; end if;
  v_numbers := private.numbers_to_judge();
  return (
    with open as materialized (select i.id, i.class, i.billed, i.bought_at from private.inventory(v_now, v_numbers, false) i),
    -- As private.inventory lists them, counted where they lie.
    settled as materialized (
      select v.purchase_id, v.class, v.sid is not null as billed from private.inventory_verdicts v
      where v_numbers is not null and not exists (select 1 from unnest(v_numbers) x where x = v.e164_number)),
    ledger as materialized (select l.purchase_id, l.use, l.billed from private.number_uses(v_now) l),
    unseen as (
      select l.billed from ledger l
      where not exists (select 1 from settled s where s.purchase_id = l.purchase_id) and not exists (select 1 from open o where o.id = l.purchase_id)),
    sums as materialized (
      select x.class, count(*) as n, count(*) filter (where x.billed) as billed from (
        select o.class, o.billed from open o union all select s.class, s.billed from settled s union all select null, u.billed from unseen u) x group by x.class)
    select jsonb_build_object(
      'uses', (select coalesce(jsonb_object_agg(x.use, x.n), '{}') from (select l.use, count(*) as n from ledger l group by l.use) x),
      'classes', (select coalesce(jsonb_object_agg(s.class, jsonb_build_object('count', s.n, 'billed', s.billed)), '{}') from sums s where s.class is not null),
      'attention', (select coalesce(sum(s.n), 0) from sums s where private.needs_person(s.class)),
      'total', (select coalesce(sum(s.n), 0) from sums s),
      -- Twilio bills a number from the purchase until it is given back, whatever it is used for. Foreign ones are somebody else's.
      'billed', (select coalesce(sum(s.billed), 0) from sums s where s.class is distinct from 'foreign'),
      -- Paid for, and nobody should have it.
      'wasted', (select jsonb_build_object('count', count(*), 'next_charge_at', min(private.next_charge(o.bought_at, v_now))) from open o where o.billed and o.class in ('orphan', 'zombie')),
      'price_usd', v_price,
      'comparison', private.read_comparison(v_now)));
end
$$;
comment on function private.count_numbers is 'How many numbers there are of each class and use, the money, and how the last comparisons went. Staff only: PT403.';

create function private.read_comparison(p_now timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'complete', (select to_jsonb(x) from (
      select c.id, c.finished_at, c.subaccounts, c.twilio_numbers, c.vapi_numbers from public.inventory_comparisons c where c.state = 'complete' order by c.id desc limit 1) x),
    'last', (select to_jsonb(x) from (
      select c.id, c.state, c.phase, c.requested_at, c.requested_by, c.requested_name, c.started_at, c.finished_at, c.twilio_numbers, c.vapi_numbers, c.error_code
      from public.inventory_comparisons c order by c.id desc limit 1) x),
    'stale', private.inventory_is_stale(p_now),
    'interval_minutes', k.inventory_interval_minutes, 'confirm_minutes', k.inventory_confirm_minutes, 'confirm_sightings', k.inventory_confirm_sightings)
  from public.provision_settings k
$$;

create function public.read_numbers(p_class text default null, p_use text default null, p_after jsonb default null, p_limit integer default 50) returns jsonb
language sql stable set search_path = '' as $$ select private.read_numbers(p_class, p_use, p_after, p_limit) $$;
create function public.count_numbers() returns jsonb
language sql stable set search_path = '' as $$ select private.count_numbers() $$;

revoke execute on function private.next_charge(timestamptz, timestamptz), private.inventory(timestamptz, text[], boolean),
  private.inventory_remedy(text, text, uuid, boolean, boolean), private.could_adopt(uuid), private.needs_person(text),
  private.read_numbers(text, text, jsonb, integer), private.count_numbers(), private.read_comparison(timestamptz),
  public.read_numbers(text, text, jsonb, integer), public.count_numbers()
  from public, anon, authenticated, service_role;
grant execute on function private.read_numbers(text, text, jsonb, integer), private.count_numbers(), public.read_numbers(text, text, jsonb, integer),
  public.count_numbers() to authenticated;
