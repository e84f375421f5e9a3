import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `enter_session` opens a request's transaction: it proves the token, writes the viewer into the
 * transaction's settings (which row-level security reads) and answers who it is; no row means no session.
 * One call, so that BEGIN, this, the read and COMMIT travel in one flush. It runs as the owner of the tables:
 * before it answers nobody is anybody, and sessions are hidden from nobody's.
 */
export class Sessions20261122000400 implements MigrationInterface {
  name = 'Sessions20261122000400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function enter_session(
        p_kind text, p_principal uuid, p_token_hash bytea, p_now timestamptz, p_idle interval, p_is_use boolean
      ) returns table (
        session_id uuid, name text, role text, scopes text[], creditor_ids uuid[],
        idle_expires_at timestamptz, expires_at timestamptz
      ) language plpgsql security definer set search_path = public, pg_temp as $$
      #variable_conflict use_column
      declare seen timestamptz;
      begin
        if p_kind = 'DEBTOR' then
          select s.id, null, null, null::text[], null::uuid[], p_now + p_idle, s.expires_at, s.last_seen_at
            into session_id, name, role, scopes, creditor_ids, idle_expires_at, expires_at, seen
            from debtor_session s
           where s.debtor_id = p_principal and s.token_hash = p_token_hash and s.ended_at is null
             and s.expires_at > p_now and s.last_seen_at > p_now - p_idle;
          if not found then return; end if;
          perform set_config('app.debtor_id', p_principal::text, true);
          if p_is_use and seen < p_now - interval '30 seconds' then
            update debtor_session s set last_seen_at = p_now
             where s.debtor_id = p_principal and s.id = session_id;
          end if;
        elsif p_kind = 'AGENT' then
          select s.id, a.name, a.role, null::text[],
                 array(select c.creditor_id from agent_creditor c where c.agent_id = a.id),
                 p_now + p_idle, s.expires_at, s.last_seen_at
            into session_id, name, role, scopes, creditor_ids, idle_expires_at, expires_at, seen
            from agent_session s join agent a on a.id = s.agent_id
           where s.agent_id = p_principal and s.token_hash = p_token_hash and s.ended_at is null
             and a.disabled_at is null and s.expires_at > p_now and s.last_seen_at > p_now - p_idle;
          if not found then return; end if;
          perform set_config('app.creditor_ids', creditor_ids::text, true);
          if p_is_use and seen < p_now - interval '30 seconds' then
            update agent_session s set last_seen_at = p_now
             where s.agent_id = p_principal and s.id = session_id;
          end if;
        elsif p_kind = 'INTEGRATOR' then
          select k.id, c.name, null, k.scopes,
                 array(select x.creditor_id from api_client_creditor x where x.api_client_id = c.id),
                 null, k.expires_at, k.last_seen_at
            into session_id, name, role, scopes, creditor_ids, idle_expires_at, expires_at, seen
            from api_key k join api_client c on c.id = k.api_client_id
           where k.api_client_id = p_principal and k.token_hash = p_token_hash
             and k.revoked_at is null and k.expires_at > p_now;
          if not found then return; end if;
          perform set_config('app.creditor_ids', creditor_ids::text, true);
          if p_is_use and (seen is null or seen < p_now - interval '30 seconds') then
            update api_key k set last_seen_at = p_now
             where k.api_client_id = p_principal and k.id = session_id;
          end if;
        else
          return;
        end if;
        return next;
      end $$;
      revoke all on function enter_session from public;
      grant execute on function enter_session to quittance_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function enter_session');
  }
}
