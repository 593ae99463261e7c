-- What the ledger believes of a number is no proof: a failure stays with the number, whichever runs come after it, until one has looked.

create function private.mark_number(r public.phone_provision_logs) returns void
language plpgsql set search_path = ''
as $$
begin
  if r.status = 'failed' then
    update public.phone_number_purchases set failed_code = coalesce(r.error_code, 'failed') where user_id = r.subject_id and state = 'recorded';
  elsif r.status = 'succeeded' then
    update public.phone_number_purchases p set failed_code = null
    where p.user_id = r.subject_id and p.state = 'recorded' and p.failed_code is not null and exists (
      select 1 from public.phone_provision_steps s
      where s.run_id = r.id and s.attempt = r.attempt and s.step = 'look_up_number' and s.outcome = 'ok'
        and s.detail ->> 'provider_number_id' = p.provider_number_id);
  end if;
end
$$;
comment on function private.mark_number is
  'Keeps how a run failed with its user''s recorded number; a run that succeeded after it had found that number at Twilio clears it.';
revoke execute on function private.mark_number(public.phone_provision_logs) from public, anon, authenticated, service_role;
