-- Admission, and what a claimed run may touch.

-- Which scopes a run would have to call, from facts and desired state.
create function private.provision_needs(p_facts jsonb, p_desired text, p_action text) returns text[]
language plpgsql immutable set search_path = ''
as $$
begin
  return (
  with p as (
    select x ->> 'state' as state, x ->> 'vapi_phone_number_id' as vapi_id, x ->> 'assistant_id' as linked_to,
      x ->> 'release_requested_at' is not null as asked_back,
      p_desired in ('assigned', 'paused') and (p_action = 'retry' or x ->> 'failed_code' is not null) as doubted
    from jsonb_array_elements(p_facts -> 'purchases') x
  ), needs as (
    select
      exists (select 1 from p where state in ('intended', 'releasing', 'lost') or asked_back or doubted)
        or (p_desired = 'released' and exists (select 1 from p))
        or (p_action = 'check' and exists (select 1 from p)) as settle_twilio,
      p_desired = 'assigned' and not exists (select 1 from p where state in ('intended', 'purchased', 'recorded') and not asked_back) as acquire,
      (p_desired = 'assigned' and p_facts -> 'user_settings' ->> 'vapi_assistant_id' is not null
        and not exists (select 1 from p where linked_to = p_facts -> 'user_settings' ->> 'vapi_assistant_id' and not doubted))
        or (p_desired in ('paused', 'released') and exists (select 1 from p where linked_to is not null or vapi_id is not null))
        or (p_action in ('relink', 'check') and exists (select 1 from p))
        or p_facts -> 'released_imports' <> '[]' as vapi,
      exists (select 1 from p where state in ('purchased', 'recorded') and (p_desired = 'released' or asked_back)) as give_back
  )
  select array_remove(array[
    case when settle_twilio or acquire then 'twilio' end,
    case when acquire then 'acquire' end,
    case when vapi then 'vapi' end,
    case when give_back then 'release' end], null)
  from needs
  );
end
$$;
comment on function private.provision_needs is 'The halt scopes that a run would run into: twilio, acquire, vapi, release.';

create function private.refuse_claim(p_log_id bigint, p_reason text, p_scope text default null) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  -- Shown on the screen while the run waits; a full cap clears the nudge so that the next free slot goes to it at once.
  update public.phone_provision_logs set
    waiting_for = coalesce(p_scope, p_reason), nudged_at = null, updated_at = clock_timestamp(),
    next_attempt_at = case when p_reason = 'cap_full' then next_attempt_at
      else greatest(next_attempt_at, clock_timestamp() + interval '30 seconds') end
  where id = p_log_id and status in ('pending', 'retry_scheduled');
  return jsonb_strip_nulls(jsonb_build_object('claimed', false, 'reason', p_reason, 'scope', p_scope, 'run_id', p_log_id));
end
$$;

-- Runs of the sweep without a purchase exist for one thing (private.enqueue_left_behind): to hand over who left the rollout after a failure.
-- Whoever is in again by the time of the claim would be tried again unasked; what failed waits for a person, as before they left.
create function private.ends_as_needless(r public.phone_provision_logs, p_reason text) returns boolean
language plpgsql set search_path = ''
as $$
begin
  if r.source <> 'sweep' or r.trigger_action <> 'converge' or r.purchase_id is not null or p_reason in ('not_in_rollout', 'handed_over') then return false; end if;
  -- Superseded, so that the run that failed is the customer's last word again.
  update public.phone_provision_logs set status = 'superseded', outcome = 'nothing_to_hand_over', error_code = null, error_message = null,
    waiting_for = null, nudged_at = null, finished_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = r.id;
  perform private.refresh_or_queue_customers(array[r.subject_id]);
  return true;
end
$$;
comment on function private.ends_as_needless is 'Ends a run that was to hand over a customer who is not outside the rollout any more; false for every other run.';

-- What stands in the way of a run that is due. Whatever it is, the run waits for it and says so.
create function private.refuse_for_now(r public.phone_provision_logs, k public.provision_settings, p_facts jsonb, p_desired text, p_reason text) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_needs text[] := private.provision_needs(p_facts, p_desired, r.trigger_action);
  v_scope text;
