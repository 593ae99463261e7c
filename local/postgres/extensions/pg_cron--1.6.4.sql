-- Tables, signatures and grants of pg_cron 1.6 on a hosted project. The scheduler is local/cron/worker.ts.
create schema cron;
create table cron.job (
  jobid bigserial primary key,
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport int not null default inet_server_port(),
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);
create table cron.job_run_details (
  jobid bigint,
  runid bigserial primary key,
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
alter table cron.job enable row level security;
alter table cron.job_run_details enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

create function cron._is_field(field text, low int, high int) returns boolean language sql immutable
as $$
  select bool_and(
    item ~* '^(\*|[0-9]{1,2}(-[0-9]{1,2})?|[a-z]{3}(-[a-z]{3})?|\$)(/[1-9][0-9]?)?$'
    and not exists (select from regexp_matches(split_part(item, '/', 1), '[0-9]+', 'g') as m where m[1]::int not between low and high))
  from string_to_table(field, ',') as item
$$;

create function cron._check_schedule(schedule text) returns void language plpgsql immutable
as $$
declare f text[] := regexp_split_to_array(trim(schedule), '\s+');
begin
  if schedule ~ '^([1-9]|[1-5][0-9]) seconds?$' or schedule ~ '^@(yearly|annually|monthly|weekly|daily|hourly)$' then return; end if;
  if cardinality(f) = 5 and cron._is_field(f[1], 0, 59) and cron._is_field(f[2], 0, 23) and cron._is_field(f[3], 1, 31)
    and cron._is_field(f[4], 1, 12) and cron._is_field(f[5], 0, 7) then return; end if;
  raise exception 'invalid schedule: %', schedule using hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
end
$$;

-- The caller may not write to cron.job, so these do it in his name. Nobody gets to run as a superuser that he is not.
create function cron._may_act_as(caller text) returns boolean language sql stable
as $$ select not target.rolsuper or me.rolsuper from pg_catalog.pg_roles target, pg_catalog.pg_roles me where target.rolname = caller and me.rolname = session_user $$;

create function cron._put(caller text, name text, new_schedule text, new_command text) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare v_id bigint;
begin
  if cron._may_act_as(caller) is not true then raise insufficient_privilege using message = format('permission denied to schedule as %s', caller); end if;
  perform cron._check_schedule(new_schedule);
  insert into cron.job as j (schedule, command, jobname, username) values (new_schedule, new_command, name, caller)
  on conflict on constraint jobname_username_uniq do update set schedule = excluded.schedule, command = excluded.command, active = true
  returning j.jobid into v_id;
  return v_id;
end
$$;

create function cron._remove(caller text, job_id bigint) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  delete from cron.job where jobid = job_id and (username = caller and cron._may_act_as(caller) or (select rolsuper from pg_catalog.pg_roles where rolname = session_user));
  return found;
end
$$;

create function cron._alter(caller text, job_id bigint, new_schedule text, new_command text, new_database text, new_active boolean) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if new_schedule is not null then perform cron._check_schedule(new_schedule); end if;
  update cron.job j set schedule = coalesce(new_schedule, j.schedule), command = coalesce(new_command, j.command),
    database = coalesce(new_database, j.database), active = coalesce(new_active, j.active)
  where j.jobid = job_id and j.username = caller and cron._may_act_as(caller);
  return found;
end
$$;

create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql
as $$ select cron._put(current_user, schedule.job_name, schedule.schedule, schedule.command) $$;

create function cron.schedule(schedule text, command text) returns bigint language sql
as $$ select cron._put(current_user, null, schedule.schedule, schedule.command) $$;

create function cron.unschedule(job_id bigint) returns boolean language plpgsql
as $$
begin
  if cron._remove(current_user, job_id) then return true; end if;
  raise exception 'could not find valid entry for job ''%''', job_id;
end
$$;

create function cron.unschedule(job_name text) returns boolean language plpgsql
as $$
begin
  if cron._remove(current_user, (select jobid from cron.job where jobname = job_name and username = current_user)) then return true; end if;
  raise exception 'could not find valid entry for job ''%''', job_name;
end
$$;

create function cron.alter_job(job_id bigint, schedule text default null, command text default null, database text default null, username text default null, active boolean default null) returns void language plpgsql
as $$
begin
  if alter_job.username <> current_user then raise insufficient_privilege using message = 'must be superuser to alter username'; end if;
  if cron._alter(current_user, job_id, alter_job.schedule, alter_job.command, alter_job.database, alter_job.active) then return; end if;
  raise exception 'Job % does not exist or you don''t own it', job_id;
end
$$;

create function cron._announce() returns trigger language plpgsql as $$ begin perform pg_notify('pg_cron_jobs', ''); return null; end $$;
create trigger announce_jobs after insert or update or delete on cron.job for each statement execute function cron._announce();

grant usage on schema cron to postgres with grant option;
grant all on all functions in schema cron to postgres with grant option;
grant select on cron.job to postgres with grant option;
grant all on cron.job_run_details to postgres with grant option;
grant usage on all sequences in schema cron to postgres with grant option;
