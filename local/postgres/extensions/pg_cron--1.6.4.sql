-- Tables and signatures of pg_cron 1.6. The scheduler is local/cron/worker.ts.
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

create function cron._check_schedule(schedule text) returns void language plpgsql
as $$
begin
  if schedule ~ '^([1-9]|[1-5][0-9]) seconds?$' or schedule ~ '^@(yearly|annually|monthly|weekly|daily|hourly|midnight|reboot)$' then return; end if;
  if cardinality(regexp_split_to_array(trim(schedule), '\s+')) = 5 then return; end if;
  raise exception 'invalid schedule: %', schedule using hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
end
$$;

create function cron.schedule(job_name text, schedule text, command text) returns bigint language plpgsql
as $$
declare v_id bigint;
begin
  perform cron._check_schedule(schedule.schedule);
  insert into cron.job as j (schedule, command, jobname) values (schedule.schedule, schedule.command, schedule.job_name)
  on conflict on constraint jobname_username_uniq do update set schedule = excluded.schedule, command = excluded.command, active = true
  returning j.jobid into v_id;
  return v_id;
end
$$;
create function cron.schedule(schedule text, command text) returns bigint language plpgsql
as $$
declare v_id bigint;
begin
  perform cron._check_schedule(schedule.schedule);
  insert into cron.job as j (schedule, command) values (schedule.schedule, schedule.command) returning j.jobid into v_id;
  return v_id;
end
$$;
create function cron.unschedule(job_id bigint) returns boolean language plpgsql
as $$
begin
  delete from cron.job where jobid = job_id;
  if not found then raise exception 'could not find valid entry for job %', job_id; end if;
  return true;
end
$$;
create function cron.unschedule(job_name text) returns boolean language plpgsql
as $$
begin
  delete from cron.job where jobname = job_name and username = current_user;
  if not found then raise exception 'could not find valid entry for job ''%''', job_name; end if;
  return true;
end
$$;
create function cron.alter_job(job_id bigint, schedule text default null, command text default null, database text default null, username text default null, active boolean default null) returns void language plpgsql
as $$
begin
  if alter_job.schedule is not null then perform cron._check_schedule(alter_job.schedule); end if;
  update cron.job j set schedule = coalesce(alter_job.schedule, j.schedule), command = coalesce(alter_job.command, j.command),
    database = coalesce(alter_job.database, j.database), username = coalesce(alter_job.username, j.username), active = coalesce(alter_job.active, j.active)
  where j.jobid = job_id;
  if not found then raise exception 'Job % does not exist or you don''t own it', job_id; end if;
end
$$;

create function cron._announce() returns trigger language plpgsql as $$ begin perform pg_notify('pg_cron_jobs', ''); return null; end $$;
create trigger announce_jobs after insert or update or delete on cron.job for each statement execute function cron._announce();

grant usage on schema cron to postgres;
grant select, insert, update, delete on cron.job, cron.job_run_details to postgres;
grant usage on all sequences in schema cron to postgres;
