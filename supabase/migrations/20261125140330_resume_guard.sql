-- A person lets the rollout go on.

create function private.resume_rollout_guard(p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  g public.rollout_guards;
  v_was text;
  v_bp integer;
  v_answer jsonb;
begin
  select percentage_bp into v_bp from public.rollout_flags where key = 'phone_provisioning' for update;
  select * into g from public.rollout_guards where flag = 'phone_provisioning' for update;
  if g.state <> 'holding' then
    raise exception 'Nothing to resume: the guard does not hold. %', private.describe_last_change() using errcode = 'PT409';
  end if;
  v_was := g.reason;
  update public.rollout_guards set state = 'not_enough_data', reason = null, since = clock_timestamp(), resumed_at = clock_timestamp(),
    resumed_by = v_staff
  where flag = g.flag returning * into g;
  update public.rollout_guards set conditions = private.measure_rollout_guard(g, clock_timestamp()) where flag = g.flag;
  -- Those who waited are due at once; the drain rate lets them through bit by bit.
  update public.phone_provision_logs set next_attempt_at = clock_timestamp(), waiting_for = null
  where status in ('pending', 'retry_scheduled') and waiting_for = 'guard_holding';
  v_answer := private.write_rollout_change('guard', 'resume_rollout', jsonb_build_object('state', 'holding', 'reason', v_was),
    jsonb_build_object('state', 'resumed', 'percentage_bp', v_bp), p_reason);
  perform private.queue_rollout_refresh(0, v_bp);
  perform private.nudge_due_runs(private.free_run_slots());
  return v_answer;
end
$$;
comment on function private.resume_rollout_guard is 'Lets people in again; evidence from before this moment no longer counts. PT403, PT400, PT409.';

create function public.resume_rollout_guard(p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.resume_rollout_guard(p_reason) $$;
comment on function public.resume_rollout_guard is 'Admin: lets new customers enter again after the guard held.';

revoke execute on function private.resume_rollout_guard(text), public.resume_rollout_guard(text) from public, anon, authenticated, service_role;
grant execute on function private.resume_rollout_guard(text), public.resume_rollout_guard(text) to authenticated;
