-- A raise lets people in at the pace of the flag, by runs like any other: each still decides on its own facts.

create function private.enqueue_rollout_entrants() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_room integer := private.entry_room();
  v_bp integer;
  v_count integer := 0;
  v_user uuid;
  v_facts jsonb;
begin
  select f.percentage_bp into v_bp from public.rollout_flags f, public.provision_settings k
  where f.key = 'phone_provisioning' and not f.kill_switch and k.activated_at is not null and k.dispatch_paused_at is null;
  if v_bp is null or v_room = 0 then return 0; end if;
  for v_user in
    select e.user_id from private.entitled_customers e
    left join lateral (
      select r.status, r.outcome from public.phone_provision_logs r
      where r.subject_id = e.user_id and r.status <> 'superseded' order by r.id desc limit 1) last on true
    -- Those whom we leave alone would fill the limit at every look, and nobody behind them would ever enter.
    where e.e164_number is null and e.would_buy and (e.verdict = 'allow' or (e.verdict is null and e.rollout_bucket < v_bp))
      and (last.status is null or (last.status = 'skipped' and last.outcome in ('not_in_rollout', 'handed_over', 'not_activated', 'guard_holding')))
    order by e.verdict = 'allow' desc nulls last, e.rollout_bucket
    limit v_room * 3
  loop
    exit when v_count >= v_room;
    v_facts := private.provision_facts(v_user);
    continue when (select d.desired from private.desired_state(v_facts) d) <> 'assigned' or private.owns_number(v_facts);
    perform private.enqueue_run(v_user, 'converge', 'drift');
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then perform private.nudge_due_runs(private.free_run_slots()); end if;
  return v_count;
end
$$;
comment on function private.enqueue_rollout_entrants is 'Starts runs for those who now belong in, at most entries_per_minute. Every minute by pg_cron, and at once after a change.';

select cron.schedule('enqueue_rollout_entrants', '* * * * *', 'select private.enqueue_rollout_entrants()');
revoke execute on function private.enqueue_rollout_entrants() from public, anon, authenticated, service_role;
