-- The audit page: every action by anybody, newest first, filtered and paged in the database.

create index staff_actions_staff_idx on public.staff_actions (staff_id, id desc);
create index staff_actions_action_idx on public.staff_actions (action, id desc);

-- A member keeps the id whatever they are called; what nobody of the staff did is told apart by the name of what did it: the system, the
-- owner of the database, a command.
create function private.audit_actor(a public.staff_actions) returns text
language sql immutable set search_path = ''
as $$ select coalesce(a.staff_id::text, a.staff_name, 'unnamed') $$;
comment on function private.audit_actor is 'Who did it, as the filter names them: a member''s id, or the name of what has none.';

-- Facets and rows come from this one filter, so that they cannot disagree.
create function private.filter_staff_actions(p_filter jsonb) returns setof public.staff_actions
language sql stable set search_path = ''
as $$
  select a.* from public.staff_actions a
  where (p_filter ->> 'action' is null or a.action = p_filter ->> 'action')
    and (p_filter ->> 'staff' is null or private.audit_actor(a) = p_filter ->> 'staff')
    and (p_filter ->> 'subject' is null or a.subject_id = (p_filter ->> 'subject')::uuid)
    and (p_filter ->> 'since' is null or a.created_at >= (p_filter ->> 'since')::timestamptz)
$$;
comment on function private.filter_staff_actions is 'Actions that match {action, staff (as private.audit_actor names them), subject, since}; absent keys do not filter.';

create function private.read_audit(p_filter jsonb, p_before bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read the audit trail.' using errcode = 'PT403'; end if;
  return (
    select coalesce(jsonb_agg(x.row order by x.id desc), '[]') from (
      select a.id, jsonb_build_object('id', a.id, 'at', a.created_at, 'staff_id', a.staff_id, 'staff_name', a.staff_name, 'action', a.action,
        'subject_id', a.subject_id, 'subject_email', c.email, 'member_email', u.email, 'run_id', a.run_id, 'run_status', r.status,
        'reason', a.reason, 'before', a.before, 'after', a.after, 'request', a.request) as row
      from private.filter_staff_actions(coalesce(p_filter, '{}')) a
      left join public.provision_customers c on c.user_id = a.subject_id
      left join public.phone_provision_logs r on r.id = a.run_id
      left join auth.users u on u.id = (a.request ->> 'member_id')::uuid
      where p_before is null or a.id < p_before
      order by a.id desc limit least(greatest(coalesce(p_limit, 50), 1), 200)) x);
end
$$;
comment on function private.read_audit is 'A page of the audit trail, newest first, before the given id. Staff only: PT403.';

create function private.count_audit(p_filter jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read the audit trail.' using errcode = 'PT403'; end if;
  return jsonb_build_object(
    'total', (select count(*) from private.filter_staff_actions(p_filter)),
    'action', coalesce((
      select jsonb_object_agg(x.action, x.n) from (
        select a.action, count(*) as n from private.filter_staff_actions(p_filter - 'action') a group by a.action) x), '{}'),
    'staff', coalesce((
      select jsonb_agg(jsonb_build_object('key', x.actor, 'id', x.staff_id, 'name', x.name, 'count', x.n) order by x.n desc, x.name) from (
        select private.audit_actor(a) as actor, a.staff_id, (array_agg(a.staff_name order by a.id desc))[1] as name, count(*) as n
        from private.filter_staff_actions(p_filter - 'staff') a group by 1, 2) x), '[]'));
end
$$;
comment on function private.count_audit is 'How many actions match, and the counts of each facet with its own filter left out. Staff only: PT403.';

create function public.read_audit(p_filter jsonb default '{}', p_before bigint default null, p_limit integer default 50) returns jsonb
language sql stable set search_path = '' as $$ select private.read_audit(p_filter, p_before, p_limit) $$;
create function public.count_audit(p_filter jsonb default '{}') returns jsonb
language sql stable set search_path = '' as $$ select private.count_audit(p_filter) $$;

revoke execute on function private.audit_actor(public.staff_actions), private.filter_staff_actions(jsonb), private.read_audit(jsonb, bigint, integer), private.count_audit(jsonb),
  public.read_audit(jsonb, bigint, integer), public.count_audit(jsonb) from public, anon, authenticated, service_role;
grant execute on function private.read_audit(jsonb, bigint, integer), private.count_audit(jsonb),
  public.read_audit(jsonb, bigint, integer), public.count_audit(jsonb) to authenticated;
