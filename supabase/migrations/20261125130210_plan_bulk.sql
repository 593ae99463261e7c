-- Whom a bulk means, and what each of them would get.

-- Who is meant. A relative or empty scope never gets here: time is bounded, and something beside time must narrow it.
create function private.bulk_customers(p_scope jsonb) returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  v_ids uuid[];
  v_filter jsonb := p_scope -> 'filter';
begin
  case p_scope ->> 'kind'
    when 'customers' then
      v_ids := array(select distinct x::uuid from jsonb_array_elements_text(p_scope -> 'user_ids') x);
    when 'runs' then
      if private.run_where(v_filter, '{time}') is null then
        raise exception 'The filter is empty: choose at least one facet, code or customer besides the time.' using errcode = 'PT400', detail = 'filter';
      end if;
      if v_filter ->> 'since' is null or v_filter ->> 'until' is null then
        raise exception 'The filter has no bounded time: send since and until.' using errcode = 'PT400', detail = 'filter';
      end if;
      execute format('select array(select distinct subject_id from public.phone_provision_logs where %s limit 1001)', private.run_where(v_filter)) into v_ids;
    when 'matching' then
      if private.customer_where(v_filter) = 'true' then
        raise exception 'The filter is empty: choose at least a status, facet or part of the e-mail.' using errcode = 'PT400', detail = 'filter';
      end if;
      execute format('select array(select user_id from public.provision_customers where %s limit 1001)', private.customer_where(v_filter)) into v_ids;
    when 'bulk' then
      v_ids := array(
        select i.user_id from public.bulk_job_items i left join public.phone_provision_logs r on r.id = i.run_id
        where i.job_id = (p_scope ->> 'job_id')::bigint and (i.state = 'refused' or r.status = 'failed'));
    else
      raise exception 'scope.kind is not one of customers, runs, matching, bulk.' using errcode = 'PT400', detail = 'scope';
  end case;
  if cardinality(v_ids) = 0 then
    raise exception 'Nobody is meant: the selection holds no customer.' using errcode = 'PT400', detail = 'scope';
  end if;
  if cardinality(v_ids) > 1000 then
    raise exception 'That is more than 1,000 customers. Narrow the filter.' using errcode = 'PT400', detail = 'scope';
  end if;
  return v_ids;
exception when invalid_text_representation then
  raise exception 'scope is malformed: %', sqlerrm using errcode = 'PT400', detail = 'scope';
end
$$;
comment on function private.bulk_customers is 'The customers of a scope: {kind: customers, user_ids}, {kind: runs, filter}, {kind: matching, filter} or {kind: bulk, job_id} (those that failed). At most 1,000.';

-- What each customer would get now. `mend` does what is safe; `retry` also goes again where the cause was mended; whatever is asked, an
-- unsettled buy is looked at first.
create function private.plan_bulk(p_user_ids uuid[], p_action text, p_safe_codes text[]) returns table (user_id uuid, action text, note text, buys boolean)
language plpgsql stable set search_path = ''
as $$
declare
  v_facts jsonb;
  v_open text;
  v_failed text;
  v_why text;
  r record;
begin
  foreach user_id in array p_user_ids loop
    v_facts := private.provision_facts(user_id);
    v_open := (select x ->> 'state' from jsonb_array_elements(v_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded') limit 1);
    v_failed := (select x ->> 'failed_code' from jsonb_array_elements(v_facts -> 'purchases') x where x ->> 'state' = 'recorded');
    select case when v_failed is not null and l.status in ('succeeded', 'skipped') then 'failed' else l.status end as status,
      coalesce(l.error_code, v_failed) as error_code into r from public.phone_provision_logs l where l.subject_id = plan_bulk.user_id and l.status <> 'superseded' order by l.id desc limit 1;
    action := case when p_action in ('mend', 'retry') then case when v_open = 'intended' then 'check' else 'retry' end else p_action end;
    v_why := coalesce(private.describe_live_run(user_id), private.why_senseless(user_id, action, v_facts));
    if v_why is null and action = 'check' and jsonb_array_length(v_facts -> 'purchases') = 0 then v_why := 'There is no number to look for.'; end if;
    if v_why is null and action = 'retry' then
      v_why := case
        when r.status in ('pending', 'retry_scheduled') then 'A run goes by itself.'
        when r.status is distinct from 'failed' then 'The last run did not fail.'
        when p_action = 'mend' and r.error_code is not null and not r.error_code = any (p_safe_codes) then 'A retry fails the same way until the cause is mended.' end;
    end if;
    note := v_why;
    if v_why is not null then action := null; end if;
    buys := coalesce(action = 'retry' and v_open is null, false);
    return next;
  end loop;
end
$$;
comment on function private.plan_bulk is 'For each customer the action, or why he is left alone, on the facts of now.';

revoke execute on function private.bulk_customers(jsonb), private.plan_bulk(uuid[], text, text[]) from public, anon, authenticated, service_role;
