-- Who changes a host row, or starts a run, refreshes the customer.

-- The writes of the product must not queue up behind us where a table of its own is held: give up after two seconds, `npm run deploy` tries again.
set lock_timeout = '2s';

create function private.picked(p_row jsonb, p_columns text[]) returns jsonb
language sql immutable set search_path = ''
as $$ select jsonb_object_agg(c, p_row -> c) from unnest(p_columns) c $$;
comment on function private.picked is 'Some columns of a row.';

-- The arguments are the columns on which a customer's picture rests, first the one that names the user. A product writes its rows for many
-- other reasons, some of them every few seconds ("last seen"): what changes nothing here costs its transaction no picture and no lock.
create function private.refresh_customers_after_change() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '250ms'
as $$
declare v_ids uuid[];
begin
  -- A run's own writes are shown by its end, which refreshes in any case.
  if current_setting('switchboard.refresh_at_end', true) = 'on' then return null; end if;
  if tg_op = 'DELETE' then
    select array_agg(distinct to_jsonb(o) ->> tg_argv[0]) into v_ids from old_rows o;
  elsif tg_op = 'UPDATE' and not exists (select 1 from new_rows offset 50) then
    -- Rows that are there before and after say nothing, whichever they are; a user who loses a row is in what was before. So many as
    -- go into the queue anyway are not compared: that would cost a bulk more than it saves.
    with old_parts as materialized (select private.picked(to_jsonb(o), tg_argv) as part from old_rows o),
      new_parts as materialized (select private.picked(to_jsonb(n), tg_argv) as part from new_rows n)
    select array_agg(distinct x.part ->> tg_argv[0]) into v_ids from (
      (select part from new_parts except all select part from old_parts) union all (select part from old_parts except all select part from new_parts)) x;
  else
    select array_agg(distinct to_jsonb(n) ->> tg_argv[0]) into v_ids from new_rows n;
  end if;
  v_ids := array_remove(v_ids, null);
  if cardinality(v_ids) > 0 then perform private.refresh_or_queue_customers(v_ids); end if;
  return null;
exception when others then
  raise warning 'read model not refreshed: % %', sqlstate, sqlerrm;
  return null;
end
$$;

-- Runs that nobody writes with a host row: asked for, swept up, found by the drift scan. What a claim does to a run changes nothing here.
create function private.refresh_customers_after_run() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare v_ids uuid[];
begin
  select array_agg(distinct n.subject_id) into v_ids from new_rows n where n.source not in ('trigger', 'staff');
  if v_ids is not null then perform private.refresh_or_queue_customers(v_ids); end if;
  return null;
end
$$;
create trigger refresh_provision_customers_insert after insert on public.phone_provision_logs referencing new table as new_rows
for each statement execute function private.refresh_customers_after_run();

do $$
declare v record;
begin
  for v in values
    ('profiles', 'id, email'),
    ('subscriptions', 'user_id, tier_type, status, current'),
    ('phone_numbers', 'user_id, provider, provider_number_id, e164_number, status'),
    ('user_settings', 'user_id, vapi_assistant_id')
  loop
    execute format('create trigger refresh_provision_customers_insert after insert on public.%I referencing new table as new_rows
      for each statement execute function private.refresh_customers_after_change(%s)', v.column1, v.column2);
    execute format('create trigger refresh_provision_customers_update after update on public.%I referencing old table as old_rows new table as new_rows
      for each statement execute function private.refresh_customers_after_change(%s)', v.column1, v.column2);
    execute format('create trigger refresh_provision_customers_delete after delete on public.%I referencing old table as old_rows
      for each statement execute function private.refresh_customers_after_change(%s)', v.column1, v.column2);
  end loop;
end
$$;

revoke execute on function private.picked(jsonb, text[]), private.refresh_customers_after_change(), private.refresh_customers_after_run() from public;

reset lock_timeout;