begin
  select h.scope into v_scope from public.provision_halts h
  where h.halted_at is not null and (h.scope = 'all' or h.scope = any (v_needs))
  order by h.scope limit 1;
  if v_scope is not null then return private.refuse_claim(r.id, 'halted', v_scope); end if;
  -- Who is asked for by a person is tried once; without an answer the run waits like the others and drains with them.
  v_scope := private.outage_in_the_way(v_needs, case when r.attempt = 0 then r.source else 'sweep' end);
  if v_scope is not null then return private.refuse_claim(r.id, v_scope || '_down'); end if;
  -- Would enter, while the guard lets nobody in: the run waits for a person. What is left to settle is settled all the same.
  if p_reason = 'guard_holding' and cardinality(v_needs) = 0 then
    update public.phone_provision_logs set waiting_for = 'guard_holding', nudged_at = null, updated_at = clock_timestamp(),
      next_attempt_at = greatest(next_attempt_at, clock_timestamp() + interval '10 minutes') where id = r.id;
    return jsonb_build_object('claimed', false, 'reason', 'guard_holding', 'run_id', r.id);
  end if;
  if private.is_draining() and (
    select count(*) from public.phone_provision_logs where claimed_at > clock_timestamp() - interval '10 seconds') >= k.drain_per_second * 10 then
    update public.phone_provision_logs set nudged_at = null, waiting_for = 'draining',
      next_attempt_at = greatest(next_attempt_at, clock_timestamp() + interval '1 second') where id = r.id;
    return jsonb_build_object('claimed', false, 'reason', 'draining', 'run_id', r.id);
  end if;
  return null;
end
$$;
comment on function private.refuse_for_now is 'The refusal of a run that a halt, an outage, the guard or the drain holds up; null when nothing does.';

create function private.describe_claim(r public.phone_provision_logs, k public.provision_settings, p_context jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'claimed', true,
    -- Whoever mends a key resumes afterwards: what a function read of it before is old.
    'resumed_at', private.last_resumed_at(),
    'run', jsonb_build_object('id', r.id, 'attempt', r.attempt, 'failures', r.failures, 'user_id', r.subject_id,
      'action', r.trigger_action, 'source', r.source, 'reason', r.reason, 'created_at', r.created_at),
    'budget', jsonb_build_object('lease_ms', k.lease_ms, 'attempt_ms', k.attempt_ms,
      'provider_timeout_ms', k.provider_timeout_ms, 'max_candidates', k.max_candidates, 'max_attempts', k.max_attempts),
    'context', p_context - 'seen_run_ids');
end
$$;
comment on function private.describe_claim is 'What a worker is told of the run that it has claimed: the run, how long it may take, and the facts.';

create function private.claim_provision_run(p_log_id bigint, p_project_ref text) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  k public.provision_settings;
  r public.phone_provision_logs;
  v_facts jsonb;
  v_desired text;
  v_reason text;
  v_refusal jsonb;
  v_other bigint;
