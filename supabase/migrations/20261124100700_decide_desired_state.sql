-- What a user should have. The functions decide again in TypeScript with the same rules; shared vectors keep the two equal.

-- Users whose existing data already contradicts itself. They are left alone until somebody settles the rows.
create view public.provision_integrity_issues with (security_invoker = true) as
  select n.user_id, 'several_numbers'::text as issue,
    'The user has ' || count(*) || ' live numbers: ' || string_agg(n.e164_number, ', ' order by n.e164_number) as detail,
    'Keep one row; set status ''released'' on the others after releasing them at the provider.'::text as how_to_settle
  from public.phone_numbers n
  where coalesce(n.status, '') <> 'released' and n.user_id is not null
  group by n.user_id having count(*) > 1
  union all
  select n.user_id, 'shared_number',
    n.e164_number || ' is also held by another user',
    'Find out whose calls the number should answer; set status ''released'' on the other row.'
  from public.phone_numbers n
  where coalesce(n.status, '') <> 'released'
    and exists (
      select 1 from public.phone_numbers o
      where o.e164_number = n.e164_number and o.id <> n.id and coalesce(o.status, '') <> 'released'
        and (o.user_id is null or o.user_id is distinct from n.user_id))
  union all
  -- The host has written another number over ours, which nobody has given back.
  select p.user_id, 'second_number',
    'The product''s row names ' || min(n.e164_number) || ', and we still own ' || p.e164_number,
    'Was it a mistake, write our number and its provider_number_id back into the row; else Release gives ours back and leaves the row alone.'
  from public.phone_number_purchases p
  join public.phone_numbers n on n.user_id = p.user_id and coalesce(n.status, '') <> 'released' and n.provider_number_id is distinct from p.provider_number_id
  where p.state in ('purchased', 'recorded') and not exists (
    select 1 from public.phone_numbers o
    where o.user_id = p.user_id and coalesce(o.status, '') <> 'released' and o.provider_number_id = p.provider_number_id)
  group by p.id;
comment on view public.provision_integrity_issues is 'Rows of the host tables that break "one number per user", among themselves or with the ledger, and how to settle each.';
revoke all on public.provision_integrity_issues from public, anon, authenticated, service_role;
grant select on public.provision_integrity_issues to service_role;

-- What one subscription row asks for.
create function private.subscription_verdict(p_tier text, p_status text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  -- What counts as space around a word; the function counts the same, or it would decide otherwise than the claim.
  v_space constant text := U&' \0009\000A\000B\000C\000D\00A0\FEFF';
  v_tier constant text := nullif(lower(btrim(p_tier, v_space)), '');
  v_status constant text := lower(btrim(p_status, v_space));
begin
  return case
    when v_tier is null then 'unknown_tier'
    when v_status in ('cancelled', 'canceled') then 'cancelled'
    when v_status = 'expired' then 'expired'
    when v_status not in ('active', 'trialing', 'past_due', 'paused') or v_status is null then 'unknown_status'
    when v_tier = 'free' then 'free_tier'
    when v_status = 'paused' then 'paused_subscription'
    else 'paid'
  end;
end
$$;
comment on function private.subscription_verdict is 'paid, paused_subscription, free_tier, cancelled, expired, unknown_tier or unknown_status.';

-- A buy whose answer nobody saw may still be under way, and be the very reason why a repetition is refused.
create function private.last_asked_at(p public.phone_number_purchases) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return greatest(p.intended_at,
    (select max(s.recorded_at) from public.phone_provision_steps s
      where s.user_id = p.user_id and s.step = 'buy_number' and s.outcome = 'unknown' and s.recorded_at > p.intended_at),
    (select max(a.ended_at) from private.provision_attempts a join public.phone_provision_logs r on r.id = a.run_id
      where r.subject_id = p.user_id and a.result = 'lease_expired' and a.ended_at > p.intended_at));
end
$$;
comment on function private.last_asked_at is 'When the provider may last have been asked for this number without our having seen the answer.';

-- An import that VAPI was asked for before a release, and never answered, may have come to life after it. A number that has a new
-- owner is left alone: the import may be theirs.
create function private.imports_to_recheck(p_user_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'e164_number', x.e164_number, 'provider_number_id', x.provider_number_id) order by x.id), '[]')
  from public.phone_number_purchases x
  where x.user_id = p_user_id and x.state = 'released' and x.recheck_at <= clock_timestamp()
    and not exists (
      select 1 from public.phone_number_purchases o
      where o.e164_number = x.e164_number and o.state in ('intended', 'purchased', 'recorded', 'releasing'))
  );
