-- The customer's transaction: number row, assistant's status and ledger, all or nothing.

create function public.provision_phone_transaction(
  p_user_id uuid, p_phone_number text, p_provider_number_id text, p_tier_type text,
  p_log_id bigint default null, p_attempt integer default null) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  v_state text;
  v_id text;
begin
  -- The lease first: a worker whose run was taken over must not record anything.
  if p_log_id is not null and (private.hold_fence(p_log_id, p_attempt)).id is null then
    raise exception 'The run was taken over by a later attempt.' using errcode = 'SW423';
  end if;
  if p_log_id is not null then perform set_config('switchboard.refresh_at_end', 'on', true); end if;
  perform pg_advisory_xact_lock(hashtextextended('switchboard:user:' || p_user_id, 0));
  v_id := private.record_host_number(p_user_id, p_phone_number, p_provider_number_id);

  update public.user_settings set assistant_provisioning_status = 'phone_provisioned'
  where user_id = p_user_id and assistant_provisioning_status is distinct from 'phone_provisioned';

  update public.phone_number_purchases set
    state = 'recorded', phone_number_id = v_id, recorded_at = coalesce(recorded_at, clock_timestamp()), updated_at = clock_timestamp()
  where user_id = p_user_id and provider_number_id = p_provider_number_id and state in ('purchased', 'recorded')
  returning state into v_state;
  if v_state is null then
    if p_log_id is not null then
      raise exception 'No purchase of % by this user stands in the ledger.', p_provider_number_id using errcode = 'SW409';
    end if;
    insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, phone_number_id, adopted, purchased_at, recorded_at)
    values (p_user_id, p_phone_number, 'adopted', 'recorded', p_provider_number_id, v_id, true, clock_timestamp(), clock_timestamp());
  end if;
  return jsonb_build_object('success', true, 'phone_number', p_phone_number, 'phone_number_id', v_id, 'tier_type', p_tier_type);
exception when others then
  return jsonb_build_object('success', false, 'error', sqlerrm, 'sqlstate', sqlstate);
end
$$;
comment on function public.provision_phone_transaction is
  'Records a bought number for a user, all or nothing. {success, phone_number} or {success: false, error, sqlstate}; SW409 the user has another, SW410 somebody else has it, SW423 lease lost. Only for the service role.';

-- One live number per user and one user per number, on a table whose own constraints are not ours to add.
create function private.record_host_number(p_user_id uuid, p_phone_number text, p_provider_number_id text) returns text
language plpgsql set search_path = ''
as $$
declare v_id text;
begin
  if private.held_by_another(p_user_id, p_phone_number, p_provider_number_id) then
    raise exception '% already belongs to another user.', p_phone_number using errcode = 'SW410';
  end if;
  if exists (
    select 1 from public.phone_numbers n where n.user_id = p_user_id and coalesce(n.status, '') <> 'released'
      and n.provider_number_id is distinct from p_provider_number_id) then
    raise exception 'The user already has another live number.' using errcode = 'SW409';
  end if;
  update public.phone_numbers n set status = 'active', provider = 'twilio', e164_number = p_phone_number
  where n.user_id = p_user_id and n.provider_number_id = p_provider_number_id
  returning n.id::text into v_id;
  if v_id is not null then return v_id; end if;
  begin
    insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status)
    values (p_user_id, 'twilio', p_provider_number_id, p_phone_number, 'active') returning id::text into v_id;
  exception when unique_violation then
    -- The host may keep numbers, or users, unique for ever: a number that was given back and bought again takes its old row, and
    -- a customer who comes back the row of the number that they gave back.
    update public.phone_numbers n set user_id = p_user_id, provider = 'twilio', provider_number_id = p_provider_number_id, e164_number = p_phone_number, status = 'active'
    where n.id = (
      select x.id from public.phone_numbers x
      where (x.e164_number = p_phone_number or x.user_id = p_user_id) and x.status = 'released'
      order by x.e164_number = p_phone_number desc nulls last, x.id desc limit 1)
    returning n.id::text into v_id;
    if v_id is null then raise; end if;
  end;
  return v_id;
end
$$;

revoke execute on function private.record_host_number(uuid, text, text), public.provision_phone_transaction(uuid, text, text, text, bigint, integer)
  from public, anon, authenticated, service_role;
grant execute on function public.provision_phone_transaction(uuid, text, text, text, bigint, integer) to service_role;
