-- Customers outside the rollout go to the old system. Asked, before the Edge Function posts; then taken, or refused: whoever does not answer may
-- be buying all the same.

create function private.record_handover(p_log_id bigint, p_attempt integer, p_state text) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  v_keeps_off interval := (select handover_minutes * interval '1 minute' from public.provision_settings);
begin
  if r.id is null then return private.fenced(); end if;
  case p_state
    when 'asked' then
      -- Asking again does not prolong it: a system that never answers keeps nobody for ever.
      insert into public.provision_handovers as h (user_id, run_id) values (r.subject_id, p_log_id)
      on conflict (user_id) do update set run_id = excluded.run_id, taken_at = null,
        handed_over_at = case when h.taken_at is null and h.handed_over_at > clock_timestamp() - v_keeps_off then h.handed_over_at else clock_timestamp() end;
    when 'taken' then
      insert into public.provision_handovers as h (user_id, run_id, taken_at) values (r.subject_id, p_log_id, clock_timestamp())
      on conflict (user_id) do update set run_id = excluded.run_id, handed_over_at = clock_timestamp(), taken_at = clock_timestamp();
    when 'refused' then
      delete from public.provision_handovers where user_id = r.subject_id and taken_at is null;
    else
      raise exception 'p_state is %, expected asked, taken or refused', p_state using errcode = '22023';
  end case;
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.record_handover is
  'The old system is asked to take this customer, took them, or refused. Asked and taken keep us off for provision_settings.handover_minutes.';

create function public.record_handover(p_log_id bigint, p_attempt integer, p_state text) returns jsonb
language sql set search_path = '' as $$ select private.record_handover(p_log_id, p_attempt, p_state) $$;
comment on function public.record_handover is 'Writes down how far the handover of this run''s customer is: asked, taken or refused. Only for the service role.';

revoke execute on function private.record_handover(bigint, integer, text), public.record_handover(bigint, integer, text) from public, anon, authenticated, service_role;
grant execute on function private.record_handover(bigint, integer, text), public.record_handover(bigint, integer, text) to service_role;
