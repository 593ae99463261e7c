-- Two waits around the rollout that no run tells: for one's turn to enter, and for the old system to take who is outside.

-- From the first try of a hand-over that goes on, not from the payment: the run may have waited for something else before.
create function private.handover_asked_at(p_user_id uuid) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select min(coalesce((select min(s.started_at) from public.phone_provision_steps s where s.run_id = r.id and s.step = 'hand_over'), r.created_at))
    from public.phone_provision_logs r
    where r.subject_id = p_user_id and r.status in ('retry_scheduled', 'processing') and starts_with(r.error_code, 'handover_'));
end
$$;
comment on function private.handover_asked_at is 'Since when the old system has been asked to take this customer and has not; null when it is not being asked.';

create function private.handover_patience() returns interval
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce((select a.threshold from public.alert_rules a where a.key = 'untaken_handovers'), 600) * interval '1 second';
end
$$;
comment on function private.handover_patience is 'How long the old system may take to take a customer: what the alert allows.';

-- A customer whom the rollout lets in starts when their turn comes; one outside is the old system's once it took them. p_before is the
-- reason that the read model has: whoever never had a run is known by it to have been outside until now, and to have missed no trigger.
create function private.entry_state(p_user_id uuid, p_desired text, p_reason text, p_run_status text, p_run_outcome text, p_before text) returns text
language plpgsql stable set search_path = ''
as $$
declare v_asked timestamptz;
begin
  if p_desired = 'assigned' then
    if (p_run_status = 'skipped' and p_run_outcome in ('not_in_rollout', 'handed_over', 'not_activated', 'guard_holding'))
      or (p_run_status is null and p_before in ('not_in_rollout', 'handed_over', 'not_activated', 'guard_holding', 'awaiting_turn')) then
      return case when private.pace_explains_wait() then 'awaiting_turn' end;
    end if;
    return null;
  end if;
  if p_reason not in ('not_in_rollout', 'handed_over') or p_run_status not in ('pending', 'processing', 'retry_scheduled') then return null; end if;
  v_asked := private.handover_asked_at(p_user_id);
  return case when v_asked < clock_timestamp() - private.handover_patience() then 'handover_untaken' when v_asked is not null then 'handover_asked' end;
end
$$;
comment on function private.entry_state is
  'awaiting_turn: let in, and the pace is why there is no run yet; handover_asked, handover_untaken: the old system has not taken them yet, or for too long; else null.';

revoke execute on function private.handover_asked_at(uuid), private.handover_patience(), private.entry_state(uuid, text, text, text, text, text) from public;
