-- Users whose facts and number disagree, also those whose trigger never ran.

create view private.drift_candidates as
  -- Entitled, without a number, and in the rollout: those outside belong to the old system.
  select s.user_id from public.subscriptions s
  join public.rollout_flags f on f.key = 'phone_provisioning' and not f.kill_switch
  left join public.rollout_overrides o on o.flag = f.key and o.user_id = s.user_id
  left join public.provision_customers c on c.user_id = s.user_id
  where s.current and private.subscription_verdict(s.tier_type, s.status) = 'paid'
    and case coalesce(o.verdict, 'none') when 'allow' then true when 'deny' then false
      else coalesce(c.rollout_bucket, private.rollout_bucket(f.key, s.user_id)) < f.percentage_bp end
    and not exists (
      select 1 from public.phone_number_purchases p where p.user_id = s.user_id and p.state in ('intended', 'purchased', 'recorded'))
  union
  -- A number whose user, subscription or assistant says something else.
  select p.user_id from public.phone_number_purchases p
  left join public.user_settings us on us.user_id = p.user_id
  where p.state = 'recorded' and (
    p.assistant_id is distinct from nullif(trim(us.vapi_assistant_id), '')
    or not exists (select 1 from auth.users u where u.id = p.user_id)
    -- The host's row is gone and no trigger told: nobody asked for a release, so an entitled customer's row is written again.
    or not exists (select 1 from public.phone_numbers n where n.user_id = p.user_id and n.provider_number_id = p.provider_number_id and coalesce(n.status, '') <> 'released')
    or not exists (
      select 1 from public.subscriptions s
      where s.user_id = p.user_id and s.current and private.subscription_verdict(s.tier_type, s.status) = 'paid'));
comment on view private.drift_candidates is 'Users that may need a run; the facts of each decide.';

-- Whether reality already is what is desired.
create function private.is_converged(p_facts jsonb, p_desired text) returns boolean
language sql immutable set search_path = ''
as $$
  with p as (select x from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded', 'releasing'))
  select case p_desired
    when 'untouched' then true
    when 'assigned' then exists (
      select 1 from p where x ->> 'state' = 'recorded' and x ->> 'release_requested_at' is null
        and exists (select 1 from jsonb_array_elements(p_facts -> 'phone_numbers') n where n ->> 'provider_number_id' = x ->> 'provider_number_id')
        -- An assistant that is gone is taken off; no row at all says nothing.
        and (jsonb_typeof(p_facts -> 'user_settings') is distinct from 'object'
          or x ->> 'assistant_id' is not distinct from p_facts -> 'user_settings' ->> 'vapi_assistant_id'))
    when 'paused' then not exists (select 1 from p where x ->> 'state' <> 'recorded' or x ->> 'assistant_id' is not null)
    else not exists (select 1 from p where x ->> 'release_after' is null or (x ->> 'release_after')::timestamptz <= (p_facts ->> 'now')::timestamptz)
  end
$$;
comment on function private.is_converged is 'True when there is nothing to do for this user.';

create function private.owns_number(p_facts jsonb) returns boolean
language sql immutable set search_path = ''
as $$ select exists (select 1 from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded')) $$;
comment on function private.owns_number is 'True when an open ledger row makes the user ours, whatever the rollout says.';

create function private.enqueue_provision_drift(p_limit integer default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_user uuid;
  v_facts jsonb;
  v_desired text;
  v_last public.phone_provision_logs;
  v_found integer := 0;
  v_enqueued integer := 0;
  v_room integer := private.entry_room();
  v_active boolean := (select activated_at is not null from public.provision_settings);
begin
  for v_user in
    select c.user_id from private.drift_candidates c
    where not exists (
      select 1 from public.phone_provision_logs r where r.subject_id = c.user_id and r.status in ('pending', 'processing', 'retry_scheduled'))
  loop
    exit when v_enqueued >= p_limit;
    -- No room for entrants: theirs are not read, which would take seconds when a large raise is under way.
    continue when v_room <= 0 and not exists (
      select 1 from public.phone_number_purchases p where p.user_id = v_user and p.state in ('intended', 'purchased', 'recorded'));
    v_facts := private.provision_facts(v_user);
    select d.desired into v_desired from private.desired_state(v_facts) d;
    continue when private.is_converged(v_facts, v_desired);
    -- The same facts already ended in an answer: going again would end the same way.
    select * into v_last from public.phone_provision_logs r
    where r.subject_id = v_user and r.status in ('failed', 'skipped', 'succeeded') order by r.id desc limit 1;
    continue when v_last.status in ('failed', 'skipped') and v_last.facts_hash = private.facts_hash(v_facts, v_desired);
    v_found := v_found + 1;
    continue when not v_active;
    -- Those who only enter now come in at the pace of the rollout.
    if v_desired = 'assigned' and not private.owns_number(v_facts) then
      continue when v_room <= 0;
      v_room := v_room - 1;
    end if;
    perform private.enqueue_run(v_user, 'converge', 'drift');
    v_enqueued := v_enqueued + 1;
  end loop;
  if v_room <= 0 then perform private.note_full_entrance(); end if;
  if v_enqueued > 0 then perform private.nudge_due_runs(private.free_run_slots()); end if;
  return jsonb_build_object('found', v_found, 'enqueued', v_enqueued);
end
$$;
comment on function private.enqueue_provision_drift is
  'Starts runs for users whose number is not what their facts ask for; only reports until the project is activated. Every 5 min by pg_cron.';

revoke all on private.drift_candidates from public;
revoke execute on function private.is_converged(jsonb, text), private.owns_number(jsonb), private.enqueue_provision_drift(integer) from public;

select cron.schedule('dispatch_provision_runs', '10 seconds', 'select private.dispatch_provision_runs()');
select cron.schedule('enqueue_provision_drift', '*/5 * * * *', 'select private.enqueue_provision_drift()');
