-- What a customer's facts and last run come to: one final status, its reason, and what it waits for.

create function private.customer_status(p_facts jsonb, p_desired text, p_reason text, p_run_status text, p_run_code text, p_entry text default null)
returns table (status text, reason_code text)
language plpgsql immutable set search_path = ''
as $$
declare
  v_open jsonb := (select x from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded') limit 1);
  -- Ours until the provider has taken it back.
  v_ours boolean := exists (select 1 from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded', 'releasing'));
  v_hold text := p_facts -> 'hold' ->> 'mode';
  v_waiting boolean := p_run_status in ('pending', 'processing', 'retry_scheduled');
  v_assistant text := p_facts -> 'user_settings' ->> 'vapi_assistant_id';
  -- A look that failed, say because the number is gone at the provider, weighs more than what the ledger believes, whatever runs came since.
  v_failed text := case when p_run_status = 'failed' then coalesce(p_run_code, 'failed') when not coalesce(v_waiting, false) then v_open ->> 'failed_code' end;
begin
  return query select case
    when v_hold = 'freeze' then 'on_hold'
    when p_desired = 'assigned' and v_open ->> 'state' = 'recorded' and (v_assistant is null or v_open ->> 'assistant_id' = v_assistant)
      then case when v_failed is not null then 'needs_attention' when v_assistant is null or v_open ->> 'failed_code' is not null then 'being_set_up' else 'working' end
    when p_desired = 'assigned' then case when v_waiting or (p_entry = 'awaiting_turn' and v_open is null) then 'being_set_up' else 'needs_attention' end
    when v_failed is not null and v_ours then 'needs_attention'
    when p_reason in ('integrity_issue', 'other_provider') then 'needs_attention'
    when p_reason = 'guard_holding' then 'being_set_up'
    when p_entry = 'handover_untaken' then 'needs_attention'
    when p_reason in ('not_in_rollout', 'handed_over', 'not_activated', 'legacy_number') then 'not_in_rollout'
    when p_desired = 'paused' and v_open ->> 'assistant_id' is null then 'paused'
    when v_ours and (v_waiting or v_open is null) then 'being_set_up'
    when v_open is not null or v_hold = 'paused' then 'paused'
    when v_hold = 'released' or p_facts ->> 'ever_released' = 'true' then 'released'
    else 'not_eligible'
  end, case
    when v_hold = 'freeze' then p_reason
    when v_failed is not null and (p_desired = 'assigned' or v_ours) then v_failed
    when p_desired = 'assigned' and v_open ->> 'state' = 'recorded' and v_assistant is null then 'no_assistant'
    when p_entry is not null and v_open is null then p_entry
    when p_desired = 'assigned' and v_open is null and p_run_status is null then 'no_run'
    else p_reason
  end;
end
$$;
comment on function private.customer_status is 'The one final status of a customer and the code of its reason.';

-- In the order of the sentence that the list shows: the run that is under way says it, else the reason.
create function private.waiting_on(p_status text, p_reason text, p_run_status text, p_run_waits_for text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_status in ('needs_attention', 'on_hold') then 'person'
    when p_status <> 'being_set_up' then null
    when p_run_status in ('pending', 'retry_scheduled') and p_run_waits_for in ('twilio_down', 'vapi_down') then split_part(p_run_waits_for, '_', 1)
    when p_run_status in ('pending', 'retry_scheduled') and p_run_waits_for = 'guard_holding' then 'guard'
    when p_run_status in ('pending', 'retry_scheduled')
      and p_run_waits_for in ('acquire', 'twilio', 'vapi', 'release', 'all', 'dispatch_paused', 'project_mismatch') then 'stop'
    when p_run_status = 'retry_scheduled' then 'retry'
    when p_run_status in ('pending', 'processing') then 'run'
    when p_reason = 'no_assistant' then 'assistant'
    when p_reason = 'guard_holding' then 'guard'
    when p_reason = 'awaiting_turn' then 'turn'
    else 'run' end
$$;
comment on function private.waiting_on is 'What a customer waits for: a person, their assistant, a run or its next try, a provider that is down, the guard, their turn to enter, a stop that somebody must lift.';

revoke execute on function private.waiting_on(text, text, text, text) from public;
revoke execute on function private.customer_status(jsonb, text, text, text, text, text) from public;
