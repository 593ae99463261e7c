-- Taking away rests on facts read at this moment, under the ledger row's lock.
create function private.begin_release(p_log_id bigint, p_attempt integer, p_purchase_id bigint) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  p public.phone_number_purchases;
  k public.provision_settings;
  v_desired text;
  v_reason text;
  v_twin boolean;
  v_asked boolean;
begin
  if r.id is null then return private.fenced(); end if;
  select * into p from public.phone_number_purchases where id = p_purchase_id and user_id = r.subject_id for update;
  if p.state = 'releasing' or p.state = 'released' then return jsonb_build_object('ok', true); end if;
  if p.id is null or p.state not in ('purchased', 'recorded') then return jsonb_build_object('ok', false, 'reason', 'conflict'); end if;
  if private.held_by_another(p.user_id, p.e164_number, p.provider_number_id) then return jsonb_build_object('ok', false, 'reason', 'foreign'); end if;
  select * into k from public.provision_settings;
  select d.desired, d.reason into v_desired, v_reason from private.desired_state(private.provision_facts(r.subject_id)) d;
  v_twin := p.state = 'purchased' and exists (
    select 1 from public.phone_numbers n where n.user_id = p.user_id and coalesce(n.status, '') <> 'released'
      and n.provider_number_id is distinct from p.provider_number_id)
    -- A row that names this very number, if only by its digits, says that it is wanted.
    and not exists (
    select 1 from public.phone_numbers n where n.user_id = p.user_id and coalesce(n.status, '') <> 'released' and n.e164_number = p.e164_number);
  -- The product deleted its row and wrote it again: nobody asks for the number back any more.
  if p.release_requested_at is not null and exists (
    select 1 from public.phone_numbers n where n.user_id = p.user_id and coalesce(n.status, '') <> 'released'
      and n.provider_number_id = p.provider_number_id) then
    update public.phone_number_purchases set release_requested_at = null, updated_at = clock_timestamp() where id = p.id returning * into p;
  end if;
  v_asked := p.release_requested_at is not null;

  if v_reason = 'hold_freeze' or (v_desired <> 'released' and not v_asked and not v_twin) then
    return jsonb_build_object('ok', false, 'reason', 'still_wanted');
  end if;
  if v_reason in ('cancelled', 'expired') and not v_asked and not v_twin and k.release_grace_seconds > 0 then
    if p.release_after is null then
      update public.phone_number_purchases set release_after = clock_timestamp() + k.release_grace_seconds * interval '1 second', updated_at = clock_timestamp()
      where id = p.id returning * into p;
    end if;
    if p.release_after > clock_timestamp() then
      return jsonb_build_object('ok', false, 'reason', 'grace', 'release_after', p.release_after);
    end if;
  end if;
  if not v_twin and private.release_brake_pulled(k) then
    perform private.halt_provisioning('release', 'release_brake',
      'More numbers were about to be released within an hour than is normal. A person must look first.', p_log_id);
    return jsonb_build_object('ok', false, 'reason', 'brake');
  end if;
  update public.phone_number_purchases set state = 'releasing', releasing_at = clock_timestamp(), updated_at = clock_timestamp() where id = p.id;
  update public.phone_provision_logs set purchase_id = p.id where id = p_log_id;
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.begin_release is
  'The point of no return. Re-reads the facts and refuses with still_wanted, grace (release_after), brake, foreign (the product gives it to somebody else), conflict or fenced.';

create function private.release_brake_pulled(k public.provision_settings) returns boolean
language plpgsql set search_path = ''
as $$
declare v_since timestamptz;
begin
  -- Counted one after the other, or a hundred releases at once would each see the count of before.
  perform pg_advisory_xact_lock(hashtextextended('switchboard:release', 0));
  if exists (select 1 from public.provision_halts where scope = 'release' and halted_at is not null) then return true; end if;
  select greatest(clock_timestamp() - interval '1 hour', coalesce(max(resumed_at), '-infinity')) into v_since
  from public.provision_halts where scope = 'release';
  return (select count(*) from public.phone_number_purchases where releasing_at > v_since) >= greatest(
    k.release_brake_floor,
    (select count(*) from public.phone_number_purchases where state in ('purchased', 'recorded')) * k.release_brake_fraction);
end
$$;
comment on function private.release_brake_pulled is 'True when this hour''s releases reached the brake, or a person has not let it go yet.';

create function private.finish_release(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_certain boolean) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  p public.phone_number_purchases;
begin
  if r.id is null then return private.fenced(); end if;
  update public.phone_number_purchases set state = 'released', released_at = coalesce(released_at, clock_timestamp()),
    assistant_id = null, linked_at = null, vapi_phone_number_id = null, verified_at = null,
    -- An import that VAPI was asked for and never answered may come to life now that nobody looks: it is looked for once more.
    recheck_at = case when recheck_at is not null or not p_certain or private.vapi_is_uncertain(r)
      then clock_timestamp() + (select k.lease_ms from public.provision_settings k) * interval '1 millisecond' end,
    updated_at = clock_timestamp()
  where id = p_purchase_id and user_id = r.subject_id and state in ('releasing', 'released') returning * into p;
  if p.id is null then return jsonb_build_object('ok', false, 'reason', 'conflict'); end if;
  update public.phone_numbers n set status = 'released'
  where n.user_id = p.user_id and n.provider_number_id = p.provider_number_id and coalesce(n.status, '') <> 'released';
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.finish_release is 'The provider took the number back: ledger and host row say released.';

create function public.begin_release(p_log_id bigint, p_attempt integer, p_purchase_id bigint) returns jsonb
language sql set search_path = '' as $$ select private.begin_release(p_log_id, p_attempt, p_purchase_id) $$;
create function public.finish_release(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_certain boolean default true) returns jsonb
language sql set search_path = '' as $$ select private.finish_release(p_log_id, p_attempt, p_purchase_id, p_certain) $$;

revoke execute on function
  private.release_brake_pulled(public.provision_settings),
  private.begin_release(bigint, integer, bigint), private.finish_release(bigint, integer, bigint, boolean),
  public.begin_release(bigint, integer, bigint), public.finish_release(bigint, integer, bigint, boolean)
  from public, anon, authenticated, service_role;
grant execute on function
  private.begin_release(bigint, integer, bigint), private.finish_release(bigint, integer, bigint, boolean),
  public.begin_release(bigint, integer, bigint), public.finish_release(bigint, integer, bigint, boolean)
  to service_role;
