-- What staff write down about a customer. Never shown to the customer; the audit trail keeps what was changed or removed.

create table public.customer_notes (
  id bigint generated always as identity primary key,
  subject_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  body text not null,
  created_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz,
  constraint body_says_something check (length(trim(body)) between 1 and 2000)
);
create index customer_notes_subject_idx on public.customer_notes (subject_id, id desc);
alter table public.customer_notes enable row level security;
create policy customer_notes_select_staff on public.customer_notes for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.customer_notes from public, anon, authenticated, service_role;
grant select on public.customer_notes to authenticated, service_role;

create function private.require_note_writer(p_body text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if not private.has_staff_role('operator') then
    raise exception 'Only operators and admins write notes.' using errcode = 'PT403';
  end if;
  if p_body is not null and length(trim(p_body)) not between 1 and 2000 then
    raise exception 'body is empty or too long: write 1 to 2,000 characters.' using errcode = 'PT400', detail = 'body';
  end if;
  return (select coalesce(display_name, role) from public.staff_members where user_id = auth.uid());
end
$$;
comment on function private.require_note_writer is 'The caller''s name when they may write notes; PT403, PT400.';

create function private.add_customer_note(p_user_id uuid, p_body text, p_idempotency_key text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_name text := private.require_note_writer(coalesce(p_body, ''));
  v_note public.customer_notes;
  v_request jsonb := jsonb_build_object('user_id', p_user_id, 'body', trim(p_body));
  v_done public.staff_actions;
begin
  perform private.require_idempotency_key(p_idempotency_key);
  perform pg_advisory_xact_lock(hashtextextended('switchboard:note:' || auth.uid(), 0));
  v_done := private.find_replay(auth.uid(), p_idempotency_key, v_request);
  if v_done.id is not null then return jsonb_build_object('id', v_done.after -> 'id', 'replayed', true); end if;
  if not exists (select 1 from auth.users where id = p_user_id) and not exists (select 1 from public.phone_provision_logs where subject_id = p_user_id) then
    raise exception 'There is no customer with this id.' using errcode = 'PT404', detail = 'user_id';
  end if;
  insert into public.customer_notes (subject_id, staff_id, staff_name, body) values (p_user_id, auth.uid(), v_name, trim(p_body)) returning * into v_note;
  insert into public.staff_actions (staff_id, staff_name, action, subject_id, idempotency_key, request, after)
  values (auth.uid(), v_name, 'add_note', p_user_id, p_idempotency_key, v_request, jsonb_build_object('id', v_note.id, 'body', v_note.body));
  return jsonb_build_object('id', v_note.id, 'replayed', false);
end
$$;
comment on function private.add_customer_note is 'Writes a note on a customer. PT400, PT403, PT404; the same key again is the same note, PT409 when it says something else.';

-- A note is somebody's word: only its writer changes it. An admin may remove another's.
create function private.hold_own_note(p_note_id bigint, p_removing boolean) returns public.customer_notes
language plpgsql set search_path = ''
as $$
declare v_note public.customer_notes;
begin
  select * into v_note from public.customer_notes where id = p_note_id for update;
  if v_note.id is null then
    raise exception 'This note is gone: somebody removed it.' using errcode = 'PT404', detail = 'note_id';
  end if;
  if v_note.staff_id <> auth.uid() and not (p_removing and private.has_staff_role('admin')) then
    raise exception '% wrote this note, so only they may %.', v_note.staff_name, case when p_removing then 'or an admin remove it' else 'change it' end using errcode = 'PT403';
  end if;
  return v_note;
end
$$;

create function private.edit_customer_note(p_note_id bigint, p_body text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_name text := private.require_note_writer(coalesce(p_body, ''));
  v_note public.customer_notes := private.hold_own_note(p_note_id, false);
begin
  if v_note.body = trim(p_body) then return jsonb_build_object('id', v_note.id); end if;
  update public.customer_notes set body = trim(p_body), edited_at = clock_timestamp() where id = p_note_id;
  insert into public.staff_actions (staff_id, staff_name, action, subject_id, before, after)
  values (auth.uid(), v_name, 'edit_note', v_note.subject_id, jsonb_build_object('id', v_note.id, 'body', v_note.body),
    jsonb_build_object('id', v_note.id, 'body', trim(p_body)));
  return jsonb_build_object('id', v_note.id);
end
$$;
comment on function private.edit_customer_note is 'Changes one''s own note; the audit trail keeps both wordings. PT400, PT403, PT404.';

create function private.delete_customer_note(p_note_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_name text := private.require_note_writer(null);
  v_note public.customer_notes := private.hold_own_note(p_note_id, true);
begin
  delete from public.customer_notes where id = p_note_id;
  insert into public.staff_actions (staff_id, staff_name, action, subject_id, before)
  values (auth.uid(), v_name, 'delete_note', v_note.subject_id, jsonb_build_object('id', v_note.id, 'body', v_note.body, 'by', v_note.staff_name));
  return jsonb_build_object('id', v_note.id);
end
$$;
comment on function private.delete_customer_note is 'Removes one''s own note, an admin anybody''s; the audit trail keeps it. PT403, PT404.';

create function public.add_customer_note(p_user_id uuid, p_body text, p_idempotency_key text) returns jsonb
language sql set search_path = '' as $$ select private.add_customer_note(p_user_id, p_body, p_idempotency_key) $$;
create function public.edit_customer_note(p_note_id bigint, p_body text) returns jsonb
language sql set search_path = '' as $$ select private.edit_customer_note(p_note_id, p_body) $$;
create function public.delete_customer_note(p_note_id bigint) returns jsonb
language sql set search_path = '' as $$ select private.delete_customer_note(p_note_id) $$;

-- Whoever has the customer or the audit trail open learns of a colleague's note, hold or release at once.
create function private.broadcast_staff_actions() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare v_subject uuid;
begin
  for v_subject in select distinct n.subject_id from new_rows n where n.subject_id is not null limit 50 loop
    perform realtime.send('{}'::jsonb, 'customer_changed', 'ops:user:' || v_subject, true);
  end loop;
  perform private.broadcast_to_console('action_recorded', '{}');
  return null;
exception when others then
  raise warning 'staff actions were not broadcast: % %', sqlstate, sqlerrm;
  return null;
end
$$;
create trigger broadcast_inserted_staff_actions after insert on public.staff_actions referencing new table as new_rows
for each statement execute function private.broadcast_staff_actions();

revoke execute on function private.require_note_writer(text), private.hold_own_note(bigint, boolean), private.broadcast_staff_actions(),
  private.add_customer_note(uuid, text, text), private.edit_customer_note(bigint, text), private.delete_customer_note(bigint),
  public.add_customer_note(uuid, text, text), public.edit_customer_note(bigint, text), public.delete_customer_note(bigint)
  from public, anon, authenticated, service_role;
grant execute on function private.add_customer_note(uuid, text, text), private.edit_customer_note(bigint, text), private.delete_customer_note(bigint),
  public.add_customer_note(uuid, text, text), public.edit_customer_note(bigint, text), public.delete_customer_note(bigint) to authenticated;
