-- What is known the moment it is written is told in the same moment: a halt, a provider that went down. The other rules are shares and
-- waits, which need their time, and stay with the tick of ten seconds.

create function private.judge_at_once() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  r public.alert_rules;
  v_now timestamptz := clock_timestamp();
begin
  -- Whoever judges at this moment sees it with the next tick.
  if not pg_try_advisory_xact_lock(hashtextextended('switchboard:alerts', 0)) then return null; end if;
  select * into r from public.alert_rules where key = coalesce(tg_argv[0], to_jsonb(new) ->> 'provider' || '_down') and enabled;
  if r.key is null then return null; end if;
  perform private.step_alert(r, v_now);
  if private.announce_incidents(v_now) > 0 then perform private.nudge_notifications(); end if;
  return null;
exception when others then
  -- An alert never undoes what it tells of: the tick judges again.
  raise warning 'judge_at_once: %', sqlerrm;
  return null;
end
$$;
comment on function private.judge_at_once is 'Judges the one rule that a row has just broken, in the same transaction; never fails the write.';
revoke execute on function private.judge_at_once() from public, anon, authenticated, service_role;

create trigger provision_halts_judge_at_once after update of halted_at on public.provision_halts
for each row when (old.halted_at is null and new.halted_at is not null) execute function private.judge_at_once('halted');
create trigger provider_outages_judge_at_once after update of down_since on public.provider_outages
for each row when (old.down_since is null and new.down_since is not null) execute function private.judge_at_once();
