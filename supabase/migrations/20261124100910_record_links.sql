-- What VAPI does with a number, as the ledger believes it.

create function private.only_looks(p_step text) returns boolean
language sql immutable set search_path = ''
as $$ select p_step in ('find_import', 'verify_link') $$;
comment on function private.only_looks is 'True for a step at VAPI that changes nothing there, whoever answers it.';

create function private.vapi_is_uncertain(r public.phone_provision_logs) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return r.failures > 0 or exists (
    -- By our own clock: that of the worker who tried it may be off.
    select 1 from public.phone_provision_steps s
    where s.user_id = r.subject_id and s.provider = 'vapi' and s.outcome = 'unknown' and not private.only_looks(s.step)
      and s.recorded_at > clock_timestamp() - (select k.lease_ms from public.provision_settings k) * interval '1 millisecond');
end
$$;
comment on function private.vapi_is_uncertain is
  'True when a request to VAPI whose answer was lost, by this user''s runs or by a worker that died, may still take effect after what was just seen.';

create function private.record_link(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_vapi_phone_number_id text, p_assistant_id text, p_verified boolean) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  p public.phone_number_purchases;
begin
  if r.id is null then return private.fenced(); end if;
  update public.phone_number_purchases set
    vapi_phone_number_id = p_vapi_phone_number_id,
    linked_at = case when p_assistant_id is null then null when assistant_id is distinct from p_assistant_id then clock_timestamp() else coalesce(linked_at, clock_timestamp()) end,
    assistant_id = p_assistant_id,
    verified_at = case when p_assistant_id is not null and p_verified then clock_timestamp() end,
    -- A lost answer may take effect within a lease. What VAPI itself does not call active yet is looked at after as long again as it has lasted.
    recheck_at = case when state in ('recorded', 'released') and (not p_verified or private.vapi_is_uncertain(r))
      then clock_timestamp() + greatest((select k.lease_ms from public.provision_settings k) * interval '1 millisecond',
        case when not p_verified and assistant_id is not distinct from p_assistant_id then least(clock_timestamp() - linked_at, interval '1 day') end) end,
    updated_at = clock_timestamp()
  where id = p_purchase_id and user_id = r.subject_id and state in ('purchased', 'recorded', 'releasing', 'released') returning * into p;
  if p.id is null then return jsonb_build_object('ok', false, 'reason', 'conflict'); end if;
  update public.phone_numbers n set status = case when p_assistant_id is null then 'paused' else 'active' end
  where p.state = 'recorded' and n.user_id = p.user_id and n.provider_number_id = p.provider_number_id
    and n.status in ('active', 'paused') and n.status <> case when p_assistant_id is null then 'paused' else 'active' end;
  update public.phone_provision_logs set purchase_id = p.id where id = p_log_id and purchase_id is null;
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.record_link is 'What VAPI now does with the number: linked to this assistant, or to none (paused, or released and looked for once more).';

create function public.record_link(p_log_id bigint, p_attempt integer, p_purchase_id bigint, p_vapi_phone_number_id text, p_assistant_id text, p_verified boolean) returns jsonb
language sql set search_path = '' as $$ select private.record_link(p_log_id, p_attempt, p_purchase_id, p_vapi_phone_number_id, p_assistant_id, p_verified) $$;

revoke execute on function
  private.only_looks(text), private.vapi_is_uncertain(public.phone_provision_logs),
  private.record_link(bigint, integer, bigint, text, text, boolean), public.record_link(bigint, integer, bigint, text, text, boolean)
  from public, anon, authenticated, service_role;
grant execute on function
  private.record_link(bigint, integer, bigint, text, text, boolean), public.record_link(bigint, integer, bigint, text, text, boolean)
  to service_role;
