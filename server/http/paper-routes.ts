import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlanModule } from '../features/plans/plan.module.ts';
import { AppError } from '../kernel/errors.ts';
import { type ContextDeps, requestContext } from './request-context.ts';

/** `/agreements/<id>.pdf`: the paper of a signed plan, for those who may see the agreement. */
export function addPaperRoutes(app: FastifyInstance, papers: PlanModule['papers'], deps: ContextDeps): void {
  app.get<{ Params: { file: string } }>('/agreements/:file', async (request, reply) => {
    const id = /^(.{1,150})\.pdf$/.exec(request.params.file)?.[1];
    const pdf = id && (await paperFor(id, request, reply));
    if (!pdf) {
      return reply.code(404).type('text/plain').send('There is no such paper, or it is not yours to see.');
    }
    return reply
      .type('application/pdf')
      .header('content-disposition', 'inline; filename="agreement.pdf"')
      .send(pdf);
  });

  /** A link cannot say which side of the portal it is on, so the session of either side will do. */
  async function paperFor(id: string, request: FastifyRequest, reply: FastifyReply): Promise<Buffer | null> {
    for (const side of ['DEBTOR', 'AGENT'] as const) {
      const actor = await requestContext(deps, request, reply, side).actor();
      const pdf = await papers.pdfFor(actor, id).catch(notFound);
      if (pdf) return pdf;
    }
    return null;
  }
}

function notFound(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
