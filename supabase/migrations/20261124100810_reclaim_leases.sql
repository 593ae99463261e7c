-- A worker that dies holding the lease is found by whoever comes next. The time-out counts as a failure.

create function private.reclaim_expired_lease(p_log_id bigint) returns void
language plpgsql set search_path = ''
as $$
declare v_max integer := (select max_attempts from public.provision_settings);
begin
  perform private.record_attempt(r, 'lease_expired', 'lease_expired', r.lease_expires_at) from public.phone_provision_logs r
  where r.id = p_log_id and r.status = 'processing' and r.lease_expires_at < clock_timestamp();
  update public.phone_provision_logs set
    failures = failures + 1,
    work_ms = work_ms + greatest(0, (extract(epoch from lease_expires_at - claimed_at) * 1000)::integer),
    lease_expires_at = null, nudged_at = null, error_code = 'lease_expired',
    error_message = 'The worker stopped answering and its lease ran out.',
    status = case when failures + 1 >= v_max then 'failed' else 'retry_scheduled' end,
    finished_at = case when failures + 1 >= v_max then clock_timestamp() end,
    next_attempt_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = p_log_id and status = 'processing' and lease_expires_at < clock_timestamp();
  perform private.mark_number(r) from public.phone_provision_logs r where r.id = p_log_id;
  perform private.refresh_or_queue_customers(array(select subject_id from public.phone_provision_logs where id = p_log_id));
  -- It may have died with a request to VAPI under way. What it announced last is for the screen: an older announcement may have come after it.
  update public.phone_number_purchases p set recheck_at = clock_timestamp()
  from public.phone_provision_logs r
  where r.id = p_log_id and r.status <> 'processing' and r.error_code = 'lease_expired'
    and p.user_id = r.subject_id and p.state = 'recorded' and p.recheck_at is null;
end
$$;
comment on function private.reclaim_expired_lease is 'Takes a run back from a worker whose lease ran out; fails it after the last attempt.';

revoke execute on function private.reclaim_expired_lease(bigint) from public, anon, authenticated, service_role;