end
$$;
comment on function private.imports_to_recheck is 'Released numbers that are looked for at VAPI once more.';

-- The facts of one user, read in one statement so that they belong to one snapshot: the JOIN over the four host tables,
-- the ledger, the hold, the rollout, and the runs that were waiting at that moment.
create function private.provision_facts(p_subject uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
  select jsonb_build_object(
    'user_exists', u.id is not null,
    'profile', case when p.id is not null then jsonb_build_object(
      'id', p.id, 'paddle_customer_id', p.paddle_customer_id, 'email', p.email, 'city', p.city, 'state', p.state) end,
    'subscriptions', coalesce(s.rows, '[]'),
    'phone_numbers', coalesce(n.rows, '[]'),
    'user_settings', case when us.user_id is not null then jsonb_build_object(
      -- The product may write an empty text for nobody.
      'vapi_assistant_id', nullif(trim(us.vapi_assistant_id), ''), 'assistant_provisioning_status', us.assistant_provisioning_status) end,
    'purchases', coalesce(l.rows, '[]'),
    'released_imports', private.imports_to_recheck(p_subject),
    'hold', case when h.user_id is not null then jsonb_build_object('mode', h.mode, 'reason', h.reason) end,
    'rollout', private.rollout_decision('phone_provisioning', p_subject),
    'handed_over_at', (select o.handed_over_at from public.provision_handovers o
      where o.user_id = p_subject and o.handed_over_at > clock_timestamp() - k.handover_minutes * interval '1 minute'),
    'handover_open', exists (select 1 from public.provision_handovers o
      where o.user_id = p_subject and o.taken_at is null and o.handed_over_at > clock_timestamp() - k.handover_minutes * interval '1 minute'),
    'integrity_issue', (select min(i.issue) from public.provision_integrity_issues i where i.user_id = p_subject),
    'release_grace_seconds', k.release_grace_seconds,
    'activated', k.activated_at is not null,
    'seen_run_ids', coalesce(w.ids, '[]'),
    'now', clock_timestamp())
  from public.provision_settings k
  left join auth.users u on u.id = p_subject
  left join public.profiles p on p.id = p_subject
  left join public.user_settings us on us.user_id = p_subject
  left join public.provision_holds h on h.user_id = p_subject
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', x.id, 'tier_type', x.tier_type, 'status', x.status) order by x.id) as rows
    from public.subscriptions x where x.user_id = p_subject and x.current) s on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', x.id, 'provider', x.provider, 'provider_number_id', x.provider_number_id,
      'e164_number', x.e164_number, 'status', x.status) order by x.id) as rows
    from public.phone_numbers x where x.user_id = p_subject and coalesce(x.status, '') <> 'released') n on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', x.id, 'state', x.state, 'e164_number', x.e164_number, 'tag', x.tag,
      'provider_number_id', x.provider_number_id, 'adopted', x.adopted, 'release_after', x.release_after,
      'release_requested_at', x.release_requested_at, 'vapi_phone_number_id', x.vapi_phone_number_id,
      'assistant_id', x.assistant_id, 'linked_at', x.linked_at, 'verified_at', x.verified_at, 'failed_code', x.failed_code, 'intended_at', x.intended_at,
      'asked_at', case when x.state = 'intended' then private.last_asked_at(x) end) order by x.id) as rows
    from public.phone_number_purchases x
    where x.user_id = p_subject
      and (x.state in ('intended', 'purchased', 'recorded', 'releasing')
        or (x.state = 'lost' and x.recheck_at <= clock_timestamp()))) l on true
  left join lateral (
    select jsonb_agg(x.id) as ids from public.phone_provision_logs x
    where x.subject_id = p_subject and x.status in ('pending', 'retry_scheduled')) w on true
  );