begin
  -- One claim at a time: the cap and "one run per user" are counted and taken in one breath. Held for milliseconds.
  perform pg_advisory_xact_lock(hashtextextended('switchboard:claim', 0));
  select * into k from public.provision_settings;
  -- Nobody waits for a transaction of the product that holds this run, least of all everybody: the sweep comes back to it.
  select * into r from public.phone_provision_logs where id = p_log_id for no key update skip locked;
  if not found then
    return jsonb_build_object('claimed', false, 'run_id', p_log_id,
      'reason', case when exists (select 1 from public.phone_provision_logs where id = p_log_id) then 'locked' else 'not_found' end);
  end if;

  if k.project_ref is not null and k.project_ref is distinct from p_project_ref then
    perform private.halt_provisioning('all', 'project_mismatch',
      'This database belongs to another project than the functions that read it.', p_log_id);
    return private.refuse_claim(p_log_id, 'project_mismatch');
  end if;
  if r.status = 'processing' and r.lease_expires_at < clock_timestamp() then
    perform private.reclaim_expired_lease(p_log_id);
    select * into r from public.phone_provision_logs where id = p_log_id;
  end if;
  if r.status = 'processing' then return jsonb_build_object('claimed', false, 'reason', 'user_busy', 'run_id', p_log_id); end if;
  if r.status not in ('pending', 'retry_scheduled') then
    return jsonb_build_object('claimed', false, 'reason', 'finished', 'run_id', p_log_id);
  end if;
  if r.status = 'retry_scheduled' and r.next_attempt_at > clock_timestamp() then
    return jsonb_build_object('claimed', false, 'reason', 'not_due', 'run_id', p_log_id);
  end if;

  select id into v_other from public.phone_provision_logs where subject_id = r.subject_id and status = 'processing';
  if v_other is not null then
    perform private.reclaim_expired_lease(v_other);
    if exists (select 1 from public.phone_provision_logs where id = v_other and status = 'processing') then
      update public.phone_provision_logs set nudged_at = null, waiting_for = 'user_busy' where id = p_log_id;
      return jsonb_build_object('claimed', false, 'reason', 'user_busy', 'run_id', p_log_id);
    end if;
  end if;

  if k.dispatch_paused_at is not null then return private.refuse_claim(p_log_id, 'dispatch_paused'); end if;
  if (select count(*) from public.phone_provision_logs where status = 'processing' and lease_expires_at >= clock_timestamp())
    >= k.max_in_flight then
    return private.refuse_claim(p_log_id, 'cap_full');
  end if;

  v_facts := private.provision_facts(r.subject_id);
  select d.desired, d.reason into v_desired, v_reason from private.desired_state(v_facts) d;
  if private.ends_as_needless(r, v_reason) then return jsonb_build_object('claimed', false, 'reason', 'finished', 'run_id', p_log_id); end if;
  v_refusal := private.refuse_for_now(r, k, v_facts, v_desired, v_reason);
  if v_refusal is not null then return v_refusal; end if;

  if v_desired in ('assigned', 'paused') then
    update public.phone_number_purchases set release_after = null
    where user_id = r.subject_id and state = 'recorded' and release_after is not null;
  end if;

  update public.phone_provision_logs set
    status = 'processing', attempt = attempt + 1, claimed_at = clock_timestamp(),
    lease_expires_at = clock_timestamp() + k.lease_ms * interval '1 millisecond',
    waiting_for = null, nudged_at = null, current_step = 'decide', current_step_at = clock_timestamp(),
    facts_hash = private.facts_hash(v_facts, v_desired),
    seen_run_ids = array(select jsonb_array_elements_text(v_facts -> 'seen_run_ids')::bigint),
    updated_at = clock_timestamp()
  where id = p_log_id returning * into r;

  return private.describe_claim(r, k, v_facts || jsonb_build_object('desired', v_desired, 'desired_reason', v_reason));
end
$$;
comment on function private.claim_provision_run is
  'The only admission to work on a user. Refuses with a reason, or grants a lease whose attempt number fences every later transition.';

-- What a failed or skipped run rested on: when it has not changed, trying again by itself is pointless.
create function private.facts_hash(p_facts jsonb, p_desired text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return (
  select md5(jsonb_build_array(p_desired, p_facts -> 'subscriptions', p_facts -> 'phone_numbers',
    p_facts -> 'user_settings' -> 'vapi_assistant_id', p_facts -> 'hold', p_facts -> 'rollout' -> 'enabled',
    p_facts -> 'activated', p_facts -> 'user_exists')::text)
  );
end
$$;

create function public.claim_provision_run(p_log_id bigint, p_project_ref text) returns jsonb
language sql set search_path = ''
as $$ select private.claim_provision_run(p_log_id, p_project_ref) $$;
comment on function public.claim_provision_run is 'Admission for the Edge Functions: {claimed, run, budget, context} or {claimed: false, reason}. Only for the service role.';

revoke execute on function private.provision_needs(jsonb, text, text), private.ends_as_needless(public.phone_provision_logs, text),
  private.refuse_claim(bigint, text, text), private.refuse_for_now(public.phone_provision_logs, public.provision_settings, jsonb, text, text),
  private.describe_claim(public.phone_provision_logs, public.provision_settings, jsonb), private.claim_provision_run(bigint, text),
  private.facts_hash(jsonb, text), public.claim_provision_run(bigint, text) from public, anon, authenticated, service_role;
grant execute on function private.claim_provision_run(bigint, text), public.claim_provision_run(bigint, text) to service_role;
