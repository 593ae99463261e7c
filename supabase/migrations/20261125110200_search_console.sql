-- One search box: e-mail or part of it, user id or its beginning, phone number in any spelling, Twilio SID, VAPI id, run id.
-- Each kind of key asks the index made for it; whatever is exact comes first.

create index phone_number_purchases_number_end_idx on public.phone_number_purchases (reverse(e164_number) text_pattern_ops);
create index phone_number_purchases_sid_prefix_idx on public.phone_number_purchases (provider_number_id text_pattern_ops) where provider_number_id is not null;

-- What the text may be, as queries; each returns (user_id, matched, exact).
create function private.search_branches(p_text text) returns setof text
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := lower(trim(p_text));
  v_like text := regexp_replace(v_text, '([\\%_])', '\\\1', 'g');
  v_digits text := regexp_replace(v_text, '\D', '', 'g');
  v_hex text := replace(v_text, '-', '');
  v_end text := reverse(v_digits) || '%';
begin
  if v_text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return next format('select user_id, ''user id'', true from public.provision_customers where user_id = %L::uuid', v_text);
    return next format('select user_id, ''VAPI number'', true from public.provision_customers where vapi_phone_number_id = %L', v_text);
    return next format('select user_id, ''VAPI assistant'', true from public.provision_customers where assistant_id = %L', v_text);
    return next format('select user_id, ''earlier VAPI number'', true from public.phone_number_purchases where vapi_phone_number_id = %L limit 8', v_text);
    return;
  end if;
  if v_text ~ '^pn[0-9a-f]{2,32}$' then
    return next format('select user_id, ''Twilio SID'', %L::boolean from public.provision_customers where provider_number_id like %L limit 8',
      length(v_text) = 34, 'PN' || substr(v_text, 3) || '%');
    return next format('select user_id, ''earlier Twilio SID'', %L::boolean from public.phone_number_purchases where provider_number_id like %L limit 8',
      length(v_text) = 34, 'PN' || substr(v_text, 3) || '%');
  end if;
  if v_text ~ '^[+()\d\s./-]+$' and length(v_digits) between 4 and 15 then
    return next format('select user_id, ''number'', %L::boolean from public.provision_customers where reverse(e164_number) like %L limit 8', length(v_digits) >= 10, v_end);
    return next format('select user_id, ''number elsewhere'', %L::boolean from public.provision_customers where reverse(host_number) like %L limit 8', length(v_digits) >= 10, v_end);
    return next format('select user_id, ''earlier number'', %L::boolean from public.phone_number_purchases where reverse(e164_number) like %L order by id desc limit 8', length(v_digits) >= 10, v_end);
  end if;
  if length(v_text) >= 2 then
    return next format('select user_id, ''e-mail'', lower(email) = %L from public.provision_customers where lower(email) like %L order by lower(email) using operator(pg_catalog.~<~) limit 8', v_text, v_like || '%');
  end if;
  if length(v_text) >= 3 then
    -- Without an order: a part that millions contain is found at once, a rare one through its trigrams.
    return next format('select user_id, ''e-mail'', false from public.provision_customers where email ilike %L limit 8', '%' || v_like || '%');
  end if;
  if v_text ~ '^[0-9a-f-]{4,35}$' and length(v_hex) between 4 and 31 then
    return next format('select user_id, ''user id'', false from public.provision_customers where user_id between %L::uuid and %L::uuid order by user_id limit 8',
      rpad(v_hex, 32, '0'), rpad(v_hex, 32, 'f'));
  end if;
end
$$;

create function private.search_console(p_text text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_text text := lower(trim(coalesce(p_text, '')));
  v_sql text;
  v_found jsonb := '[]';
  v_run bigint := case when v_text ~ '^#?\d{1,18}$' then replace(v_text, '#', '')::bigint end;
  v_runs jsonb;
begin
  perform private.require_reader('customers');
  if length(v_text) > 200 then raise exception 'text is longer than 200 characters.' using errcode = 'PT400', detail = 'text'; end if;
  select coalesce(jsonb_agg(jsonb_build_object('kind', 'run', 'run_id', r.id, 'user_id', r.subject_id, 'email', c.email, 'status', r.status,
    'action', r.trigger_action, 'matched', 'run', 'exact', true)), '[]') into v_runs
  from public.phone_provision_logs r left join public.provision_customers c on c.user_id = r.subject_id where r.id = v_run;
  for v_sql in select private.search_branches(v_text) loop
    exit when jsonb_array_length(v_found) >= 8;
    execute format($sql$
      select %L::jsonb || coalesce(jsonb_agg(jsonb_build_object('user_id', f.user_id, 'matched', f.matched, 'exact', f.exact)), '[]')
      from (select distinct on (user_id) user_id, matched, exact from (%s) x (user_id, matched, exact)
        where not %L::jsonb @> jsonb_build_array(jsonb_build_object('user_id', x.user_id)) order by user_id) f $sql$, v_found, v_sql, v_found) into v_found;
  end loop;
  return v_runs || coalesce((
    select jsonb_agg(x.found order by x.exact desc, x.place) from (
      select f.place, (f.hit ->> 'exact')::boolean as exact, f.hit || jsonb_build_object('kind', 'customer', 'email', c.email, 'status', c.status,
        'reason_code', c.reason_code, 'tier', c.tier) || private.number_so_far(c) as found
      from jsonb_array_elements(v_found) with ordinality f (hit, place)
      left join public.provision_customers c on c.user_id = (f.hit ->> 'user_id')::uuid
      order by exact desc, f.place limit 8) x), '[]');
end
$$;
comment on function private.search_console is 'At most eight customers and one run for what somebody typed, exact ones first. Staff only: PT403.';

create function public.search_console(p_text text) returns jsonb
language sql stable set search_path = '' as $$ select private.search_console(p_text) $$;
comment on function public.search_console is 'Staff: the one search box.';

create index phone_number_purchases_vapi_idx on public.phone_number_purchases (vapi_phone_number_id) where vapi_phone_number_id is not null;

revoke execute on function private.search_branches(text), private.search_console(text), public.search_console(text) from public, anon, authenticated, service_role;
grant execute on function private.search_console(text), public.search_console(text) to authenticated;
