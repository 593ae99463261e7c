-- How an attempt ends, and the record of what it tried.

create function private.retry_delay_ms(p_failures integer, p_base_ms integer, p_cap_ms integer) returns integer
language sql volatile set search_path = ''
as $$ select (random() * least(p_cap_ms::numeric, p_base_ms * power(2::numeric, least(p_failures, 20))))::integer $$;
comment on function private.retry_delay_ms is 'Full jitter: anywhere between 0 and base × 2^failures, capped.';

create function private.finish_provision_run(
  p_log_id bigint, p_attempt integer, p_result text, p_outcome text, p_error_code text, p_error_message text,
  p_retry text, p_halt_scope text, p_steps jsonb, p_link jsonb) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  r public.phone_provision_logs := private.hold_fence(p_log_id, p_attempt);
  k public.provision_settings;
  v_status text;
  v_failures integer;
  v_halted boolean := false;
  v_stands boolean := false;
  v_linked jsonb;
begin
  if r.id is not null and p_link is not null then
    perform set_config('switchboard.refresh_at_end', 'on', true);
    v_linked := private.record_link(p_log_id, p_attempt, (p_link ->> 'purchase_id')::bigint, p_link ->> 'vapi_phone_number_id',
      p_link ->> 'assistant_id', (p_link ->> 'verified')::boolean);
    -- Nothing has ended: the worker says how it ends, now that it knows.
    if not (v_linked ->> 'ok')::boolean then return v_linked; end if;
  end if;
  perform private.insert_provision_steps(p_log_id, p_attempt, p_steps);
  if r.id is null then
    -- The answer of this very call may have been lost: say again what it did.
    select * into r from public.phone_provision_logs where id = p_log_id and attempt = p_attempt and status <> 'processing';
    if r.id is not null and r.error_code is distinct from 'lease_expired' then
      return jsonb_build_object('ok', true, 'status', r.status, 'next_attempt_at', r.next_attempt_at);
    end if;
    return private.fenced();
  end if;
  if p_result not in ('succeeded', 'skipped', 'failed', 'retry', 'halted') then
    raise exception 'p_result is %, expected succeeded, skipped, failed, retry or halted', p_result using errcode = '22023';
  end if;
  select * into k from public.provision_settings;
  v_failures := r.failures + case when p_result in ('retry', 'failed') then 1 else 0 end;

  if p_result = 'halted' then
    -- A late refusal from before somebody resumed says nothing about now.
    v_stands := not exists (select 1 from public.provision_halts where scope = p_halt_scope and resumed_at > r.claimed_at);
    if v_stands then perform private.halt_provisioning(p_halt_scope, p_error_code, p_error_message, p_log_id); end if;
    v_halted := true;
    v_status := 'pending';
  elsif p_result = 'retry' then
    -- What must arrive goes again until it did.
    v_status := case when v_failures >= k.max_attempts and p_retry is distinct from 'until_done' then 'failed' else 'retry_scheduled' end;
  else
    v_status := p_result;
  end if;

  perform private.record_attempt(r, p_result, p_error_code, clock_timestamp());
  update public.phone_provision_logs set
    status = v_status, outcome = p_outcome, error_code = p_error_code, error_message = left(p_error_message, 500),
    failures = v_failures, lease_expires_at = null, nudged_at = null, current_step = null, current_step_at = null,
    waiting_for = case when v_stands then p_halt_scope end,
    work_ms = work_ms + greatest(0, (extract(epoch from clock_timestamp() - claimed_at) * 1000)::integer),
    next_attempt_at = case
      when v_status = 'retry_scheduled' then clock_timestamp() + private.retry_delay_ms(r.failures, k.backoff_base_ms, k.backoff_cap_ms) * interval '1 millisecond'
      -- Not at once: what it needs may be more than the claim can know, and it would go round and round.
      when v_halted then clock_timestamp() + case when v_stands then interval '30 seconds' else interval '0' end end,
    finished_at = case when v_status in ('succeeded', 'skipped', 'failed') then clock_timestamp() end,
    updated_at = clock_timestamp()
  where id = p_log_id returning * into r;

  -- VAPI may have done what it did not answer: whoever converges this user next would believe the ledger, so it is looked at once more.
  if p_result <> 'succeeded' and exists (
    select 1 from public.phone_provision_steps s
    where s.run_id = p_log_id and s.attempt = p_attempt and s.provider = 'vapi' and s.outcome = 'unknown' and not private.only_looks(s.step)) then
    update public.phone_number_purchases set recheck_at = clock_timestamp() + k.lease_ms * interval '1 millisecond'
    where user_id = r.subject_id and state = 'recorded';
  end if;

  if r.finished_at is not null then
    -- Exactly those that the claim's snapshot saw: what came later may say something else. A person always gets an answer.
    update public.phone_provision_logs set status = 'superseded', outcome = 'superseded', superseded_by = p_log_id,
      finished_at = clock_timestamp(), updated_at = clock_timestamp(), nudged_at = null
    where id = any (r.seen_run_ids) and id <> p_log_id and status in ('pending', 'retry_scheduled') and source <> 'staff';
  end if;
  perform private.mark_number(r);
  perform private.refresh_or_queue_customers(array[r.subject_id]);
  perform private.nudge_due_runs(private.free_run_slots());
  return jsonb_build_object('ok', true, 'status', r.status, 'next_attempt_at', r.next_attempt_at);
