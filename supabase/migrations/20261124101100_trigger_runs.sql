-- The host's events. None of them may fail or slow a write of the product: every part has its own exception block, and the
-- function's lock_timeout turns a lock wait into an exception (a statement time-out could not be caught).

-- The writes of the product must not queue up behind us where a table of its own is held: give up after two seconds, `npm run deploy` tries again.
set lock_timeout = '2s';

create function private.subscription_action(p_old_tier text, p_old_status text, p_tier text, p_status text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return (
  select case private.subscription_verdict(p_tier, p_status)
    when 'cancelled' then 'release'
    when 'expired' then 'release'
    when 'free_tier' then case when p_old_tier is null then 'converge' else 'pause' end
    when 'paid' then case
      when private.subscription_verdict(p_old_tier, p_old_status) is distinct from 'paid' then 'provision' else 'converge' end
    else 'converge'
  end
  );
end
$$;
comment on function private.subscription_action is 'The label of the run that a subscription change starts. Only a label: the run decides on fresh facts.';

-- At most one cap's worth of nudges a transaction; the sweep sends the rest. The budget is spent before the attempt, so that
-- a hundred thousand rows do not each wait for a lock that one of them already waited for in vain.
create function private.nudge_within_budget(p_run_id bigint) returns void
language plpgsql set search_path = ''
as $$
declare v_spent integer := coalesce(nullif(current_setting('switchboard.nudges', true), ''), '0')::integer;
begin
  if v_spent >= (select max_in_flight from public.provision_settings) then return; end if;
  perform set_config('switchboard.nudges', (v_spent + 1)::text, true);
  begin
    perform private.nudge_provision_run(p_run_id);
  exception when others then
    perform set_config('switchboard.nudges', '1000000', true);
    raise warning 'phone provisioning: run % was not nudged: % %', p_run_id, sqlstate, sqlerrm;
  end;
end
$$;
comment on function private.nudge_within_budget is 'Nudges while this transaction may; a failure is a warning and ends the transaction''s nudges.';

-- After one failure the rest of the transaction leaves its users to the drift scan: no row waits again for what is broken. Whoever fails says
-- what by `to_jsonb`: a column that the product has renamed since would fail once more, and here nobody catches it.
create function private.stand_aside(p_what text, p_sqlstate text, p_message text) returns void
language plpgsql set search_path = ''
as $$
begin
  perform set_config('switchboard.standing_aside', 'on', true);
  raise warning 'phone provisioning: % not queued: % %', p_what, p_sqlstate, p_message;
end
$$;

create function public.trigger_phone_provision() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '250ms'
as $$
declare
  v_run bigint;
begin
  if tg_op = 'UPDATE' and (old.user_id, old.tier_type, old.status, old.current) is not distinct from (new.user_id, new.tier_type, new.status, new.current) then
    return new;
  end if;
  if current_setting('switchboard.standing_aside', true) = 'on' then return new; end if;
  begin
    if tg_op = 'UPDATE' and old.user_id is distinct from new.user_id then
      perform private.enqueue_run(old.user_id, 'converge', 'trigger');
    end if;
    v_run := private.enqueue_run(new.user_id, case
      when new.current is not true then 'converge'
      when tg_op = 'INSERT' or old.current is not true or old.user_id is distinct from new.user_id
        then private.subscription_action(null, null, new.tier_type, new.status)
      else private.subscription_action(old.tier_type, old.status, new.tier_type, new.status) end, 'trigger');
  exception when others then
    perform private.stand_aside('subscription change of user ' || coalesce(to_jsonb(new) ->> 'user_id', '?'), sqlstate, sqlerrm);
    return new;
  end;
  perform private.nudge_within_budget(v_run);
  return new;
exception when others then
  perform private.stand_aside('subscription change of user ' || coalesce(to_jsonb(new) ->> 'user_id', '?'), sqlstate, sqlerrm);
  return new;
end
$$;
comment on function public.trigger_phone_provision is 'Writes a run when tier, status, current or owner of a subscription changed, and nudges the function. Never fails the write.';

create trigger subscription_phone_provision_trigger after insert or update on public.subscriptions
for each row execute function public.trigger_phone_provision();

create function private.trigger_assistant_change() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '250ms'
as $$
declare v_run bigint;
begin
  if tg_op = 'UPDATE' and old.vapi_assistant_id is not distinct from new.vapi_assistant_id then return new; end if;
  if current_setting('switchboard.standing_aside', true) = 'on' then return new; end if;
  if not exists (
    select 1 from public.phone_number_purchases where user_id = new.user_id and state in ('intended', 'purchased', 'recorded')) then
    return new;
  end if;
  v_run := private.enqueue_run(new.user_id, 'relink', 'trigger');
  perform private.nudge_within_budget(v_run);
  return new;
exception when others then
  perform private.stand_aside('assistant change of user ' || coalesce(to_jsonb(new) ->> 'user_id', '?'), sqlstate, sqlerrm);
  return new;
end
$$;
create trigger user_settings_phone_provision_trigger after insert or update on public.user_settings
for each row execute function private.trigger_assistant_change();

-- A deleted row is the host's word that the number is no longer wanted; the ledger still owns it until Twilio took it back.
create function private.trigger_number_deletion() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '250ms'
as $$
declare
  v_purchase bigint;
  v_run bigint;
begin
  if current_setting('switchboard.standing_aside', true) = 'on' then return old; end if;
  update public.phone_number_purchases set release_requested_at = coalesce(release_requested_at, clock_timestamp()), updated_at = clock_timestamp()
  where provider_number_id = old.provider_number_id and user_id = old.user_id and state in ('purchased', 'recorded')
  returning id into v_purchase;
  if v_purchase is null then return old; end if;
  v_run := private.enqueue_run(old.user_id, 'release', 'trigger', v_purchase);
  perform private.nudge_within_budget(v_run);
  return old;
exception when others then
  perform private.stand_aside('deletion of number ' || coalesce(to_jsonb(old) ->> 'id', '?'), sqlstate, sqlerrm);
  return old;
end
$$;
create trigger phone_numbers_phone_provision_trigger after delete on public.phone_numbers
for each row execute function private.trigger_number_deletion();

revoke execute on function private.subscription_action(text, text, text, text), private.nudge_within_budget(bigint), private.stand_aside(text, text, text),
  public.trigger_phone_provision(), private.trigger_assistant_change(), private.trigger_number_deletion()
  from public, anon, authenticated, service_role;

reset lock_timeout;
