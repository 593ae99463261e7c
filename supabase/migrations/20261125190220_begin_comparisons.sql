-- A comparison begins: hourly, or because somebody asks. The Edge Function inventory-reconcile lists; pg_net only wakes it up.

create function private.nudge_comparison(p_id bigint) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  v_url text := regexp_replace(private.provision_secret('provision_function_url'), '/phone-number-provision/?$', '/inventory-reconcile');
  v_key text := private.provision_secret('provision_nudge_key');
begin
  update public.inventory_comparisons set nudged_at = clock_timestamp() where id = p_id;
  if v_url is null or v_key is null then return null; end if;
  begin
    return net.http_post(url := v_url, body := jsonb_build_object('comparison_id', p_id),
      headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_key),
      timeout_milliseconds := (select nudge_timeout_ms from public.provision_settings));
  exception when others then
    -- It stays asked for, and is nudged again.
    raise warning 'comparison % was not nudged: % %', p_id, sqlstate, sqlerrm;
    return null;
  end;
end
$$;
comment on function private.nudge_comparison is 'Wakes inventory-reconcile for one comparison; null when Vault holds no URL or key yet, or pg_net refuses.';

create function private.tell_inventory(p_id bigint) returns void
language sql set search_path = ''
as $$ select private.broadcast_to_console('inventory_changed', jsonb_build_object('id', p_id)) $$;

-- Ends what nobody works at any more, so that the next one can begin.
create function private.end_dead_comparisons() returns void
language plpgsql set search_path = ''
as $$
declare v_id bigint;
begin
  update public.inventory_comparisons set state = 'failed', finished_at = clock_timestamp(), lease_expires_at = null,
    error_code = case state when 'listing' then 'lease_expired' else 'not_started' end
  where (state = 'listing' and lease_expires_at < clock_timestamp())
    or (state = 'requested' and requested_at < clock_timestamp() - interval '5 minutes')
  returning id into v_id;
  if v_id is not null then perform private.tell_inventory(v_id); end if;
end
$$;

create function private.begin_comparison(p_staff uuid, p_name text) returns bigint
language plpgsql set search_path = ''
as $$
declare v_id bigint;
begin
  insert into public.inventory_comparisons (requested_by, requested_name) values (p_staff, p_name)
  on conflict ((true)) where state in ('requested', 'listing') do nothing returning id into v_id;
  if v_id is null then return null; end if;
  perform private.nudge_comparison(v_id);
  perform private.tell_inventory(v_id);
  return v_id;
end
$$;
comment on function private.begin_comparison is 'Asks for a comparison; null while another one is under way.';

create function private.request_due_comparison() returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  k public.provision_settings := (select x from public.provision_settings x);
  v_open public.inventory_comparisons;
  v_last timestamptz;
begin
  perform private.end_dead_comparisons();
  select * into v_open from public.inventory_comparisons where state in ('requested', 'listing');
  if v_open.state = 'requested' and v_open.nudged_at < clock_timestamp() - interval '30 seconds' then
    perform private.nudge_comparison(v_open.id);
  end if;
  if v_open.id is not null or k.project_ref is null then return null; end if;
  -- Sooner after a failure, so that an hour without sight does not become two.
  select max(case c.state when 'failed' then c.requested_at - greatest(0, k.inventory_interval_minutes - 10) * interval '1 minute' else c.requested_at end)
  into v_last from public.inventory_comparisons c;
  -- The first one an interval after the activation; who only watches may look at once.
  if coalesce(v_last, k.activated_at) > clock_timestamp() - k.inventory_interval_minutes * interval '1 minute' then return null; end if;
  -- A month of hours is enough history.
  delete from public.inventory_comparisons c where c.requested_at < clock_timestamp() - interval '30 days'
    and not exists (select 1 from public.inventory_findings f where f.comparison_id = c.id);
  return private.begin_comparison(null, null);
end
$$;
comment on function private.request_due_comparison is 'Starts the hourly comparison when it is due, wakes one whose nudge was lost, ends a dead one. Every minute by pg_cron.';
select cron.schedule('compare_inventory', '* * * * *', 'select private.request_due_comparison()');

revoke execute on function private.nudge_comparison(bigint), private.tell_inventory(bigint), private.end_dead_comparisons(),
  private.begin_comparison(uuid, text), private.request_due_comparison() from public, anon, authenticated, service_role;
