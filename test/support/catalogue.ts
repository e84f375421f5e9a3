import { Client } from 'pg';

/** Everything of ours in the catalogue of a database, one line each; the list of migrations left out. */
export async function catalogueOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(catalogueSql);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

const catalogueSql = `
  with ours as (
    select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl
      from pg_class c
      left join pg_index i on i.indexrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relname not like 'migrations%'
       and coalesce(i.indrelid <> to_regclass('migrations'), true)
  )
  select line collate "C" as line from (
    select format('%s %s rls=%s%s acl=%s', relkind, relname, relrowsecurity, relforcerowsecurity,
        (select string_agg(a::text, ',' order by a::text) from unnest(relacl) a)) as line from ours
    union all
    select format('column %s.%s %s notnull=%s default=%s', o.relname, a.attname,
        format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
      from ours o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = o.oid and d.adnum = a.attnum
    union all
    select format('constraint %s %s %s', o.relname, k.conname, pg_get_constraintdef(k.oid))
      from ours o join pg_constraint k on k.conrelid = o.oid
    union all
    select pg_get_indexdef(i.indexrelid) from ours o join pg_index i on i.indrelid = o.oid
    union all
    select pg_get_triggerdef(t.oid) from ours o join pg_trigger t on t.tgrelid = o.oid and not t.tgisinternal
    union all
    select format('view %s %s', relname, pg_get_viewdef(oid)) from ours where relkind = 'v'
    union all
    select format('policy %s %s %s using %s check %s', o.relname, p.polname, p.polroles::regrole[],
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      from ours o join pg_policy p on p.polrelid = o.oid
    union all
    select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'public'::regnamespace
    union all
    select format('schema acl %s', nspacl) from pg_namespace where nspname = 'public'
  ) catalogue order by 1`;