end
$$;
comment on function private.finish_provision_run is
  'Ends an attempt: succeeded, skipped, failed, retry (goes again by itself until the last attempt; with p_retry until_done for ever) or halted (uses up none). With a link that is written down first; a conflict there ends nothing. Starts the next waiting run.';

-- PL/pgSQL keeps the plan between calls, SQL would not.
create function private.insert_provision_steps(p_log_id bigint, p_attempt integer, p_steps jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, http_status, error_code, detail)
  select r.id, r.subject_id, p_attempt, s.step, s.provider, s.outcome, s.started_at, greatest(0, s.duration_ms), s.http_status, s.error_code,
    coalesce((
      select jsonb_object_agg(d.key, d.value) from jsonb_each(case jsonb_typeof(s.detail) when 'object' then s.detail else '{}' end) d
      where d.key in ('e164_number', 'provider_number_id', 'vapi_phone_number_id', 'assistant_id', 'candidates', 'adopted', 'page',
        'request_id', 'reason', 'operation', 'found', 'attempt_in_step', 'desired')), '{}')
  from public.phone_provision_logs r,
    rows from (jsonb_to_recordset(coalesce(p_steps, '[]')) as (step text, provider text, outcome text, started_at timestamptz,
      duration_ms integer, http_status integer, error_code text, detail jsonb)) with ordinality
      as s(step, provider, outcome, started_at, duration_ms, http_status, error_code, detail, ord)
  where r.id = p_log_id
  order by s.ord
  on conflict (run_id, attempt, step, started_at) do nothing;
end
$$;
comment on function private.insert_provision_steps is 'Writes what was tried; only allow-listed details pass.';

create function private.record_provision_steps(p_log_id bigint, p_attempt integer, p_steps jsonb, p_current_step text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.insert_provision_steps(p_log_id, p_attempt, p_steps);
  update public.phone_provision_logs set current_step = p_current_step, current_step_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = p_log_id and attempt = p_attempt and status = 'processing' and p_current_step is not null
    and current_step is distinct from p_current_step;
end
$$;
comment on function private.record_provision_steps is 'Steps as they end, and the one that begins. A worker that lost its lease still leaves its evidence.';

create function public.finish_provision_run(p_log_id bigint, p_attempt integer, p_result text, p_outcome text, p_error_code text, p_error_message text, p_retry text, p_halt_scope text, p_steps jsonb, p_link jsonb default null) returns jsonb
language sql set search_path = '' as $$
  select private.finish_provision_run(p_log_id, p_attempt, p_result, p_outcome, p_error_code, p_error_message, p_retry, p_halt_scope, p_steps, p_link) $$;
create function public.record_provision_steps(p_log_id bigint, p_attempt integer, p_steps jsonb, p_current_step text) returns void
language sql set search_path = '' as $$ select private.record_provision_steps(p_log_id, p_attempt, p_steps, p_current_step) $$;

revoke execute on function
  private.retry_delay_ms(integer, integer, integer), private.insert_provision_steps(bigint, integer, jsonb),
  private.finish_provision_run(bigint, integer, text, text, text, text, text, text, jsonb, jsonb), private.record_provision_steps(bigint, integer, jsonb, text),
  public.finish_provision_run(bigint, integer, text, text, text, text, text, text, jsonb, jsonb), public.record_provision_steps(bigint, integer, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.finish_provision_run(bigint, integer, text, text, text, text, text, text, jsonb, jsonb), private.record_provision_steps(bigint, integer, jsonb, text),
  public.finish_provision_run(bigint, integer, text, text, text, text, text, text, jsonb, jsonb), public.record_provision_steps(bigint, integer, jsonb, text)
  to service_role;
