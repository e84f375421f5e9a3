import { AppError } from '../../kernel/errors.ts';
import { decodeId } from '../../kernel/id.ts';
import { RowStart } from './reads.ts';

/** Where `node(id)` starts; an id of another type than the wanted leads to nothing. */
export function rowStart(id: string, type?: string): RowStart | null {
  const decoded = decodeId(id);
  if (!decoded.ok) {
    throw new AppError(
      'BAD_USER_INPUT',
      'This is not an id of this service. Use the `id` that a query gave.',
      {
        argument: 'id',
      },
    );
  }
  if (type && decoded.value.type !== type) return null;
  return new RowStart(decoded.value.type, decoded.value.debtorId, decoded.value.id);
}
