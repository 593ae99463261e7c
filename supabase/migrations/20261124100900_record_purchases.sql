-- The ledger's transitions. Each is fenced by (log_id, attempt) and gives the same answer when it is repeated, so that a
-- worker whose answer was lost simply asks again. Each waits for a lock of the product for half a second at most, and is asked again:
-- half of what it takes Postgres to look for a deadlock, so that the product is never the one who is refused.

-- Locks the run for the transaction: a lease cannot be taken over while a transition of its holder is under way. Steps that are
-- written beside it only ask that the run stays, which this lock lets them.
create function private.hold_fence(p_log_id bigint, p_attempt integer) returns public.phone_provision_logs
language plpgsql set search_path = ''
as $$
declare r public.phone_provision_logs;
begin
  select * into r from public.phone_provision_logs
  where id = p_log_id and attempt = p_attempt and status = 'processing' for no key update;
  return r;
end
$$;
comment on function private.hold_fence is 'The run when this attempt still holds it, otherwise null.';

create function private.fenced() returns jsonb language sql immutable set search_path = ''
as $$ select '{"ok": false, "reason": "fenced"}'::jsonb $$;

create function private.record_purchase_intent(p_log_id bigint, p_attempt integer, p_e164_number text, p_tag text) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  p public.phone_number_purchases;
  v_facts jsonb;
  v_constraint text;
begin
  if r.id is null then return private.fenced(); end if;
  select * into p from public.phone_number_purchases
  where user_id = r.subject_id and state in ('intended', 'purchased', 'recorded');
  if p.id is not null then
    if p.state = 'intended' and p.e164_number = p_e164_number and p.tag = p_tag and p.intent_run_id = p_log_id then
      return jsonb_build_object('ok', true, 'purchase_id', p.id, 'intended_at', p.intended_at);
    end if;
    return jsonb_build_object('ok', false, 'reason', 'user_has_number');
  end if;
  -- The last look before money is spent: a cancellation may have come since the claim.
  v_facts := private.provision_facts(r.subject_id);
  if (select d.desired from private.desired_state(v_facts) d) <> 'assigned' then
    return jsonb_build_object('ok', false, 'reason', 'not_wanted');
  end if;
  if exists (select 1 from public.phone_numbers n where n.e164_number = p_e164_number and coalesce(n.status, '') <> 'released') then
    return jsonb_build_object('ok', false, 'reason', 'number_taken');
  end if;
  begin
    insert into public.phone_number_purchases (user_id, e164_number, tag, intent_run_id)
    values (r.subject_id, p_e164_number, p_tag, p_log_id) returning * into p;
  exception when unique_violation then
    get stacked diagnostics v_constraint = constraint_name;
    return jsonb_build_object('ok', false, 'reason',
      case v_constraint when 'one_open_purchase_per_number' then 'number_taken' else 'user_has_number' end);
  end;
  update public.phone_provision_logs set purchase_id = p.id where id = p_log_id;
  return jsonb_build_object('ok', true, 'purchase_id', p.id, 'intended_at', p.intended_at);
end
$$;
comment on function private.record_purchase_intent is
  'Writes down which number is about to be bought. Refuses with number_taken, user_has_number, not_wanted or fenced.';