end
$$;
comment on function private.provision_facts is 'Everything that the decision about one user rests on, from one snapshot.';

-- One decision over the facts. Taking away needs positive evidence: whatever is not known leaves the user untouched.
create function private.desired_state(p_facts jsonb) returns table (desired text, reason text)
language plpgsql immutable set search_path = ''
as $$
declare
  v_hold text := p_facts -> 'hold' ->> 'mode';
  v_owned boolean := exists (
    select 1 from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded'));
  v_ours text[] := array(
    select x ->> 'provider_number_id' from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'provider_number_id' is not null);
  v_verdicts text[] := array(
    select distinct private.subscription_verdict(x ->> 'tier_type', x ->> 'status')
    from jsonb_array_elements(p_facts -> 'subscriptions') x);
  v_verdict text;
begin
  if v_hold = 'freeze' then return query select 'untouched', 'hold_freeze'; return; end if;
  if not (p_facts ->> 'user_exists')::boolean then
    return query select case when v_owned then 'released' else 'untouched' end, 'user_deleted'; return;
  end if;
  if p_facts ->> 'integrity_issue' is not null then return query select 'untouched', 'integrity_issue'; return; end if;
  if exists (
    select 1 from jsonb_array_elements(p_facts -> 'phone_numbers') n
    where lower(coalesce(n ->> 'provider', '')) <> 'twilio') then
    return query select 'untouched', 'other_provider'; return;
  end if;
  if exists (
    select 1 from jsonb_array_elements(p_facts -> 'phone_numbers') n
    where n ->> 'provider_number_id' is null or not (n ->> 'provider_number_id' = any (v_ours))) then
    return query select 'untouched', 'legacy_number'; return;
  end if;
  if not (p_facts ->> 'activated')::boolean then return query select 'untouched', 'not_activated'; return; end if;
  if v_hold = 'released' then
    return query select case when v_owned then 'released' else 'untouched' end, 'hold_released'; return;
  end if;
  if v_hold = 'paused' then
    return query select case when v_owned then 'paused' else 'untouched' end, 'hold_paused'; return;
  end if;

  if cardinality(v_verdicts) = 0 then return query select 'untouched', 'no_subscription'; return; end if;
  if cardinality(v_verdicts) > 1 then
    -- The best entitlement wins for keeping, and only for keeping.
    if v_owned and 'paid' = any (v_verdicts) then return query select 'assigned', 'paid'; return; end if;
    return query select 'untouched', 'conflicting_subscriptions'; return;
  end if;
  v_verdict := v_verdicts[1];
  return query select case
    when v_verdict in ('unknown_tier', 'unknown_status') then 'untouched'
    when v_verdict = 'paid' then case
      when v_owned then 'assigned'
      when (p_facts -> 'rollout' ->> 'enabled')::boolean and p_facts ->> 'handed_over_at' is null then 'assigned'
      else 'untouched' end
    when not v_owned then 'untouched'
    when v_verdict in ('cancelled', 'expired') then 'released'
    else 'paused'
  end, case
    when v_verdict <> 'paid' or v_owned then v_verdict
    when p_facts -> 'rollout' ->> 'reason' = 'guard_holding' then 'guard_holding'
    when not (p_facts -> 'rollout' ->> 'enabled')::boolean then 'not_in_rollout'
    when p_facts ->> 'handed_over_at' is not null then 'handed_over'
    else v_verdict
  end;
end
$$;
comment on function private.desired_state is 'assigned, paused, released or untouched, and the reason; pure over private.provision_facts.';

revoke execute on function private.subscription_verdict(text, text), private.last_asked_at(public.phone_number_purchases),
  private.imports_to_recheck(uuid), private.provision_facts(uuid), private.desired_state(jsonb)
  from public, anon, authenticated, service_role;
