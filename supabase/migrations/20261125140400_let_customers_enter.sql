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
  if v_bp is null then return 0; end if;
  if v_room = 0 then perform private.note_full_entrance(); return 0; end if;
  for v_user in
    select e.user_id from private.entitled_customers e
    left join lateral (
      select r.status, r.outcome from public.phone_provision_logs r
      where r.subject_id = e.user_id and r.status <> 'superseded' order by r.id desc limit 1) last on true
    -- private.entry_state says of the same customers that they wait for their turn. Those whom we leave alone would fill the limit at every look, and nobody behind them would ever enter.
    where e.would_buy and (e.verdict = 'allow' or (e.verdict is null and e.rollout_bucket < v_bp))
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
  if v_count >= v_room then perform private.note_full_entrance(); end if;
  if v_count > 0 then perform private.nudge_due_runs(private.free_run_slots()); end if;
  return v_count;
end
$$;
comment on function private.enqueue_rollout_entrants is 'Starts runs for those who now belong in, at most entries_per_minute. Every minute by pg_cron, and at once after a change.';

-- Those who left the rollout after a run of theirs had failed: no run is under way that would hand them over, and they are no longer among
-- those who need attention. A run that only now finds them outside ends as skipped, so each is found once.
create view private.left_behind as
  select l.subject_id as user_id from public.phone_provision_logs l
  join private.entitled_customers e on e.user_id = l.subject_id
  join public.rollout_flags f on f.key = 'phone_provisioning'
  where l.status = 'failed' and e.would_buy
    and (f.kill_switch or not coalesce(e.verdict = 'allow', e.rollout_bucket < f.percentage_bp))
    and not exists (
      select 1 from public.phone_provision_logs n where n.subject_id = l.subject_id and n.id > l.id and n.status <> 'superseded')
    and (select d.reason from private.desired_state(private.provision_facts(l.subject_id)) d) = 'not_in_rollout';
comment on view private.left_behind is 'Paying customers outside the rollout whose last run failed: neither we nor the old system look after them.';

create function private.enqueue_left_behind(p_limit integer default 200) returns integer
language plpgsql security definer set search_path = ''
as $$
declare v_count integer;
begin
  -- Nobody would be handed over while dispatch stands still; and once it runs again such a run would try to buy what failed before.
  if (select k.dispatch_paused_at is not null from public.provision_settings k) then return 0; end if;
  -- The claim ends such a run with nothing done where the customer is in again by then: private.ends_as_needless.
  select count(private.enqueue_run(b.user_id, 'converge', 'sweep')) into v_count from (select user_id from private.left_behind limit p_limit) b;
  if v_count > 0 then perform private.nudge_due_runs(private.free_run_slots()); end if;
  return v_count;
end
$$;
comment on function private.enqueue_left_behind is 'Starts runs that hand over who left the rollout after a failure. Every minute by pg_cron, and at once after a change.';

select cron.schedule('enqueue_rollout_entrants', '* * * * *', 'select private.enqueue_rollout_entrants(), private.enqueue_left_behind()');
revoke all on private.left_behind from public;
revoke execute on function private.enqueue_rollout_entrants(), private.enqueue_left_behind(integer) from public, anon, authenticated, service_role;