create function private.held_by_another(p_user_id uuid, p_e164_number text, p_provider_number_id text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (
    select 1 from public.phone_numbers n where n.user_id <> p_user_id and coalesce(n.status, '') <> 'released'
      and (n.e164_number = p_e164_number or n.provider_number_id = p_provider_number_id));
end
$$;
comment on function private.held_by_another is 'True when a live row of the product gives this number to somebody else.';

create function private.record_purchase(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_provider_number_id text, p_adopted boolean, p_tier_type text, p_current_step text) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  p public.phone_number_purchases;
begin
  if r.id is null then return private.fenced(); end if;
  select * into p from public.phone_number_purchases where id = p_purchase_id and user_id = r.subject_id for update;
  if p.id is null then return jsonb_build_object('ok', false, 'reason', 'conflict'); end if;
  if p.provider_number_id = p_provider_number_id and p.state <> 'lost' then
    return private.answer_purchase(p, p_tier_type, p_log_id, p_attempt);
  end if;
  if p.state not in ('intended', 'lost') or exists (
    select 1 from public.phone_number_purchases o where o.provider_number_id = p_provider_number_id and o.id <> p.id) then
    return jsonb_build_object('ok', false, 'reason', 'conflict');
  end if;
  if exists (
    select 1 from public.phone_numbers n
    where n.provider_number_id = p_provider_number_id and n.user_id <> r.subject_id and coalesce(n.status, '') <> 'released') then
    return jsonb_build_object('ok', false, 'reason', 'conflict');
  end if;
  update public.phone_number_purchases set
    state = case when p.state = 'lost' and exists (
      select 1 from public.phone_number_purchases o
      where o.id <> p.id and o.state in ('intended', 'purchased', 'recorded', 'releasing')
        and (o.user_id = p.user_id or o.e164_number = p.e164_number)) then 'releasing' else 'purchased' end,
    provider_number_id = p_provider_number_id, adopted = p_adopted, purchased_at = clock_timestamp(),
    lost_at = null, recheck_at = null, updated_at = clock_timestamp()
  where id = p.id returning * into p;
  if p.state = 'releasing' then
    update public.phone_number_purchases set releasing_at = clock_timestamp() where id = p.id;
  end if;
  update public.phone_provision_logs set purchase_id = p.id, current_step = coalesce(p_current_step, current_step),
    current_step_at = case when p_current_step is null then current_step_at else clock_timestamp() end
  where id = p_log_id and (purchase_id is distinct from p.id or p_current_step is not null);
  return private.answer_purchase(p, p_tier_type, p_log_id, p_attempt);
end
$$;
comment on function private.record_purchase is
  'The number is ours: intended (or lost and found again) becomes purchased. conflict: the SID belongs to somebody else. With a tier the customer''s transaction follows at once; when that is refused, the purchase stands all the same. With a step that is announced as the next.';

create function private.answer_purchase(p public.phone_number_purchases, p_tier_type text, p_log_id bigint, p_attempt integer) returns jsonb
language plpgsql set search_path = ''
as $$
declare v_recorded jsonb;
begin
  if p_tier_type is null or p.state <> 'purchased' then return jsonb_build_object('ok', true, 'state', p.state); end if;
  v_recorded := public.provision_phone_transaction(p.user_id, p.e164_number, p.provider_number_id, p_tier_type, p_log_id, p_attempt);
  return jsonb_build_object('ok', true, 'recorded', v_recorded,
    'state', case when (v_recorded ->> 'success')::boolean then 'recorded' else p.state end);
end
$$;
comment on function private.answer_purchase is 'What record_purchase says of a number that is ours, after it was recorded for the customer when that was asked for.';

create function private.mark_purchase_lost(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_error_code text) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
begin
  if r.id is null then return private.fenced(); end if;
  -- Ours until the product gave it to somebody else: it is theirs, and the ledger lets go of it, so that they can have it and this user another.
  update public.phone_number_purchases set
    state = 'lost', lost_code = p_error_code, lost_at = clock_timestamp(), provider_number_id = null, vapi_phone_number_id = null,
    assistant_id = null, linked_at = null, verified_at = null, release_after = null, recheck_at = null, updated_at = clock_timestamp()
  where id = p_purchase_id and user_id = r.subject_id and state in ('purchased', 'recorded') and p_error_code = 'foreign_number'
    and private.held_by_another(user_id, e164_number, provider_number_id);
  if found then return jsonb_build_object('ok', true); end if;
  -- A refusal may still turn out to have been a sale: look once more after an hour, and after a day.
  update public.phone_number_purchases set
    state = 'lost', lost_code = coalesce(p_error_code, lost_code), lost_at = coalesce(lost_at, clock_timestamp()),
    recheck_at = case
      when lost_at is null then clock_timestamp() + interval '1 hour'
      when lost_at > clock_timestamp() - interval '23 hours' then lost_at + interval '24 hours' end,
    updated_at = clock_timestamp()
  where id = p_purchase_id and user_id = r.subject_id
    and (state = 'intended' or (state = 'lost' and recheck_at <= clock_timestamp()));
  if not found and not exists (
    select 1 from public.phone_number_purchases where id = p_purchase_id and user_id = r.subject_id and state = 'lost') then
    return jsonb_build_object('ok', false, 'reason', 'conflict');
  end if;
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.mark_purchase_lost is 'The provider definitely refused: this number was never ours. Schedules the next look. With foreign_number also a number that was ours and that a live row of the product gives to somebody else.';

-- What the service role calls.
create function public.record_purchase_intent(p_log_id bigint, p_attempt integer, p_e164_number text, p_tag text) returns jsonb
language sql set search_path = '' as $$ select private.record_purchase_intent(p_log_id, p_attempt, p_e164_number, p_tag) $$;
create function public.record_purchase(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_provider_number_id text, p_adopted boolean, p_tier_type text default null, p_current_step text default null) returns jsonb
language sql set search_path = '' as $$ select private.record_purchase(p_log_id, p_attempt, p_purchase_id, p_provider_number_id, p_adopted, p_tier_type, p_current_step) $$;
create function public.mark_purchase_lost(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_error_code text) returns jsonb
language sql set search_path = '' as $$ select private.mark_purchase_lost(p_log_id, p_attempt, p_purchase_id, p_error_code) $$;

revoke execute on function private.hold_fence(bigint, integer), private.fenced(), private.held_by_another(uuid, text, text),
  private.answer_purchase(public.phone_number_purchases, text, bigint, integer), private.record_purchase_intent(bigint, integer, text, text),
  private.record_purchase(bigint, integer, bigint, text, boolean, text, text), private.mark_purchase_lost(bigint, integer, bigint, text),
  public.record_purchase_intent(bigint, integer, text, text), public.record_purchase(bigint, integer, bigint, text, boolean, text, text),
  public.mark_purchase_lost(bigint, integer, bigint, text) from public, anon, authenticated, service_role;
grant execute on function private.record_purchase_intent(bigint, integer, text, text),
  private.record_purchase(bigint, integer, bigint, text, boolean, text, text), private.mark_purchase_lost(bigint, integer, bigint, text),
  public.record_purchase_intent(bigint, integer, text, text), public.record_purchase(bigint, integer, bigint, text, boolean, text, text),
  public.mark_purchase_lost(bigint, integer, bigint, text) to service_role;
