-- How many customers have which combination of status, reason, fault, retry, tier, list and wait: facets of a million customers from a few
-- hundred rows. Every change of the read model appends what it adds and takes away, so that no two runs wait for one counter.

create table private.customer_counts (
  status text not null,
  reason_code text not null,
  fault text,
  retry text,
  tier text,
  listed text not null,
  waiting_on text,
  n bigint not null
);
comment on table private.customer_counts is 'Sums of provision_customers; a combination has several rows until the sweep folds them.';

create function private.count_customer_changes() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    insert into private.customer_counts (status, reason_code, fault, retry, tier, listed, waiting_on, n)
    select status, reason_code, fault, retry, tier, listed, waiting_on, -count(*) from old_rows group by 1, 2, 3, 4, 5, 6, 7;
  end if;
  if tg_op in ('UPDATE', 'INSERT') then
    insert into private.customer_counts (status, reason_code, fault, retry, tier, listed, waiting_on, n)
    select status, reason_code, fault, retry, tier, listed, waiting_on, count(*) from new_rows group by 1, 2, 3, 4, 5, 6, 7;
  end if;
  return null;
end
$$;

-- A refresh that moves nobody to another combination leaves no trace.
create function private.count_customer_moves() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.customer_counts (status, reason_code, fault, retry, tier, listed, waiting_on, n)
  select status, reason_code, fault, retry, tier, listed, waiting_on, sum(w) from (
    select status, reason_code, fault, retry, tier, listed, waiting_on, -1 as w from old_rows
    union all select status, reason_code, fault, retry, tier, listed, waiting_on, 1 from new_rows) x
  group by 1, 2, 3, 4, 5, 6, 7 having sum(w) <> 0;
  return null;
end
$$;

create trigger count_inserted_customers after insert on public.provision_customers referencing new table as new_rows
for each statement execute function private.count_customer_changes();
create trigger count_deleted_customers after delete on public.provision_customers referencing old table as old_rows
for each statement execute function private.count_customer_changes();
create trigger count_updated_customers after update on public.provision_customers referencing old table as old_rows new table as new_rows
for each statement execute function private.count_customer_moves();

create function private.fold_customer_counts() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if (select count(*) from (select 1 from private.customer_counts limit 2000) x) < 2000 then return; end if;
  -- One at a time; whoever comes second has nothing to do.
  if not pg_try_advisory_xact_lock(hashtext('fold_customer_counts')) then return; end if;
  with old as (delete from private.customer_counts returning *)
  insert into private.customer_counts (status, reason_code, fault, retry, tier, listed, waiting_on, n)
  select status, reason_code, fault, retry, tier, listed, waiting_on, sum(n) from old group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0;
end
$$;
comment on function private.fold_customer_counts is 'Folds the sums into one row for each combination, once there are many.';

insert into private.customer_counts (status, reason_code, fault, retry, tier, listed, waiting_on, n)
select status, reason_code, fault, retry, tier, listed, waiting_on, count(*) from public.provision_customers group by 1, 2, 3, 4, 5, 6, 7;

-- The whole read model again, a slice at a time in the order of ids. Returns the last id of the slice; null at the end.
create function private.rebuild_provision_customers(p_after uuid, p_limit integer) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare v_ids uuid[];
begin
  v_ids := array(
    select id from (
      (select u.id from auth.users u where p_after is null or u.id > p_after order by u.id limit p_limit)
      union
      (select c.user_id from public.provision_customers c where p_after is null or c.user_id > p_after order by c.user_id limit p_limit)) x
    order by id limit p_limit);
  if cardinality(v_ids) = 0 then return null; end if;
  perform private.refresh_provision_customers(v_ids);
  return v_ids[cardinality(v_ids)];
end
$$;
comment on function private.rebuild_provision_customers is 'Recomputes the next customers after this id; `npm run rebuild:customers` walks through all.';

revoke all on private.customer_counts from public, anon, authenticated, service_role;
revoke execute on function private.count_customer_changes(), private.count_customer_moves(), private.fold_customer_counts(),
  private.rebuild_provision_customers(uuid, integer) from public, anon, authenticated, service_role;
