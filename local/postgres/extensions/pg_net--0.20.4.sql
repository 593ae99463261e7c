-- Tables, signatures and grants of supabase/pg_net 0.20. The worker is local/net/worker.ts.
create schema if not exists net;
create domain net.http_method as text check (value ilike 'get' or value ilike 'post' or value ilike 'delete');

create unlogged table net.http_request_queue (
  id bigserial,
  method net.http_method not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds int not null
);
create unlogged table net._http_response (
  id bigint,
  status_code int,
  content_type text,
  headers jsonb,
  content text,
  timed_out bool,
  error_msg text,
  created timestamptz not null default now()
);
create index on net._http_response (created);

create function net._urlencode_string(string varchar) returns text language sql immutable strict
as $$
  select coalesce(string_agg(case when c ~ '[A-Za-z0-9_.~-]' then c else
    (select string_agg('%' || upper(lpad(to_hex(get_byte(convert_to(c, 'UTF8'), i)), 2, '0')), '' order by i)
     from generate_series(0, octet_length(convert_to(c, 'UTF8')) - 1) i) end, '' order by o), '')
  from regexp_split_to_table(string, '') with ordinality t(c, o)
$$;

create function net._with_params(url text, params jsonb) returns text language sql immutable
as $$
  select url || case when params is null or params = '{}'::jsonb then '' else
    case when position('?' in url) > 0 then '&' else '?' end ||
    (select string_agg(net._urlencode_string(key) || '=' || net._urlencode_string(value), '&') from jsonb_each_text(params)) end
$$;

-- Wakes the worker when, and only when, the transaction commits.
create function net.wake() returns void language sql as $$ select pg_notify('pg_net_wake', '') $$;

create function net._enqueue(method text, url text, headers jsonb, body bytea, timeout_milliseconds int) returns bigint language plpgsql
as $$
declare request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values (_enqueue.method, _enqueue.url, _enqueue.headers, _enqueue.body, _enqueue.timeout_milliseconds) returning id into request_id;
  perform net.wake();
  return request_id;
end
$$;

create function net.http_get(url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000) returns bigint
language sql as $$ select net._enqueue('GET', net._with_params(url, params), headers, null, timeout_milliseconds) $$;

create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds int default 5000) returns bigint
language plpgsql as $$
declare content_type text;
begin
  select h.value into content_type from jsonb_each_text(coalesce(http_post.headers, '{}')) h where lower(h.key) = 'content-type' limit 1;
  if content_type is null then
    http_post.headers := coalesce(http_post.headers, '{}') || '{"Content-Type": "application/json"}';
  elsif content_type <> 'application/json' then
    raise exception 'Content-Type header must be "application/json"';
  end if;
  return net._enqueue('POST', net._with_params(url, params), http_post.headers, convert_to(body::text, 'UTF8'), timeout_milliseconds);
end
$$;

create function net.http_delete(url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000, body jsonb default null) returns bigint
language sql as $$ select net._enqueue('DELETE', net._with_params(url, params), headers, convert_to(body::text, 'UTF8'), timeout_milliseconds) $$;

grant usage on schema net to public;
grant all on all tables in schema net to public;
grant all on all sequences in schema net to public;
