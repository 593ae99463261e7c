-- Live: chosen columns, no personal data, on private topics. The signal may be lost; the query is the truth.

-- The product's own triggers insert into this table: its writes must not queue up behind us. Give up after two seconds, `npm run deploy` tries again.
set lock_timeout = '2s';

create policy ops_topics_select_staff on realtime.messages for select to authenticated
using (
  extension = 'broadcast'
  and (select realtime.topic()) like 'ops:%'
  and (select private.current_staff_role()) is not null
);

-- Policies that permit add up, and a product often has one that lets everybody signed in into every topic, as Supabase's guides show it.
-- These take away, whatever others permit: staff alone listen to what is ours, and nobody speaks there, since the consoles would believe it.
create policy ops_topics_select_only_staff on realtime.messages as restrictive for select to authenticated
using ((topic not like 'ops:%' and coalesce(realtime.topic(), '') not like 'ops:%') or (select private.current_staff_role()) is not null);
create policy ops_topics_select_not_anon on realtime.messages as restrictive for select to anon
using (topic not like 'ops:%' and coalesce(realtime.topic(), '') not like 'ops:%');
create policy ops_topics_insert_nobody on realtime.messages as restrictive for insert to anon, authenticated
with check (topic not like 'ops:%' and coalesce(realtime.topic(), '') not like 'ops:%');

reset lock_timeout;

-- The quota is shared with the product: ten messages a second on ops:console, of which the tenth says "refetch".
-- Sequences count without locks, so no transaction waits for another's message.
create sequence private.broadcast_second;
create sequence private.broadcast_count;

create function private.take_broadcast_slot() returns bigint
language plpgsql security definer set search_path = ''
as $$
declare v_now bigint := extract(epoch from clock_timestamp())::bigint;
begin
  if (select last_value from private.broadcast_second) < v_now then
    perform setval('private.broadcast_second', v_now);
    perform setval('private.broadcast_count', 1, false);
  end if;
  return nextval('private.broadcast_count');
end
$$;
comment on function private.take_broadcast_slot is 'The how-many-th message of this second this would be.';

create function private.broadcast_to_console(p_event text, p_payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_slot bigint := private.take_broadcast_slot();
begin
  if v_slot < 10 then
    perform realtime.send(p_payload, p_event, 'ops:console', true);
  elsif v_slot = 10 then
    perform realtime.send('{}'::jsonb, 'refetch', 'ops:console', true);
  end if;
end
$$;
comment on function private.broadcast_to_console is 'Tells every open console; beyond ten a second only that something changed.';

create function private.broadcast_run_changes() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v record;
  v_count integer := 0;
  v_sent integer := coalesce(nullif(current_setting('switchboard.broadcasts', true), ''), '0')::integer;
begin
  -- A transaction that already said "refetch" has nothing to add: a bulk change costs ten messages, not a hundred thousand.
  if v_sent > 10 then return null; end if;
  for v in
    select n.subject_id, jsonb_build_object('id', n.id, 'user_id', n.subject_id, 'trigger_action', n.trigger_action, 'source', n.source,
      'status', n.status, 'outcome', n.outcome, 'error_code', n.error_code, 'attempt', n.attempt, 'current_step', n.current_step,
      'created_at', n.created_at, 'claimed_at', n.claimed_at, 'finished_at', n.finished_at, 'updated_at', n.updated_at) as payload
    from new_rows n order by n.id desc limit 11
  loop
    v_count := v_count + 1;
    exit when v_sent + v_count > 10;
    perform private.broadcast_to_console('run_changed', v.payload);
    perform realtime.send(v.payload, 'run_changed', 'ops:user:' || v.subject_id, true);
  end loop;
  if v_sent + v_count > 10 then perform realtime.send('{}'::jsonb, 'refetch', 'ops:console', true); end if;
  perform set_config('switchboard.broadcasts', (v_sent + v_count)::text, true);
  return null;
exception when others then
  raise warning 'run changes were not broadcast: % %', sqlstate, sqlerrm;
  return null;
end
$$;

create function private.broadcast_steps() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare v record;
begin
  -- One message for what one statement wrote: messages are counted. Without the phone number: the read that follows brings it.
  for v in
    select n.user_id, jsonb_agg(to_jsonb(n) #- '{detail,e164_number}' order by n.id) as steps from (select * from new_rows order by id limit 50) n group by n.user_id
  loop
    perform realtime.send(jsonb_build_object('steps', v.steps), 'steps_added', 'ops:user:' || v.user_id, true);
  end loop;
  return null;
exception when others then
  raise warning 'steps were not broadcast: % %', sqlstate, sqlerrm;
  return null;
end
$$;

-- What no run tells: a new e-mail, a tier, a hold. Ids only; one message for the list, and one to each open page.
create function private.broadcast_customers(p_ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_told boolean := coalesce(nullif(current_setting('switchboard.broadcasts', true), ''), '0')::integer > 0;
  v_id uuid;
begin
  -- The end of a run refreshes its one customer, whom the run's own message has named.
  if cardinality(p_ids) = 0 or (v_told and cardinality(p_ids) = 1) then return; end if;
  if not v_told then perform private.broadcast_to_console('customers_changed', jsonb_build_object('count', cardinality(p_ids))); end if;
  foreach v_id in array p_ids[1:10] loop
    perform realtime.send('{}'::jsonb, 'customer_changed', 'ops:user:' || v_id, true);
  end loop;
exception when others then
  raise warning 'customer changes were not broadcast: % %', sqlstate, sqlerrm;
end
$$;
comment on function private.broadcast_customers is 'Tells that the picture of these customers changed, unless a run of the same transaction has told it.';

create function private.broadcast_new_customers() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.broadcast_customers(array(select n.user_id from new_rows n limit 100));
  return null;
end
$$;

-- A refresh that found everything as it was is no news.
create function private.broadcast_changed_customers() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.broadcast_customers(array(
    select n.user_id from new_rows n join old_rows o on o.user_id = n.user_id
    where to_jsonb(n) - 'updated_at' - 'last_run_id' <> to_jsonb(o) - 'updated_at' - 'last_run_id' limit 100));
  return null;
end
$$;

create trigger broadcast_inserted_customers after insert on public.provision_customers referencing new table as new_rows
for each statement execute function private.broadcast_new_customers();
create trigger broadcast_updated_customers after update on public.provision_customers referencing old table as old_rows new table as new_rows
for each statement execute function private.broadcast_changed_customers();
create trigger broadcast_inserted_runs after insert on public.phone_provision_logs referencing new table as new_rows
for each statement execute function private.broadcast_run_changes();
create trigger broadcast_updated_runs after update on public.phone_provision_logs referencing new table as new_rows
for each statement execute function private.broadcast_run_changes();
create trigger broadcast_inserted_steps after insert on public.phone_provision_steps referencing new table as new_rows
for each statement execute function private.broadcast_steps();

revoke execute on function private.take_broadcast_slot(), private.broadcast_to_console(text, jsonb),
  private.broadcast_run_changes(), private.broadcast_steps(), private.broadcast_customers(uuid[]), private.broadcast_new_customers(),
  private.broadcast_changed_customers() from public;
