-- Customers outside the rollout go to the old system; the Edge Function posts, and writes here that it was taken.

create function private.record_handover(p_log_id bigint, p_attempt integer) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
begin
  if r.id is null then return private.fenced(); end if;
  insert into public.provision_handovers as h (user_id, run_id) values (r.subject_id, p_log_id)
  on conflict (user_id) do update set run_id = excluded.run_id, handed_over_at = clock_timestamp();
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.record_handover is 'The old system took this customer: we keep off for provision_settings.handover_minutes.';

create function public.record_handover(p_log_id bigint, p_attempt integer) returns jsonb
language sql set search_path = '' as $$ select private.record_handover(p_log_id, p_attempt) $$;
comment on function public.record_handover is 'Writes down that the old system took the customer of this run. Only for the service role.';

revoke execute on function private.record_handover(bigint, integer), public.record_handover(bigint, integer) from public, anon, authenticated, service_role;
grant execute on function private.record_handover(bigint, integer), public.record_handover(bigint, integer) to service_role;
