-- What the sweep does for the read model: the queue, and what open runs wait for.

-- What a run waits for changes at each claim that is refused, under the claim's lock: the picture follows with the sweep.
create function private.refresh_waiting_customers(p_limit integer) returns void
language sql security definer set search_path = ''
as $$
  with moved as (
    select c.user_id, w.waiting_on from public.phone_provision_logs r
    join public.provision_customers c on c.user_id = r.subject_id and c.last_run_id = r.id
    cross join lateral (select private.waiting_on(c.status, c.reason_code, r.status, r.waiting_for) as waiting_on) w
    where r.status in ('pending', 'retry_scheduled') and w.waiting_on is distinct from c.waiting_on
    limit p_limit for update of c skip locked)
  update public.provision_customers c set waiting_on = moved.waiting_on, updated_at = clock_timestamp() from moved where c.user_id = moved.user_id
$$;
comment on function private.refresh_waiting_customers is 'Brings what customers wait for up to what their open runs wait for.';

-- A row that an open transaction has just written cannot be seen, only met. Who meets one is put back, and after the third so is the rest.
create function private.refresh_or_put_back(p_user_ids uuid[]) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
declare
  v_id uuid;
  v_met integer := 0;
begin
  perform private.refresh_unlocked_customers(p_user_ids);
exception when lock_not_available then
  foreach v_id in array p_user_ids loop
    begin
      if v_met < 3 then perform private.refresh_unlocked_customers(array[v_id]); continue; end if;
    exception when lock_not_available then
      v_met := v_met + 1;
    end;
    insert into private.customer_refresh_queue (user_id) values (v_id) on conflict do nothing;
  end loop;
end
$$;
comment on function private.refresh_or_put_back is 'Refreshes these users; whoever is held by an open transaction goes back into the queue.';

-- Two waits end by the clock alone: the pace does not explain it any more, the old system has had its time.
create function private.queue_ended_waits(p_limit integer) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.customer_refresh_queue (user_id)
  select c.user_id from public.provision_customers c where c.reason_code = 'awaiting_turn' and not (select private.pace_explains_wait()) limit p_limit
  on conflict do nothing;
  insert into private.customer_refresh_queue (user_id)
  select c.user_id from public.provision_customers c
  where c.reason_code = 'handover_asked' and c.since < clock_timestamp() - (select private.handover_patience()) limit p_limit
  on conflict do nothing;
end
$$;
comment on function private.queue_ended_waits is 'Queues those who wait longer than what they wait for explains.';

create function private.refresh_queued_customers(p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare v_ids uuid[];
begin
  perform private.queue_ended_waits(p_limit);
  with taken as (
    delete from private.customer_refresh_queue where user_id in (
      select user_id from private.customer_refresh_queue order by queued_at limit p_limit for update skip locked)
    returning user_id)
  select array_agg(user_id) into v_ids from taken;
  if v_ids is not null then perform private.refresh_or_put_back(v_ids); end if;
  perform private.refresh_waiting_customers(p_limit);
  perform private.fold_customer_counts();
  return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function private.refresh_queued_customers is 'Works off the queue of read-model rows that bulk statements left behind.';

revoke execute on function private.queue_ended_waits(integer), private.refresh_or_put_back(uuid[]), private.refresh_queued_customers(integer) from public;
revoke execute on function private.refresh_waiting_customers(integer) from public;
